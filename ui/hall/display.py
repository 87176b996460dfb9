"""The hall display's window: it listens to the desk and paints what it hears."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from core.entity import EntityKind
from core.hall_board import HallBoard
from desktop.cable import Link
from desktop.database_room import wall_clock
from desktop.display_setting import Layout
from desktop.hall_board import hall_board
from ui.hall.calls_layout import draw_calls
from ui.hall.canvas import Canvas
from ui.hall.counter_layout import draw_counter
from ui.hall.frame import draw_frame
from ui.hall.shown import Phase, Shown
from ui.hall.table_layout import draw_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QPaintEvent

    from desktop.desk import Change, Status
    from desktop.display_setting import DisplaySetting
    from ui.bridge import Bridge
    from ui.theme import Theme

TICK = 1000  # ms; the clock, and pages that take turns
FASTEST_FLASH = 3.0  # Hz; WCAG 2.2, 2.3.1: more often may bring on a seizure
_SHOWN_ABOUT = {EntityKind.TICKET, EntityKind.COUNTER, EntityKind.CASE}


class HallDisplay(QWidget):
    """One screen of the hall; nobody touches it."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        setting: DisplaySetting,
        hall_name: str,
        now: Callable[[], datetime] = wall_clock,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._now = now
        self._voice_trouble = ""
        self._link_trouble = ""
        self.shown = Shown(hall_name, setting, HallBoard((), (), ()), now())
        self._board = bridge.query(self, hall_board, setting.names).success(self._show)
        self._status = bridge.status(self).success(self._show_status)
        self._ticker = QTimer(self)
        self._ticker.setInterval(TICK)
        self._ticker.timeout.connect(self._tick)
        self._ticker.start()
        self._flash = QTimer(self)
        hz = min(theme.motion.flash_hz, FASTEST_FLASH)
        self._flash.setInterval(round(1000 / hz / 2))  # two changes make one flash
        self._flash.timeout.connect(self._change_phase)
        self._changes_left = 0
        self._changes = round(theme.motion.flash_seconds * hz * 2)
        bridge.changed.connect(self._hear)
        self.setWindowTitle(self.tr("大厅屏 · 一次 Yici"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._board.run()
        self._status.run()

    def say_voice_trouble(self, sentence: str) -> None:
        """Tell why no call is heard; empty when the voice is well."""
        self._voice_trouble = sentence
        self._show_trouble()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the whole picture."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        canvas = Canvas(painter, self._theme, QSizeF(self.size()))
        _LAYOUTS[self.shown.setting.layout](canvas, self.shown, draw_frame(canvas, self.shown))

    def _show(self, board: HallBoard) -> None:
        before = self.shown.board.newest
        mine = board.only(self.shown.setting.counters)
        self._picture(replace(self.shown, board=mine, now=self._now()))
        newest = mine.newest
        if newest is not None and (before is None or newest.called_at > before.called_at):
            self._changes_left = self._changes
            self._flash.start()
        elif newest is None:
            self._end_flash()

    def _change_phase(self) -> None:
        self._changes_left -= 1
        if self._changes_left <= 0:
            self._end_flash()
            return
        raised = self.shown.phase is Phase.CALM
        self._picture(replace(self.shown, phase=Phase.RAISED if raised else Phase.CALM))

    def _end_flash(self) -> None:
        self._flash.stop()
        self._picture(replace(self.shown, phase=Phase.CALM))

    def _tick(self) -> None:
        before, now = self.shown.now, self._now()
        if now.minute != before.minute:  # another day's board is empty without any change
            self._board.run()
        self._picture(replace(self.shown, now=now))

    def _hear(self, change: Change) -> None:
        self._status.run()
        if any(touched.entity in _SHOWN_ABOUT for touched in change.touched):
            self._board.run()

    def _show_status(self, status: Status) -> None:
        # Without a server the display shows its own station's calls, and that is all of them.
        cut_off = status.link.link is Link.OFFLINE
        self._link_trouble = (
            self.tr("与中心断开，其他窗口的叫号可能没有显示，请留意窗口") if cut_off else ""
        )
        self._show_trouble()

    def _show_trouble(self) -> None:
        trouble = self._link_trouble or self._voice_trouble
        if trouble != self.shown.trouble:
            self._picture(replace(self.shown, trouble=trouble))

    def _picture(self, shown: Shown) -> None:
        self.shown = shown
        newest = shown.board.newest
        self.setAccessibleName(
            f"{newest.number} {newest.counter}" if newest else self.windowTitle()
        )
        self.update()


_LAYOUTS = {
    Layout.COUNTER: draw_counter,
    Layout.CALLS: draw_calls,
    Layout.TABLE: draw_table,
}
