"""Open hand-overs: what each is about, who has it, and how long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.guide_desk import HandOver, HandOverState
from ui.day_words import clock_time
from ui.marks import Look, draw_pill, pill_size
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
_ROW = 76  # px
_PAD = 16  # px


@dataclass(frozen=True)
class Line:
    """One row; `own` where the clerk who looks is the first responder."""

    hand_over: HandOver
    own: bool


class HandOverModel(QAbstractListModel):
    """The clerk's own first, then those that wait for others to sign."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def line_at(self, index: Index) -> Line | None:
        """The row at an index."""
        return self._lines[index.row()] if index.isValid() else None

    def row_of(self, hand_over_id: str) -> int:
        """Where a hand-over stands; -1 when it is gone."""
        found = (
            row
            for row, line in enumerate(self._lines)
            if line.hand_over.hand_over_id == hand_over_id
        )
        return next(found, -1)

    def rowCount(self, _parent: Index | None = None) -> int:
        """How many."""
        return len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line for drawing, its words for a screen reader."""
        line = self.line_at(index)
        if line is None:
            return None
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            one = line.hand_over
            return f"{one.question} {one.destination.department} {one.state.word}"
        return None


class HandOverList(QListView):
    """The list, driven by arrow keys."""

    def __init__(self, theme: Theme, model: HandOverModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_LineDrawing(theme, self))
        self.setAccessibleName(self.tr("未办结的咨询"))
        self.setMouseTracking(True)


class _LineDrawing(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE)
        box: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        theme = self._theme
        if selected:
            painter.fillRect(box, theme.colour(Tone.ACCENT_SOFT))
            edge = QRect(box.left(), box.top(), theme.sizes.selected, box.height())
            painter.fillRect(edge, theme.colour(Tone.ACCENT))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.colour(Tone.LINE))
        inner = box.adjusted(_PAD, 10, -_PAD, -10)
        one = line.hand_over
        words = self._state_words(line)
        look = Look.WARNING if one.state is HandOverState.GIVEN_BACK else Look.NEUTRAL
        pill = pill_size(theme, words)
        place = QRect(inner.right() - pill.width(), inner.top(), pill.width(), pill.height())
        draw_pill(painter, theme, look, words, place)
        first = QRect(inner.left(), inner.top(), place.left() - inner.left() - _PAD, 28)
        second = QRect(inner.left(), inner.top() + 30, inner.width(), 24)
        self._write(painter, first, one.question, Type.LABEL, Tone.TEXT)
        self._write(painter, second, self._second_line(line), Type.BODY_SMALL, Tone.TEXT_2)

    def _state_words(self, line: Line) -> str:
        state = line.hand_over.state
        if state is HandOverState.HANDED_OVER:
            return self.tr("等对方签收") if line.own else self.tr("待签收")
        return state.word

    def _second_line(self, line: Line) -> str:
        one = line.hand_over
        words = self.tr("{time} 首问 {responder} → {department} {place}").format(
            time=clock_time(one.begun_at),
            responder=one.first_responder.name,
            department=one.destination.department,
            place=one.destination.place,
        )
        if one.state is HandOverState.GIVEN_BACK and one.answered_by is not None:
            words = self.tr("{name} 退回：{reason}").format(
                name=one.answered_by.name, reason=one.answer
            )
        elif one.note:
            words += self.tr(" · {note}").format(note=one.note)
        return words

    def _write(self, painter: QPainter, box: QRect, words: str, style: Type, tone: Tone) -> None:
        font = self._theme.font(style)
        painter.setFont(font)
        painter.setPen(self._theme.colour(tone))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
