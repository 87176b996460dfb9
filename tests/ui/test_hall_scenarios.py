"""S21 and S22: whoever calls and however close together, hall and journal tell the same."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.spoken import spoken_call
from core.staff import OnDuty
from core.ticket_facts import TicketCalled
from db import journal
from db.payload import fact_of
from desktop import reception
from desktop.desk import Desk
from desktop.display_setting import DisplaySetting, Names
from desktop.hall_board import calls_now, hall_board
from desktop.voice.clips import joined
from tests.house import PATIENCE, signed_in, station_settings
from ui.bridge import Bridge
from ui.controls.command import CommandButton
from ui.counter.acts import Act
from ui.hall.opening import open_display
from ui.hands import Hands

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.visit import Visit

Told: TypeAlias = list[tuple[object, ...]]


@pytest.mark.usefixtures("theme")
def test_s21_two_calls_within_a_second_are_both_announced_whole_in_their_order(
    station_folder: Path, tmp_path: Path
) -> None:
    said = tmp_path / "said"
    setting = DisplaySetting(voice=f"folder:{said}", times=2)
    settings = station_settings(station_folder).model_copy(update={"display": setting})
    with closing(Desk(settings)) as desk, closing(Bridge(desk)) as bridge, ExitStack() as stack:
        display = open_display(desk, bridge, stack)
        duty = signed_in(desk)
        for _ in range(2):
            desk.do(reception.issue_ticket, duty).result(PATIENCE)
        calls = [desk.do(reception.call_next, OnDuty(duty.clerk, place)) for place in ("1", "2")]
        tickets = [call.result(PATIENCE) for call in calls]
        hands = Hands(display)
        hands.wait("both sounds", lambda: len(list(said.glob("*.wav"))) == len(tickets))
        hands.wait("both on the board", lambda: len(display.shown.board.calls) == len(tickets))
        shown = [(call.number, call.counter) for call in display.shown.board.calls]
        display.close()
    assert [path.read_bytes() for path in sorted(said.glob("*.wav"))] == [
        joined(spoken_call(ticket.number, ticket.counter), 2) for ticket in tickets
    ]
    assert sorted(shown) == sorted((one.number, one.counter) for one in tickets)


def test_s22_called_by_use_case_by_button_or_by_key_board_voice_and_log_are_the_same(
    visit: Visit, desk: Desk
) -> None:
    duty = signed_in(desk)

    def by_use_case() -> None:
        desk.do(reception.call_next, duty).result(PATIENCE)
        desk.do(reception.call_again, duty).result(PATIENCE)

    def by_button() -> None:
        for act in (Act.CALL_NEXT, Act.CALL_AGAIN):
            button = _button(visit, act)
            visit.hands.wait(act.name, button.isEnabled)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            visit.settle()

    def by_key() -> None:
        for act in (Act.CALL_NEXT, Act.CALL_AGAIN):
            visit.hands.give(act.value)
            visit.settle()

    told = [_told(desk, duty, call) for call in (by_use_case, by_button, by_key)]
    assert told[0], "something was called"
    assert told[1:] == [told[0], told[0]]


def _told(desk: Desk, duty: OnDuty, call: Callable[[], None]) -> Told:
    """What board, voice and journal tell of one person called twice; then the counter is free."""
    before = len(_called(desk))
    ticket = desk.do(reception.issue_ticket, duty).result(PATIENCE)
    call()
    board = desk.ask(hall_board, Names.NUMBERS_ONLY).result(PATIENCE)
    told: Told = [
        (one.number == ticket.number, one.counter, one.call, one.serving) for one in board.calls
    ]
    for words in desk.ask(calls_now).result(PATIENCE):
        told.append((words.ticket_id == ticket.ticket_id, words.counter, words.call))
    for actor, fact in _called(desk)[before:]:
        reason = fact.reason.removeprefix(ticket.number)
        told.append((actor, fact.ticket_id == ticket.ticket_id, fact.counter, reason))
    desk.do(reception.start_service, duty).result(PATIENCE)
    desk.do(reception.finish_service, duty).result(PATIENCE)
    return told


def _called(desk: Desk) -> list[tuple[str, TicketCalled]]:
    entries = desk.ask(lambda reading: tuple(journal.everything(reading.connection)))
    facts = [(entry.actor, fact_of(entry)) for entry in entries.result(PATIENCE)]
    return [(actor, fact) for actor, fact in facts if isinstance(fact, TicketCalled)]


def _button(visit: Visit, act: Act) -> CommandButton:
    return next(
        one
        for one in visit.page.findChildren(CommandButton)
        if one.command.shortcut().toString() == act.value and one.isVisible()
    )
