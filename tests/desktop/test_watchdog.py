"""The watchdog at a station: offline, once, told on paper, and never by a clock in question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.calendar import Calendar
from core.case_parts import JointMode
from core.case_states import CaseState
from core.clock import ClockKind, ClockState
from core.clock_guard import ClockReading
from core.ending_facts import AcceptanceDeemed, AssistDeemed, ConsentDeemed, WithdrawalDeemed
from core.facts import CaseAccepted, CataloguePublished, MaterialsChecked
from core.paper_kind import NoticeKind
from core.staff import Role
from core.supervision import SupervisionRaised, SupervisionRule
from core.watchdog import ACTOR
from db import cases, journal, notices, projection, supervision
from db.tables import journal as journal_table
from desktop import answers, casework, clock_watch, decisions, joint
from desktop.watchdog import NothingConcluded, ToldOfSilence, sweep, tell_of_silence
from tests.core.sample_review import CONSENTED, FIRE, JOINT_SILENT, REVIEWED, day, due_of
from tests.house import all_received, one_missing
from tests.review_hall import OFFICE, REMEDIES, duty, new_hall

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.case import Case
    from core.journal import JournalEntry
    from db.unit_of_work import Reading, UnitOfWork
    from server.settings import ServerSettings
    from tests.review_hall import Hall

ACCEPTED = CaseAccepted.kind
CHIEF = duty(Role.CHIEF_REPRESENTATIVE)


def kinds(events: object) -> list[type[object]]:
    return [type(event) for event in events]  # type: ignore[attr-defined]  # a tuple


def papers(hall: Hall, case: Case) -> list[NoticeKind]:
    found = hall.ask(lambda reading: notices.of_case(reading.connection, case.case_id))
    return [notice.kind for notice in found]


def test_t6_silence_is_acceptance_from_the_day_of_receipt(hall: Hall) -> None:
    case = hall.on("09-28").received(REVIEWED)
    assert hall.on("10-10", 23).do(sweep) == ()
    recorded = hall.on("10-11", 0).do(sweep)
    assert kinds(recorded) == [AcceptanceDeemed, SupervisionRaised]
    deemed = hall.case(case.case_id)
    assert (deemed.state, deemed.accepted_on) == (CaseState.ACCEPTED, day("09-28"))
    assert due_of(deemed, ClockKind.STATUTORY) == day("10-30")
    (event,) = hall.ask(lambda r: supervision.of_case(r.connection, case.case_id))
    assert event.rule is SupervisionRule.ACCEPTED_BY_SILENCE


def test_a_second_sweep_records_nothing_new(hall: Hall) -> None:
    hall.received(REVIEWED)
    assert len(hall.on("10-11", 0).do(sweep)) == 2
    before, rows = hall.entries(), hall.rows()
    for later in (hall.on("10-11", 1), hall.on("10-12"), hall.on("10-13")):
        assert later.do(sweep) == ()
    assert (hall.entries(), hall.rows()) == (before, rows)


def test_after_weeks_switched_off_one_sweep_catches_up(hall: Hall) -> None:
    case = hall.received(CONSENTED)
    recorded = hall.on("11-20").do(sweep)
    assert kinds(recorded) == [
        AcceptanceDeemed,
        SupervisionRaised,
        ConsentDeemed,
        SupervisionRaised,
    ]
    assert hall.case(case.case_id).state is CaseState.DEEMED_CONSENTED
    assert hall.on("11-20").do(sweep) == ()


def test_the_watchdog_signs_what_nobody_did(hall: Hall) -> None:
    hall.received(REVIEWED)
    hall.on("10-11", 0).do(sweep)
    actors = hall.ask(
        lambda reading: reading.connection.execute(
            journal_table.select().with_only_columns(journal_table.c.actor, journal_table.c.kind)
        ).all()
    )
    assert {kind for actor, kind in actors if actor == ACTOR} == {
        "case.acceptance_deemed",
        "supervision.raised",
    }


def test_what_was_answered_in_time_stays_as_it_is(hall: Hall) -> None:
    told, accepted = hall.told_once(REVIEWED), hall.accepted(REVIEWED)
    assert hall.on("10-11", 0).do(sweep) == ()
    assert hall.case(told.case_id).state is CaseState.AWAITING_CORRECTION
    assert hall.case(accepted.case_id).state is CaseState.ACCEPTED


def test_another_stations_cases_are_left_to_it(hall: Hall) -> None:
    hall.received(REVIEWED)
    elsewhere = replace(hall, identity=replace(hall.identity, station="05"))
    assert elsewhere.on("10-11", 0).do(sweep) == ()


def test_consent_by_silence_is_warned_of_and_then_concluded(hall: Hall) -> None:
    case = hall.on("09-14").accepted(CONSENTED)
    warned = [len(hall.on(on).do(sweep)) for on in ("10-12", "10-13", "10-13", "10-14", "10-15")]
    assert warned == [0, 1, 0, 1, 1]
    assert hall.on("10-16").do(sweep) == ()
    assert kinds(hall.on("10-17", 0).do(sweep)) == [ConsentDeemed, SupervisionRaised]
    assert due_of(hall.case(case.case_id), ClockKind.FOLLOW_UP) == day("10-19")


def test_a_silent_department_is_taken_as_assent_where_the_item_says_so(hall: Hall) -> None:
    case = hall.on("11-02").accepted(JOINT_SILENT)
    other = hall.on("11-02").accepted(REVIEWED)
    for one in (case, other):
        hall.on("11-02").do(
            joint.ask_assist, duty(), OFFICE, one.case_id, JointMode.OPINION, (FIRE,), "消防"
        )
    recorded = hall.on("11-12").do(sweep)
    assert kinds(recorded) == [AssistDeemed, SupervisionRaised]
    assert hall.on("11-13").do(sweep) == ()
    hall.on("11-13").do(decisions.grant, CHIEF, OFFICE, case.case_id)


def test_a_calendar_that_lacks_the_year_concludes_nothing_and_says_so(hall: Hall) -> None:
    case = hall.received(REVIEWED)
    without = Calendar(tuple(one for one in hall.calendar.notices if one.year < 2026))
    blind = replace(hall, calendar=without).on("10-20")
    (told,) = blind.do(sweep)
    assert isinstance(told, SupervisionRaised)
    assert told.rule is SupervisionRule.CALENDAR_MISSING
    assert blind.do(sweep) == ()
    assert kinds(hall.on("10-20").do(sweep)) == [AcceptanceDeemed, SupervisionRaised]
    assert hall.case(case.case_id).accepted_on == day("09-28")


def test_a_clock_in_question_decides_nothing(hall: Hall) -> None:
    hall.received(REVIEWED)
    ahead = hall.on("12-20")
    reading = ClockReading(ahead.now, ahead.now - hall.now, "run 1")
    ahead.do(clock_watch.look, reading, None)
    assert ahead.do(sweep) == ()
    ahead.do(clock_watch.confirm, duty(Role.SUPERVISOR), reading, "核对无误")
    assert len(ahead.do(sweep)) == 2


# --- the papers ----------------------------------------------------------------------------------


def test_an_acceptance_by_silence_is_confirmed_with_its_back_dated_dates(hall: Hall) -> None:
    case = hall.received(REVIEWED)
    hall.on("10-11", 0).do(sweep)
    monday = hall.on("10-12")
    told = monday.do(tell_of_silence, duty(), OFFICE, case.case_id, REMEDIES)
    assert [one.kind for one in told] == [NoticeKind.DEEMED_ACCEPTANCE, NoticeKind.ACCEPTANCE]
    assert [line.due for line in told[0].body.dues] == [day("10-16"), day("10-30")]  # type: ignore[union-attr]
    assert told[1].body.accepted_on == day("09-28")  # type: ignore[union-attr]
    with pytest.raises(ToldOfSilence):
        monday.do(tell_of_silence, duty(), OFFICE, case.case_id, REMEDIES)


def test_a_lapse_is_told_on_its_own_paper(hall: Hall) -> None:
    told = hall.told_once(REVIEWED)
    received = hall.received(REVIEWED)
    owed = hall.do(
        answers.accept_conditionally, duty(), OFFICE, received.case_id, one_missing(received)
    )
    recorded = hall.on("10-24", 0).do(sweep)
    assert WithdrawalDeemed in kinds(recorded)
    for case, kind in (
        (told, NoticeKind.DEEMED_WITHDRAWAL),
        (owed.case, NoticeKind.REVOCATION),
    ):
        hall.on("10-26").do(tell_of_silence, duty(), OFFICE, case.case_id, REMEDIES)
        assert papers(hall, case)[-1] is kind


def test_consent_by_silence_is_told_and_formally_followed(hall: Hall) -> None:
    case = hall.on("09-14").accepted(CONSENTED)
    hall.on("10-17", 0).do(sweep)
    monday = hall.on("10-19")
    (notice,) = monday.do(tell_of_silence, duty(), OFFICE, case.case_id, REMEDIES)
    assert notice.body.leader == "局长　赵敏"  # type: ignore[union-attr]
    formal = monday.do(decisions.grant, CHIEF, OFFICE, case.case_id)
    assert formal.case.state is CaseState.DECIDED


def test_where_nothing_was_concluded_there_is_nothing_to_tell(hall: Hall) -> None:
    case = hall.accepted(REVIEWED)
    with pytest.raises(NothingConcluded):
        hall.do(tell_of_silence, duty(), OFFICE, case.case_id, REMEDIES)


# --- replicas ------------------------------------------------------------------------------------


def entries(hall: Hall) -> tuple[JournalEntry, ...]:
    return hall.ask(lambda reading: tuple(journal.everything(reading.connection)))


def taken_over(found: Iterable[JournalEntry], hall: Hall) -> None:
    """Entries of another station come in by the same door."""

    def take(work: UnitOfWork) -> None:
        for entry in found:
            if entry.kind != CataloguePublished.kind:  # each has its own already
                journal.store(work.connection, entry)
                projection.apply_or_park(work.connection, entry, hall.calendar)

    hall.do(take)


def test_two_replicas_that_both_swept_agree_on_one_acceptance(
    server_settings: ServerSettings, hall: Hall
) -> None:
    case = hall.received(REVIEWED)
    shared = entries(hall)
    with new_hall(server_settings) as copy:
        taken_over(shared, copy)
        assert copy.case(case.case_id) == hall.case(case.case_id)
        assert hall.on("10-11", 0).do(sweep) == copy.on("10-12").do(sweep)
        ours = entries(hall)[len(shared) :]
        theirs = [entry for entry in entries(copy) if entry.actor == ACTOR]
        taken_over(ours, copy)
        taken_over(theirs, hall)
        assert hall.case(case.case_id) == copy.case(case.case_id)
        for one in (hall, copy):
            clocks = one.case(case.case_id).clocks
            running = [clock for clock in clocks if clock.kind is ClockKind.STATUTORY]
            assert [clock.state for clock in running] == [ClockState.RUNNING]
            assert len(one.ask(lambda r: supervision.of_case(r.connection, case.case_id))) == 1
            assert one.rebuilt() == one.rows()


def test_an_acceptance_in_time_elsewhere_outruns_the_silence_here(
    server_settings: ServerSettings, hall: Hall
) -> None:
    case = hall.received(REVIEWED)
    shared = entries(hall)
    with new_hall(server_settings) as copy:
        taken_over(shared, copy)
        copy.on("10-10").do(casework.accept, duty(), OFFICE, case.case_id, all_received(case))
        hall.on("10-11", 0).do(sweep)
        acts = [one for one in entries(copy) if one.kind in (MaterialsChecked.kind, ACCEPTED)]
        silence = entries(hall)[len(shared) :]
        taken_over(acts, hall)
        taken_over(silence, copy)
        here, there = hall.case(case.case_id), copy.case(case.case_id)
        assert here == there
        assert (here.accepted_on, here.conclusion) == (day("10-10"), None)


def test_only_what_may_be_due_is_looked_at(hall: Hall) -> None:
    due = hall.on("09-28").received(REVIEWED)
    hall.on("10-09").received(REVIEWED)
    hall.on("09-28").accepted(REVIEWED)
    ended = hall.on("09-28").received(REVIEWED)
    hall.do(answers.withdraw, duty(), OFFICE, ended.case_id)

    def to_look_at(reading: Reading, version: str) -> tuple[str, ...]:
        return cases.to_look_at(reading.connection, "03", reading.today, version)

    monday = hall.on("10-12")
    assert monday.ask(to_look_at, hall.calendar.version) == (due.case_id,)
    assert len(monday.ask(to_look_at, "another calendar")) == 2
