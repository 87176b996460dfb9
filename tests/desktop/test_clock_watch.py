"""A clock in question stops papers with dates until a supervisor has looked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from core.clock_guard import ClockFinding, ClockNotTrusted, ClockReading, TrustedTime
from core.staff import Role
from db import clock_questions
from desktop import clock_watch
from desktop.clock_watch import ClockNotInQuestion, NotForSupervisor
from tests.core.sample_review import REVIEWED
from tests.review_hall import STAFF, duty

if TYPE_CHECKING:
    from tests.review_hall import Hall

SUPERVISOR = duty(Role.SUPERVISOR)


def reading(hall: Hall, running: str = "run 1") -> ClockReading:
    return ClockReading(hall.now, timedelta(hours=hall.now.hour), running)


def test_a_clock_that_agrees_with_the_journal_is_left_alone(hall: Hall) -> None:
    hall.received(REVIEWED)
    before = hall.entries()
    later = hall.on("09-29")
    assert later.do(clock_watch.look, reading(later), None) is ClockFinding.OK
    later.do(clock_watch.require_trusted)
    assert hall.entries() == before


def test_a_clock_set_back_behind_the_last_entry_is_questioned_once(hall: Hall) -> None:
    hall.on("09-29").received(REVIEWED)
    back = hall.on("09-27")
    before = hall.entries()
    for _ in range(3):
        assert back.do(clock_watch.look, reading(back), None) is ClockFinding.SET_BACK
    assert hall.entries() == before + 1
    with pytest.raises(ClockNotTrusted, match="被拨慢或倒退（2026-09-27 09:00）"):
        back.do(clock_watch.require_trusted)


def test_put_right_by_itself_it_still_waits_for_the_supervisor(hall: Hall) -> None:
    hall.on("09-29").received(REVIEWED)
    back, right = hall.on("09-27"), hall.on("09-29", 10)
    back.do(clock_watch.look, reading(back), None)
    assert right.do(clock_watch.look, reading(right), None) is ClockFinding.SET_BACK
    with pytest.raises(ClockNotTrusted):
        right.do(clock_watch.require_trusted)


def test_a_supervisor_settles_it_and_the_moment_is_sure_from_then_on(hall: Hall) -> None:
    hall.on("09-29").received(REVIEWED)
    back = hall.on("09-27")
    back.do(clock_watch.look, reading(back), None)
    for role in (Role.CLERK, Role.CHIEF_REPRESENTATIVE, Role.ADMINISTRATOR):
        with pytest.raises(NotForSupervisor):
            back.do(clock_watch.confirm, duty(role), reading(back), "核对无误")
    sure = back.do(clock_watch.confirm, SUPERVISOR, reading(back), "与电视报时核对")
    assert sure == TrustedTime(back.now, timedelta(hours=9), "run 1")
    back.do(clock_watch.require_trusted)
    assert back.do(clock_watch.look, reading(back), sure) is ClockFinding.OK
    with pytest.raises(ClockNotInQuestion):
        back.do(clock_watch.confirm, SUPERVISOR, reading(back), "再次核对")


def test_the_servers_time_tells_a_clock_that_runs_ahead(hall: Hall) -> None:
    told = TrustedTime(hall.now, timedelta(hours=9), "run 1")
    ahead = hall.on("10-01")
    fast = ClockReading(ahead.now, timedelta(hours=10), "run 1")
    assert ahead.do(clock_watch.look, fast, told) is ClockFinding.FAR_AHEAD
    question = ahead.ask(lambda r: clock_questions.open_question(r.connection, "qinghe", "03"))
    assert question is not None
    assert question.shown == ahead.now
    assert question.expected == hall.now + timedelta(hours=1 + 24)


def test_each_station_answers_for_its_own_clock(hall: Hall) -> None:
    hall.on("09-29").received(REVIEWED)
    back = hall.on("09-27")
    back.do(clock_watch.look, reading(back), None)
    assert back.ask(lambda r: clock_questions.open_question(r.connection, "qinghe", "05")) is None
    rows = hall.rows()
    assert hall.rebuilt() == rows
    back.do(clock_watch.confirm, SUPERVISOR, reading(back), "核对无误")
    rows = hall.rows()
    assert hall.rebuilt() == rows
    assert STAFF[Role.SUPERVISOR].badge in str(rows["clock_question"])
