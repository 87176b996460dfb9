"""Due dates: the dated vectors of the rule book, the rules one by one, and their algebra."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any, TypedDict, Unpack

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.calendar import DayBeforeCalendar, DayBeyondCalendar, national_calendar
from core.counting import Cause, HoursNotPausable, MomentNeeded
from core.counting_rules import CountingRules, Direction, FirstDay, Roll
from core.deadline import (
    Deadline,
    Firmness,
    Limit,
    Pause,
    SkippedDay,
    Unit,
    Urgency,
    deadline,
    urgency,
    working_days_left,
)
from core.hall_opening import HallOpening, OpeningHours
from core.limit import LimitNotUnderstood, PauseEndsBeforeStart

CALENDAR = national_calendar()
BEIJING = timezone(timedelta(hours=8))
VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))

triggers = st.dates(date(2006, 1, 1), date(2027, 12, 31))
limits_in_working_days = st.builds(Limit, st.integers(1, 90), st.just(Unit.WORKING_DAY))
limits_in_days = limits_in_working_days | st.builds(Limit, st.integers(1, 90), st.just(Unit.DAY))
limits_by_the_day = limits_in_days | st.builds(Limit, st.integers(1, 12), st.just(Unit.MONTH))
moments = st.datetimes(datetime(2006, 1, 1), datetime(2027, 12, 31))  # noqa: DTZ001  (hall time)


@st.composite
def closed_pauses(draw: st.DrawFn, trigger: date) -> list[Pause]:
    """Up to four pauses, overlapping or not, begun from ten days before to ninety after."""
    starts = draw(st.lists(st.integers(-10, 90), max_size=4))
    return [
        Pause(begun, begun + timedelta(days=draw(st.integers(0, 40))))
        for begun in (trigger + timedelta(days=start) for start in starts)
    ]


@st.composite
def paused_cases(
    draw: st.DrawFn, limits: st.SearchStrategy[Limit] = limits_by_the_day
) -> tuple[date, Limit, list[Pause]]:
    trigger = draw(triggers)
    return trigger, draw(limits), draw(closed_pauses(trigger))


class Terms(TypedDict, total=False):
    pauses: list[Pause]
    extension: Limit
    hall: HallOpening


def due(trigger: str, limit: str, **terms: Unpack[Terms]) -> date | None:
    return reckoned(trigger, limit, **terms).due


def reckoned(trigger: str, limit: str, **terms: Unpack[Terms]) -> Deadline:
    return deadline(CALENDAR, moment(trigger), Limit.parse(limit), **terms)


def moment(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def pause(text: str) -> Pause:
    start, end = text.split("/")
    return Pause(date.fromisoformat(start), date.fromisoformat(end) if end else None)


def skipped_on(days: str, reason: str) -> list[SkippedDay]:
    cause = Cause.PAUSE if reason == "暂停" else Cause.REST
    return [SkippedDay(date.fromisoformat(day), reason, cause) for day in days.split()]


# --- the dated vectors ---------------------------------------------------------------------------


@pytest.mark.parametrize("vector", VECTORS["deadlines"], ids=lambda vector: vector["id"])
def test_vector(vector: dict[str, Any]) -> None:
    extension = vector.get("extension")
    result = deadline(
        CALENDAR,
        moment(vector["trigger"]),
        Limit.parse(vector["limit"]),
        pauses=[pause(text) for text in vector.get("pauses", [])],
        extension=Limit.parse(extension) if extension else None,
        rules=CountingRules(
            first_day=FirstDay(vector.get("first_day", "not")),
            cutoff=time.fromisoformat(vector["cutoff"]) if "cutoff" in vector else None,
            roll=Roll(vector.get("roll", "next")),
            direction=Direction.BEFORE if vector.get("before") else Direction.AFTER,
        ),
    )
    wanted_due = moment(vector["due"]) if vector["due"] else None
    rolled_from = vector.get("rolled_from")
    unrolled = vector.get("unrolled", rolled_from or vector["due"])
    assert result.due == wanted_due, vector["why"]
    assert result.firmness is Firmness(vector.get("firmness", "firm"))
    assert result.provisional_note() == vector.get("note", "")
    assert result.left == vector.get("left")
    assert result.rolled_from == (moment(rolled_from) if rolled_from else None)
    assert result.unrolled == (moment(unrolled) if unrolled else None)


@pytest.mark.parametrize("vector", VECTORS["urgencies"], ids=lambda vector: vector["id"])
def test_urgency_vector(vector: dict[str, Any]) -> None:
    today, due_on = date.fromisoformat(vector["today"]), date.fromisoformat(vector["due"])
    assert urgency(CALENDAR, today, due_on) is Urgency(vector["urgency"]), vector["why"]


# Those of the rule book that are not here speak of a case's steps, not of counting.
def test_every_vector_about_counting_is_here() -> None:
    numbers = {
        int(vector["id"].partition("-")[0].removeprefix("T"))
        for vectors in VECTORS.values()
        for vector in vectors
    }
    assert numbers == {
        *(1, 2, 3, 4, 6, 7, 8, 10, 11, 12, 14, 15, 16, 17, 20, 21, 23, 26, 27, 28),
        *(29, 30, 31, 32, 33, 35, 37, 38, 40, 41, 43, 45),
    }


# --- the reckoning explains itself ---------------------------------------------------------------


def test_the_reckoning_lists_every_day_with_its_reason() -> None:
    result = reckoned("2026-09-24", "5wd")
    assert result.counted == tuple(
        map(
            date.fromisoformat,
            ["2026-09-28", "2026-09-29", "2026-09-30", "2026-10-08", "2026-10-09"],
        )
    )
    assert list(result.skipped) == [
        *skipped_on("2026-09-25 2026-09-26 2026-09-27", "中秋节"),
        *skipped_on(
            "2026-10-01 2026-10-02 2026-10-03 2026-10-04 2026-10-05 2026-10-06 2026-10-07",
            "国庆节",
        ),
    ]
    assert result.calendar_version == CALENDAR.version


def test_a_weekend_inside_a_pause_is_a_weekend_for_working_days_only() -> None:
    pauses = [pause("2026-11-05/2026-11-09")]
    assert list(reckoned("2026-11-04", "2wd", pauses=pauses).skipped) == [
        *skipped_on("2026-11-06", "暂停"),
        *skipped_on("2026-11-07 2026-11-08", "周末"),
        *skipped_on("2026-11-09", "暂停"),
    ]
    assert list(reckoned("2026-11-04", "2d", pauses=pauses).skipped) == skipped_on(
        "2026-11-06 2026-11-07 2026-11-08 2026-11-09", "暂停"
    )


def test_the_rolled_last_day_takes_the_place_of_the_rest_day() -> None:
    result = reckoned("2026-08-05", "60d")
    assert len(result.counted) == 60
    assert result.counted[-1] == date(2026, 10, 8)
    assert list(result.skipped) == skipped_on(
        "2026-10-04 2026-10-05 2026-10-06 2026-10-07", "国庆节"
    )


def test_a_roll_does_not_land_inside_a_pause() -> None:
    closed = [pause("2026-11-21/2026-11-25")]
    assert due("2026-11-18", "3d", pauses=closed) == date(2026, 11, 26)
    awaited = reckoned("2026-11-18", "3d", pauses=[pause("2026-11-21/")])
    assert (awaited.due, awaited.left) == (None, 1)


def test_several_unpublished_years_are_all_named() -> None:
    result = reckoned("2026-12-01", "14mo")
    assert result.provisional_note() == "以国务院公布的2027年、2028年放假安排为准"


def test_a_date_wholly_in_an_unpublished_year_names_only_that_year() -> None:
    assert reckoned("2027-03-01", "5wd").unpublished_years == (2027,)


def test_the_last_day_of_the_calendar_is_firm() -> None:
    assert reckoned("2026-12-24", "5wd").firmness is Firmness.FIRM
    assert reckoned("2026-12-25", "5wd").firmness is Firmness.PROVISIONAL


# --- triggers, months, zero ----------------------------------------------------------------------


def test_a_moment_as_trigger_counts_from_its_beijing_day() -> None:
    assert due("2026-09-24T17:20", "5wd") == date(2026, 10, 9)
    late = datetime(2026, 9, 23, 17, 0, tzinfo=UTC)
    assert deadline(CALENDAR, late, Limit.parse("5wd")).due == date(2026, 10, 9)


def test_a_trigger_outside_the_calendar_is_refused() -> None:
    for limit in ("0wd", "5wd", "5d"):
        with pytest.raises(DayBeforeCalendar):
            due("2003-12-31", limit)
        with pytest.raises(DayBeyondCalendar):
            due("2037-01-01", limit)


def test_a_reckoning_that_leaves_the_calendar_is_refused() -> None:
    for limit in ("9999wd", "9999d", "9999mo"):
        with pytest.raises(DayBeyondCalendar):
            due("2026-11-20", limit)
    with pytest.raises(DayBeyondCalendar):
        due("2026-11-20", "3d", pauses=[pause("2026-11-21/9999-12-31")])


def test_on_the_spot_is_due_on_the_trigger_even_on_a_rest_day() -> None:
    for limit in ("0wd", "0d", "0mo"):
        result = reckoned("2026-11-22", limit)
        assert (result.due, result.counted, result.skipped) == (date(2026, 11, 22), (), ())


@given(triggers, st.integers(1, 24))
def test_months_end_on_the_same_day_or_the_last_of_the_month(trigger: date, months: int) -> None:
    unrolled = deadline(CALENDAR, trigger, Limit(months, Unit.MONTH)).unrolled
    assert unrolled is not None
    assert (unrolled.year - trigger.year) * 12 + unrolled.month - trigger.month == months
    month_ended = (unrolled + timedelta(days=1)).day == 1
    assert unrolled.day == trigger.day or (unrolled.day < trigger.day and month_ended)


# --- pauses --------------------------------------------------------------------------------------


def test_a_pause_that_began_before_the_trigger_excludes_only_what_follows() -> None:
    pauses = [pause("2026-10-20/2026-11-04")]
    assert due("2026-11-02", "3wd", pauses=pauses) == date(2026, 11, 9)


def test_a_pause_begun_on_the_due_date_or_later_changes_nothing() -> None:
    for begun in ("2026-11-16/", "2026-11-17/", "2026-11-16/2026-12-01"):
        assert due("2026-11-02", "10wd", pauses=[pause(begun)]) == date(2026, 11, 16)


def test_under_an_open_pause_the_reckoning_stops_on_its_first_day() -> None:
    result = reckoned("2026-11-02", "10wd", pauses=[pause("2026-11-12/")])
    assert result.counted[-1] == date(2026, 11, 12)
    assert list(result.skipped) == skipped_on("2026-11-07 2026-11-08", "周末")


def test_the_earliest_of_several_open_pauses_stops_the_clock() -> None:
    pauses = [pause("2026-11-12/"), pause("2026-11-06/")]
    assert reckoned("2026-11-02", "10wd", pauses=pauses).left == 6


def test_a_month_limit_under_an_open_pause_tells_the_days_left() -> None:
    result = reckoned("2026-11-02", "1mo", pauses=[pause("2026-11-22/")])
    assert result.remaining == Limit(10, Unit.DAY)


def test_a_pause_cannot_end_before_it_began() -> None:
    with pytest.raises(PauseEndsBeforeStart, match="早于开始日"):
        pause("2026-11-05/2026-11-04")


@given(paused_cases())
def test_pauses_count_as_their_union(case: tuple[date, Limit, list[Pause]]) -> None:
    trigger, limit, pauses = case
    merged = deadline(CALENDAR, trigger, limit, pauses=merge(pauses))
    assert deadline(CALENDAR, trigger, limit, pauses=pauses) == merged


def test_a_day_inside_two_procedures_has_one_reason_whatever_their_order() -> None:
    pauses = [
        Pause(date(2026, 11, 4), date(2026, 11, 6), "检验"),
        Pause(date(2026, 11, 4), date(2026, 11, 6), "专家评审"),
    ]
    both = [reckoned("2026-11-04", "2wd", pauses=order) for order in (pauses, pauses[::-1])]
    assert both[0] == both[1]
    assert {skipped.reason for skipped in both[0].skipped} == {"专家评审", "周末"}


def merge(pauses: list[Pause]) -> list[Pause]:
    merged: list[Pause] = []
    for start, end in sorted((p.start, p.end) for p in pauses if p.end is not None):
        last = merged[-1].end if merged else None
        if last is not None and start <= last:
            merged[-1] = Pause(merged[-1].start, max(last, end))
        else:
            merged.append(Pause(start, end))
    return merged


@given(paused_cases(limits_in_working_days))
def test_counted_working_days_are_the_unpaused_ones_up_to_the_due_date(
    case: tuple[date, Limit, list[Pause]],
) -> None:
    trigger, limit, pauses = case
    result = deadline(CALENDAR, trigger, limit, pauses=pauses)
    assert result.due is not None
    paused = {
        day
        for day in days_between(trigger, result.due)
        if CALENDAR.is_working(day) and any(p.excludes(day) for p in pauses)
    }
    running = CALENDAR.working_days_between(trigger, result.due) - len(paused)
    assert running == limit.value == len(result.counted)
    assert result.counted[-1] == result.due


# --- extensions ----------------------------------------------------------------------------------


@given(paused_cases(), st.integers(1, 40))
def test_an_extension_in_the_same_unit_counts_from_the_trigger(
    case: tuple[date, Limit, list[Pause]], more: int
) -> None:
    trigger, limit, pauses = case
    extended = deadline(CALENDAR, trigger, limit, pauses=pauses, extension=Limit(more, limit.unit))
    longer = deadline(CALENDAR, trigger, Limit(limit.value + more, limit.unit), pauses=pauses)
    assert (extended.due, extended.counted, extended.skipped, extended.rolled_from) == (
        longer.due,
        longer.counted,
        longer.skipped,
        longer.rolled_from,
    )


def test_an_extension_in_another_unit_runs_from_the_unrolled_end() -> None:
    # 3d from 18 November ends on Saturday the 21st; from the rolled 23rd it would be the 25th.
    extended = reckoned("2026-11-18", "3d", extension=Limit.parse("2wd"))
    assert extended.due == date(2026, 11, 24)
    assert extended.rolled_from is None


def test_only_the_end_of_the_extension_rolls() -> None:
    extended = reckoned("2026-11-18", "2wd", extension=Limit.parse("1d"))
    assert (extended.due, extended.rolled_from) == (date(2026, 11, 23), date(2026, 11, 21))


def test_an_open_pause_before_the_extension_leaves_the_limit_to_run() -> None:
    awaited = reckoned(
        "2026-11-02", "10wd", extension=Limit.parse("5d"), pauses=[pause("2026-11-12/")]
    )
    assert awaited.remaining == Limit(2, Unit.WORKING_DAY)


def test_an_extension_of_nothing_changes_nothing() -> None:
    assert due("2026-11-18", "3d", extension=Limit.parse("0wd")) == due("2026-11-18", "3d")


# --- hours ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trigger", "limit", "end"),
    [
        ("2026-11-20T15:30", "1wh", "2026-11-20T16:30"),
        ("2026-11-20T15:30", "4wh", "2026-11-23T11:30"),
        ("2026-11-20T11:30", "1wh", "2026-11-20T13:30"),
        ("2026-11-20T11:00", "1wh", "2026-11-20T12:00"),
        ("2026-11-20T08:00", "7wh", "2026-11-20T17:00"),
        ("2026-11-20T17:20", "1wh", "2026-11-23T10:00"),
        ("2026-11-21T10:00", "1wh", "2026-11-23T10:00"),
        ("2026-10-09T16:00", "2wh", "2026-10-10T10:00"),
        ("2026-11-20T15:30", "0wh", "2026-11-20T15:30"),
        ("2026-11-20T15:30", "72h", "2026-11-23T15:30"),
    ],
)
def test_hours(trigger: str, limit: str, end: str) -> None:
    assert due(trigger, limit) == datetime.fromisoformat(end)


def test_working_hours_list_the_days_the_hall_was_open() -> None:
    result = reckoned("2026-11-20T15:30", "4wh")
    assert result.counted == (date(2026, 11, 20), date(2026, 11, 23))
    assert list(result.skipped) == skipped_on("2026-11-21 2026-11-22", "周末")


def test_working_hours_follow_the_halls_own_hours() -> None:
    hours = OpeningHours(((time(8, 30), time(11, 30)), (time(14), time(17, 30))))
    end = due("2026-11-20T11:00", "4wh", hall=HallOpening(hours))
    assert end == datetime.fromisoformat("2026-11-20T17:30")


def test_hours_keep_the_time_zone_and_are_reckoned_in_beijing() -> None:
    trigger = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
    end = deadline(CALENDAR, trigger, Limit.parse("4wh")).due
    assert end == datetime(2026, 11, 23, 11, 30, tzinfo=BEIJING)


def test_hours_by_the_clock_stay_firm_beyond_the_calendar_but_opening_hours_do_not() -> None:
    assert reckoned("2026-12-31T15:30", "24h").firmness is Firmness.FIRM
    assert reckoned("2026-12-31T15:30", "4wh").firmness is Firmness.PROVISIONAL


@pytest.mark.parametrize("limit", ["24h", "4wh"])
def test_hours_need_a_moment_and_take_no_pause(limit: str) -> None:
    with pytest.raises(MomentNeeded, match="2026-11-20没有时刻"):
        due("2026-11-20", limit)
    with pytest.raises(HoursNotPausable, match="不能暂停"):
        due("2026-11-20T15:30", limit, pauses=[pause("2026-11-20/")])


def test_hours_cannot_extend_a_limit_in_days() -> None:
    with pytest.raises(MomentNeeded):
        due("2026-11-20T15:30", "5wd", extension=Limit.parse("24h"))


def test_days_can_extend_a_limit_in_hours() -> None:
    assert due("2026-11-20T15:30", "24h", extension=Limit.parse("1wd")) == date(2026, 11, 23)


# --- limits as text ------------------------------------------------------------------------------


@given(st.builds(Limit, st.integers(0, 9999), st.sampled_from(Unit)))
def test_a_limit_parses_back_from_its_text(limit: Limit) -> None:
    assert Limit.parse(str(limit)) == limit


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("5wd", "5 个工作日"),
        ("10d", "10 日"),
        ("3mo", "3 个月"),
        ("24h", "24 小时"),
        ("4wh", "4 个工作小时"),
        ("0wd", "当场"),
    ],
)
def test_a_limit_in_words(text: str, words: str) -> None:
    assert Limit.parse(text).words() == words


@pytest.mark.parametrize("text", ["", "5", "wd", "5 days", "-1wd", "5wdd", "10000d", "5WD", "1.5h"])
def test_an_unreadable_limit_is_refused(text: str) -> None:
    with pytest.raises(LimitNotUnderstood, match=f"“{text}”"):
        Limit.parse(text)


def test_a_limit_out_of_range_is_refused() -> None:
    for value in (-1, 10_000):
        with pytest.raises(LimitNotUnderstood):
            Limit(value, Unit.DAY)
    with pytest.raises(LimitNotUnderstood):
        due("2026-11-20", "9999d", extension=Limit.parse("1d"))


# --- algebra -------------------------------------------------------------------------------------


def days_between(start: date, end: date) -> list[date]:
    return [start + timedelta(days=n + 1) for n in range((end - start).days)]


@given(paused_cases())
def test_every_day_to_the_due_date_is_counted_or_skipped_once(
    case: tuple[date, Limit, list[Pause]],
) -> None:
    trigger, limit, pauses = case
    result = deadline(CALENDAR, trigger, limit, pauses=pauses)
    assert result.due is not None
    accounted = sorted([*result.counted, *(skipped.day for skipped in result.skipped)])
    assert accounted == days_between(trigger, result.due)
    assert all(skipped.reason for skipped in result.skipped)


@given(moments, st.integers(1, 60))
def test_every_day_of_working_hours_is_counted_or_skipped_once(begun: datetime, hours: int) -> None:
    result = deadline(CALENDAR, begun, Limit(hours, Unit.WORKING_HOUR))
    assert isinstance(result.due, datetime)
    accounted = sorted([*result.counted, *(skipped.day for skipped in result.skipped)])
    assert [day for day in accounted if day > begun.date()] == days_between(
        begun.date(), result.due.date()
    )


@given(triggers, limits_in_days)
def test_counted_days_sum_to_the_limit(trigger: date, limit: Limit) -> None:
    assert len(deadline(CALENDAR, trigger, limit).counted) == limit.value


@given(paused_cases())
def test_a_due_date_is_a_working_day_on_which_the_clock_runs(
    case: tuple[date, Limit, list[Pause]],
) -> None:
    trigger, limit, pauses = case
    result = deadline(CALENDAR, trigger, limit, pauses=pauses)
    assert result.due is not None
    assert CALENDAR.is_working(result.due)
    assert not any(p.excludes(result.due) for p in pauses)


# Months under a pause are left out: a pause that swallows the days between the triggers leaves
# the earlier one the longer month.
@given(
    paused_cases(limits_in_days) | st.tuples(triggers, limits_by_the_day, st.just([])),
    st.integers(0, 30),
)
def test_a_later_trigger_is_never_due_earlier(
    case: tuple[date, Limit, list[Pause]], later: int
) -> None:
    trigger, limit, pauses = case
    first = deadline(CALENDAR, trigger, limit, pauses=pauses).due
    second = deadline(CALENDAR, trigger + timedelta(days=later), limit, pauses=pauses).due
    assert first is not None
    assert second is not None
    assert first <= second


@given(paused_cases(), st.integers(0, 30))
def test_a_longer_limit_is_never_due_earlier(
    case: tuple[date, Limit, list[Pause]], more: int
) -> None:
    trigger, limit, pauses = case
    longer = Limit(limit.value + more, limit.unit)
    first = deadline(CALENDAR, trigger, limit, pauses=pauses).due
    second = deadline(CALENDAR, trigger, longer, pauses=pauses).due
    assert first is not None
    assert second is not None
    assert first <= second


@given(paused_cases())
def test_a_pause_never_brings_a_due_date_forward(case: tuple[date, Limit, list[Pause]]) -> None:
    trigger, limit, pauses = case
    without = deadline(CALENDAR, trigger, limit).due
    paused = deadline(CALENDAR, trigger, limit, pauses=pauses).due
    assert without is not None
    assert paused is not None
    assert without <= paused


@given(paused_cases())
def test_a_date_is_firm_exactly_within_the_published_years(
    case: tuple[date, Limit, list[Pause]],
) -> None:
    trigger, limit, pauses = case
    result = deadline(CALENDAR, trigger, limit, pauses=pauses)
    assert result.due is not None
    assert (result.firmness is Firmness.FIRM) == CALENDAR.covers(result.due)


@given(triggers, st.integers(2, 60), st.integers(0, 40))
def test_an_open_pause_leaves_what_its_result_will_add(
    trigger: date, value: int, begun_after: int
) -> None:
    begun = trigger + timedelta(days=begun_after)
    limit = Limit(value, Unit.WORKING_DAY)
    awaited = deadline(CALENDAR, trigger, limit, pauses=[Pause(begun, None)])
    assume(awaited.left is not None)
    result_arrives = begun + timedelta(days=25)
    resumed = deadline(CALENDAR, trigger, limit, pauses=[Pause(begun, result_arrives)])
    assert awaited.due is None
    assert awaited.left is not None
    assert resumed.due == CALENDAR.working_days_after(result_arrives, awaited.left)


# --- how near ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "near"),
    [
        ("2026-09-28", Urgency.NORMAL),
        ("2026-09-29", Urgency.DUE2),
        ("2026-09-30", Urgency.DUE1),
        ("2026-10-03", Urgency.DUE1),
        ("2026-10-08", Urgency.DUE1),
        ("2026-10-09", Urgency.OVERDUE),
    ],
)
def test_blue_two_working_days_ahead_yellow_one_red_after(today: str, near: Urgency) -> None:
    assert urgency(CALENDAR, date.fromisoformat(today), date(2026, 10, 8)) is near


def test_a_due_friday_is_overdue_on_saturday_though_no_working_day_has_passed() -> None:
    assert urgency(CALENDAR, date(2026, 11, 21), date(2026, 11, 20)) is Urgency.OVERDUE
    assert working_days_left(CALENDAR, date(2026, 11, 21), date(2026, 11, 20)) == 0


def test_a_paused_clock_is_neither_near_nor_overdue() -> None:
    assert urgency(CALENDAR, date(2026, 11, 20), None) is Urgency.PAUSED


def test_a_moment_is_overdue_from_the_moment() -> None:
    end = datetime.fromisoformat("2026-11-20T16:30")
    assert urgency(CALENDAR, datetime.fromisoformat("2026-11-20T16:30"), end) is Urgency.DUE1
    assert urgency(CALENDAR, datetime.fromisoformat("2026-11-20T16:31"), end) is Urgency.OVERDUE
    assert urgency(CALENDAR, datetime(2026, 11, 20, 8, 31, tzinfo=UTC), end) is Urgency.OVERDUE
    assert urgency(CALENDAR, date(2026, 11, 20), end) is Urgency.DUE1
    assert urgency(CALENDAR, date(2026, 11, 21), end) is Urgency.OVERDUE


@pytest.mark.parametrize(
    ("today", "left"),
    [("2026-10-06", 4), ("2026-10-09", 2), ("2026-10-12", 0), ("2026-10-14", -2)],
)
def test_working_days_left(today: str, left: int) -> None:
    assert working_days_left(CALENDAR, date.fromisoformat(today), date(2026, 10, 12)) == left
