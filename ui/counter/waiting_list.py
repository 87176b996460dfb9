"""The people who wait, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import Tone, Type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QObject

    from desktop.workbench import Waiting
    from ui.theme import Theme

_GAP = 12  # px
Index = QModelIndex | QPersistentModelIndex
WAITING = Qt.ItemDataRole.UserRole


class WaitingModel(QAbstractListModel):
    """Waiting tickets, longest wait first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: tuple[Waiting, ...] = ()
        self._names: Mapping[str, str] = {}

    def show_waiting(self, waiting: tuple[Waiting, ...], names: Mapping[str, str]) -> None:
        """Show these; `names` gives item names by code."""
        if (waiting, names) == (self._waiting, self._names):
            return
        if _numbers(waiting) == _numbers(self._waiting):  # only the minutes: keep the place
            self._waiting, self._names = waiting, names
            self.dataChanged.emit(self.index(0), self.index(len(waiting) - 1))
            return
        self.beginResetModel()
        self._waiting, self._names = waiting, names
        self.endResetModel()

    def purpose(self, waiting: Waiting) -> str:
        """What the person came for, or that another station will call."""
        if not waiting.ours:
            return self.tr("{station} 号工位的号").format(station=waiting.ticket.home)
        return self._names.get(waiting.ticket.item_code, self.tr("未选事项"))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        """How many wait."""
        return 0 if parent.isValid() else len(self._waiting)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row in words, or the ticket itself."""
        if not index.isValid():
            return None
        waiting = self._waiting[index.row()]
        if role == WAITING:
            return waiting
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.tr("{number} {purpose} 已等 {minutes} 分钟").format(
                number=waiting.ticket.number,
                purpose=self.purpose(waiting),
                minutes=waiting.minutes,
            )
        return None


class WaitingDelegate(QStyledItemDelegate):
    """Number, purpose and minutes on one line."""

    def __init__(self, theme: Theme, model: WaitingModel, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """A queue row."""
        return QSize(0, self._theme.sizes.queue_row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        waiting: Waiting = index.data(WAITING)
        theme, box = self._theme, QRect(option.rect).adjusted(0, 0, -_GAP, 0)
        painter.save()
        painter.setPen(QPen(theme.colour(Tone.LINE), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        upright = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(Type.NUMBER))
        painter.setPen(theme.colour(Tone.TEXT if waiting.ours else Tone.TEXT_3))
        painter.drawText(box, upright, waiting.ticket.number)
        number = QFontMetrics(painter.font()).horizontalAdvance(waiting.ticket.number)
        painter.setFont(theme.font(Type.BODY_SMALL))
        painter.setPen(theme.colour(Tone.TEXT_2))
        minutes = self.tr("{minutes} 分").format(minutes=waiting.minutes)
        metrics = QFontMetrics(painter.font())
        painter.drawText(box, upright | Qt.AlignmentFlag.AlignRight, minutes)
        middle = box.adjusted(number + _GAP, 0, -metrics.horizontalAdvance(minutes) - _GAP, 0)
        purpose = metrics.elidedText(
            self._model.purpose(waiting), Qt.TextElideMode.ElideRight, middle.width()
        )
        painter.drawText(middle, upright, purpose)
        painter.restore()


def _numbers(waiting: tuple[Waiting, ...]) -> list[str]:
    return [one.ticket.ticket_id for one in waiting]
