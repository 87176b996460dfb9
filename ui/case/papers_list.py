"""文书 of a case: every sheet with how far it has come, to look at, confirm or print again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
)

from ui.controls.plain import Card, Text
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.case_file import CaseFile
    from desktop.workbench import Sheet
    from ui.theme import Theme


class PapersList(Card):
    """Choose a sheet; the buttons below are about the one chosen."""

    looked_at = Signal(object)  # Sheet
    confirmed = Signal(object)  # Sheet
    reprinted = Signal(object, str)  # Sheet, reason
    receipt_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sheets: tuple[Sheet, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("文书"))
        self.list.setWordWrap(True)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._reason = QLineEdit()
        self._reason.setFont(theme.font(Type.BODY))
        self._reason.setAccessibleName(self.tr("补打原因"))
        self._reason.setPlaceholderText(self.tr("补打原因，Enter 打印"))
        self._reason.returnPressed.connect(self._reprint)
        self._reason.hide()
        self._empty = Text(theme, Type.BODY_SMALL, Tone.TEXT_2, self.tr("还没有出具文书。"))
        self._receipt = QPushButton(self.tr("出具收件凭证"))
        self._look = QPushButton(self.tr("预览"))
        self._confirm = QPushButton(self.tr("确认出纸"))
        self._again = QPushButton(self.tr("补打"))
        for button in (self._receipt, self._look, self._confirm, self._again):
            button.setFont(theme.font(Type.LABEL))
        self._receipt.clicked.connect(self.receipt_asked)
        self._look.clicked.connect(lambda: self._about(self.looked_at.emit))
        self._confirm.clicked.connect(lambda: self._about(self.confirmed.emit))
        self._again.clicked.connect(self._ask_reason)
        row = QHBoxLayout()
        for button in (self._look, self._confirm, self._again):
            row.addWidget(button)
        self.body.addWidget(Text(theme, Type.CARD_TITLE, Tone.TEXT, self.tr("文书")))
        self.body.addWidget(self._empty)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._receipt)
        self.body.addWidget(self._reason)
        self.body.addLayout(row)
        self.list.currentRowChanged.connect(self._follow)

    def show_file(self, file: CaseFile) -> None:
        """Show the sheets, the newest first."""
        sheets = tuple(reversed(file.sheets))
        self._receipt.setVisible(file.owes_receipt)
        self._empty.setVisible(not sheets)
        if sheets != self._sheets:
            self._sheets = sheets
            self._reason.hide()
            self.list.clear()
            for sheet in sheets:
                item = QListWidgetItem(f"{sheet.title}\n{sheet.number} · {sheet.words}")
                item.setFont(self._theme.font(Type.BODY_SMALL))
                self.list.addItem(item)
            if sheets:
                self.list.setCurrentRow(0)
        self._follow(self.list.currentRow())

    def _follow(self, row: int) -> None:
        sheet = self._sheets[row] if 0 <= row < len(self._sheets) else None
        self._look.setEnabled(sheet is not None and sheet.state is not None)
        self._confirm.setEnabled(sheet is not None and sheet.to_confirm)
        self._again.setEnabled(sheet is not None and sheet.state is not None)

    def _ask_reason(self) -> None:
        self._reason.clear()
        self._reason.show()
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reprint(self) -> None:
        self._about(lambda sheet: self.reprinted.emit(sheet, self._reason.text()))

    def _about(self, do: Callable[[Sheet], None]) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._sheets):
            do(self._sheets[row])
