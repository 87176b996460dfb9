"""Findings not yet recorded, and the dates told meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from core.calendar import national_calendar
from core.case import Case, evolved, received
from core.checklist import RowState
from core.facts import CaseAccepted, CaseReceived, MaterialsChecked, ToldOnce
from core.numbering import SeriesNumber, case_series
from core.papers import CORRECTION_LIMIT
from core.what_if import of_item
from desktop import demonstration
from desktop.catalogue_file import read_catalogue
from desktop.workbench import Workbench
from tests.house import IMMEDIATE_ITEM, PROMISE_ITEM, person
from ui.counter.dates import Sureness, date_lines
from ui.counter.draft import ChecklistDraft

if TYPE_CHECKING:
    from core.catalogue import ServiceItem

DAY = date(2026, 9, 28)
ITEMS = {item.code: item for item in read_catalogue(demonstration.CATALOGUE).items}
ROWS = st.integers(1, len(ITEMS[PROMISE_ITEM].materials))
PRESSES = st.lists(st.tuples(ROWS, st.sampled_from([RowState.RECEIVED, RowState.MISSING])))


def fresh_case(item: ServiceItem = ITEMS[PROMISE_ITEM]) -> Case:
    fact = CaseReceived(
        case_id="case",
        number=SeriesNumber(case_series("03", DAY), 1),
        ticket_id="ticket",
        catalogue_version="2026-07",
        item_code=item.code,
        applicant=person(),
        received_on=DAY,
        counter="3",
    )
    return received(fact, item)


def told_case() -> Case:
    draft = ChecklistDraft.of(fresh_case()).toggled(2, RowState.MISSING).all_received()
    case = evolved(fresh_case(), MaterialsChecked("case", draft.ticks))
    return evolved(case, ToldOnce("case", "notice", DAY, CORRECTION_LIMIT))


def after(draft: ChecklistDraft, presses: list[tuple[int, RowState]]) -> ChecklistDraft:
    for row, state in presses:
        draft = draft.toggled(row, state)
    return draft


@given(PRESSES)
def test_what_is_sent_is_what_is_shown(presses: list[tuple[int, RowState]]) -> None:
    case = fresh_case()
    draft = after(ChecklistDraft.of(case), presses)
    assert case.checklist.ticked(draft.ticks) == draft.found


@given(PRESSES, ROWS, st.sampled_from([RowState.RECEIVED, RowState.MISSING]))
def test_a_press_is_taken_back_by_the_same_press(
    presses: list[tuple[int, RowState]], row: int, state: RowState
) -> None:
    draft = after(ChecklistDraft.of(fresh_case()), presses)
    pressed = draft.toggled(row, state)
    assert (pressed.state_of(row) is state) is not (draft.state_of(row) is state)
    untold = ChecklistDraft.of(fresh_case()).state_of(row)
    assert {pressed.state_of(row), pressed.toggled(row, state).state_of(row)} == {untold, state}


@given(PRESSES)
def test_after_the_notice_only_its_rows_move(presses: list[tuple[int, RowState]]) -> None:
    case = told_case()
    draft = after(ChecklistDraft.of(case), presses)
    assert {tick.row for tick in draft.ticks} <= set(case.checklist.listed)


def test_the_rest_is_received_at_once_but_what_is_missing_stays_missing() -> None:
    draft = ChecklistDraft.of(fresh_case()).toggled(2, RowState.MISSING).all_received()
    assert draft.unexplained == 0
    assert draft.state_of(2) is RowState.MISSING
    optional = [material.row for material in fresh_case().item.materials if not material.required]
    assert {draft.state_of(row) for row in optional} == {RowState.NOT_APPLICABLE}


def test_what_the_notice_lists_is_received_at_once() -> None:
    draft = ChecklistDraft.of(told_case())
    assert not draft.complete
    assert draft.all_received().complete


@given(PRESSES)
def test_findings_are_carried_to_a_newer_state_of_the_case(
    presses: list[tuple[int, RowState]],
) -> None:
    case = fresh_case()
    draft = after(ChecklistDraft.of(case), presses)
    assert draft.carried_to(replace(case, version=2)) == draft
    other = replace(case, case_id="another")
    assert draft.carried_to(other).ticks == ()


def test_nothing_is_carried_past_acceptance() -> None:
    draft = ChecklistDraft.of(fresh_case()).all_received()
    checked = evolved(fresh_case(), MaterialsChecked("case", draft.ticks))
    accepted = evolved(checked, CaseAccepted("case", DAY))
    assert draft.carried_to(accepted).ticks == ()
    assert draft.carried_to(accepted).open_rows == frozenset()


def snapshot(case: Case) -> Workbench:
    return Workbench(
        today=DAY,
        waiting=(),
        choice=None,
        present=None,
        minutes_present=0,
        case=case,
        what_if=of_item(case.item, DAY, national_calendar()),
        sheets=(),
    )


def test_before_acceptance_dates_are_what_would_be() -> None:
    today, next_day, acceptance = date_lines(snapshot(fresh_case()))
    assert (today.day, today.sureness) == (date(2026, 10, 16), Sureness.FIRM)
    assert (next_day.day, next_day.sureness) == (date(2026, 10, 19), Sureness.EXPECTED)
    assert acceptance.name == "受理时限"
    assert acceptance.detail == "5 个工作日，已跳过国庆节，国庆节调休上班"


def test_after_acceptance_dates_are_the_clocks() -> None:
    checked = evolved(
        fresh_case(),
        MaterialsChecked("case", ChecklistDraft.of(fresh_case()).all_received().ticks),
    )
    accepted = evolved(checked, CaseAccepted("case", DAY))
    names = [line.name for line in date_lines(snapshot(accepted))]
    assert names == ["承诺时限", "法定时限"]


def test_a_date_beyond_the_published_calendar_is_provisional() -> None:
    far = replace(fresh_case(), clocks=())
    late = replace(
        snapshot(far), what_if=of_item(far.item, date(2026, 12, 25), national_calendar())
    )
    assert {line.sureness for line in date_lines(late)} == {Sureness.PROVISIONAL}
    assert all("2027年" in line.detail for line in date_lines(late))


def test_a_clock_beyond_the_published_calendar_is_provisional() -> None:
    case = fresh_case()
    clocks = tuple(replace(clock, trigger=date(2026, 12, 25)) for clock in case.clocks)
    *_, acceptance = date_lines(snapshot(replace(case, clocks=clocks)))
    assert acceptance.sureness is Sureness.PROVISIONAL
    assert "2027年" in acceptance.detail


def test_what_is_done_on_the_spot_has_no_date() -> None:
    item = replace(ITEMS[IMMEDIATE_ITEM], promise=None)
    assert date_lines(snapshot(fresh_case(item)))[0].day is None
