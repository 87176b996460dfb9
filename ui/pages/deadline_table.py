"""The deadline board's table: what its cells say and how they look."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from core.deadline import Firmness
from core.staff import counter_word
from ui.day_words import day_and_month, weekday
from ui.marks import Look, draw_pill
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent

    from desktop.deadline_board import BoardLine
    from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
_PAD = 16  # px


class Column(enum.IntEnum):
    """What the board tells of each case."""

    LEFT = 0
    DUE = 1
    CASE = 2
    ITEM = 3
    APPLICANT = 4
    STATE = 5
    COUNTER = 6


class DeadlineModel(QAbstractTableModel):
    """Open cases, most urgent first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[BoardLine, ...] = ()

    def show_lines(self, lines: tuple[BoardLine, ...]) -> None:
        """Show these cases."""
        if lines != self._lines:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        """How many cases are open."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        """How much is told of each."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = {
            Column.LEFT: self.tr("剩余"),
            Column.DUE: self.tr("到期日"),
            Column.CASE: self.tr("办件"),
            Column.ITEM: self.tr("事项"),
            Column.APPLICANT: self.tr("申请人"),
            Column.STATE: self.tr("环节"),
            Column.COUNTER: self.tr("窗口"),
        }
        return names[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell in words, or the case itself."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(line, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.ITEM:
            return line.row.item_name
        return None

    def _words(self, line: BoardLine, column: Column) -> str:
        row = line.row
        words = {
            Column.LEFT: line.words,
            Column.DUE: self._due(line),
            Column.CASE: row.number,
            Column.ITEM: row.item_name,
            Column.APPLICANT: line.applicant,
            Column.STATE: f"{row.state.word} · {row.watch.word}",
            Column.COUNTER: counter_word(row.counter),
        }
        return words[column]

    def _due(self, line: BoardLine) -> str:
        if line.row.due_on is None:
            return self.tr("恢复后再定")
        day = f"{day_and_month(line.row.due_on)} {weekday(line.row.due_on)}"
        if line.row.firmness is Firmness.PROVISIONAL:
            return self.tr("{day}（暂定）").format(day=day)
        return day


class DeadlineDelegate(QStyledItemDelegate):
    """A pill in the first column, words in the others, a bar beside the row in hand."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """A table row."""
        return QSize(0, self._theme.sizes.row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        theme, rect = self._theme, QRect(option.rect)
        line: BoardLine = index.data(LINE)
        words: str = index.data()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour(Tone.ACCENT_SOFT))
            if index.column() == Column.LEFT:
                bar = QRect(rect.left(), rect.top(), theme.sizes.selected, rect.height())
                painter.fillRect(bar, theme.colour(Tone.ACCENT))
        painter.setPen(QPen(theme.colour(Tone.LINE), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(_PAD, 0, -4, -1)
        if index.column() == Column.LEFT:
            draw_pill(painter, theme, Look.of_urgency(line.urgency), words, inner)
        else:
            style, tone = _WRITING[Column(index.column())]
            painter.setFont(theme.font(style))
            painter.setPen(theme.colour(tone))
            shown = QFontMetrics(painter.font()).elidedText(
                words, Qt.TextElideMode.ElideRight, inner.width()
            )
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class DeadlineTable(QTableView):
    """The cases, one row at a time in hand; Enter or a double click asks for its file."""

    chosen = Signal(str)  # the id of a case

    def __init__(self, theme: Theme, model: DeadlineModel) -> None:
        super().__init__()
        self.setModel(model)
        self._in_hand = ""
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._return)
        self.doubleClicked.connect(self._choose)
        self.setItemDelegate(DeadlineDelegate(theme, self))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.sizes.row)
        header = self.horizontalHeader()
        header.setFont(theme.font(Type.BODY_SMALL))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(Column.ITEM, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a case; letters go on to the window: they may be a slip being scanned."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        line = index.data(LINE)
        if line is not None:
            self.chosen.emit(line.row.case_id)

    def _remember(self) -> None:
        line = self.currentIndex().data(LINE)
        self._in_hand = line.row.case_id if line else ""

    def _return(self) -> None:
        for row in range(self.model().rowCount()):
            index = self.model().index(row, Column.LEFT)
            if index.data(LINE).row.case_id == self._in_hand:
                self.setCurrentIndex(index)


_WIDTHS = {
    Column.LEFT: 190,
    Column.DUE: 170,
    Column.CASE: 190,
    Column.APPLICANT: 110,
    Column.STATE: 180,
    Column.COUNTER: 110,
}
_WRITING = {
    Column.DUE: (Type.LABEL, Tone.TEXT),
    Column.CASE: (Type.BODY_SMALL, Tone.TEXT_2),
    Column.ITEM: (Type.BODY, Tone.TEXT),
    Column.APPLICANT: (Type.BODY, Tone.TEXT),
    Column.STATE: (Type.BODY_SMALL, Tone.TEXT_2),
    Column.COUNTER: (Type.BODY_SMALL, Tone.TEXT_2),
}
