"""Commands: one action for key and button, with its key cap and the reason it waits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.controls.command_state import CommandState, Standing
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFont, QPaintEvent

    from ui.theme import Theme

_CAP_PAD = 6  # px each side of the writing on a key cap
_CAP_HEIGHT = 22  # px
_GAP = 8  # px between title and key cap
_SIDE = 12  # px


class CommandAction(QAction):
    """One command of a page: its key, its button and its place in the key list."""

    shown = Signal()  # the state to draw has moved

    def __init__(self, key: str, title: str, parent: QObject) -> None:
        super().__init__(title, parent)
        self.setShortcut(QKeySequence(key))
        self.setAutoRepeat(False)  # a key held down gives its command once
        self._state = CommandState(title, Standing.WAITS)
        self.setEnabled(False)

    @property
    def state(self) -> CommandState:
        """What the button says."""
        return self._state

    @property
    def cap(self) -> str:
        """The key as written on its cap."""
        key = self.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        return key.replace("+", " ").replace("Return", "Enter")

    def show_state(self, state: CommandState) -> None:
        """Say something else."""
        if state != self._state:
            self._state = state
            self.setText(state.title)
            self.setEnabled(state.standing is not Standing.WAITS)
            self.shown.emit()


class CommandButton(QAbstractButton):
    """The button of a command: title, key cap, and below them the note."""

    def __init__(self, theme: Theme, action: CommandAction, height: int) -> None:
        super().__init__()
        self._theme = theme
        self._action = action
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(action.trigger)
        action.shown.connect(self._follow)
        action.enabledChanged.connect(self.setEnabled)
        self._follow()

    @property
    def command(self) -> CommandAction:
        """What the button gives."""
        return self._action

    def sizeHint(self) -> QSize:
        """Room for both lines."""
        state = self._action.state
        width = self._head_width()
        if self._two_lines:
            note = QFontMetrics(self._theme.font(Type.CAPTION)).horizontalAdvance(state.note)
            width = max(width, note)
        return QSize(round(width) + 2 * _SIDE, self._height)

    def minimumSizeHint(self) -> QSize:
        """Room for title and key cap; the note may end in …."""
        return QSize(round(self._head_width()) + 2 * _SIDE, self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, title, key cap and note."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._ink()
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = self._theme.sizes.radius_control
        painter.setPen(QPen(self._theme.colour(ink.line), 1))
        painter.setBrush(self._theme.colour(ink.fill))
        painter.drawRoundedRect(frame, radius, radius)
        if self.hasFocus() and self._filled:  # the outer ring is drawn in the same colour
            painter.setPen(QPen(self._theme.colour(Tone.ON_ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(4, 4, -4, -4), radius - 3, radius - 3)
        self._paint_head(painter, ink)
        if self._two_lines:
            painter.setFont(self._theme.font(Type.CAPTION))
            painter.setPen(self._theme.colour(ink.note))
            note = QFontMetrics(painter.font()).elidedText(
                self._action.state.note, Qt.TextElideMode.ElideRight, self.width() - _SIDE
            )
            lower = QRectF(0, self.height() / 2 + 4, self.width(), self.height() / 2 - 8)
            painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, note)

    def _paint_head(self, painter: QPainter, ink: _Ink) -> None:
        font = self._title_font()
        title, cap = self._action.state.title, self._action.cap
        width = QFontMetrics(font).horizontalAdvance(title)
        left = (self.width() - self._head_width()) / 2
        height = self.height() / 2 + 4 if self._two_lines else self.height()
        top = 4.0 if self._two_lines else 0.0
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink.title))
        painter.drawText(
            QRectF(left, top, width + 2, height - top), Qt.AlignmentFlag.AlignVCenter, title
        )
        middle = top + (height - top) / 2
        box = QRectF(left + width + _GAP, middle - _CAP_HEIGHT / 2, self._cap_width(), _CAP_HEIGHT)
        painter.setPen(QPen(self._theme.colour(ink.cap_line), 1))
        painter.setBrush(self._theme.colour(ink.cap_fill))
        key = self._theme.sizes.radius_key
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), key, key)
        painter.setFont(self._theme.font(Type.KEY))
        painter.setPen(self._theme.colour(ink.cap))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cap)

    @property
    def _two_lines(self) -> bool:
        return self._height >= self._theme.sizes.primary_action

    @property
    def _filled(self) -> bool:
        return self._action.state.standing is Standing.NEXT

    def _title_font(self) -> QFont:
        large = self._two_lines or self._filled
        return self._theme.font(Type.CARD_TITLE if large else Type.LABEL)

    def _cap_width(self) -> float:
        metrics = QFontMetrics(self._theme.font(Type.KEY))
        return metrics.horizontalAdvance(self._action.cap) + 2 * _CAP_PAD

    def _head_width(self) -> float:
        metrics = QFontMetrics(self._title_font())
        return metrics.horizontalAdvance(self._action.state.title) + _GAP + self._cap_width()

    def _ink(self) -> _Ink:
        standing = self._action.state.standing
        hovered = self.underMouse() or self.isDown()
        if standing is Standing.NEXT and hovered:
            return _HOVERED_NEXT
        if standing is Standing.READY and hovered:
            return _HOVERED_READY
        return _INK[standing]

    def _follow(self) -> None:
        state = self._action.state
        self.setEnabled(self._action.isEnabled())
        self.setAccessibleName(f"{state.title} {self._action.cap}")
        self.setAccessibleDescription(state.note)
        self.setToolTip("" if self._two_lines else state.note)
        self.updateGeometry()
        self.update()


@dataclass(frozen=True)
class _Ink:
    title: Tone
    note: Tone
    fill: Tone
    line: Tone
    cap: Tone
    cap_fill: Tone
    cap_line: Tone


_INK = {
    Standing.WAITS: _Ink(
        Tone.TEXT_3, Tone.TEXT_3, Tone.SUBTLE, Tone.LINE, Tone.TEXT_3, Tone.SUBTLE, Tone.LINE
    ),
    Standing.READY: _Ink(
        Tone.TEXT, Tone.TEXT_2, Tone.SURFACE, Tone.LINE_STRONG, Tone.TEXT_2, Tone.SUBTLE, Tone.LINE
    ),
    Standing.NEXT: _Ink(
        Tone.ON_ACCENT,
        Tone.ON_ACCENT,
        Tone.ACCENT,
        Tone.ACCENT,
        Tone.ON_ACCENT,
        Tone.ACCENT_HOVER,
        Tone.ACCENT_LINE,
    ),
}
_HOVERED_READY = replace(_INK[Standing.READY], fill=Tone.SUBTLE, cap_fill=Tone.SURFACE)
_HOVERED_NEXT = replace(_INK[Standing.NEXT], fill=Tone.ACCENT_HOVER)
