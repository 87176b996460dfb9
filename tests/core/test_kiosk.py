"""What a kiosk offers and refuses."""

from __future__ import annotations

import pytest

from core.case_states import CaseState
from core.kiosk import item_groups
from core.return_visit import CaseIsClosed, returning
from core.ticket_class import TicketClass
from tests.core.sample_case import ITEMS, RESTAURANT
from tests.core.sample_review import reviewed_in


@pytest.mark.parametrize("state", CaseState)
def test_only_a_case_that_goes_on_brings_a_person_back(state: CaseState) -> None:
    case = reviewed_in(state)
    if state.is_final:
        with pytest.raises(CaseIsClosed, match=r"没有取号，记录没有变动"):
            returning(case)
    else:
        awaited = state is CaseState.AWAITING_CORRECTION
        klass = TicketClass.RETURN_VISIT if awaited else TicketClass.ORDINARY
        assert returning(case).klass is klass


def test_every_item_stands_under_its_department_once() -> None:
    groups = item_groups(ITEMS)
    assert [group.name for group in groups] == [RESTAURANT.department]
    assert [item.code for item in groups[0].items] == [item.code for item in ITEMS]
