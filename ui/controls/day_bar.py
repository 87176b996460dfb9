"""The bar of days: each clock as a row of cells over one calendar, counted, skipped or paused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QHelpEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.explanation import BarRun, DayMark, MarkKind, bar
from ui.day_words import day_and_month, weekday
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.theme import Theme

_HEAD = 52  # px for month, day and weekday above the rows
_ROW = 34  # px
_GAP = 8  # px between rows
_NARROW = 15.0  # px; below it a cell has no room for its number
_TILE = 7  # px of the hatching


@dataclass(frozen=True)
class DayRow:
    """One clock of the bar."""

    name: str
    marks: tuple[DayMark, ...]
    due: date | None
    tone: Tone  # of the due day: the colour of the clock's state


class DayBar(QWidget):
    """Draws the rows; a day says on hover what it is, and the whole is told as text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[DayRow, ...] = ()
        self._today = date.min
        self._first = self._last = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("时限的天数"))

    def show_rows(self, rows: tuple[DayRow, ...], today: date) -> None:
        """Show these clocks; each row's words go to a screen reader."""
        self._rows, self._today = rows, today
        days = [mark.day for row in rows for mark in row.marks]
        self._first = min(days, default=today)
        self._last = max([*days, min(today, self._first + timedelta(days=_MOST))], default=today)
        self.setAccessibleDescription("；".join(map(self.words, rows)))
        self.setFixedHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def words(self, row: DayRow) -> str:
        """A row as text: how many days count, and by name which do not."""
        counted = sum(mark.kind.counts for mark in row.marks)
        named = dict.fromkeys(
            mark.word for mark in row.marks if mark.word and mark.kind is not MarkKind.REST_DAY
        )
        parts = [self.tr("{name}：计 {count} 天").format(name=row.name, count=counted), *named]
        return "，".join(parts)

    def day_words(self, row: int, day: date) -> str:
        """What one day is to one clock: `10月3日 周六，国庆节，节假日`."""
        found = [mark for mark in self._rows[row].marks if mark.day == day]
        said = f"{day_and_month(day)} {weekday(day)}"
        for mark in found:
            number = self.tr("第 {n} 天").format(n=mark.number) if mark.number else ""
            said = "，".join(filter(None, (said, mark.word, mark.kind.word, number)))
        return self.tr("{said}，今天").format(said=said) if day == self._today else said

    def sizeHint(self) -> QSize:
        """Room for the head and every row."""
        return QSize(320, _HEAD + len(self._rows) * (_ROW + _GAP))

    def event(self, event: QEvent) -> bool:
        """Say on hover which day it is and why it counts or not."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self._words_at(QPointF(event.pos()))
            if words:
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the days, then each row."""
        if not self._rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        for place, row in enumerate(self._rows):
            self._paint_row(painter, row, _HEAD + place * (_ROW + _GAP))

    @property
    def _cell(self) -> float:
        return self.width() / ((self._last - self._first).days + 1)

    def _left(self, day: date) -> float:
        return (day - self._first).days * self._cell

    def _words_at(self, at: QPointF) -> str:
        place = int((at.y() - _HEAD) // (_ROW + _GAP))
        if not (self._rows and 0 <= place < len(self._rows)):
            return ""
        return self.day_words(place, self._first + timedelta(days=int(at.x() // self._cell)))

    def _paint_head(self, painter: QPainter) -> None:
        theme, cell = self._theme, self._cell
        if self._first <= self._today <= self._last:
            column = QRectF(self._left(self._today), 18, cell, self.height() - 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Tone.ACCENT_SOFT))
            painter.drawRoundedRect(column, 3, 3)
        every = 1 if cell >= _NARROW else 7
        for number in range((self._last - self._first).days + 1):
            day = self._first + timedelta(days=number)
            box = QRectF(self._left(day), 18, cell, 16)
            if number == 0 or day.day == 1:
                painter.setFont(theme.font(Type.CAPTION))
                painter.setPen(theme.colour(Tone.TEXT_2))
                month = self.tr("{month}月").format(month=day.month)
                painter.drawText(QPointF(box.left(), 13), month)
            if number % every == 0 or day == self._today:
                today = day == self._today
                painter.setPen(theme.colour(Tone.ACCENT if today else Tone.TEXT_2))
                painter.setFont(theme.font(Type.KEY))
                wide = box.adjusted(-6, 0, 6, 0)
                painter.drawText(wide, Qt.AlignmentFlag.AlignCenter, str(day.day))
                lower = wide.translated(0, 15)
                painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, weekday(day)[-1])

    def _paint_row(self, painter: QPainter, row: DayRow, top: float) -> None:
        for mark in row.marks:
            box = QRectF(self._left(mark.day), top, self._cell, _ROW).adjusted(1, 1, -1, -1)
            self._paint_day(painter, row, mark, box)
        for run in bar(row.marks):
            if run.kind in (MarkKind.HOLIDAY, MarkKind.PAUSED) and run.word:
                self._paint_name(painter, run, top)

    def _paint_name(self, painter: QPainter, run: BarRun, top: float) -> None:
        """The name of a holiday or a pause over its days, where there is room for it."""
        paused = run.kind is MarkKind.PAUSED
        box = QRectF(self._left(run.first), top, run.days * self._cell, _ROW).adjusted(3, 8, -3, -8)
        painter.setFont(self._theme.font(Type.KEY))
        metrics = QFontMetrics(painter.font())
        if metrics.horizontalAdvance(run.word) > box.width():
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Tone.PAUSE_SOFT if paused else Tone.SUBTLE))
        width = metrics.horizontalAdvance(run.word) + 2
        painter.drawRect(QRectF(box.center().x() - width / 2, box.top(), width, box.height()))
        painter.setPen(self._theme.colour(Tone.PAUSE if paused else Tone.TEXT_2))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, run.word)

    def _paint_day(self, painter: QPainter, row: DayRow, mark: DayMark, box: QRectF) -> None:
        theme = self._theme
        due = mark.day == row.due
        past = mark.day < self._today
        fill, line, ink = self._ink(mark, past)
        if due:
            fill, line, ink = QBrush(theme.colour(row.tone)), row.tone, Tone.ON_ACCENT
        painter.setBrush(fill)
        painter.setPen(QPen(theme.colour(line), 2 if mark.day == self._today else 1))
        if mark.kind is MarkKind.REST_DAY and not due:
            middle = QRectF(box.left(), box.center().y() - 2, box.width(), 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Tone.LINE))
            painter.drawRoundedRect(middle, 2, 2)
            return
        painter.drawRoundedRect(box, 3, 3)
        number = str(mark.number) if mark.number else ""
        if mark.kind is MarkKind.START:
            number = self.tr("始")
        if self._cell >= _NARROW and number:
            painter.setFont(theme.font(Type.KEY))
            painter.setPen(theme.colour(ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
        if mark.kind is MarkKind.MAKE_UP:  # a weekend day that counts stands out by a bar below
            painter.setPen(QPen(theme.colour(ink), 2))
            painter.drawLine(box.bottomLeft() + QPointF(3, -3), box.bottomRight() + QPointF(-3, -3))

    def _ink(self, mark: DayMark, past: bool) -> tuple[QBrush, Tone, Tone]:  # noqa: FBT001  (drawn so)
        theme = self._theme
        match mark.kind:
            case MarkKind.HOLIDAY | MarkKind.CLOSED:
                return _hatched(theme, Tone.SUBTLE, Tone.LINE_STRONG), Tone.LINE, Tone.TEXT_2
            case MarkKind.PAUSED:
                return _hatched(theme, Tone.PAUSE_SOFT, Tone.PAUSE_HATCH), Tone.PAUSE, Tone.PAUSE
            case MarkKind.EXTENSION:
                return QBrush(theme.colour(Tone.BLUE_SOFT)), Tone.BLUE_LINE, Tone.BLUE
            case MarkKind.START:
                return QBrush(theme.colour(Tone.SURFACE)), Tone.TEXT_2, Tone.TEXT
            case _ if past:
                return QBrush(theme.colour(Tone.ACCENT_LINE)), Tone.ACCENT_LINE, Tone.TEXT
            case _:
                return QBrush(theme.colour(Tone.SURFACE)), Tone.ACCENT_LINE, Tone.ACCENT


def _hatched(theme: Theme, ground: Tone, line: Tone) -> QBrush:
    tile = QPixmap(_TILE, _TILE)
    tile.fill(theme.colour(ground))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(line), 1))
    for start in (-_TILE, 0, _TILE):
        painter.drawLine(QPointF(start - 1, _TILE + 1), QPointF(start + _TILE + 1, -1))
    painter.end()
    return QBrush(tile)


_MOST = 120  # days after the start that the bar reaches for the sake of today
