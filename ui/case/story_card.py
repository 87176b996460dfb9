"""经过: what happened to the case, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
)

from core.moment import business_day
from ui.controls.plain import Card, Text
from ui.day_words import clock_time, day_and_month
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from desktop.case_file import CaseFile
    from ui.theme import Theme

_LEAST = 136  # px: four lines
_WIDTHS = (120, 130, 0, 70)  # px; 0 takes the rest


class StoryCard(Card):
    """One line for each fact: when, what, what besides, and who."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.lines = QTableWidget(0, len(_WIDTHS))
        self.lines.setAccessibleName(self.tr("经过"))
        self.lines.setShowGrid(False)
        self.lines.setMinimumHeight(_LEAST)
        self.lines.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.lines.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.lines.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.lines.setTabKeyNavigation(False)
        self.lines.verticalHeader().hide()
        self.lines.verticalHeader().setDefaultSectionSize(34)
        header = self.lines.horizontalHeader()
        header.hide()
        for column, width in enumerate(_WIDTHS):
            if width:
                header.resizeSection(column, width)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.body.addWidget(Text(theme, Type.CARD_TITLE, Tone.TEXT, self.tr("经过")))
        self.body.addWidget(self.lines, 1)

    def show_file(self, file: CaseFile) -> None:
        """Show what happened."""
        self.lines.setRowCount(len(file.story))
        for row, line in enumerate(file.story):
            when = f"{day_and_month(business_day(line.at))} {clock_time(line.at)}"
            for column, words in enumerate((when, line.what, line.detail, line.who)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                item.setFont(self._theme.font(Type.LABEL if column == 1 else Type.BODY_SMALL))
                tone = Tone.TEXT if column == 1 else Tone.TEXT_2
                item.setForeground(self._theme.colour(tone))
                self.lines.setItem(row, column, item)
