"""A list of numbers in the queue column: who waits, who is parked, who was missed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from core.ticket import Ticket
from ui.marks import Look, draw_mark, ink_of
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent

    from ui.theme import Theme

_GAP = 12  # px
_NEAR = 4  # px
_MARK = 12  # px
Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class QueueLine:
    """One row: number, words, at the right a label and the minutes; `spoken` is all of it."""

    ticket: Ticket
    words: str
    minutes: str
    spoken: str
    label: str = ""  # the class, or a reminder
    look: Look | None = None  # of the reminder
    tone: Tone = Tone.TEXT  # of the number


class QueueLines(QAbstractListModel):
    """The rows as a model."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[QueueLine, ...] = ()

    @property
    def lines(self) -> tuple[QueueLine, ...]:
        """What is listed."""
        return self._lines

    def show_lines(self, lines: tuple[QueueLine, ...]) -> None:
        """Show these; the row in hand stays in hand while its number is listed in its place."""
        if lines == self._lines:
            return
        if _numbers(lines) == _numbers(self._lines):  # only the minutes: keep the place
            self._lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        """How many are listed."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row in words, or the line itself."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.spoken
        return None


class QueueList(QListView):
    """Up, Down and Enter, or a double click; one click only takes the row in hand."""

    chosen = Signal(object)  # Ticket

    def __init__(self, theme: Theme, name: str, row: int) -> None:
        super().__init__()
        self._lines = QueueLines(self)
        self._row = row
        self.setModel(self._lines)
        self.setItemDelegate(QueueDelegate(theme, row, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.setMinimumHeight(row)
        self.doubleClicked.connect(self._choose)

    @property
    def lines(self) -> tuple[QueueLine, ...]:
        """What is listed."""
        return self._lines.lines

    @property
    def in_hand(self) -> Ticket | None:
        """The number of the current row."""
        line = self.currentIndex().data(LINE)
        return line.ticket if isinstance(line, QueueLine) else None

    def show_lines(self, lines: tuple[QueueLine, ...]) -> None:
        """Show these; the number in hand stays in hand as long as it is listed."""
        held = self.in_hand
        self._lines.show_lines(lines)
        if held is not None and self.in_hand != held:
            self._take(held.ticket_id)

    def enter(self) -> None:
        """Put the keyboard here, on the row in hand or the first."""
        if self.in_hand is None:
            self.setCurrentIndex(self._lines.index(0))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and choose; letters of no meaning here go on to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._choose()
        elif event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        """As high as what is listed."""
        return QSize(0, self._row * max(1, len(self.lines)))

    def _choose(self) -> None:
        if (ticket := self.in_hand) is not None:
            self.chosen.emit(ticket)

    def _take(self, ticket_id: str) -> None:
        rows = [line.ticket.ticket_id for line in self.lines]
        if ticket_id in rows:
            self.setCurrentIndex(self._lines.index(rows.index(ticket_id)))


class QueueDelegate(QStyledItemDelegate):
    """Number, words, label and minutes on one line."""

    def __init__(self, theme: Theme, row: int, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = row

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """A queue row."""
        return QSize(0, self._row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        line: QueueLine = index.data(LINE)
        theme, rect = self._theme, QRect(option.rect)
        painter.save()
        if option.state & _IN_HAND == _IN_HAND:
            painter.fillRect(rect, theme.colour(Tone.ACCENT_SOFT))
            strip = QRect(rect.left(), rect.top(), theme.sizes.selected, rect.height())
            painter.fillRect(strip, theme.colour(Tone.ACCENT))
        box = rect.adjusted(theme.sizes.selected + _NEAR, 0, -_GAP, 0)
        painter.setPen(QPen(theme.colour(Tone.LINE), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        upright = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(Type.NUMBER))
        painter.setPen(theme.colour(line.tone))
        painter.drawText(box, upright, line.ticket.number)
        left = QFontMetrics(painter.font()).horizontalAdvance(line.ticket.number) + _GAP
        right = self._paint_right(painter, box, line)
        painter.setFont(theme.font(Type.BODY_SMALL))
        painter.setPen(theme.colour(Tone.TEXT_2))
        middle = box.adjusted(left, 0, -right - _GAP, 0)
        words = QFontMetrics(painter.font()).elidedText(
            line.words, Qt.TextElideMode.ElideRight, middle.width()
        )
        painter.drawText(middle, upright, words)
        painter.restore()

    def _paint_right(self, painter: QPainter, box: QRect, line: QueueLine) -> int:
        """Draw minutes and label from the right; returns how wide they are."""
        at_right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        theme = self._theme
        painter.setFont(theme.font(Type.BODY_SMALL))
        painter.setPen(theme.colour(Tone.TEXT_2))
        painter.drawText(box, at_right, line.minutes)
        width = QFontMetrics(painter.font()).horizontalAdvance(line.minutes)
        if not line.label:
            return width
        width += _NEAR * 2
        painter.setFont(theme.font(Type.LABEL))
        painter.setPen(theme.colour(ink_of(line.look).text if line.look else Tone.ACCENT))
        painter.drawText(box.adjusted(0, 0, -width, 0), at_right, line.label)
        width += QFontMetrics(painter.font()).horizontalAdvance(line.label)
        if line.look is not None:
            width += _MARK + _NEAR
            place = QRectF(box.right() - width, box.center().y() - _MARK / 2, _MARK, _MARK)
            draw_mark(painter, theme, line.look, place)
        return width


def _numbers(lines: tuple[QueueLine, ...]) -> list[str]:
    return [line.ticket.ticket_id for line in lines]


_IN_HAND = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
_MOVES = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}
