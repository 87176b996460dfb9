"""The voice of the hall beside a desk at work."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from core.facts import TicketCalled
from core.spoken import spoken_call
from core.staff import OnDuty
from db import journal
from desktop import reception
from desktop.display_setting import DisplaySetting, Names
from desktop.hall_board import hall_board
from desktop.voice.announcer import Announcer
from desktop.voice.clips import joined
from desktop.voice.speaker import NoSpeaker, Speaker
from tests.house import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.ticket import Ticket
    from desktop.desk import Desk

_GLANCE = 0.01  # s between two looks whether it may go on


class Listener(Speaker):
    """A loudspeaker that cannot exist here: keeps what it was given, and can be held up."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self.at_once = 0
        self.most_at_once = 0
        self.off = False
        self.free = threading.Event()
        self.free.set()
        self.begun = threading.Semaphore(0)
        self.ended = threading.Semaphore(0)

    def play(self, sound: bytes, stop: threading.Event) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.begun.release()
        while not self.free.wait(_GLANCE) and not stop.is_set():
            pass
        self.at_once -= 1
        if not stop.is_set():
            self.heard.append(sound)
        self.ended.release()
        if self.off:
            raise NoSpeaker("没有声音设备，屏幕照常显示叫号，请检查音箱。")


class Stepwise(Listener):
    """The same, let go one call at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Semaphore(0)

    def play(self, sound: bytes, stop: threading.Event) -> None:
        self.begun.release()
        while not self.go.acquire(timeout=_GLANCE) and not stop.is_set():
            pass
        self.heard.append(sound)
        self.ended.release()


@contextmanager
def announcing(
    desk: Desk, speaker: Speaker, *only: str
) -> Iterator[tuple[Announcer, threading.Semaphore]]:
    told = threading.Semaphore(0)
    announcer = Announcer(desk, speaker, DisplaySetting(times=1, counters=only), told.release)
    announcer.start()
    try:
        yield announcer, told
    finally:
        announcer.close()


@pytest.fixture
def speaker() -> Listener:
    return Listener()


def said(ticket: Ticket) -> bytes:
    return joined(spoken_call(ticket.number, ticket.counter))


def counters(duty: OnDuty, count: int) -> list[OnDuty]:
    return [OnDuty(duty.clerk, str(number)) for number in range(1, count + 1)]


def wait_for(semaphore: threading.Semaphore, times: int = 1) -> None:
    for _ in range(times):
        assert semaphore.acquire(timeout=PATIENCE), "it did not come"


def test_s21_two_calls_at_once_are_heard_whole_in_order_and_never_together(
    desk: Desk, duty: OnDuty, speaker: Listener
) -> None:
    for _ in range(3):
        desk.do(reception.issue_ticket, duty).result(PATIENCE)
    speaker.free.clear()
    with announcing(desk, speaker):
        calls = [desk.do(reception.call_next, each) for each in counters(duty, 3)]
        tickets = [call.result(PATIENCE) for call in calls]
        speaker.free.set()
        wait_for(speaker.ended, 3)
    assert speaker.heard == [said(ticket) for ticket in tickets]
    assert speaker.most_at_once == 1


def test_a_recall_while_others_are_said_is_heard_once(
    desk: Desk, duty: OnDuty, speaker: Listener
) -> None:
    one, two = counters(duty, 2)
    for _ in range(2):
        desk.do(reception.issue_ticket, duty).result(PATIENCE)
    speaker.free.clear()
    with announcing(desk, speaker):
        first = desk.do(reception.call_next, one).result(PATIENCE)
        wait_for(speaker.begun)
        second = desk.do(reception.call_next, two).result(PATIENCE)
        desk.do(reception.call_again, two).result(PATIENCE)
        speaker.free.set()
        wait_for(speaker.ended, 2)
        desk.do(reception.call_again, one).result(PATIENCE)
        wait_for(speaker.ended)
    assert speaker.heard == [said(first), said(second), said(first)]


def test_who_has_come_meanwhile_is_not_called(desk: Desk, duty: OnDuty, speaker: Listener) -> None:
    one, two, three = counters(duty, 3)
    for _ in range(3):
        desk.do(reception.issue_ticket, duty).result(PATIENCE)
    speaker.free.clear()
    with announcing(desk, speaker):
        first = desk.do(reception.call_next, one).result(PATIENCE)
        wait_for(speaker.begun)
        desk.do(reception.call_next, two).result(PATIENCE)
        desk.do(reception.start_service, two).result(PATIENCE)
        third = desk.do(reception.call_next, three).result(PATIENCE)
        speaker.free.set()
        wait_for(speaker.ended, 2)
    assert speaker.heard == [said(first), said(third)]


def test_one_that_waited_its_turn_is_looked_at_again_before_it_is_said(
    desk: Desk, duty: OnDuty
) -> None:
    speaker = Stepwise()
    for _ in range(3):
        desk.do(reception.issue_ticket, duty).result(PATIENCE)
    one, two, three = counters(duty, 3)
    with announcing(desk, speaker):
        first = desk.do(reception.call_next, one).result(PATIENCE)
        wait_for(speaker.begun)
        second = desk.do(reception.call_next, two).result(PATIENCE)
        desk.do(reception.call_next, three).result(PATIENCE)
        speaker.go.release()
        wait_for(speaker.begun)
        desk.do(reception.start_service, three).result(PATIENCE)
        speaker.go.release()
        wait_for(speaker.ended, 2)
        desk.do(reception.call_again, one).result(PATIENCE)
        wait_for(speaker.begun)
        speaker.go.release()
        wait_for(speaker.ended)
    assert speaker.heard == [said(first), said(second), said(first)]


def test_calls_from_before_the_voice_was_there_are_not_said(
    desk: Desk, duty: OnDuty, speaker: Listener
) -> None:
    for _ in range(2):
        desk.do(reception.issue_ticket, duty).result(PATIENCE)
    one, two = counters(duty, 2)
    desk.do(reception.call_next, one).result(PATIENCE)
    with announcing(desk, speaker):
        late = desk.do(reception.call_next, two).result(PATIENCE)
        wait_for(speaker.ended)
    assert speaker.heard == [said(late)]


def test_a_voice_for_some_counters_leaves_the_others_to_theirs(
    desk: Desk, duty: OnDuty, speaker: Listener
) -> None:
    for _ in range(2):
        desk.do(reception.issue_ticket, duty).result(PATIENCE)
    with announcing(desk, speaker, "2"):
        one, two = counters(duty, 2)
        desk.do(reception.call_next, one).result(PATIENCE)
        mine = desk.do(reception.call_next, two).result(PATIENCE)
        wait_for(speaker.ended)
    assert speaker.heard == [said(mine)]


def test_without_a_device_it_says_so_once_and_goes_on(
    desk: Desk, duty: OnDuty, speaker: Listener
) -> None:
    speaker.off = True
    desk.do(reception.issue_ticket, duty).result(PATIENCE)
    with announcing(desk, speaker) as (announcer, told):
        desk.do(reception.call_next, duty).result(PATIENCE)
        wait_for(told)
        assert "没有声音设备" in announcer.trouble
        speaker.off = False
        desk.do(reception.call_again, duty).result(PATIENCE)
        wait_for(told)
        assert announcer.trouble == ""


def test_closed_in_the_middle_of_a_call_it_falls_silent(
    desk: Desk, duty: OnDuty, speaker: Listener
) -> None:
    for _ in range(2):
        desk.do(reception.issue_ticket, duty).result(PATIENCE)
    speaker.free.clear()
    with announcing(desk, speaker):
        for each in counters(duty, 2):
            desk.do(reception.call_next, each).result(PATIENCE)
        wait_for(speaker.begun)
    assert speaker.heard == []
    assert not speaker.begun.acquire(blocking=False), "the second call was not begun"


def test_s22_whoever_calls_board_and_log_are_alike(desk: Desk, duty: OnDuty) -> None:
    one, two = counters(duty, 2)
    tickets = [desk.do(reception.issue_ticket, duty).result(PATIENCE) for _ in range(2)]
    desk.do(reception.call_next, one).result(PATIENCE)  # F2
    desk.do(reception.call, two, tickets[1].ticket_id).result(PATIENCE)  # a number chosen
    board = desk.ask(hall_board, Names.NUMBERS_ONLY).result(PATIENCE)
    assert [(call.number, call.counter, call.call) for call in board.calls] == [
        (tickets[1].number, "2", 1),
        (tickets[0].number, "1", 1),
    ]
    entries = desk.ask(lambda reading: tuple(journal.everything(reading.connection))).result(
        PATIENCE
    )
    called = [entry for entry in entries if entry.kind == TicketCalled.kind]
    assert [(entry.entity_id, entry.actor) for entry in called] == [
        (ticket.ticket_id, duty.clerk.badge) for ticket in tickets
    ]
