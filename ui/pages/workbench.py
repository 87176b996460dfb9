"""The counter workbench: one screen from the called number to the printed paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.applicant import IdentityNotValid, NameNotUsable
from ui.controls.command import CommandAction, CommandButton
from ui.controls.command_state import KeyLine, Standing
from ui.counter.acts import Act
from ui.counter.centre import Centre
from ui.counter.checklist_card import ChecklistCard
from ui.counter.dates import date_lines
from ui.counter.dates_card import DatesCard
from ui.counter.hint_card import HintCard
from ui.counter.intake_card import Entry, IntakeCard
from ui.counter.papers_card import PapersCard
from ui.counter.person_card import PersonCard
from ui.counter.preview_panel import PreviewPanel
from ui.counter.queue_column import QueueColumn
from ui.counter.scene import Scene, Stage
from ui.counter.strips import Strips
from ui.page import Page

if TYPE_CHECKING:
    from ui.controls.command_state import CommandState
    from ui.counter.queue_list import QueueList
    from ui.pages.workbench_model import WorkbenchModel
    from ui.theme import Theme


class WorkbenchPage(Page):
    """Queue, person, checklist, dates and papers of one counter."""

    def __init__(self, theme: Theme, model: WorkbenchModel) -> None:
        super().__init__(self.tr("工作台"))
        self._theme = theme
        self.model = model
        self._at: tuple[Stage, tuple[str, str]] | None = None  # stage and visit shown
        self._next: Act | None = None
        self._before_checklist: QWidget | None = None
        self.strips = Strips(theme, model, self)
        self._actions = self._make_actions()
        self.queue = QueueColumn(theme, self._actions)
        self.person = PersonCard(theme, self._actions)
        self.intake = IntakeCard(theme)
        self._checklist = ChecklistCard(theme)
        self._dates = DatesCard(theme)
        self._papers = PapersCard(theme, self._actions[Act.REPRINT], self._actions[Act.PREVIEW])
        self._preview = PreviewPanel(theme, model.preview)
        self._upper = QStackedWidget()
        self._centre = Centre((HintCard(theme), self.intake, self._checklist), self.strips.strip)
        self._lay_out()
        self.intake.submitted.connect(self._receive)
        self.intake.slip_scanned.connect(self.open_slip)
        self._checklist.ticked.connect(model.toggle)
        self._checklist.all_received.connect(model.receive_all)
        self._papers.reprint_ordered.connect(model.reprint)
        self._preview.closed.connect(self.resume)
        self.strips.closed.connect(self._focus_stage)
        self.strips.sign_out_agreed.connect(self.sign_out_agreed)
        self.queue.called.connect(self.strips.call)
        self.queue.resumed.connect(lambda parked: model.queue.resume(parked.ticket_id))
        self.queue.revived.connect(self.strips.revive)
        model.queue.undoable.connect(self.person.undo.offer)
        model.act.begun.connect(self.person.undo.take_back)
        model.setParent(self)
        model.changed.connect(self._show)
        model.told.connect(self.told)
        model.cautioned.connect(self.cautioned)

    @property
    def settled(self) -> bool:
        """Whether the counter has been looked at and no act is on its way."""
        return self.model.scene is not None and not self.model.busy

    def arrive(self) -> None:
        """Look at the counter."""
        self.model.open()
        self._focus_stage()

    def resume(self) -> None:
        """To the checklist, the intake or the right next button."""
        self._close_preview()
        self.queue.rest()
        self.strips.close()
        self._focus_stage()

    def hold_sign_out(self) -> bool:
        """Ask what becomes of the numbers still open, if there are any."""
        return self.strips.ask_before_sign_out()

    def leave(self) -> None:
        """Record what was found and not recorded yet."""
        self.model.keep_findings()

    def open_slip(self, scanned: str) -> None:
        """Open the case of a scanned slip."""
        self.model.open_slip(scanned)

    def key_list(self) -> tuple[KeyLine, ...]:
        """The commands, and the keys inside the checklist."""
        return (
            *super().key_list(),
            KeyLine("1–9", self.tr("清单：第几项已收")),
            KeyLine(self.tr("空格"), self.tr("清单：当前项已收")),
            KeyLine("M / N", self.tr("清单：缺 / 不适用")),
            KeyLine("A", self.tr("清单：其余必交材料全部已收")),
        )

    def _make_actions(self) -> dict[Act, CommandAction]:
        acts = self.model.queue
        slots = {
            Act.CALL_NEXT: acts.call_next,
            Act.CHOOSE: lambda: self._to_list_or_back(self.queue.waiting),
            Act.CALL_AGAIN: acts.call_again,
            Act.NO_SHOW: acts.no_show,
            Act.START: acts.start_service,
            Act.PAUSE: self.strips.pause,
            Act.PARK: self.strips.park,
            Act.PARKED: lambda: self._to_list_or_back(self.queue.parked),
            Act.MISSED: lambda: self._to_list_or_back(self.queue.missed),
            Act.MOVE: lambda: self.strips.move(self.queue.in_hand),
            Act.UNDO: self.model.undo,
            Act.CLOSE_DAY: self.strips.close_day,
            Act.CHECKLIST: self._to_checklist_or_back,
            Act.RULE: self.model.rule,
            Act.TELL_ONCE: self.model.tell_once,
            Act.CONFIRM_SHEET: self.model.confirm_sheet,
            Act.REPRINT: self._ask_reason,
            Act.PREVIEW: self._preview_or_back,
            Act.FINISH: acts.finish,
            Act.TAKE_NUMBER: acts.take_number,
            Act.TAKE_IN_CLASS: self.strips.take_in_class,
            Act.ANOTHER: self.model.take_another,
        }
        actions = {}
        for act, slot in slots.items():
            action = CommandAction(act.value, "", self)
            action.triggered.connect(slot)
            self.addAction(action)
            actions[act] = action
        return actions

    def _lay_out(self) -> None:
        theme = self._theme
        gutter = theme.sizes.gutter
        centre = QVBoxLayout()
        centre.setSpacing(gutter)
        centre.addWidget(self.person)
        centre.addWidget(self._centre, 1)
        right = QVBoxLayout()
        right.setSpacing(gutter)
        right.addWidget(self._dates)
        right.addWidget(self._papers, 1)
        side = QWidget()
        side.setFixedWidth(theme.sizes.right_column)
        side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        case = QWidget()
        upper = QHBoxLayout(case)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(gutter)
        upper.addLayout(centre, 1)
        upper.addWidget(side)
        row = QHBoxLayout()
        row.setSpacing(8)
        for act, share in _ROW_ACTS.items():
            button = CommandButton(theme, self._actions[act], theme.sizes.primary_action)
            row.addWidget(button, share)
        main = QVBoxLayout()
        main.setSpacing(gutter)
        self._upper.addWidget(case)
        self._upper.addWidget(self._preview)
        main.addWidget(self._upper, 1)
        main.addLayout(row)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gutter, gutter, gutter, gutter)
        layout.setSpacing(gutter)
        layout.addWidget(self.queue)
        layout.addLayout(main, 1)

    def _show(self) -> None:
        scene = self.model.scene
        if scene is None:
            return
        focused = self.window().focusWidget()  # a button that is disabled now loses it
        states = self.model.states()
        self._show_states(states)
        names = {item.code: item.name for item in self.model.items}
        self.queue.show_queue(scene.snapshot, names)
        self._show_centre(scene)
        self.person.show_person(scene.snapshot, names)
        self._dates.show_dates(date_lines(scene.snapshot))
        self._papers.show_papers(scene)
        if self._upper.currentWidget() is self._preview:
            self.model.preview.follow(scene)
        self._follow(scene, focused, _right_next(states))

    def _follow(self, scene: Scene, focused: QWidget | None, right_next: Act | None) -> None:
        """Move the keyboard on when the visit has moved on, and never otherwise."""
        before, self._at = self._at, (scene.stage, scene.visit)
        next_before, self._next = self._next, right_next
        if before != self._at:
            self.strips.close()
            self._focus_stage()
        elif right_next is not next_before and not self._occupied(focused, scene):
            self._focus_next()

    def _show_states(self, states: dict[Act, CommandState]) -> None:
        for act, action in self._actions.items():
            action.show_state(states[act])
        self.intake.show_state(states[Act.RECEIVE])

    def _show_centre(self, scene: Scene) -> None:
        case, draft, present = scene.snapshot.case, scene.draft, scene.snapshot.present
        if scene.stage is Stage.CASE and case is not None and draft is not None:
            self._checklist.show_case(case, draft)
        if scene.stage is Stage.INTAKE:
            wanted = present.item_code if present and not scene.another else ""
            self.intake.show_items(self.model.items, wanted)
        elif self._at is not None and self._at[0] is Stage.INTAKE:
            self.intake.clear()
        self._centre.bring(scene.stage)

    def _focus_stage(self) -> None:
        scene = self.model.scene
        if scene is None:
            return
        if scene.stage is Stage.INTAKE:
            self.intake.begin()
        elif scene.ticking:
            self._checklist.rows.setFocus()
        else:
            self._focus_next()

    def _occupied(self, focused: QWidget | None, scene: Scene) -> bool:
        if self.strips.open or self.queue.focused:
            return True
        if isinstance(focused, QLineEdit):
            return focused.isVisible()
        return focused is self._checklist.rows and scene.ticking

    def _focus_next(self) -> None:
        for button in self.findChildren(CommandButton):
            if button.command.state.standing is Standing.NEXT and button.isVisible():
                button.setFocus()

    def _to_checklist_or_back(self) -> None:
        rows = self._checklist.rows
        if not rows.hasFocus():
            self._before_checklist = self.window().focusWidget()
            rows.setFocus()
        elif self._before_checklist is not None:
            self._before_checklist.setFocus()

    def _to_list_or_back(self, chosen: QueueList) -> None:
        if chosen.hasFocus():
            self.resume()
        else:
            self.queue.enter(chosen)

    def _preview_or_back(self) -> None:
        if self._upper.currentWidget() is self._preview:
            self.resume()
        elif self.model.scene is not None:
            self._upper.setCurrentWidget(self._preview)
            self.model.preview.look(self.model.scene)

    def _close_preview(self) -> None:
        if self._upper.currentWidget() is self._preview:
            self.model.preview.close()
            self._upper.setCurrentIndex(0)

    def _ask_reason(self) -> None:
        self._papers.ask_reason()

    def _receive(self, item_code: str, name: str, identity_number: str) -> None:
        try:
            self.model.receive(item_code, name, identity_number)
        except NameNotUsable as refusal:
            self.intake.refuse(Entry.NAME, str(refusal))
        except IdentityNotValid as refusal:
            self.intake.refuse(Entry.IDENTITY, str(refusal))


def _right_next(states: dict[Act, CommandState]) -> Act | None:
    return next((act for act, state in states.items() if state.standing is Standing.NEXT), None)


_ROW_ACTS = {Act.RULE: 2, Act.TELL_ONCE: 3, Act.CONFIRM_SHEET: 2, Act.FINISH: 2}  # with widths
