"""The rows of the checklist: what they say, how they look, and the keys that tick them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
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

from core.catalogue import MaterialRequirement
from core.checklist import RowState
from ui.marks import hatching, tick
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from ui.counter.draft import ChecklistDraft
    from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
_PAD = 12  # px
_BOX = 26  # px
_NUMBER_WIDTH = 28  # px
_FORM_WIDTH = 148  # px
_STATE_WIDTH = 112  # px


@dataclass(frozen=True)
class ChecklistLine:
    """One material, what was found, and whether the row may be ticked."""

    material: MaterialRequirement
    state: RowState
    listed: bool
    open: bool


class ChecklistModel(QAbstractListModel):
    """The rows of one draft, in catalogue order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ChecklistLine, ...] = ()
        self._case_id = ""

    def show_draft(self, draft: ChecklistDraft) -> None:
        """Show this draft; the row in hand stays in hand while the case is the same."""
        lines = _lines(draft)
        if draft.case_id != self._case_id:
            self.beginResetModel()
            self._case_id, self._lines = draft.case_id, lines
            self.endResetModel()
        elif lines != self._lines:
            self._lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))

    def state_words(self, line: ChecklistLine) -> str:
        """What was found, in words."""
        match line.state:
            case RowState.RECEIVED:
                return self.tr("已收")
            case RowState.MISSING:
                return self.tr("缺 · 已告知") if line.listed else self.tr("缺 · 列入告知")
            case RowState.NOT_APPLICABLE:
                return self.tr("不适用")
            case RowState.OPEN:
                return self.tr("待核对")

    def form_words(self, line: ChecklistLine) -> str:
        """What is to be handed in: `复印件 1 份`."""
        form = self.tr("{form} {copies} 份").format(
            form=line.material.form, copies=line.material.copies
        )
        return form if line.material.required else self.tr("{form}，选交").format(form=form)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        """How many materials the item asks for."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row in words, or the line itself."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(
                (
                    str(line.material.row),
                    line.material.name,
                    self.form_words(line),
                    self.state_words(line),
                )
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (line.material.name, line.material.note)))
        return None


class ChecklistView(QListView):
    """Ticked by Space, the row's digit, M, N and A, or by clicking the box or the state."""

    ticked = Signal(int, object)  # row, RowState
    all_received = Signal()

    def __init__(self, theme: Theme, model: ChecklistModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(ChecklistDelegate(theme, model, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        model.modelReset.connect(self._take_first_row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by key; letters of no meaning here go on to the page."""
        key, row = event.key(), self.currentIndex().row() + 1
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._tick(key - Qt.Key.Key_0, RowState.RECEIVED)
        elif key == Qt.Key.Key_A:
            self.all_received.emit()
        elif key in _TICK_KEYS:
            self._tick(row, _TICK_KEYS[Qt.Key(key)])
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick by the box, find missing by the state."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        if event.position().x() < _PAD + _NUMBER_WIDTH + _BOX + _PAD:
            self._tick(index.row() + 1, RowState.RECEIVED)
        elif event.position().x() > self.viewport().width() - _STATE_WIDTH - _PAD:
            self._tick(index.row() + 1, RowState.MISSING)

    def _tick(self, row: int, state: RowState) -> None:
        if 1 <= row <= self.model().rowCount():
            self.setCurrentIndex(self.model().index(row - 1, 0))
            self.ticked.emit(row, state)

    def _take_first_row(self) -> None:
        self.setCurrentIndex(self.model().index(0, 0))


class ChecklistDelegate(QStyledItemDelegate):
    """Number, box, name, form and state on one line."""

    def __init__(self, theme: Theme, model: ChecklistModel, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """A checklist row."""
        return QSize(0, self._theme.sizes.target)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        line: ChecklistLine = index.data(LINE)
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            self._paint_current(painter, rect)
        elif line.state is RowState.MISSING:
            painter.fillRect(rect, self._theme.colour(Tone.SUBTLE))
        box = QRectF(
            rect.left() + _PAD + _NUMBER_WIDTH,
            rect.top() + (rect.height() - _BOX) / 2,
            _BOX,
            _BOX,
        ).adjusted(0.5, 0.5, -0.5, -0.5)
        self._paint_box(painter, box, line.state)
        self._paint_words(painter, rect, line)
        painter.restore()

    def _paint_current(self, painter: QPainter, rect: QRect) -> None:
        painter.fillRect(rect, self._theme.colour(Tone.ACCENT_SOFT))
        bar = QRect(rect.left(), rect.top(), self._theme.sizes.selected, rect.height())
        painter.fillRect(bar, self._theme.colour(Tone.ACCENT))

    def _paint_box(self, painter: QPainter, box: QRectF, state: RowState) -> None:
        theme, radius = self._theme, self._theme.sizes.radius_cell
        accented = state in (RowState.RECEIVED, RowState.MISSING)
        painter.setPen(QPen(theme.colour(Tone.ACCENT if accented else Tone.LINE_STRONG), 1.4))
        match state:
            case RowState.RECEIVED:
                painter.setBrush(theme.colour(Tone.ACCENT))
                painter.drawRoundedRect(box, radius, radius)
                tick(painter, box.adjusted(6, 6, -6, -6), theme.colour(Tone.ON_ACCENT))
            case RowState.MISSING:
                ratio = painter.device().devicePixelRatioF()
                painter.setBrush(hatching(theme, ratio))
                painter.drawRoundedRect(box, radius, radius)
            case RowState.NOT_APPLICABLE:
                painter.setBrush(theme.colour(Tone.SUBTLE))
                painter.drawRoundedRect(box, radius, radius)
                painter.drawLine(box.center() - _HALF_DASH, box.center() + _HALF_DASH)
            case RowState.OPEN:
                painter.setBrush(theme.colour(Tone.SURFACE))
                painter.drawRoundedRect(box, radius, radius)

    def _paint_words(self, painter: QPainter, rect: QRect, line: ChecklistLine) -> None:
        theme, upright = self._theme, Qt.AlignmentFlag.AlignVCenter
        faded = line.state is RowState.NOT_APPLICABLE
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.setFont(theme.font(Type.BODY))
        painter.setPen(theme.colour(Tone.TEXT_3))
        painter.drawText(inner, upright, str(line.material.row))
        left = inner.left() + _NUMBER_WIDTH + _BOX + _PAD
        state = QRect(inner.right() - _STATE_WIDTH, inner.top(), _STATE_WIDTH, inner.height())
        form = QRect(state.left() - _FORM_WIDTH, inner.top(), _FORM_WIDTH, inner.height())
        name = QRect(left, inner.top(), form.left() - _PAD - left, inner.height())
        painter.setPen(theme.colour(Tone.TEXT_2 if faded else Tone.TEXT))
        painter.drawText(name, upright, _elided(painter, line.material.name, name))
        painter.setFont(theme.font(Type.BODY_SMALL))
        painter.setPen(theme.colour(Tone.TEXT_2))
        painter.drawText(form, upright, _elided(painter, self._model.form_words(line), form))
        painter.setFont(theme.font(Type.LABEL))
        painter.setPen(theme.colour(_STATE_TONES[line.state]))
        painter.drawText(
            state, upright | Qt.AlignmentFlag.AlignRight, self._model.state_words(line)
        )


def _lines(draft: ChecklistDraft) -> tuple[ChecklistLine, ...]:
    return tuple(
        ChecklistLine(
            material,
            draft.state_of(material.row),
            material.row in draft.found.listed,
            material.row in draft.open_rows,
        )
        for material in draft.found.materials
    )


def _elided(painter: QPainter, words: str, place: QRect) -> str:
    metrics = QFontMetrics(painter.font())
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())


_HALF_DASH = QPointF(5, 0)
_TICK_KEYS = {
    Qt.Key.Key_Space: RowState.RECEIVED,
    Qt.Key.Key_M: RowState.MISSING,
    Qt.Key.Key_N: RowState.NOT_APPLICABLE,
}
_STATE_TONES = {
    RowState.RECEIVED: Tone.TEXT_2,
    RowState.MISSING: Tone.ACCENT,
    RowState.NOT_APPLICABLE: Tone.TEXT_3,
    RowState.OPEN: Tone.TEXT_3,
}
