"""The kiosk under fingers, a scanner and a clerk with a badge."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from core.appointment import Slot, SlotShare, identity_digest
from core.appointment_facts import AppointmentBooked, SlotOpened
from core.errors import Refusal
from core.ticket_facts import TicketIssued
from db import journal, tickets
from desktop import demonstration
from desktop.desk import Desk
from desktop.kiosk import kiosk_acts
from tests.house import PATIENCE, PROMISE_ITEM, signed_in, station_settings, told_once, until
from ui.bridge import Bridge
from ui.hands import Hands
from ui.kiosk.touch import TouchButton
from ui.kiosk.window import KioskWindow, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QAbstractButton
    from pytestqt.qtbot import QtBot

    from core.kiosk import Taken
    from db.unit_of_work import Reading, UnitOfWork
    from desktop.kiosk import KioskActs
    from ui.theme import Theme

FINGER = 80  # px
_MOMENT = timedelta(microseconds=1)  # a slot of which ends on the day it begins
DEPARTMENT = "清河区市场监督管理局"


class QuotaSpent(Refusal):
    """As a hall's quota refuses."""


class Visitor:
    """Touches what a visitor sees."""

    def __init__(self, kiosk: KioskWindow) -> None:
        self.kiosk = kiosk
        self.hands = Hands(kiosk)

    def touch(self, button: QAbstractButton) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def choose(self, words: str) -> None:
        while True:
            for button in self.kiosk.choices.buttons:
                if words in button.text():
                    self.touch(button)
                    return
            (more,) = (one for one in self.kiosk.choices.buttons if one.text() == "更多")
            self.touch(more)

    def arrives(self, place: Place) -> None:
        self.hands.wait(place.value, lambda: self.kiosk.place is place)

    def take(self) -> str:
        self.choose(DEPARTMENT)
        self.choose("食品经营许可")
        self.arrives(Place.NUMBER)
        return self.kiosk.number.number.text()


def opened(
    desk: Desk, bridge: Bridge, theme: Theme, qtbot: QtBot, acts: KioskActs | None = None
) -> KioskWindow:
    window = KioskWindow(theme, bridge, desk.settings, acts or kiosk_acts())
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    qtbot.waitUntil(lambda: bool(window.choices.buttons))
    return window


def closed(window: KioskWindow) -> None:
    if shiboken6.isValid(window):
        window.deleteLater()


@pytest.fixture
def visitor(desk: Desk, bridge: Bridge, theme: Theme, qtbot: QtBot) -> Iterator[Visitor]:
    def wait(reading: Reading, ticket_id: str) -> str:
        del reading, ticket_id
        return "约 15 分钟"  # as a hall says that has learned

    window = opened(desk, bridge, theme, qtbot, replace(kiosk_acts(), wait=wait))
    yield Visitor(window)
    closed(window)


def issued(desk: Desk) -> int:
    entries = desk.ask(lambda reading: tuple(journal.everything(reading.connection)))
    return sum(entry.kind == TicketIssued.kind for entry in entries.result(PATIENCE))


def test_department_item_number(visitor: Visitor) -> None:
    assert visitor.take() == "A3001"
    assert "食品经营许可" in visitor.kiosk.number.subject.text()
    assert "前面没有人" in visitor.kiosk.number.ahead.text()
    visitor.hands.wait(
        "the wait", lambda: visitor.kiosk.number.wait.text() == "预计等候 约 15 分钟"
    )
    visitor.touch(visitor.kiosk.back)
    assert visitor.take() == "A3002"
    assert "前面还有 1 人" in visitor.kiosk.number.ahead.text()


def test_s20_a_double_touch_takes_one_number(visitor: Visitor, desk: Desk) -> None:
    visitor.choose(DEPARTMENT)
    button = visitor.kiosk.choices.buttons[0]
    button.click()
    button.click()
    visitor.arrives(Place.NUMBER)
    assert issued(desk) == 1


def test_priority_is_asked_for_by_ground(visitor: Visitor) -> None:
    visitor.touch(visitor.kiosk.priority)
    visitor.choose("军人")
    assert "优先" in visitor.kiosk.choices.title.text()
    assert visitor.take() == "A3001"
    visitor.touch(visitor.kiosk.back)
    assert "优先" not in visitor.kiosk.choices.title.text(), "the next visitor is asked anew"


def test_a_scanned_slip_brings_a_case_back_on_any_page(visitor: Visitor, desk: Desk) -> None:
    case = told_once(desk, signed_in(desk)).case
    visitor.choose(DEPARTMENT)
    visitor.hands.write(case.slip)
    visitor.hands.press("Return")
    visitor.arrives(Place.NUMBER)
    assert visitor.kiosk.number.subject.text() == case.item.name


def test_a_scan_that_is_no_slip_is_told_in_words(visitor: Visitor) -> None:
    visitor.hands.write("6901234567892")
    visitor.hands.press("Return")
    visitor.arrives(Place.NUMBER)
    assert "没有打开任何办件" in visitor.kiosk.number.refusal.text()
    assert visitor.kiosk.number.number.text() == ""


