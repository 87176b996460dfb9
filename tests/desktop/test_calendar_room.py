"""The hall's calendar: two persons, one transaction, and every date accounted for."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from core.calendar import Calendar, national_calendar
from core.calendar_change import CalendarNotForYou, NoReasonGiven, ProposalDecided, ProposalState
from core.calendar_facts import CalendarApproved
from core.calendar_history import ApprovedNotice, succeeded
from core.clock import ClockKind
from core.limit import Limit
from core.notice_import.proposal import CalendarMovedOn, ProposedTextChanged, SamePersonApproves
from core.staff import Role
from db import date_changes, journal, projection
from db.calendar_tables import date_change
from db.tables import case_file
from desktop import answers, calendar_room, decisions
from desktop.calendar_room import NothingToTell
from desktop.deadline_board import deadline_board
from desktop.watchdog import sweep
from tests.core.sample_review import REVIEWED, day, due_of
from tests.review_hall import OFFICE, STAFF, duty, new_hall

if TYPE_CHECKING:
    from core.case import Case
    from core.journal import JournalEntry
    from server.settings import ServerSettings
    from tests.review_hall import Hall

ADMINISTRATOR, SUPERVISOR = STAFF[Role.ADMINISTRATOR], STAFF[Role.SUPERVISOR]


def amendment(name: str, first: str, last: str, *make_up: str, issued: str = "2026-10-02") -> str:
    """A mid-year notice of 2026 as JSON."""
    return json.dumps(
        {
            "year": 2026,
            "scope": "amendment",
            "number": f"国办发明电〔2026〕{issued[-2:]}号",
            "issued": issued,
            "periods": [{"name": name, "first": first, "last": last, "make_up": list(make_up)}],
        }
    )


# 12 and 13 October become free: dates move later by two working days.
TWO_DAYS_OFF = amendment("抗洪纪念日", "2026-10-12", "2026-10-13")
TAKEN_BACK = amendment("抗洪纪念日", "2026-10-17", "2026-10-18", issued="2026-10-03")
# Sunday 11 October becomes worked: dates move earlier by one.
SUNDAY_WORKED = amendment("补休日", "2026-12-30", "2026-12-30", "2026-10-11")


def changed(hall: Hall, text: str) -> None:
    """A notice proposed by one person and approved by another."""
    fact = hall.do(calendar_room.propose, ADMINISTRATOR, text)
    hall.do(calendar_room.approve, SUPERVISOR, fact.proposal_id)


def dues(hall: Hall, case: Case) -> tuple[date, date]:
    """The promise and the statute of a case as they stand."""
    calendar = hall.ask(lambda reading: reading.calendar)
    found = [
        clock.due(calendar).due
        for clock in hall.case(case.case_id).clocks
        if clock.kind in (ClockKind.PROMISE, ClockKind.STATUTORY)
    ]
    assert isinstance(found[0], date)
    assert isinstance(found[1], date)
    return found[0], found[1]


def board(hall: Hall) -> list[date | None]:
    return [line.row.due_on for line in hall.ask(deadline_board).lines]


def test_an_approved_notice_moves_the_dates_of_open_cases_at_once(either_hall: Hall) -> None:
    hall = either_hall
    case = hall.on("09-28").accepted(REVIEWED)
    assert dues(hall, case) == (day("10-16"), day("10-30"))
    changed(hall.on("10-02"), TWO_DAYS_OFF)
    assert dues(hall, case) == (day("10-20"), day("11-03"))
    assert board(hall) == [day("10-20")]


def test_who_proposes_does_not_approve(hall: Hall) -> None:
    fact = hall.do(calendar_room.propose, ADMINISTRATOR, TWO_DAYS_OFF)
    before = hall.rows()
    with pytest.raises(SamePersonApproves):
        hall.do(calendar_room.approve, ADMINISTRATOR, fact.proposal_id)
    assert hall.rows() == before


@pytest.mark.parametrize("role", [Role.CLERK, Role.CHIEF_REPRESENTATIVE, Role.AGENCY_HEAD])
def test_only_administrators_and_supervisors_change_the_calendar(hall: Hall, role: Role) -> None:
    fact = hall.do(calendar_room.propose, ADMINISTRATOR, TWO_DAYS_OFF)
    with pytest.raises(CalendarNotForYou):
        hall.do(calendar_room.propose, STAFF[role], TAKEN_BACK)
    with pytest.raises(CalendarNotForYou):
        hall.do(calendar_room.approve, STAFF[role], fact.proposal_id)
    with pytest.raises(CalendarNotForYou):
        hall.do(calendar_room.reject, STAFF[role], fact.proposal_id, "不对")


def test_a_rejected_notice_changes_nothing_and_is_decided(hall: Hall) -> None:
    case = hall.on("09-28").accepted(REVIEWED)
    before = dues(hall, case)
    fact = hall.do(calendar_room.propose, ADMINISTRATOR, TWO_DAYS_OFF)
    with pytest.raises(NoReasonGiven):
        hall.do(calendar_room.reject, SUPERVISOR, fact.proposal_id, " ")
    hall.do(calendar_room.reject, SUPERVISOR, fact.proposal_id, "文号不对")
    with pytest.raises(ProposalDecided):
        hall.do(calendar_room.approve, SUPERVISOR, fact.proposal_id)
    (found,) = hall.ask(calendar_room.proposals)
    assert (found.state, found.reason) == (ProposalState.REJECTED, "文号不对")
    assert dues(hall, case) == before


def test_the_second_person_must_have_read_the_same_text(hall: Hall) -> None:
    fact = hall.do(calendar_room.propose, ADMINISTRATOR, TWO_DAYS_OFF)
    with pytest.raises(ProposedTextChanged):
        hall.do(calendar_room.approve, SUPERVISOR, fact.proposal_id, TAKEN_BACK)
    hall.do(calendar_room.approve, SUPERVISOR, fact.proposal_id, TWO_DAYS_OFF)


def test_a_proposal_compared_with_an_older_calendar_is_not_approved(hall: Hall) -> None:
    first = hall.do(calendar_room.propose, ADMINISTRATOR, TWO_DAYS_OFF)
    second = hall.do(calendar_room.propose, ADMINISTRATOR, SUNDAY_WORKED)
    hall.do(calendar_room.approve, SUPERVISOR, first.proposal_id)
    with pytest.raises(CalendarMovedOn):
        hall.do(calendar_room.approve, SUPERVISOR, second.proposal_id)


# --- the account ---------------------------------------------------------------------------------


def account(hall: Hall) -> list[tuple[object, ...]]:
    """Kind, old date, new date, old and new firmness of every change, in order."""

    def found(_reading: object) -> list[tuple[object, ...]]:
        rows = hall.connection.execute(
            select(
                date_change.c.kind,
                date_change.c.was_due,
                date_change.c.due_on,
                date_change.c.was_firmness,
                date_change.c.firmness,
            ).order_by(date_change.c.change_place, date_change.c.clock_place)
        )
        return [tuple(row) for row in rows]

    return hall.ask(found)


def test_the_old_date_is_kept_beside_the_new_one(either_hall: Hall) -> None:
    hall = either_hall
    hall.on("09-28").accepted(REVIEWED)
    changed(hall.on("10-02"), TWO_DAYS_OFF)
    assert account(hall) == [
        ("P", day("10-16"), day("10-20"), "firm", "firm"),
        ("L", day("10-30"), day("11-03"), "firm", "firm"),
    ]


def test_a_published_year_makes_provisional_dates_firm(hall: Hall) -> None:
    year = next(one for one in hall.calendar.notices if one.year == 2026)
    base = Calendar(tuple(one for one in hall.calendar.notices if one.year < 2026))
    blind = replace(hall, calendar=base)
    blind.on("09-28").accepted(REVIEWED)
    text = json.dumps(
        {
            "year": 2026,
            "number": year.number,
            "issued": year.issued.isoformat(),
            "periods": [
                {
                    "name": one.name,
                    "first": one.first.isoformat(),
                    "last": one.last.isoformat(),
                    "make_up": [made.isoformat() for made in one.make_up],
                }
                for one in year.periods
            ],
        }
    )
    changed(blind.on("09-29"), text)
    assert [(row[0], *row[3:]) for row in account(blind)] == [
        ("P", "provisional", "firm"),
        ("L", "provisional", "firm"),
    ]
    assert board(blind) == [day("10-16")]


def test_there_and_back_gives_the_old_dates_and_owes_nobody_a_word(either_hall: Hall) -> None:
    hall = either_hall
    case = hall.on("09-28").accepted(REVIEWED)
    before, version = dues(hall, case), hall.ask(lambda reading: reading.calendar.is_working)
    changed(hall.on("10-02"), TWO_DAYS_OFF)
    assert [one.due_on for one in hall.ask(calendar_room.to_be_told)] == [
        day("10-20"),
        day("11-03"),
    ]
    changed(hall.on("10-03"), TAKEN_BACK)
    after = hall.ask(lambda reading: reading.calendar.is_working)
    assert [version(day(one)) for one in ("10-12", "10-13")] == [
        after(day(one)) for one in ("10-12", "10-13")
    ]
    assert dues(hall, case) == before
    assert len(account(hall)) == 4
    assert hall.ask(calendar_room.to_be_told) == ()


def test_who_was_told_an_old_date_is_listed_until_told_the_new_one(either_hall: Hall) -> None:
    hall = either_hall
    case = hall.on("09-28").accepted(REVIEWED)
    assert hall.ask(calendar_room.to_be_told) == ()
    changed(hall.on("10-02"), TWO_DAYS_OFF)
    promise, statute = hall.ask(calendar_room.to_be_told)
    assert (promise.number, promise.clock, promise.told, promise.due_on) == (
        case.number,
        ClockKind.PROMISE,
        day("10-16"),
        day("10-20"),
    )
    assert statute.clock is ClockKind.STATUTORY
    told = hall.on("10-02").do
    told(calendar_room.tell, STAFF[Role.CLERK], case.case_id, ClockKind.PROMISE, "电话告知")
    assert hall.ask(calendar_room.to_be_told) == (statute,)
    with pytest.raises(NothingToTell):
        told(calendar_room.tell, STAFF[Role.CLERK], case.case_id, ClockKind.PROMISE, "电话告知")


def test_a_paper_with_the_new_date_is_no_reason_to_call(hall: Hall) -> None:
    changed(hall.on("09-28"), TWO_DAYS_OFF)
    hall.on("09-28").accepted(REVIEWED)
    assert hall.ask(calendar_room.to_be_told) == ()


# --- never red retroactively ---------------------------------------------------------------------


def test_nobody_is_late_by_a_day_worked_that_was_made_so_afterwards(either_hall: Hall) -> None:
    hall = either_hall
    case = hall.on("09-28").received(REVIEWED)
    assert board(hall) == [day("10-10")]
    earlier = hall.on("10-10", 23)
    # Sunday 4 October worked: five working days would have been over on 9 October.
    changed(earlier, amendment("补休日", "2026-12-30", "2026-12-30", "2026-10-11"))
    assert board(earlier) == [day("10-10")]
    assert earlier.do(sweep) == ()
    assert due_of(hall.case(case.case_id), ClockKind.ACCEPTANCE) == day("10-10")


def test_a_promise_holds_where_the_new_date_had_passed(hall: Hall) -> None:
    case = hall.on("09-28").accepted(REVIEWED)
    late = hall.on("10-16")  # due today; with Sunday the 11th worked it would have been the 15th
    changed(late, SUNDAY_WORKED)
    assert dues(hall, case) == (day("10-16"), day("10-29"))
    assert board(hall) == [day("10-16")]
    assert [row[1:3] for row in account(hall)] == [
        (day("10-16"), day("10-16")),
        (day("10-30"), day("10-29")),
    ]


def test_a_date_moved_earlier_but_not_passed_is_the_date(hall: Hall) -> None:
    case = hall.on("09-28").accepted(REVIEWED)
    changed(hall.on("10-15"), SUNDAY_WORKED)
    assert dues(hall, case) == (day("10-15"), day("10-29"))


# --- batches -------------------------------------------------------------------------------------


def stale(hall: Hall, monkeypatch: pytest.MonkeyPatch, text: str) -> list[Case]:
    """Three cases, only the most urgent of which a new calendar has reached."""
    found = [hall.on(on).accepted(REVIEWED) for on in ("09-28", "09-29", "09-30")]
    monkeypatch.setattr(calendar_room, "BATCH", 1)
    changed(hall.on("10-02"), text)
    return found


def test_a_case_not_reached_yet_is_read_under_the_new_calendar(
    either_hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = either_hall
    stale(hall, monkeypatch, TWO_DAYS_OFF)
    assert hall.ask(calendar_room.waiting) == 2
    shown = board(hall)
    while hall.on("10-02").do(calendar_room.bring_up):
        pass
    assert hall.ask(calendar_room.waiting) == 0
    assert board(hall) == shown == [day("10-20"), day("10-21"), day("10-22")]


def test_stopping_half_way_and_going_on_later_gives_the_rows_of_a_rebuild(
    either_hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = either_hall
    stale(hall, monkeypatch, TWO_DAYS_OFF)
    changed(hall.on("10-03"), SUNDAY_WORKED)  # before the first change has reached every case
    while hall.on("10-04").do(calendar_room.bring_up):
        pass
    rows = hall.rows()
    assert len(account(hall)) == 12
    assert hall.rebuilt() == rows


def test_what_happens_to_a_case_first_brings_it_up(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = stale(hall, monkeypatch, TWO_DAYS_OFF)
    hall.on("10-02").do(calendar_room.bring_up)
    assert hall.ask(calendar_room.waiting) == 1
    urgent = hall.on("10-02").do
    urgent(
        decisions.mark_urgent,
        duty(Role.CHIEF_REPRESENTATIVE),
        found[-1].case_id,
        "高考在即",
        Limit.parse("1wd"),
    )
    assert hall.ask(calendar_room.waiting) == 0
    rows = hall.rows()
    assert len(account(hall)) == 6
    assert hall.rebuilt() == rows


# --- replicas ------------------------------------------------------------------------------------


def entries(hall: Hall) -> tuple[JournalEntry, ...]:
    return hall.ask(lambda reading: tuple(journal.everything(reading.connection)))


@given(st.permutations([TWO_DAYS_OFF, SUNDAY_WORKED, TAKEN_BACK]))
def test_the_days_do_not_depend_on_the_order_of_approval(texts: list[str]) -> None:
    base = national_calendar()
    approved = [
        ApprovedNotice(
            calendar_room.parsed(text, base, "", None).notice(), date(2026, 10, 2 + place)
        )
        for place, text in enumerate(texts)
    ]
    assert succeeded(base, approved).version == succeeded(base, approved[::-1]).version


def test_two_replicas_that_learn_of_it_in_another_order_show_the_same_dates(
    server_settings: ServerSettings, hall: Hall
) -> None:
    base = len(entries(hall))
    late = hall.on("10-16")
    case = hall.on("09-28").accepted(REVIEWED)
    acts = entries(hall)[base:]
    changed(late, SUNDAY_WORKED)
    calendar = entries(hall)[base + len(acts) :]
    with new_hall(server_settings) as copy:

        def take(_work: object) -> None:
            for entry in (*calendar, *acts):
                journal.store(copy.connection, entry)
                assert projection.apply_or_park(copy.connection, entry, copy.calendar)

        copy.do(take)
        assert dues(copy, case) == dues(hall, case) == (day("10-16"), day("10-29"))
        assert board(copy) == board(hall)
        assert copy.rebuilt() == copy.rows()


def test_an_approval_by_the_proposer_that_comes_from_elsewhere_is_parked(hall: Hall) -> None:
    fact = hall.do(calendar_room.propose, ADMINISTRATOR, TWO_DAYS_OFF)
    before = hall.ask(lambda reading: reading.calendar.version)
    forged = CalendarApproved(fact.proposal_id, fact.notice, ADMINISTRATOR)

    def take(_work: object) -> None:
        draft = journal.Draft("0" * 36, forged, 0, "0999", hall.now)
        entry = journal.append(hall.connection, hall.identity, draft)
        assert projection.apply_or_park(hall.connection, entry, hall.calendar) is None

    hall.do(take)
    assert hall.ask(lambda reading: reading.calendar.version) == before


def test_a_program_that_has_the_notice_built_in_forgets_no_promise(hall: Hall) -> None:
    case = hall.on("09-28").accepted(REVIEWED)
    changed(hall.on("10-16"), SUNDAY_WORKED)
    (found,) = hall.ask(calendar_room.proposals)
    newer = replace(hall, calendar=hall.calendar.amended(found.notice))
    assert dues(newer, case) == dues(hall, case)
    while newer.do(calendar_room.bring_up):
        pass
    assert board(newer) == board(hall) == [day("10-16")]


def test_a_closed_case_keeps_its_dates(hall: Hall) -> None:
    case = hall.on("09-28").accepted(REVIEWED)
    hall.on("09-28").do(answers.withdraw, duty(), OFFICE, case.case_id)
    changed(hall.on("10-02"), TWO_DAYS_OFF)
    assert account(hall) == []
    assert hall.ask(calendar_room.waiting) == 0
    assert hall.connection.execute(select(case_file.c.calendar_place)).scalar_one() == 0
    hall.connection.rollback()


def test_the_preview_says_what_the_approval_then_does(hall: Hall) -> None:
    hall.on("09-28").accepted(REVIEWED)
    fact = hall.on("10-02").do(calendar_room.propose, ADMINISTRATOR, TWO_DAYS_OFF)
    found = hall.on("10-02").ask(calendar_room.preview, fact.notice)
    assert [(move.was.due, move.becomes.due) for move in found.later] == [
        (day("10-16"), day("10-20")),
        (day("10-30"), day("11-03")),
    ]
    hall.on("10-02").do(calendar_room.approve, SUPERVISOR, fact.proposal_id)
    assert [row[1:3] for row in account(hall)] == [
        (move.was.due, move.becomes.due) for move in found.later
    ]
    assert date_changes.waiting(hall.connection, "qinghe", hall.calendar) == 0
    hall.connection.rollback()
