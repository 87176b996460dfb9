"""A hall that calls in order, shows names before the call, and reminds of the parked early."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from core.appointment import Slot, SlotShare
from core.moment import CHINA
from core.staff import Clerk, OnDuty, Role
from desktop import appointments
from desktop.database_room import wall_clock
from desktop.desk import Desk
from desktop.set_aside import Parked
from tests.house import PATIENCE, PROMISE_ITEM, person, signed_in, station_settings
from ui.counter.queue_lines import parked_line
from ui.counter.scene import Stage
from ui.marks import Look

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ui.visit import Visit

ADMINISTRATOR = OnDuty(Clerk("0999", "钱多", Role.ADMINISTRATOR), "3")

TOMORROW_AT_TEN = (wall_clock() + timedelta(days=1)).astimezone(CHINA).replace(hour=10, minute=0)


@pytest.fixture
def desk(station_folder: Path) -> Iterator[Desk]:
    """A desk of such a hall."""
    usual = station_settings(station_folder)
    changed = {"choose_ticket": False, "names_before_call": True, "parked_reminder": 5}
    opened = Desk(usual.model_copy(update=changed), None, lambda: TOMORROW_AT_TEN)
    try:
        yield opened
    finally:
        opened.close()


def test_nobody_but_the_next_is_called_from_the_list(visit: Visit) -> None:
    visit.press("Ctrl+N", "Ctrl+N", "Ctrl+J", "Return")
    assert "本大厅按顺序叫号" in visit.shell.banner.sentence
    assert visit.stage() is Stage.FREE
    visit.press("F2")
    assert visit.stage() is Stage.CALLED


def test_a_booked_name_stands_masked_before_the_call(visit: Visit, desk: Desk) -> None:
    begins = TOMORROW_AT_TEN + timedelta(minutes=5)
    slot = Slot("s-1", PROMISE_ITEM, begins, begins + timedelta(minutes=30), (SlotShare("03", 1),))
    desk.do(appointments.open_slot, ADMINISTRATOR, slot).result(PATIENCE)
    duty = signed_in(desk)
    booked = desk.do(appointments.book, duty, "s-1", person()).result(PATIENCE)
    desk.do(appointments.check_in, duty, booked.appointment_id).result(PATIENCE)
    visit.hands.wait("the number", lambda: len(visit.waiting) == 1)
    assert "欧*" in visit.words
    visit.press("Ctrl+N", "Shift+F5", "1")
    lines = visit.page.queue.waiting.lines
    assert {(line.words, line.label) for line in lines} == {
        ("欧* 食品经营许可（餐饮服务，新办）", "预约"),
        ("未选事项", ""),
    }


def test_who_is_long_away_stands_out_in_word_shape_and_colour(visit: Visit) -> None:
    visit.serve()
    ticket = visit.present
    visit.press("F6", "2")
    assert [line.look for line in visit.page.queue.parked.lines] == [None]
    long_away = parked_line(Parked(ticket, 6, here=True, overlong=True))
    assert (long_away.label, long_away.look) == ("久未回", Look.WARNING)
    assert "久未回" in long_away.spoken
