"""What the hall is shown and told when a call is over, and when a counter closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.counter import CounterState
from core.hall_board import WaitingNumber
from core.queue_policy import RecallRule
from core.staff import OnDuty
from desktop import counter_room, reception, ticket_moves
from desktop.display_setting import Names
from desktop.hall_board import calls_now, hall_board
from desktop.reception import at_counter
from tests.queue.counter_life import THREE, adopt_recall, at, called, issued, minutes, serving

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.hall_board import HallBoard
    from tests.review_hall import Hall

ELSEWHERE = OnDuty(THREE.clerk, "4")


def board(hall: Hall) -> HallBoard:
    return hall.ask(hall_board, Names.NUMBERS_ONLY)


def missed(hall: Hall) -> None:
    hall.do(reception.no_show, THREE)


def sent_on(hall: Hall) -> None:
    hall.do(ticket_moves.transfer, THREE, "请四号窗口接着办", "4")


def sent_back(hall: Hall) -> None:
    hall.do(ticket_moves.return_to_queue, THREE)


def undone(hall: Hall) -> None:
    hall.do(lambda work: ticket_moves.undo(work, THREE, at_counter(work, THREE).ticket_id))


def closed(hall: Hall) -> None:
    hall.do(counter_room.pause, THREE, "系统检修")


@pytest.mark.parametrize("end", [missed, sent_on, sent_back, undone, closed])
def test_a_call_that_is_over_is_neither_shown_nor_said(
    end: Callable[[Hall], None], hall: Hall
) -> None:
    adopt_recall(hall, RecallRule(calls=3, pause=minutes(5)))
    one = issued(hall)
    called(hall)
    assert [call.number for call in board(hall).calls] == [one.number]
    assert [call.number for call in hall.ask(calls_now)] == [one.number]
    end(hall)
    after = board(hall)
    assert (after.calls, after.recent) == ((), ())
    assert [waiting.number for waiting in after.waiting] == [one.number]
    assert hall.ask(calls_now) == ()


def test_a_person_who_is_parked_is_at_no_counter_and_back_again_is_not_called_anew(
    hall: Hall,
) -> None:
    one = issued(hall)
    serving(hall)
    hall.do(ticket_moves.park, THREE, "去复印")
    assert board(hall).at("3") is None
    assert [call.number for call in board(hall).recent] == [one.number]
    hall.do(ticket_moves.resume, ELSEWHERE, one.ticket_id)
    back = board(hall)
    assert back.at("3") is None
    assert [(call.counter, call.serving) for call in back.calls] == [("4", True)]
    assert back.newest is None
    assert hall.ask(calls_now) == ()


def test_who_was_sent_on_is_shown_with_the_counter_to_wait_for(hall: Hall) -> None:
    first = issued(hall)
    second = issued(at(hall, 1))
    serving(hall)
    sent_on(hall)
    assert board(hall).waiting == (
        WaitingNumber(first.number, "4"),
        WaitingNumber(second.number),
    )
    assert [(group.letter, group.people) for group in board(hall).groups] == [("A", 2)]


def test_a_closed_counter_is_shown_with_its_reason_until_it_opens(hall: Hall) -> None:
    closed(hall)
    hall.do(counter_room.stop, ELSEWHERE, "消防演练")
    shown = [(one.counter, one.state, one.reason) for one in board(hall).closed]
    assert shown == [
        ("3", CounterState.PAUSED, "系统检修"),
        ("4", CounterState.STOPPED, "消防演练"),
    ]
    assert [one.counter for one in board(hall).only(("4",)).closed] == ["4"]
    hall.do(counter_room.reopen, THREE)
    assert [one.counter for one in board(hall).closed] == ["4"]
