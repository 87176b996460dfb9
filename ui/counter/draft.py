"""The clerk's findings on a case before they are recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.case_states import CaseState
from core.checklist import Checklist, RowState, Tick

if TYPE_CHECKING:
    from core.case import Case


@dataclass(frozen=True)
class ChecklistDraft:
    """A case's checklist as recorded, as found now, and the rows that may be ticked."""

    case_id: str
    recorded: Checklist
    found: Checklist
    open_rows: frozenset[int]

    @classmethod
    def of(cls, case: Case) -> ChecklistDraft:
        """Nothing found yet; after the one notice only its rows are open."""
        return cls(case.case_id, case.checklist, case.checklist, _open_rows(case))

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """What is found and not yet recorded."""
        pairs = zip(self.found.states, self.recorded.states, strict=True)
        return tuple(
            Tick(row, found) for row, (found, before) in enumerate(pairs, 1) if found != before
        )

    @property
    def unexplained(self) -> int:
        """Rows nothing has been said about."""
        return len(self.found.rows(RowState.OPEN))

    @property
    def missing(self) -> int:
        """Rows found missing."""
        return len(self.found.rows(RowState.MISSING))

    @property
    def complete(self) -> bool:
        """Whether the case can be accepted."""
        return not self.unexplained and not self.missing

    def state_of(self, row: int) -> RowState:
        """What was found on a row."""
        return self.found.states[row - 1]

    def toggled(self, row: int, state: RowState) -> ChecklistDraft:
        """The row found in that state, or again as it was before anything was found.

        Raises: MaterialsUnexplained, DemandAfterNotice (Checklist.ticked).
        """
        if row not in self.open_rows:
            return self
        chosen = self._untold(row) if self.state_of(row) is state else state
        return replace(self, found=self.found.ticked([Tick(row, chosen)]))

    def all_received(self) -> ChecklistDraft:
        """Every open row that was not said anything about is received."""
        ticks = [
            Tick(row, RowState.RECEIVED)
            for row in sorted(self.open_rows)
            if self.state_of(row) is self._untold(row) and self._must_be_told(row)
        ]
        return replace(self, found=self.found.ticked(ticks))

    def carried_to(self, case: Case) -> ChecklistDraft:
        """The same findings on a newer state of the case, as far as it still asks for them."""
        fresh = ChecklistDraft.of(case)
        if case.case_id != self.case_id:
            return fresh
        kept = [tick for tick in self.ticks if tick.row in fresh.open_rows]
        return replace(fresh, found=fresh.found.ticked(kept))

    def _untold(self, row: int) -> RowState:
        if self.recorded.listed:
            return RowState.MISSING
        return RowState.OPEN if self._must_be_told(row) else RowState.NOT_APPLICABLE

    def _must_be_told(self, row: int) -> bool:
        return self.found.materials[row - 1].required or row in self.recorded.listed


def _open_rows(case: Case) -> frozenset[int]:
    match case.state:
        case CaseState.RECEIVED:
            return frozenset(material.row for material in case.checklist.materials)
        case CaseState.AWAITING_CORRECTION:
            return frozenset(case.checklist.listed)
        case _:
            return frozenset()
