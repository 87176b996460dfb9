"""文书: the sheets of the case in hand, and the one about to be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from core.paper_kind import NoticeKind
from ui.controls.command import CommandButton
from ui.controls.plain import Card, ElidedText, Pill, Rule, Text
from ui.marks import Look
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from desktop.workbench import Sheet
    from ui.controls.command import CommandAction
    from ui.counter.scene import Scene
    from ui.theme import Theme


class PapersCard(Card):
    """Sheets with how far their print has come; a further copy asks its reason in place."""

    reprint_ordered = Signal(str)  # the reason

    def __init__(self, theme: Theme, reprint: CommandAction, preview: CommandAction) -> None:
        super().__init__()
        self._theme = theme
        self._coming = _Coming(theme)
        self._reprint = reprint
        self._rows: list[_SheetRow] = []
        self._newest: tuple[str, int] | None = None
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(8)
        self._list.addStretch()
        inside = QWidget()
        inside.setLayout(self._list)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        self._area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self._button = CommandButton(theme, reprint, theme.sizes.target)
        self._preview = CommandButton(theme, preview, theme.sizes.target)
        self._reason = _Reason(theme)
        self._reason.given.connect(self.reprint_ordered)
        self._reason.closed.connect(self._close_reason)
        self._reason.hide()
        head = QHBoxLayout()
        head.addWidget(Text(theme, Type.CARD_TITLE, Tone.TEXT, self.tr("文书")))
        head.addStretch()
        head.addWidget(self._preview)
        head.addWidget(self._button)
        self.body.addLayout(head)
        self.body.addWidget(self._reason)
        self.body.addWidget(self._coming)
        self.body.addWidget(self._area, 100)  # all the room, when there are sheets
        self.body.addStretch(1)

    def show_papers(self, scene: Scene) -> None:
        """Show the sheets of the case, newest first, and what would be printed next."""
        self._coming.show_scene(scene)
        sheets = tuple(reversed(scene.snapshot.sheets))
        while len(self._rows) < len(sheets):
            row = _SheetRow(self._theme)
            self._rows.append(row)
            self._list.insertWidget(self._list.count() - 1, row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(sheets))
            if place < len(sheets):
                row.show_sheet(sheets[place])
        self._area.setVisible(bool(sheets))
        newest = (sheets[0].notice_id, sheets[0].copy_no) if sheets else None
        if newest != self._newest:  # the copy asked for is ordered, or this is another case
            self._newest = newest
            self._reason.hide()
        self._button.setVisible(bool(sheets) and self._reason.isHidden())
        self._preview.setVisible(self._reason.isHidden())

    def ask_reason(self) -> None:
        """Ask, in place, why the newest sheet is to be printed again."""
        self._button.hide()
        self._preview.hide()
        self._reason.ask()

    def _close_reason(self) -> None:
        self._reason.hide()
        self._button.setVisible(self._newest is not None)
        self._preview.show()


class _Coming(QWidget):
    """将要打印: which paper the right next act would issue."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._title = Text(theme, Type.LABEL)
        self._detail = Text(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._detail.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._title)
        layout.addWidget(self._detail)

    def show_scene(self, scene: Scene) -> None:
        """Show what is coming; nothing while sheets are there and none is due."""
        kind = scene.next_paper
        self.setVisible(kind is not None or not scene.snapshot.sheets)
        self._title.setVisible(kind is not None)
        if kind is None:
            self._detail.setText(self.tr("受理或告知后，文书自动打印，列在这里。"))
            return
        self._title.setText(kind.title)
        detail = self.tr("将要打印 · A4 一式 {copies} 份").format(copies=kind.copies)
        if kind is NoticeKind.ONE_TIME and scene.draft is not None:
            missing = self.tr("缺 {count} 项，只此一次").format(count=scene.draft.missing)
            detail = f"{detail} · {missing}"
        self._detail.setText(detail)


class _SheetRow(QWidget):
    """One copy of one paper."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._title = ElidedText(theme, Type.LABEL)
        self._number = ElidedText(theme, Type.CAPTION, Tone.TEXT_2)
        self._pill = Pill(theme, Look.NEUTRAL, "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(Rule.lying())
        layout.addSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self._number)
        layout.addWidget(self._pill)

    def show_sheet(self, sheet: Sheet) -> None:
        self._title.setText(sheet.title)
        self._number.setText(sheet.number)
        self._pill.show_state(_look(sheet), sheet.words)


class _Reason(QWidget):
    """The reason for a further copy: Enter prints, Esc thinks better of it."""

    given = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._field = QLineEdit()
        self._field.setFont(theme.font(Type.BODY))
        self._field.setPlaceholderText(self.tr("补打原因，如：原件卡纸损坏"))
        self._field.setAccessibleName(self.tr("补打原因"))
        self._field.returnPressed.connect(self._give)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._field)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._field, 1)
        layout.addWidget(Text(theme, Type.CAPTION, Tone.TEXT_2, self.tr("Enter 打印\nEsc 取消")))

    def ask(self) -> None:
        self._field.clear()
        self.show()
        self._field.setFocus()

    def _give(self) -> None:
        self.given.emit(self._field.text())


def _look(sheet: Sheet) -> Look:
    if sheet.failed:
        return Look.ALARM
    if sheet.to_confirm:
        return Look.WARNING
    return Look.GOOD if sheet.out else Look.NEUTRAL
