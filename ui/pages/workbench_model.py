"""The counter workbench without a widget: what is before the clerk, and the clerk's acts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from core.applicant import applicant
from core.case_states import CaseState
from core.catalogue import ItemKind
from core.entity import EntityKind
from core.errors import Refusal
from core.glyphs import GlyphsUnconfirmed
from core.paper_kind import NoticeKind
from desktop import casework, notices
from desktop.counter_options import USUAL_OPTIONS
from desktop.workbench import item_choices, workbench
from ui.counter.acts import Act, command_states
from ui.counter.case_words import case_words, copy_words, step_words
from ui.counter.one_act import OneAct
from ui.counter.preview_model import PreviewModel
from ui.counter.queue_acts import QueueActs
from ui.counter.scene import Scene

if TYPE_CHECKING:
    from core.case import Case
    from core.checklist import RowState
    from core.errors import YiciError
    from core.staff import OnDuty
    from desktop.casework import Reopened, Step
    from desktop.counter_options import CounterOptions
    from desktop.desk import Change
    from desktop.office import Office
    from desktop.workbench import ItemChoice, Workbench
    from ui.bridge import Bridge
    from ui.controls.command_state import CommandState
    from ui.counter.draft import ChecklistDraft

T = TypeVar("T")
REFRESH_EVERY = 30_000  # ms; the minutes a person has waited move without any change


class WorkbenchModel(QObject):
    """One counter and its clerk. An act is ignored while another is on its way."""

    changed = Signal()
    told = Signal(str)  # what was just done, for the clerk
    cautioned = Signal(str)  # what to mind about it

    def __init__(
        self,
        bridge: Bridge,
        office: Office,
        duty: OnDuty,
        options: CounterOptions = USUAL_OPTIONS,
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._office = office
        self._duty = duty
        self.preview = PreviewModel(bridge, office, duty, self)
        self.queue = QueueActs(self, bridge, office, duty, options)
        self.queue.setParent(self)
        self.queue.told.connect(self.told)
        self._scene: Scene | None = None
        self._items: tuple[ItemChoice, ...] = ()
        self.act = OneAct(self.refresh, self)
        self.act.moved.connect(self.changed)
        self._looking = (
            bridge.query(self, workbench, duty.counter, options)
            .success(self._show)
            .settled(self.act.looked)
        )
        self._catalogue = bridge.query(self, item_choices).success(self._show_items)
        self._ticker = QTimer(self)
        self._ticker.setInterval(REFRESH_EVERY)
        self._ticker.timeout.connect(self.refresh)
        bridge.changed.connect(self._hear)

    @property
    def scene(self) -> Scene | None:
        """What is before the clerk; None until the first look."""
        return self._scene

    @property
    def case_id(self) -> str:
        """The case in hand; empty for none."""
        return self._scene.visit[1] if self._scene else ""

    @property
    def counter(self) -> str:
        """The counter it is about."""
        return self._duty.counter

    @property
    def items(self) -> tuple[ItemChoice, ...]:
        """The items in force today."""
        return self._items

    @property
    def busy(self) -> bool:
        """Whether an act is on its way or its outcome not yet seen."""
        return self.act.busy

    def states(self) -> dict[Act, CommandState]:
        """What every command says now."""
        if self._scene is None:
            return {}
        states = command_states(self._scene)
        if self.act.slow:
            saving = self.tr("正在保存……")
            return {act: replace(state, note=saving) for act, state in states.items()}
        return states

    def open(self) -> None:
        """Begin to look at the counter."""
        self._ticker.start()
        self._catalogue.run()
        self.refresh()

    def refresh(self) -> None:
        """Look again."""
        self._looking.run()

    def receive(self, item_code: str, name: str, identity_number: str) -> None:
        """收件.

        Raises: NameNotUsable, IdentityNotValid; nothing has been saved then.
        """
        person = applicant(name, identity_number)
        command = self._bridge.command(self, casework.receive, self._duty, item_code, person)
        self.act.carry_out(command.success(self._opened))

    def open_slip(self, scanned: str) -> None:
        """Open the case of a slip at this counter."""
        self.keep_findings()
        command = self._bridge.command(self, casework.reopen, self._duty, scanned)
        self.act.carry_out(command.success(self._reopened))

    def take_another(self) -> None:
        """Take in a further case of the same visit, or think better of it."""
        if self._scene is not None and not self.busy:
            self._look_at(replace(self._scene, another=not self._scene.another))

    def toggle(self, row: int, state: RowState) -> None:
        """Find a row in a state, or take that back."""
        draft = self._scene.draft if self._scene else None
        if draft is None:
            return
        try:
            self._redraft(draft.toggled(row, state))
        except Refusal as refusal:
            self._bridge.report(refusal)

    def receive_all(self) -> None:
        """Find every row that is still open received."""
        draft = self._scene.draft if self._scene else None
        if draft is not None:
            self._redraft(draft.all_received())

    def rule(self) -> None:
        """受理, 当场决定 or 送达: what the case's state asks for."""
        case, _ = self._in_hand()
        if case is None:
            return
        if case.state is CaseState.DECIDED:
            self._issue(NoticeKind.DELIVERY)
        else:
            immediate = case.item.kind is ItemKind.IMMEDIATE
            self._issue(NoticeKind.DECISION if immediate else NoticeKind.ACCEPTANCE)

    def tell_once(self) -> None:
        """一次性告知."""
        self._issue(NoticeKind.ONE_TIME)

    def confirm_sheet(self) -> None:
        """确认出纸, of the newest sheet that waits for it."""
        sheet = self._scene.sheet_to_confirm if self._scene else None
        if sheet is not None:
            command = self._bridge.command(
                self, notices.confirm_sheet, self._duty, sheet.notice_id, sheet.copy_no
            )
            self.act.carry_out(command)

    def reprint(self, reason: str) -> None:
        """补打, of the newest paper."""
        sheet = self._scene.newest_sheet if self._scene else None
        if sheet is not None:
            command = self._bridge.command(
                self, notices.reprint, self._duty, sheet.notice_id, sheet.copy_no, reason
            )
            self.act.carry_out(command.success(self._reprinted))

    def keep_findings(self) -> None:
        """Record what was found, so that leaving the case loses nothing."""
        case, draft = self._in_hand()
        if case is not None and draft is not None and draft.ticks and not self.busy:
            # The desk carries acts out in the order given: whatever follows finds these recorded.
            self._bridge.command(
                self, casework.check_materials, self._duty, case.case_id, draft.ticks
            ).run()

    @property
    def glyphs(self) -> frozenset[str]:
        """The characters no typeface draws that the clerk was told of."""
        return self._scene.glyphs if self._scene else frozenset()

    def mind_glyphs(self, error: YiciError) -> None:
        """The next press confirms what this one was refused for."""
        if isinstance(error, GlyphsUnconfirmed) and self._scene is not None:
            self._look_at(replace(self._scene, glyphs=self.glyphs.union(error.characters)))

    def remember_step(self, ticket_id: str) -> None:
        """The ticket whose last step could be taken back."""
        if self._scene is not None:
            self._scene = replace(self._scene, last_step=ticket_id)

    def undo(self) -> None:
        """撤销 of the last call, no-show or finish."""
        if self._scene is not None and self._scene.last_step:
            self.queue.undo(self._scene.last_step)

    def report(self, error: Exception) -> None:
        """Bring a failure to the error surface."""
        self._bridge.report(error)

    def _in_hand(self) -> tuple[Case | None, ChecklistDraft | None]:
        if self._scene is None:
            return None, None
        return self._scene.snapshot.case, self._scene.draft

    def _issue(self, kind: NoticeKind) -> None:
        case, draft = self._in_hand()
        if case is not None and draft is not None:
            act = casework.issuing(
                kind, self._duty, self._office, case.case_id, draft.ticks, self.glyphs
            )
            command = self._bridge.command(self, act).success(
                lambda step: self.told.emit(step_words(step))
            )
            self.act.carry_out(command.failure(self._not_issued))

    def _not_issued(self, error: YiciError) -> None:
        self.mind_glyphs(error)
        self._bridge.report(error)

    def _hear(self, change: Change) -> None:
        if any(touched.entity is EntityKind.CATALOGUE for touched in change.touched):
            self._catalogue.run()
        self.refresh()

    def _show(self, snapshot: Workbench) -> None:
        self._look_at(self._scene.followed_by(snapshot) if self._scene else Scene.of(snapshot))

    def _show_items(self, items: tuple[ItemChoice, ...]) -> None:
        self._items = items
        self.changed.emit()

    def _redraft(self, draft: ChecklistDraft) -> None:
        if self._scene is not None:
            self._look_at(replace(self._scene, draft=draft))

    def _look_at(self, scene: Scene) -> None:
        self._scene = scene
        self.changed.emit()

    def _opened(self, case: Case) -> None:
        if self._scene is not None:
            self._scene = replace(self._scene, another=False)
        self.told.emit(case_words(case))

    def _reopened(self, reopened: Reopened) -> None:
        self._opened(reopened.case)
        if reopened.caution:
            self.cautioned.emit(reopened.caution)

    def _stepped(self, step: Step) -> None:
        self.told.emit(step_words(step))

    def _reprinted(self, copy_no: int) -> None:
        self.told.emit(copy_words(copy_no))