def test_a_quota_refuses_in_words(desk: Desk, bridge: Bridge, theme: Theme, qtbot: QtBot) -> None:
    def take(work: UnitOfWork, request: object) -> Taken:
        del work, request
        raise QuotaSpent("这个事项今天的号已经发完，没有取号，急办请到导办台。")

    window = opened(desk, bridge, theme, qtbot, replace(kiosk_acts(), take=take))
    visitor = Visitor(window)
    visitor.choose(DEPARTMENT)
    visitor.choose("食品经营许可")
    visitor.arrives(Place.NUMBER)
    assert "今天的号已经发完" in window.number.refusal.text()
    visitor.touch(window.back)
    assert window.number.refusal.text() == ""
    closed(window)


def expect(desk: Desk, phone: str) -> None:
    """Somebody has an appointment today, later than now or about now."""

    def booked(work: UnitOfWork) -> None:
        slot = Slot("s", PROMISE_ITEM, work.now, work.now + _MOMENT, (SlotShare("03", 1),))
        work.record(SlotOpened(slot), "0999")
        digest = identity_digest(work.identity.hall, work.today, "E12345678")
        work.record(AppointmentBooked("a", "s", "03", 1, "欧阳伟", digest, phone), "0317")

    desk.do(booked).result(PATIENCE)


def test_an_appointment_is_checked_in_by_its_digits(visitor: Visitor, desk: Desk) -> None:
    window = visitor.kiosk
    assert window.check_in.isHidden(), "nobody is expected"
    expect(desk, "13800004417")
    visitor.hands.wait("the button", lambda: not window.check_in.isHidden())
    visitor.touch(window.check_in)
    keys = {key.text(): key for key in window.code.findChildren(TouchButton)}
    for digit in "4417":
        visitor.touch(keys[digit])
    assert window.code.code == "4417"
    visitor.touch(keys["签到取号"])
    visitor.arrives(Place.NUMBER)
    assert window.number.number.text() == "Y3001"
    assert "预约" in window.number.arrival.text()
    assert window.code.code == ""
    visitor.touch(window.back)
    assert window.number.arrival.text() == ""
    visitor.hands.wait("nobody is expected any more", window.check_in.isHidden)


def test_it_counts_down_and_goes_back_to_the_start_with_nothing_left(visitor: Visitor) -> None:
    kiosk = visitor.kiosk
    visitor.touch(kiosk.lock)
    visitor.hands.write("0317")
    for left in range(kiosk.seconds_left - 1, 0, -1):
        kiosk._ticker.timeout.emit()  # noqa: SLF001  (a second of the kiosk's clock)
        assert f"{left} 秒" in kiosk.back.text()
    kiosk._ticker.timeout.emit()  # noqa: SLF001  (as above)
    assert kiosk.place is Place.START
    assert [field.text() for field in kiosk.staff.findChildren(QLineEdit)] == ["", ""]


def test_a_touch_gives_more_time(visitor: Visitor) -> None:
    kiosk = visitor.kiosk
    visitor.choose(DEPARTMENT)
    full = kiosk.seconds_left
    kiosk._ticker.timeout.emit()  # noqa: SLF001  (a second of the kiosk's clock)
    assert kiosk.seconds_left == full - 1
    QTest.mouseClick(kiosk, Qt.MouseButton.LeftButton)
    assert kiosk.seconds_left == full


def test_an_upright_screen_has_two_columns(visitor: Visitor) -> None:
    def columns() -> int:
        return len({button.x() for button in visitor.kiosk.choices.buttons})

    visitor.hands.wait("a lying screen", lambda: columns() == 3)
    visitor.kiosk.resize(768, 1366)
    visitor.hands.wait("an upright one", lambda: columns() == 2)


def test_every_target_takes_a_finger(visitor: Visitor) -> None:
    visible = [one for one in visitor.kiosk.findChildren(TouchButton) if one.isVisible()]
    assert visible
    assert all(min(one.width(), one.height()) >= FINGER for one in visible)


def test_it_closes_only_for_a_badge_with_its_password(visitor: Visitor) -> None:
    kiosk = visitor.kiosk
    kiosk.close()
    assert kiosk.isVisible()
    assert kiosk.place is Place.STAFF
    for password in ("wrong", demonstration.PASSWORD):
        kiosk.staff.clear()
        kiosk.staff.arrive()
        visitor.hands.write(demonstration.CLERK.badge)
        visitor.hands.press("Return")
        visitor.hands.write(password)
        visitor.hands.press("Return")
        if password == "wrong":  # noqa: S105  (of nobody)
            visitor.hands.wait("the refusal", lambda: bool(kiosk.staff.refusal))
    visitor.hands.wait("closed", lambda: not shiboken6.isValid(kiosk) or not kiosk.isVisible())


def test_s23_when_the_printer_fails_the_number_stands(
    station_folder: Path, theme: Theme, qtbot: QtBot
) -> None:
    blocked = station_folder / "papers"
    blocked.write_text("in the way of the printer's folder")
    settings = station_settings(station_folder)
    desk = Desk(settings)
    bridge = Bridge(desk)
    window = opened(desk, bridge, theme, qtbot)
    try:
        visitor = Visitor(window)
        number = visitor.take()
        until(desk, lambda status: status.spool.troubled > 0)
        visitor.hands.wait("the trouble", lambda: "没有打出来" in window.number.slip.text())
        assert window.number.number.text() == number
        waiting = desk.ask(lambda reading: tickets.waiting(reading.connection, reading.today))
        assert [one.number for one in waiting.result(PATIENCE)] == [number]
        assert waiting.result(PATIENCE)[0].item_code == PROMISE_ITEM
    finally:
        closed(window)
        bridge.close()
        desk.close()
