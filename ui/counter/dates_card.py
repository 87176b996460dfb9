"""什么时候办好, as a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.plain import Card, Pill, Rule, Text
from ui.counter.dates import Sureness
from ui.day_words import day_and_month, weekday
from ui.marks import Look
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from ui.counter.dates import DateLine
    from ui.theme import Theme

_LINES = 3  # two what-ifs and a clock, or the two clocks of the office


class DatesCard(Card):
    """Each date big, with its weekday and how sure it is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._empty = Text(theme, Type.BODY, Tone.TEXT_2, self.tr("收件后，这里显示哪一天能办好。"))
        self._empty.setWordWrap(True)
        self._lines = [_Line(theme) for _ in range(_LINES)]
        title = self.tr("什么时候办好")
        self.body.addWidget(Text(theme, Type.CARD_TITLE, Tone.TEXT, title))
        self.body.addWidget(self._empty)
        for line in self._lines:
            self.body.addWidget(line)
        self.body.addStretch()
        self.show_dates(())

    def show_dates(self, dates: tuple[DateLine, ...]) -> None:
        """Show these dates, at most three."""
        self._empty.setVisible(not dates)
        for line, found in zip(self._lines, (*dates, *[None] * _LINES), strict=False):
            line.setVisible(found is not None)
            if found is not None:
                line.show_date(found)


class _Line(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._name = Text(theme, Type.LABEL)
        self._detail = Text(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._detail.setWordWrap(True)
        self._day = Text(theme, Type.NUMBER)
        self._weekday = Text(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._pill = Pill(theme, Look.GOOD, "")
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self._name)
        left.addWidget(self._detail)
        left.addStretch()
        date = QHBoxLayout()
        date.setSpacing(8)
        date.addStretch()
        date.addWidget(self._day)
        date.addWidget(self._weekday, 0, Qt.AlignmentFlag.AlignBottom)
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addLayout(date)
        right.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout()
        row.addLayout(left, 1)
        row.addLayout(right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Rule.lying())
        layout.addLayout(row)

    def show_date(self, line: DateLine) -> None:
        self._name.setText(line.name)
        self._detail.setText(line.detail)
        self._day.setText(day_and_month(line.day) if line.day else self.tr("当场办好"))
        self._day.set_tone(Tone.ACCENT if line.sureness is Sureness.FIRM else Tone.TEXT)
        self._weekday.setText(weekday(line.day) if line.day else "")
        self._pill.show_state(_LOOKS[line.sureness], line.sureness.word)


_LOOKS = {
    Sureness.FIRM: Look.GOOD,
    Sureness.EXPECTED: Look.NEUTRAL,
    Sureness.PROVISIONAL: Look.PROVISIONAL,
}
