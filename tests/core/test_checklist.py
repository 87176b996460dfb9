"""Told once: everything that is missing, nothing outside the catalogue, nothing later."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checklist import (
    Checklist,
    DemandAfterNotice,
    DemandOutsideCatalogue,
    MaterialsMissing,
    MaterialsUnexplained,
    NothingMissing,
    RowState,
    Tick,
)
from tests.core.sample_case import MATERIALS, OPTIONAL, REQUIRED, material

FRESH = Checklist.fresh(MATERIALS)
ROWS = REQUIRED + OPTIONAL
CONCLUSIVE = (RowState.RECEIVED, RowState.MISSING)

required_ticks = st.builds(
    Tick, st.sampled_from(REQUIRED), st.sampled_from([RowState.OPEN, *CONCLUSIVE])
)
optional_ticks = st.builds(
    Tick, st.sampled_from(OPTIONAL), st.sampled_from([RowState.NOT_APPLICABLE, *CONCLUSIVE])
)
clerk_ticks = st.lists(required_ticks | optional_ticks, max_size=12)
findings = st.builds(Tick, st.sampled_from(ROWS), st.sampled_from(CONCLUSIVE))
any_ticks = st.lists(st.builds(Tick, st.integers(-2, 8), st.sampled_from(RowState)), max_size=12)


def ticked(*states: RowState) -> Checklist:
    """The first rows in those states, in order."""
    return FRESH.ticked(Tick(row, state) for row, state in enumerate(states, start=1))


def state_of(checklist: Checklist, row: int) -> RowState:
    return next(state for state in RowState if MATERIALS[row - 1] in checklist.rows(state))


def missing_rows(checklist: Checklist) -> tuple[int, ...]:
    return tuple(material.row for material in checklist.rows(RowState.MISSING))


# --- the list itself -----------------------------------------------------------------------------


def test_a_fresh_list_says_nothing_and_sets_optional_rows_aside() -> None:
    assert FRESH.rows(RowState.OPEN) == MATERIALS[:3]
    assert FRESH.rows(RowState.NOT_APPLICABLE) == MATERIALS[3:]
    assert (FRESH.told, FRESH.to_tell) == (0, 3)


def test_the_meter_counts_what_was_told_among_what_applies() -> None:
    checklist = ticked(RowState.RECEIVED, RowState.MISSING)
    assert (checklist.told, checklist.to_tell) == (2, 3)
    with_proxy = checklist.ticked([Tick(5, RowState.RECEIVED)])
    assert (with_proxy.told, with_proxy.to_tell) == (3, 4)


def test_the_last_finding_on_a_row_stands() -> None:
    checklist = FRESH.ticked([Tick(1, RowState.MISSING), Tick(1, RowState.RECEIVED)])
    assert state_of(checklist, 1) is RowState.RECEIVED


@given(clerk_ticks)
def test_every_row_is_in_one_state_and_in_catalogue_order(ticks: list[Tick]) -> None:
    checklist = FRESH.ticked(ticks)
    found = [material for state in RowState for material in checklist.rows(state)]
    assert sorted(found, key=lambda material: material.row) == list(MATERIALS)
    for state in RowState:
        rows = [material.row for material in checklist.rows(state)]
        assert rows == sorted(rows)


# --- only what the catalogue holds ---------------------------------------------------------------


@pytest.mark.parametrize("row", [0, -1, 6, 99])
def test_a_row_outside_the_catalogue_cannot_be_asked_for(row: int) -> None:
    with pytest.raises(DemandOutsideCatalogue, match=f"没有第 {row} 项材料"):
        FRESH.ticked([Tick(row, RowState.MISSING)])


def test_a_required_material_cannot_be_set_aside() -> None:
    with pytest.raises(MaterialsUnexplained, match="“营业执照”是必交材料，不能标为不适用"):
        FRESH.ticked([Tick(2, RowState.NOT_APPLICABLE)])


def test_an_optional_material_can_be_set_aside_again() -> None:
    checklist = FRESH.ticked([Tick(4, RowState.MISSING)]).ticked([Tick(4, RowState.NOT_APPLICABLE)])
    assert checklist == FRESH


@given(any_ticks)
def test_whatever_is_ticked_only_catalogue_rows_are_ever_found(ticks: list[Tick]) -> None:
    allowed = all(
        tick.row in ROWS and not (tick.state is RowState.NOT_APPLICABLE and tick.row in REQUIRED)
        for tick in ticks
    )
    if not allowed:
        with pytest.raises((DemandOutsideCatalogue, MaterialsUnexplained)):
            FRESH.ticked(ticks)
        return
    checklist = FRESH.ticked(ticks)
    last = {tick.row: tick.state for tick in ticks}
    assert {row: state_of(checklist, row) for row in last} == last


# --- told everything -----------------------------------------------------------------------------


@given(clerk_ticks)
def test_everything_is_told_when_each_required_row_is_concluded_and_one_is_missing(
    ticks: list[Tick],
) -> None:
    checklist = FRESH.ticked(ticks)
    concluded = all(state_of(checklist, row) in CONCLUSIVE for row in REQUIRED)
    if concluded and missing_rows(checklist):
        checklist.require_everything_told()
        assert checklist.told == checklist.to_tell
    else:
        with pytest.raises(NothingMissing if concluded else MaterialsUnexplained):
            checklist.require_everything_told()


@given(clerk_ticks)
def test_acceptance_needs_every_row_that_applies_received(ticks: list[Tick]) -> None:
    checklist = FRESH.ticked(ticks)
    if all(state_of(checklist, row) in CONCLUSIVE for row in REQUIRED):
        if missing_rows(checklist):
            with pytest.raises(MaterialsMissing):
                checklist.require_complete()
        else:
            checklist.require_complete()
    else:
        with pytest.raises(MaterialsUnexplained):
            checklist.require_complete()


def test_rows_left_open_are_counted_and_named() -> None:
    checklist = ticked(RowState.MISSING)
    with pytest.raises(
        MaterialsUnexplained, match="还有 2 项材料没有核对（营业执照、法定代表人身份证件）"
    ):
        checklist.require_everything_told()


def test_an_optional_row_taken_up_must_be_concluded_too() -> None:
    checklist = ticked(RowState.MISSING, RowState.RECEIVED, RowState.RECEIVED, RowState.OPEN)
    with pytest.raises(MaterialsUnexplained, match="从业人员健康证明"):
        checklist.require_everything_told()


def test_nothing_missing_leads_to_acceptance() -> None:
    checklist = ticked(*[RowState.RECEIVED] * 3)
    with pytest.raises(NothingMissing, match=r"材料已经齐全.*直接受理"):
        checklist.require_everything_told()
    checklist.require_complete()


def test_missing_materials_are_counted_and_named() -> None:
    checklist = ticked(RowState.MISSING, RowState.RECEIVED, RowState.RECEIVED, RowState.MISSING)
    with pytest.raises(
        MaterialsMissing, match="缺 2 项材料（食品经营许可申请书、从业人员健康证明）"
    ):
        checklist.require_complete()


# --- once ----------------------------------------------------------------------------------------


def test_the_notice_lists_every_missing_row_optional_ones_as_well() -> None:
    checklist = ticked(RowState.MISSING, RowState.RECEIVED, RowState.MISSING, RowState.MISSING)
    assert checklist.with_notice().listed == (1, 3, 4)
    assert checklist.listed == ()


def test_a_material_the_notice_did_not_list_is_not_asked_for_later() -> None:
    checklist = ticked(RowState.RECEIVED, RowState.MISSING, RowState.RECEIVED).with_notice()
    with pytest.raises(DemandAfterNotice, match="“食品经营许可申请书”没有列入已出具的一次性告知书"):
        checklist.ticked([Tick(1, RowState.MISSING)])


def test_a_listed_material_still_missing_may_be_said_again() -> None:
    checklist = ticked(RowState.RECEIVED, RowState.MISSING, RowState.RECEIVED).with_notice()
    back = checklist.ticked([Tick(2, RowState.RECEIVED)]).ticked([Tick(2, RowState.MISSING)])
    assert missing_rows(back) == (2,)


@given(clerk_ticks, st.lists(findings, min_size=1, max_size=12))
def test_no_later_demand_whatever_is_ticked_after_the_notice(
    before: list[Tick], later: list[Tick]
) -> None:
    checklist = FRESH.ticked([Tick(2, RowState.MISSING), *before, Tick(1, RowState.MISSING)])
    noticed = checklist.with_notice()
    listed = missing_rows(checklist)
    assert noticed.listed == listed
    for tick in later:
        if tick.state is RowState.MISSING and tick.row not in listed:
            with pytest.raises(DemandAfterNotice):
                noticed.ticked([tick])
        else:
            noticed = noticed.ticked([tick])
        assert set(missing_rows(noticed)) <= set(listed)
        assert noticed.listed == listed


@pytest.mark.parametrize("row", [1, 4])
def test_a_row_the_notice_did_not_list_cannot_be_reopened(row: int) -> None:
    checklist = ticked(RowState.RECEIVED, RowState.MISSING, RowState.RECEIVED).with_notice()
    with pytest.raises(DemandAfterNotice):
        checklist.ticked([Tick(row, RowState.OPEN)])


def test_before_the_notice_every_row_may_be_missing() -> None:
    checklist = FRESH.ticked(Tick(row, RowState.MISSING) for row in ROWS)
    assert missing_rows(checklist) == ROWS


def test_an_item_without_materials_is_complete() -> None:
    empty = Checklist.fresh(())
    empty.require_complete()
    with pytest.raises(NothingMissing):
        empty.require_everything_told()


def test_rows_are_named_from_the_list_they_stand_in() -> None:
    other = Checklist.fresh((material(1, "授权书"),))
    with pytest.raises(MaterialsUnexplained, match="授权书"):
        other.require_complete()
