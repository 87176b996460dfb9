"""时限 of a case: each clock with its date and countdown, and the bar of days below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from core.deadline import Urgency
from core.explanation import MarkKind
from ui.controls.day_bar import DayBar, DayRow
from ui.controls.plain import Card, Hint, Pill, Text
from ui.day_words import day_and_month, weekday
from ui.marks import Look
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from desktop.case_file import CaseFile, ClockOnFile
    from ui.theme import Theme

_MOST = 3  # clocks drawn as rows; the others are told in words


class ClocksCard(Card):
    """What runs, until when, and why that day."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.bar = DayBar(theme)
        self._lines = [_Line(theme) for _ in range(_MOST)]
        self.why = Hint(theme)
        self._empty = Text(theme, Type.BODY, Tone.TEXT_2, self.tr("这个办件现在没有在走的时限。"))
        legend = self.tr(
            "实心 已计 · 空心 待计 · 灰线 周末 · 灰斜纹 节假日 · 紫斜纹 暂停 · 下划 调休上班"
        )
        self._legend = Text(theme, Type.CAPTION, Tone.TEXT_2, legend)
        head = QHBoxLayout()
        head.addWidget(Text(theme, Type.CARD_TITLE, Tone.TEXT, self.tr("时限")))
        head.addStretch()
        head.addWidget(self._legend)
        self.body.addLayout(head)
        self.body.addWidget(self._empty)
        for line in self._lines:
            self.body.addWidget(line)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.why)

    def show_file(self, file: CaseFile) -> None:
        """Show the clocks of a case."""
        drawn = file.clocks[:_MOST]
        self._empty.setVisible(not drawn)
        for widget in (self.bar, self.why, self._legend):
            widget.setVisible(bool(drawn))
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(drawn))
            if place < len(drawn):
                line.show_clock(drawn[place])
        self.bar.show_rows(tuple(map(_row, drawn)), file.today)
        self.why.show_words(f"{drawn[0].name}：{drawn[0].words}" if drawn else "")


class _Line(QWidget):
    """One clock in one line: name, limit, date, countdown, how sure."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._name = Text(theme, Type.LABEL)
        self._limit = Text(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._due = Text(theme, Type.ITEM_TITLE)
        self._left = Pill(theme, Look.NEUTRAL, "")
        self._sure = Pill(theme, Look.GOOD, "")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for column, (widget, width) in enumerate(
            ((self._name, 130), (self._limit, 180), (self._due, 170), (self._left, 0))
        ):
            widget.setMinimumWidth(width)
            grid.addWidget(widget, 0, column, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._sure, 0, 4)
        grid.setColumnStretch(5, 1)

    def show_clock(self, one: ClockOnFile) -> None:
        self._name.setText(one.name)
        self.setToolTip(one.words)
        limit = one.clock.limit.words()
        if one.clock.extension is not None:
            limit = self.tr("{limit}，延长 {more}").format(
                limit=limit, more=one.clock.extension.words()
            )
        self._limit.setText(limit)
        day = one.found.due_day
        self._due.setText(f"{day_and_month(day)} {weekday(day)}" if day else self.tr("恢复后再定"))
        self._left.show_state(Look.of_urgency(one.urgency), one.countdown)
        self._sure.setVisible(day is not None)
        self._sure.show_state(
            Look.PROVISIONAL if one.provisional else Look.GOOD,
            self.tr("暂定") if one.provisional else self.tr("确定"),
        )


def _row(one: ClockOnFile) -> DayRow:
    marks = tuple(mark for mark in one.marks if mark.kind is not MarkKind.CLOSED)
    return DayRow(one.name, marks, one.found.due_day, _DUE[one.urgency])


_DUE = {
    Urgency.OVERDUE: Tone.RED,
    Urgency.DUE1: Tone.YELLOW,
    Urgency.DUE2: Tone.BLUE,
    Urgency.NORMAL: Tone.TEXT,
    Urgency.PAUSED: Tone.PAUSE,
}
