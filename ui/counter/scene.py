"""What is before the clerk now: the desk's snapshot and the findings not yet recorded."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.case_states import CaseState
from core.catalogue import ItemKind
from core.counter import CounterState
from core.paper_kind import NoticeKind
from core.ticket import TicketState
from desktop.workbench import Workbench
from ui.counter.draft import ChecklistDraft

if TYPE_CHECKING:
    from desktop.workbench import Sheet


class Stage(enum.Enum):
    """How far the visit at this counter has come."""

    FREE = "free"
    CALLED = "called"
    INTAKE = "intake"
    CASE = "case"


@dataclass(frozen=True)
class Scene:
    """One moment at the counter; `another` while a further case of the same visit is taken in.

    `glyphs` are the characters no typeface draws that the clerk was told of for this case: the
    next press of the same key confirms them.
    """

    snapshot: Workbench
    draft: ChecklistDraft | None = None
    another: bool = False
    glyphs: frozenset[str] = frozenset()
    last_step: str = ""  # the ticket this counter last called, missed or finished

    @classmethod
    def of(cls, snapshot: Workbench) -> Scene:
        """A first look."""
        return cls(snapshot, ChecklistDraft.of(snapshot.case) if snapshot.case else None)

    def followed_by(self, snapshot: Workbench) -> Scene:
        """The next moment, with the findings as far as the case in hand still asks for them."""
        following = Scene.of(snapshot)
        if snapshot.case is not None and self.draft is not None:
            following = replace(following, draft=self.draft.carried_to(snapshot.case))
        following = replace(following, last_step=self.last_step)
        if self.visit != following.visit:
            return following
        return replace(following, another=self.another, glyphs=self.glyphs)

    @property
    def visit(self) -> tuple[str, str]:
        """Which number and which case are here; empty for none."""
        present, case = self.snapshot.present, self.snapshot.case
        return (present.ticket_id if present else "", case.case_id if case else "")

    @property
    def stage(self) -> Stage:
        """How far the visit has come."""
        present = self.snapshot.present
        if present is None:
            return Stage.FREE
        if present.state is TicketState.CALLED:
            return Stage.CALLED
        if self.snapshot.case is None or self.another:
            return Stage.INTAKE
        return Stage.CASE

    @property
    def closed(self) -> bool:
        """Whether the counter is paused or stopped."""
        return self.snapshot.standing.state is not CounterState.OPEN

    @property
    def sheet_to_confirm(self) -> Sheet | None:
        """The newest sheet the clerk is asked to look for."""
        waiting = [sheet for sheet in self.snapshot.sheets if sheet.to_confirm]
        return waiting[-1] if waiting else None

    @property
    def newest_sheet(self) -> Sheet | None:
        """The sheet a further copy would be made of."""
        return self.snapshot.sheets[-1] if self.snapshot.sheets else None

    @property
    def next_paper(self) -> NoticeKind | None:
        """Which paper the right next act would issue."""
        case, draft = self.snapshot.case, self.draft
        if case is None or draft is None or self.another:
            return None
        if case.state is CaseState.DECIDED:
            return NoticeKind.DELIVERY
        if draft.open_rows and draft.complete:
            immediate = case.item.kind is ItemKind.IMMEDIATE
            return NoticeKind.DECISION if immediate else NoticeKind.ACCEPTANCE
        if case.state is CaseState.RECEIVED and not draft.unexplained:
            return NoticeKind.ONE_TIME
        return None

    @property
    def printing(self) -> bool:
        """Whether a sheet is on its way to the printer."""
        return any(
            sheet.state is not None and not (sheet.to_confirm or sheet.out or sheet.failed)
            for sheet in self.snapshot.sheets
        )

    @property
    def ticking(self) -> bool:
        """Whether the clerk is at the checklist now: to check it, or what was brought later."""
        case = self.snapshot.case
        if self.stage is not Stage.CASE or case is None:
            return False
        return case.state is CaseState.RECEIVED or self.came_back

    @property
    def came_back(self) -> bool:
        """Whether the applicant is here again to complete the application."""
        case = self.snapshot.case
        return case is not None and case.state is CaseState.AWAITING_CORRECTION and case.visits > 1
