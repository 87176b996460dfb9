"""What silence decides: from which day, once, and how an act done in time elsewhere undoes it."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import Calendar
from core.case import evolved
from core.case_states import CaseEvent, CaseState
from core.clock import Clock, ClockKind, ClockState
from core.ending_facts import (
    AcceptanceDeemed,
    AcceptanceRevoked,
    ConsentDeemed,
    LapseRefused,
    SilenceFact,
    WithdrawalDeemed,
)
from core.limit import Limit
from core.silence import ExcludedClass, Lapse
from core.supervision import Severity, SupervisionRaised, SupervisionRule
from core.watchdog import due_events, next_look
from tests.core.sample_case import (
    CASE_ID,
    COMPLETE,
    COUNTED_FROM_RECEIPT,
    LICENCE_MISSING,
    LICENCE_SUPPLIED,
    RESTAURANT,
    accepted,
    after,
    case_received,
    granted,
    told,
)
from tests.core.sample_review import (
    CALENDAR,
    CONSENT,
    CONSENTED,
    accepted_case,
    at,
    conditionally,
    day,
    due_of,
    ended,
    extension_approved,
    extension_delivered,
    extension_requested,
    paused,
    sample,
    shape,
)

if TYPE_CHECKING:
    from datetime import date

    from core.case import Case
    from core.facts import CaseFact

WITHOUT_2026 = Calendar(tuple(one for one in CALENDAR.notices if one.year < 2026))


def conclusions(case: Case, on: date, calendar: Calendar = CALENDAR) -> list[SilenceFact]:
    found = due_events((case,), calendar, at(on))
    return [event for event in found if not isinstance(event, SupervisionRaised)]


def raised(case: Case, on: date, calendar: Calendar = CALENDAR) -> list[SupervisionRaised]:
    found = due_events((case,), calendar, at(on))
    return [event for event in found if isinstance(event, SupervisionRaised)]


def silenced(case: Case, on: date) -> Case:
    (fact,) = conclusions(case, on)
    return evolved(case, fact)


# --- 视为受理 ------------------------------------------------------------------------------------


def test_t6_five_silent_days_are_acceptance_from_the_day_of_receipt() -> None:
    case = case_received(on=day("09-28"))
    assert conclusions(case, day("10-10")) == []
    assert conclusions(case, day("10-11")) == [
        AcceptanceDeemed(CASE_ID, day("10-10"), shape(case, ClockKind.ACCEPTANCE))
    ]
    deemed = silenced(case, day("10-11"))
    assert (deemed.state, deemed.accepted_on) == (CaseState.ACCEPTED, day("09-28"))
    assert due_of(deemed, ClockKind.STATUTORY) == day("10-30")
    assert due_of(deemed, ClockKind.PROMISE) == day("10-16")
    acceptance = deemed.clocks[0]
    assert (acceptance.state, acceptance.ended_on) == (ClockState.PASSED, day("10-10"))


def test_the_supervisors_are_told_of_an_acceptance_by_silence_once() -> None:
    case = case_received(on=day("09-28"))
    (first,) = raised(case, day("10-11"))
    assert (first.rule, first.severity) == (SupervisionRule.ACCEPTED_BY_SILENCE, Severity.RED)
    assert first.raised_on == day("10-11")
    assert raised(case, day("10-20")) == [first]
    assert due_events((silenced(case, day("10-11")),), CALENDAR, at(day("10-12"))) == ()


def test_t7_after_correction_the_statute_counts_from_completion() -> None:
    case = after(case_received(on=day("09-28")), LICENCE_MISSING, told(day("10-10")))
    assert conclusions(case, day("10-11")) == []
    case = after(case, LICENCE_SUPPLIED, accepted(day("10-20")))
    assert due_of(case, ClockKind.STATUTORY) == day("11-17")


def test_an_item_may_bind_itself_to_answer_sooner() -> None:
    item = replace(RESTAURANT, acceptance=Limit.parse("1wd"))
    case = case_received(item, day("09-28"))
    assert conclusions(case, day("09-29")) == []
    assert len(conclusions(case, day("09-30"))) == 1
    at_once = case_received(replace(RESTAURANT, acceptance=Limit.parse("0wd")), day("09-28"))
    assert len(conclusions(at_once, day("09-29"))) == 1


def test_nothing_is_concluded_from_a_date_that_may_still_move() -> None:
    case = case_received(on=day("09-28"))
    assert conclusions(case, day("10-20"), WITHOUT_2026) == []
    (told_instead,) = raised(case, day("10-20"), WITHOUT_2026)
    assert told_instead.rule is SupervisionRule.CALENDAR_MISSING
    assert "放假安排公布并导入" in told_instead.detail
    assert conclusions(case, day("10-20")) != []  # once the notice is there


# --- the applicant's limit -----------------------------------------------------------------------


def waiting(lapse: Lapse) -> Case:
    fact = replace(told(day("09-28")), lapse=lapse)
    return after(case_received(on=day("09-28")), LICENCE_MISSING, fact)  # until 10-23


@pytest.mark.parametrize(
    ("lapse", "fact", "state"),
    [
        (Lapse.WITHDRAWN, WithdrawalDeemed, CaseState.DEEMED_WITHDRAWN),
        (Lapse.REFUSED, LapseRefused, CaseState.NOT_ACCEPTED),
    ],
)
def test_materials_that_do_not_come_end_the_case_as_the_notice_told(
    lapse: Lapse, fact: type[SilenceFact], state: CaseState
) -> None:
    case = waiting(lapse)
    assert conclusions(case, day("10-23")) == []
    assert conclusions(case, day("10-24")) == [
        fact(CASE_ID, day("10-23"), shape(case, ClockKind.CORRECTION))  # type: ignore[call-arg]  # these three
    ]
    lapsed = silenced(case, day("10-24"))
    assert (lapsed.state, lapsed.closed_on) == (state, day("10-24"))
    assert not any(clock.state.is_open for clock in lapsed.clocks)


@pytest.mark.parametrize(
    ("lapse", "fact", "state"),
    [
        (Lapse.REVOKED, AcceptanceRevoked, CaseState.ACCEPTANCE_REVOKED),
        (Lapse.WITHDRAWN, WithdrawalDeemed, CaseState.DEEMED_WITHDRAWN),
    ],
)
def test_a_conditional_acceptance_lapses_as_the_locality_says(
    lapse: Lapse, fact: type[SilenceFact], state: CaseState
) -> None:
    case = after(
        case_received(CONSENTED, day("09-28")), LICENCE_MISSING, conditionally(day("09-28"), lapse)
    )
    (found,) = conclusions(case, day("10-24"))
    assert type(found) is fact
    lapsed = evolved(case, found)
    assert lapsed.state is state
    stopped = {clock.kind for clock in lapsed.clocks if clock.state is ClockState.STOPPED}
    assert stopped == {ClockKind.PROMISE, ClockKind.STATUTORY}


def test_more_time_is_given_once_and_moves_the_end() -> None:
    case = waiting(Lapse.WITHDRAWN)
    more = evolved(case, sample(CaseEvent.EXTEND_CORRECTION, case, day("10-20")))
    assert conclusions(more, day("10-24")) == []
    assert conclusions(more, day("10-31")) != []


# --- 超时默认 ------------------------------------------------------------------------------------


def test_consent_by_silence_needs_the_items_switch() -> None:
    without = accepted_case(day("09-14"))
    assert due_events((without,), CALENDAR, at(day("10-17"))) == ()
    case = accepted_case(day("09-14"), CONSENTED)
    assert conclusions(case, day("10-16")) == []
    assert conclusions(case, day("10-17")) == [
        ConsentDeemed(
            CASE_ID,
            day("10-16"),
            shape(case, ClockKind.STATUTORY),
            CONSENT.basis,
            CONSENT.leader,
        )
    ]


def test_consent_by_silence_leaves_one_working_day_for_the_formal_result() -> None:
    case = silenced(accepted_case(day("09-14"), CONSENTED), day("10-17"))
    assert case.state is CaseState.DEEMED_CONSENTED
    assert due_of(case, ClockKind.FOLLOW_UP) == day("10-19")
    passed = {clock.kind for clock in case.clocks if clock.state is ClockState.PASSED}
    assert passed == {ClockKind.PROMISE, ClockKind.STATUTORY}
    formal = evolved(case, sample(CaseEvent.GRANT, case, day("10-19")))
    assert formal.state is CaseState.DECIDED
    assert due_of(formal, ClockKind.DELIVERY) == day("11-02")


@pytest.mark.parametrize(
    "change",
    [
        {"excluded_class": ExcludedClass.PUBLIC_SAFETY},
        {"default_consent": replace(CONSENT, effective_from=day("09-15"))},
        {"default_consent": replace(CONSENT, effective_to=day("10-15"))},
        {"default_consent": None},
    ],
    ids=["excluded", "not yet in force", "no longer in force", "off"],
)
def test_without_a_basis_in_force_silence_is_no_consent(change: dict[str, object]) -> None:
    item = replace(CONSENTED, **change)  # type: ignore[arg-type]  # one field
    case = accepted_case(day("09-14"), item)
    for on in ("10-15", "10-17", "11-20"):
        assert due_events((case,), CALENDAR, at(day(on))) == ()


def test_the_leader_is_warned_three_two_and_one_working_days_ahead() -> None:
    case = accepted_case(day("09-14"), CONSENTED)  # until 10-16, a Friday
    told_of = {on: raised(case, day(on)) for on in ("10-12", "10-13", "10-14", "10-15", "10-16")}
    assert [len(events) for events in told_of.values()] == [0, 1, 1, 1, 0]
    severities = [events[0].severity for events in told_of.values() if events]
    assert severities == [Severity.BLUE, Severity.YELLOW, Severity.RED]
    (blue,) = told_of["10-13"]
    assert (blue.responsible, blue.rule) == (CONSENT.leader, SupervisionRule.CONSENT_NEAR)
    assert "还有 3 个工作日（2026-10-16）" in blue.detail
    assert len({events[0].event_id for events in told_of.values() if events}) == 3


def test_a_paused_case_falls_silent_to_nobody() -> None:
    case = after(accepted_case(day("09-14"), CONSENTED), *paused(1, day("10-15")))
    for on in ("10-15", "10-17", "11-20"):
        assert conclusions(case, day(on)) == []
    resumed = evolved(case, ended(1, day("10-20")))  # one day was left
    assert conclusions(resumed, day("10-21")) == []
    assert len(conclusions(resumed, day("10-22"))) == 1


def test_a_promise_alone_may_be_the_limit_that_runs_out() -> None:
    item = replace(CONSENTED, statutory=None)
    case = accepted_case(day("09-14"), item)
    (fact,) = conclusions(case, day("09-29"))
    assert evolved(case, fact).state is CaseState.DEEMED_CONSENTED


def test_a_request_for_a_procedure_stops_no_silence() -> None:
    case = accepted_case(day("09-14"), CONSENTED)
    case = evolved(case, sample(CaseEvent.REQUEST_PROCEDURE, case, day("10-15")))
    assert silenced(case, day("10-17")).state is CaseState.DEEMED_CONSENTED


# --- once, wherever and however often ------------------------------------------------------------


def unversioned(case: Case) -> Case:
    return replace(case, version=0)


@pytest.mark.parametrize("times", [2, 3])
def test_a_conclusion_drawn_again_changes_nothing(times: int) -> None:
    for case, on in (
        (case_received(on=day("09-28")), "10-11"),
        (waiting(Lapse.WITHDRAWN), "10-24"),
        (waiting(Lapse.REFUSED), "10-24"),
        (accepted_case(day("09-14"), CONSENTED), "10-17"),
    ):
        (fact,) = conclusions(case, day(on))
        once = evolved(case, fact)
        assert unversioned(after(case, *[fact] * times)) == unversioned(once)


MEETINGS = (
    [
        pytest.param(case_received(on=day("09-28")), "10-11", facts, id=name)
        for name, facts in {
            "told": (LICENCE_MISSING, told(day("10-10"))),
            "accepted": (COMPLETE, accepted(day("10-10"))),
            "refused": (sample(CaseEvent.REFUSE, case_received(), day("10-10")),),
            "not required": (sample(CaseEvent.FIND_NOT_REQUIRED, case_received(), day("10-10")),),
            "withdrawn": (sample(CaseEvent.WITHDRAW, case_received(), day("10-10")),),
            "void": (sample(CaseEvent.VOID, case_received(), day("10-10")),),
        }.items()
    ]
    + [
        pytest.param(waiting(Lapse.WITHDRAWN), "10-24", facts, id=name)
        for name, facts in {
            "completed": (LICENCE_SUPPLIED, accepted(day("10-23"))),
            "more time": (sample(CaseEvent.EXTEND_CORRECTION, case_received(), day("10-23")),),
            "still deficient": (sample(CaseEvent.REFUSE, case_received(), day("10-23")),),
        }.items()
    ]
    + [
        pytest.param(accepted_case(day("09-14"), CONSENTED), "10-17", facts, id=name)
        for name, facts in {
            "granted": (granted(day("10-16")),),
            "paused": paused(1, day("10-16")),
            "extended": (
                extension_requested(on=day("10-16")),
                extension_approved(day("10-16")),
                extension_delivered(day("10-16")),
            ),
            "terminated": (sample(CaseEvent.TERMINATE, case_received(), day("10-16")),),
        }.items()
    ]
)


@pytest.mark.parametrize(("case", "on", "facts"), MEETINGS)
def test_an_act_done_in_time_elsewhere_outruns_silence_in_whatever_order(
    case: Case, on: str, facts: tuple[CaseFact, ...]
) -> None:
    dated = tuple(
        replace(fact, checked_on=day("10-10"))
        if fact in (LICENCE_MISSING, COMPLETE)
        else replace(fact, checked_on=day("10-23"))
        if fact == LICENCE_SUPPLIED
        else fact
        for fact in facts
    )
    (silence,) = conclusions(case, day(on))
    expected = unversioned(after(case, *dated))
    for place in range(len(dated) + 1):
        order = (*dated[:place], silence, *dated[place:])
        assert unversioned(after(case, *order)) == expected, place


def test_an_act_done_too_late_is_refused_as_ever() -> None:
    deemed = silenced(case_received(on=day("09-28")), day("10-11"))
    with pytest.raises(Exception, match="不能出具一次性告知"):
        after(deemed, told(day("10-11")))


def test_a_mark_or_a_correction_leaves_the_conclusion_alone() -> None:
    case = case_received(on=day("09-28"))
    deemed = silenced(case, day("10-11"))
    for event in (CaseEvent.CORRECT_ENTRY, CaseEvent.MARK_URGENT):
        marked = evolved(deemed, sample(event, deemed, day("10-10")))
        assert (marked.state, marked.conclusion) == (CaseState.ACCEPTED, deemed.conclusion)


def test_stations_that_concluded_the_same_agree_with_whatever_happened_besides() -> None:
    case = case_received(COUNTED_FROM_RECEIPT, day("09-28"))
    (fact,) = conclusions(case, day("10-11"))
    mark = sample(CaseEvent.MARK_URGENT, case, day("10-12"))
    orders = permutations((fact, fact, mark))
    ends = {tuple(sorted(map(str, after(case, *order).clocks))) for order in orders}
    assert len(ends) == 1


# --- when to look --------------------------------------------------------------------------------


@given(st.dates(day("2026-01-05"), day("2026-11-20")), st.integers(0, 60))
def test_before_the_day_to_look_there_is_nothing_to_see(received_on: date, later: int) -> None:
    on = received_on.fromordinal(received_on.toordinal() + later)
    for case in (
        case_received(on=received_on),
        after(case_received(on=received_on), LICENCE_MISSING, told(received_on)),
        accepted_case(received_on, CONSENTED),
        accepted_case(received_on),
    ):
        look = next_look(case, CALENDAR)
        if due_events((case,), CALENDAR, at(on)):
            assert look is not None
            assert look <= on


def test_a_closed_case_is_never_looked_at() -> None:
    for event in (CaseEvent.VOID, CaseEvent.WITHDRAW, CaseEvent.REFUSE):
        case = case_received()
        assert next_look(evolved(case, sample(event, case)), CALENDAR) is None


def test_a_clock_of_another_shape_is_another_clock() -> None:
    clock = Clock(ClockKind.STATUTORY, day("09-14"), Limit.parse("20wd"))
    others = [
        replace(clock, trigger=day("09-15")),
        replace(clock, limit=Limit.parse("21wd")),
        replace(clock, extension=Limit.parse("10wd")),
        replace(clock, subject="1"),
        replace(clock, kind=ClockKind.PROMISE),
        after(accepted_case(day("09-14")), *paused(1, day("09-15"))).clocks[2],
    ]
    assert len({one.shape for one in (clock, *others)}) == len(others) + 1
    assert replace(clock, state=ClockState.PASSED).shape == clock.shape
