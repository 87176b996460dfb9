"""The hall display beside a desk at work."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

import pytest
import shiboken6
from PySide6.QtTest import QSignalSpy

from core.applicant import applicant
from core.counter import CounterStanding, CounterState
from core.hall_board import BoardCall, HallBoard, WaitingNumber, called_name
from core.moment import CHINA
from core.staff import OnDuty
from desktop import casework, counter_room, reception
from desktop.display_setting import DisplaySetting, Layout, Names
from tests.house import PATIENCE, PROMISE_ITEM, person, signed_in
from ui.hall.display import FASTEST_FLASH, HallDisplay
from ui.hall.shown import NOTICE_SECONDS, Phase, Shown
from ui.hands import Hands
from ui.theme import Scheme, Tone, read_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from desktop.desk import Desk
    from ui.bridge import Bridge
    from ui.theme import Theme

NOW = datetime(2026, 9, 28, 10, 36, tzinfo=CHINA)
Opened: TypeAlias = "Callable[[DisplaySetting], HallDisplay]"


@pytest.fixture
def dark() -> Theme:
    return read_theme(Scheme.DARK)


@pytest.fixture
def opened(bridge: Bridge, dark: Theme, qtbot: QtBot) -> Iterator[Opened]:
    displays: list[HallDisplay] = []

    def opened_with(setting: DisplaySetting) -> HallDisplay:
        display = HallDisplay(dark, bridge, setting, "清河区政务服务中心")
        display.resize(1366, 768)
        with qtbot.waitExposed(display):
            display.show()
        displays.append(display)
        return display

    yield opened_with
    for display in displays:
        if shiboken6.isValid(display):
            display.close()


def at(duty: OnDuty, counter: str) -> OnDuty:
    return OnDuty(duty.clerk, counter)


def numbers_on(display: HallDisplay) -> list[str]:
    return [call.number for call in display.shown.board.calls]


def call(counter: str, number: str = "A3012", minutes: int = 0) -> BoardCall:
    return BoardCall(number, counter, NOW - timedelta(minutes=minutes), 1, serving=False)


def test_a_call_reaches_the_board_by_itself_and_flashes(opened: Opened, desk: Desk) -> None:
    display = opened(DisplaySetting())
    duty = signed_in(desk)
    ticket = desk.do(reception.issue_ticket, duty).result(PATIENCE)
    hands = Hands(display)
    hands.wait("who waits", lambda: bool(display.shown.board.groups))
    assert display.shown.board.newest is None
    desk.do(reception.call_next, duty).result(PATIENCE)
    hands.wait("the call", lambda: numbers_on(display) == [ticket.number])
    hands.wait("the flash", lambda: display.shown.phase is Phase.RAISED)
    desk.do(reception.start_service, duty).result(PATIENCE)
    hands.wait("served", lambda: display.shown.board.newest is None)
    assert display.shown.phase is Phase.CALM, "nobody is called any more"


def test_the_flash_is_slower_than_what_harms(dark: Theme) -> None:
    assert 0 < dark.motion.flash_hz <= FASTEST_FLASH


def test_a_display_of_some_counters_shows_no_others(opened: Opened, desk: Desk) -> None:
    display = opened(DisplaySetting(counters=("2",)))
    duty = signed_in(desk)
    for _ in range(2):
        desk.do(reception.issue_ticket, duty).result(PATIENCE)
    desk.do(reception.call_next, at(duty, "1")).result(PATIENCE)
    desk.do(reception.call_next, at(duty, "2")).result(PATIENCE)
    Hands(display).wait("the call", lambda: numbers_on(display) == ["A3002"])


@pytest.mark.parametrize(("names", "shown"), [(Names.NUMBERS_ONLY, ""), (Names.MASKED, "欧*女士")])
def test_names_are_masked_and_only_where_the_hall_wants_them(
    names: Names, shown: str, opened: Opened, desk: Desk
) -> None:
    display = opened(DisplaySetting(names=names))
    duty = signed_in(desk)
    desk.do(reception.issue_ticket, duty).result(PATIENCE)
    desk.do(reception.call_next, duty).result(PATIENCE)
    desk.do(reception.start_service, duty).result(PATIENCE)
    desk.do(casework.receive, duty, PROMISE_ITEM, person()).result(PATIENCE)
    hands = Hands(display)
    hands.wait("served", lambda: bool(display.shown.board.calls))
    hands.wait("the name", lambda: display.shown.board.calls[0].name == shown)


def test_a_silent_voice_is_told_on_the_screen(opened: Opened) -> None:
    display = opened(DisplaySetting())
    display.say_voice_trouble("没有声音设备，屏幕照常显示叫号，请检查音箱。")
    assert "没有声音设备" in display.shown.trouble
    display.say_voice_trouble("")
    assert display.shown.trouble == ""


def test_a_closed_display_asks_for_nothing_more(opened: Opened, desk: Desk) -> None:
    display = opened(DisplaySetting())
    gone = QSignalSpy(display.destroyed)
    display.close()
    Hands(display).rest()
    assert gone.count() == 1
    desk.do(reception.issue_ticket, signed_in(desk)).result(PATIENCE)


SIZES = [(1920, 1080), (1366, 768), (1080, 1920)]
FULL = HallBoard(
    calls=tuple(call(str(number), f"A{number}012", number) for number in range(1, 31)),
    recent=tuple(call(str(number), f"A{number}012", number) for number in range(2, 7)),
    waiting=tuple(
        WaitingNumber(f"{letter}3{n:03d}", "5" if n % 7 == 3 else "")
        for letter in "ABCDEF"
        for n in range(200)
    ),
    closed=(
        CounterStanding("31", CounterState.PAUSED, "系统检修"),
        CounterStanding("32", CounterState.STOPPED, "消防演练"),
    ),
)


def picture(display: HallDisplay, shown: Shown, size: tuple[int, int]) -> QImage:
    display.resize(*size)
    display.shown = shown
    return display.grab().toImage()


@pytest.mark.parametrize("layout", Layout)
def test_every_layout_keeps_its_margin_on_every_screen(
    layout: Layout, opened: Opened, dark: Theme
) -> None:
    setting = DisplaySetting(layout=layout, counters=("1",) if layout is Layout.COUNTER else ())
    display = opened(setting)
    ground = dark.colour(Tone.CANVAS)
    for size, board in product(SIZES, (FULL, HallBoard((), (), ()))):
        image = picture(display, Shown("清河区政务服务中心", setting, board, NOW), size)
        edge = {
            image.pixelColor(x, y).name()
            for x in (0, 4, image.width() - 5, image.width() - 1)
            for y in range(0, image.height(), 7)
        }
        assert edge == {ground.name()}, f"{size}: nothing runs into the frame of the screen"


def test_a_raised_call_looks_different(opened: Opened) -> None:
    display = opened(DisplaySetting())
    for layout in Layout:
        setting = DisplaySetting(layout=layout, counters=("1",))
        calm = Shown("清河", setting, FULL.only(("1",)), NOW)
        raised = Shown("清河", setting, FULL.only(("1",)), NOW, Phase.RAISED)
        size = SIZES[1]
        assert picture(display, calm, size) != picture(display, raised, size), layout


def test_a_counter_that_closes_and_opens_reaches_the_board_by_itself(
    opened: Opened, desk: Desk
) -> None:
    display = opened(DisplaySetting())
    duty = signed_in(desk)
    hands = Hands(display)
    ticket = desk.do(reception.issue_ticket, duty).result(PATIENCE)
    desk.do(reception.call_next, duty).result(PATIENCE)
    hands.wait("the call", lambda: numbers_on(display) == [ticket.number])
    desk.do(counter_room.pause, duty, "系统检修").result(PATIENCE)
    hands.wait(
        "why",
        lambda: (
            [(one.counter, one.reason) for one in display.shown.board.closed] == [("3", "系统检修")]
        ),
    )
    assert display.shown.board.newest is None, "who was called waits again"
    desk.do(counter_room.reopen, duty).result(PATIENCE)
    hands.wait("open again", lambda: display.shown.board.closed == ())


def test_a_paused_counter_tells_why(opened: Opened) -> None:
    setting = DisplaySetting(layout=Layout.COUNTER, counters=("31",))
    display = opened(setting)
    paused = Shown("清河", setting, FULL.only(("31",)), NOW)
    idle = Shown("清河", setting, HallBoard((), (), ()), NOW)
    assert picture(display, paused, SIZES[1]) != picture(display, idle, SIZES[1])


def test_the_notices_take_turns() -> None:
    setting = DisplaySetting(notices=("甲", "乙"))
    turns = [
        Shown("清河", setting, FULL, NOW + timedelta(seconds=NOTICE_SECONDS * turn)).notice
        for turn in range(4)
    ]
    assert turns[:2] == turns[2:]
    assert set(turns) == {"甲", "乙"}


def test_counters_stand_in_the_order_of_their_doors() -> None:
    board = HallBoard((call("10"), call("9"), call("B2")), (), ())
    assert Shown("清河", DisplaySetting(), board, NOW).counters == ("9", "10", "B2")


def test_a_title_follows_the_identity_number_and_is_never_guessed() -> None:
    assert called_name(person("张敏")) == "张*女士"
    assert called_name(applicant("李强", "110105194912310011")) == "李*先生"
    assert called_name(applicant("李强", "E12345678")) == "李*"
