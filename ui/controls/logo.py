"""The product's mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from ui.marks import tick
from ui.theme import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.theme import Theme

_ICON_SIDE = 128  # px


class Logo(QWidget):
    """A tick on the accent."""

    def __init__(self, theme: Theme, side: int) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it to fill the widget."""
        painter = QPainter(self)
        _draw(painter, self._theme, QRectF(self.rect()))


def icon(theme: Theme) -> QIcon:
    """The mark as a window icon."""
    pixmap = QPixmap(_ICON_SIDE, _ICON_SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _draw(painter, theme, QRectF(pixmap.rect()))
    painter.end()
    return QIcon(pixmap)


def _draw(painter: QPainter, theme: Theme, box: QRectF) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(Tone.ACCENT))
    painter.drawRoundedRect(box, box.width() * 0.24, box.height() * 0.24)
    inset = box.width() * 0.26
    painter.translate(box.center())
    painter.scale(box.width() / 32, box.height() / 32)
    side = (box.width() - 2 * inset) * 32 / box.width()
    tick(painter, QRectF(-side / 2, -side / 2, side, side), theme.colour(Tone.ON_ACCENT))
