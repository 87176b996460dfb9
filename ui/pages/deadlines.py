"""The deadline board: every open case by due date, with the colour it has today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout

from core.entity import EntityKind
from core.urgency import Urgency
from desktop.deadline_board import deadline_board
from ui.controls.plain import Card, Text
from ui.marks import Look, draw_mark, ink_of
from ui.page import Page
from ui.pages.deadline_table import DeadlineModel, DeadlineTable
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from desktop.deadline_board import DeadlineBoard
    from desktop.desk import Change
    from ui.bridge import Bridge
    from ui.theme import Theme

REFRESH_EVERY = 60_000  # ms; at midnight every case has a day less without any change
_MARK = 20  # px
_TILE_HEIGHT = 76  # px


class DeadlinesPage(Page):
    """Counts by urgency, and the cases below them."""

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__(self.tr("时限"))
        self._board = bridge.query(self, deadline_board).success(self._show)
        self.counts = {
            urgency: CountTile(theme, Look.of_urgency(urgency), *words)
            for urgency, words in self._tile_words().items()
        }
        self.model = DeadlineModel(self)
        self._table = DeadlineTable(theme, self.model)
        self._table.setAccessibleName(self.tr("在办办件"))
        self._table.chosen.connect(self.case_chosen)
        self._stack = QStackedWidget()
        self._lay_out(theme)
        self._ticker = QTimer(self)
        self._ticker.setInterval(REFRESH_EVERY)
        self._ticker.timeout.connect(self._board.run)
        self._ticker.start()
        bridge.changed.connect(self._hear)
        self._board.run()

    def arrive(self) -> None:
        """Look again, and let the arrow keys work at once."""
        self._board.run()
        self.resume()

    def resume(self) -> None:
        """To the table."""
        self._table.setFocus()
        if not self._table.currentIndex().isValid():
            self._table.selectRow(0)

    def _lay_out(self, theme: Theme) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(theme.sizes.gutter)
        for tile in self.counts.values():
            tiles.addWidget(tile, 1)
        self.empty = Text(
            theme,
            Type.BODY,
            Tone.TEXT_2,
            self.tr("现在没有在办的办件。到工作台按 F2 叫号收件，办件会按到期日列在这里。"),
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._table)
        order = Text(
            theme, Type.BODY_SMALL, Tone.TEXT_2, self.tr("按到期日排，最急在上 · Enter 打开办件")
        )
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.addWidget(Text(theme, Type.CARD_TITLE, Tone.TEXT, self.tr("在办办件")))
        head.addStretch()
        head.addWidget(order)
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 12)
        card.body.setSpacing(0)
        card.body.addLayout(head)
        card.body.addWidget(self._stack, 1)
        gutter = theme.sizes.gutter
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gutter, gutter, gutter, gutter)
        layout.setSpacing(gutter)
        layout.addLayout(tiles)
        layout.addWidget(card, 1)

    def _show(self, board: DeadlineBoard) -> None:
        for urgency, tile in self.counts.items():
            tile.show_count(board.counts.get(urgency, 0))
        self.model.show_lines(board.lines)
        self._stack.setCurrentIndex(1 if board.lines else 0)
        self.urgent.emit(sum(board.counts.get(urgency, 0) for urgency in _URGENT))

    def _hear(self, change: Change) -> None:
        if any(touched.entity is EntityKind.CASE for touched in change.touched):
            self._board.run()

    def _tile_words(self) -> dict[Urgency, tuple[str, str]]:
        return {
            Urgency.OVERDUE: (self.tr("超期"), self.tr("须今天说明")),
            Urgency.DUE1: (self.tr("最多剩 1 天"), self.tr("今天先办")),
            Urgency.DUE2: (self.tr("剩 2 天"), self.tr("排进明天")),
            Urgency.NORMAL: (self.tr("正常"), self.tr("剩 3 天以上")),
            Urgency.PAUSED: (self.tr("暂停"), self.tr("不计时限")),
        }


class CountTile(QFrame):
    """How many cases stand so, as mark, word and number."""

    def __init__(self, theme: Theme, look: Look, word: str, advice: str) -> None:
        super().__init__()
        self._theme = theme
        self._look = look
        self._word = word
        self.count = 0
        self.setFixedHeight(_TILE_HEIGHT)
        ink = ink_of(look)
        self._count = Text(theme, Type.TICKET_LARGE, ink.text, "0")
        grid = QGridLayout(self)
        grid.setContentsMargins(2 * _MARK + 6, 10, 16, 10)
        grid.setVerticalSpacing(0)
        grid.addWidget(Text(theme, Type.CARD_TITLE, ink.text, word), 0, 0)
        grid.addWidget(Text(theme, Type.BODY_SMALL, Tone.TEXT_2, advice), 1, 0)
        grid.addWidget(self._count, 0, 1, 2, 1, Qt.AlignmentFlag.AlignRight)

    def show_count(self, count: int) -> None:
        """Show how many."""
        self.count = count
        self._count.setText(str(count))
        self.setAccessibleName(f"{self._word} {count}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, theme = ink_of(self._look), self._theme
        calm = self._look in (Look.NEUTRAL, Look.PAUSED)
        painter.setPen(QPen(theme.colour(Tone.LINE if calm else ink.line), 1))
        painter.setBrush(theme.colour(Tone.SURFACE if calm else ink.fill))
        radius = theme.sizes.radius_card
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        draw_mark(painter, theme, self._look, QRectF(16, 16, _MARK, _MARK))


_URGENT = (Urgency.OVERDUE, Urgency.DUE1, Urgency.DUE2)
