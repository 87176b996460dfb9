"""The case file without a widget: which case, what may be done, and the act on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from core.entity import EntityKind
from core.glyphs import GlyphsUnconfirmed
from desktop import case_acts, case_forms, notices, receipts
from desktop.case_acts import Hand
from desktop.case_file import case_file, found_by
from ui.counter.preview_model import PreviewModel

if TYPE_CHECKING:
    from core.case import Case
    from core.case_states import CaseEvent
    from core.errors import YiciError
    from core.staff import OnDuty
    from desktop.case_acts import Done
    from desktop.case_file import CaseFile
    from desktop.case_forms import Field
    from desktop.desk import Change
    from desktop.filled_form import Answers
    from desktop.office import Office
    from desktop.workbench import Sheet
    from ui.bridge import Bridge, Command, Query

T = TypeVar("T")


class CaseFileModel(QObject):
    """One case looked at; one act chosen. An act is ignored while another is on its way."""

    changed = Signal()
    carried_out = Signal()  # the act chosen is done
    refused = Signal(str)  # why not, to stand beside the form
    told = Signal(str)

    def __init__(
        self, bridge: Bridge, office: Office, duty: OnDuty, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._office = office
        self._duty = duty
        self._looking: Query[CaseFile] | None = None
        self._glyphs: frozenset[str] = frozenset()
        self.preview = PreviewModel(bridge, office, duty, self)
        self.case_id = ""
        self.file: CaseFile | None = None
        self.act: CaseEvent | None = None
        self.busy = False
        bridge.changed.connect(self._hear)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What the act chosen asks."""
        if self.act is None or self.file is None:
            return ()
        return case_forms.form(self.act, self.file.case, self.file.today)

    def open(self, case_id: str) -> None:
        """Look at a case."""
        if case_id != self.case_id:
            self.case_id, self.file, self.act, self._glyphs = case_id, None, None, frozenset()
            self._looking = self._bridge.query(
                self, case_file, case_id, self._duty.clerk.role
            ).success(self._show)
            self.changed.emit()
        self.refresh()

    def find(self, typed: str) -> None:
        """Look at the case of a scanned paper, or of a slip code or number that was typed."""
        self.busy = True
        self._bridge.query(self, found_by, typed).success(self.open).settled(self._settle).run()

    def refresh(self) -> None:
        """Look again."""
        if self._looking is not None:
            self._looking.run()

    def choose(self, act: CaseEvent | None) -> None:
        """Put an act before the clerk, or none."""
        if act is not self.act:
            self.act = act
            self.changed.emit()

    def carry_out(self, given: Answers) -> None:
        """Do what was chosen."""
        if self.act is not None and not self.busy:
            command = self._bridge.command(self, case_acts.carry_out, self.act, self._hand, given)
            self._run(command.success(self._done).failure(self._refuse))

    def show_paper(self, given: Answers) -> bool:
        """Look at the paper the act chosen would issue; False when it issues none."""
        act = case_acts.issuing(self.act, self._hand, given) if self.act else None
        if act is not None:
            self.preview.look_at_act(act)
        return act is not None

    def issue_receipt(self) -> None:
        """出具收件凭证 that is still owed."""
        command = self._bridge.command(
            self, receipts.acknowledge, self._duty, self._office, self.case_id, self._glyphs
        )
        self._run(command.success(self._receipted).failure(self._refuse))

    def reprint(self, sheet: Sheet, reason: str) -> None:
        """补打 of one sheet."""
        command = self._bridge.command(
            self, notices.reprint, self._duty, sheet.notice_id, sheet.copy_no, reason
        )
        self._run(command.success(self._reprinted).failure(self._refuse))

    def confirm_sheet(self, sheet: Sheet) -> None:
        """确认出纸 of one sheet."""
        command = self._bridge.command(
            self, notices.confirm_sheet, self._duty, sheet.notice_id, sheet.copy_no
        )
        self._run(command.failure(self._refuse))

    @property
    def _hand(self) -> Hand:
        return Hand(self._duty, self._office, self.case_id, self._glyphs)

    def _run(self, command: Command[T]) -> None:
        if not self.busy:
            self.busy = True
            self.changed.emit()
            command.settled(self._settle).run()

    def _settle(self) -> None:
        self.busy = False
        self.changed.emit()
        self.refresh()

    def _done(self, done: Done) -> None:
        self.act, self._glyphs = None, frozenset()
        words = self.tr("办件{state}").format(state=done.case.state.word)
        if done.notice is not None:
            words = self.tr("{words}，{title}已送打印").format(
                words=words, title=done.notice.kind.title
            )
        self.told.emit(words)
        self.carried_out.emit()

    def _receipted(self, case: Case) -> None:
        self.told.emit(self.tr("办件 {number} 的凭证已送打印").format(number=case.number))

    def _reprinted(self, copy_no: int) -> None:
        self.told.emit(self.tr("补打第 {copy} 份，已送打印").format(copy=copy_no))

    def _refuse(self, error: YiciError) -> None:
        if isinstance(error, GlyphsUnconfirmed):  # the next press confirms them
            self._glyphs = self._glyphs.union(error.characters)
        self.refused.emit(str(error))

    def _hear(self, change: Change) -> None:
        about = {touched.entity for touched in change.touched}
        if not about or about & {EntityKind.CASE, EntityKind.NOTICE, EntityKind.SUPERVISION}:
            self.refresh()

    def _show(self, file: CaseFile) -> None:
        if file.case.case_id != self.case_id:
            return
        self.file = file
        if self.act is not None and self.act not in file.may:
            self.act = None  # the case has moved on meanwhile
        self.changed.emit()
