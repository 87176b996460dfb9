"""The case file: one case whole, on one page, and every act on it in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.staff import counter_word
from ui.case.act_panel import ActPanel
from ui.case.clocks_card import ClocksCard
from ui.case.papers_list import PapersList
from ui.case.story_card import StoryCard
from ui.controls.plain import ElidedText, Hint, Pill, Text
from ui.counter.preview_panel import PreviewPanel
from ui.day_words import day_and_month, weekday
from ui.marks import Look
from ui.page import Page
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.case_file import CaseFile
    from ui.pages.case_file_model import CaseFileModel
    from ui.theme import Theme


class CaseFilePage(Page):
    """Header, clocks with the bar of days, what happened, papers, and the acts at the right."""

    def __init__(self, theme: Theme, model: CaseFileModel, in_hand: Callable[[], str]) -> None:
        """`in_hand` tells which case the workbench has before it; empty for none."""
        super().__init__(self.tr("办件"))
        self.model = model
        model.setParent(self)
        self._in_hand = in_hand
        self._came_with = ""
        self.heading = ElidedText(theme, Type.PAGE_TITLE)
        self.state = Pill(theme, Look.NEUTRAL, "")
        self.who = ElidedText(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self.what_if = Hint(theme)
        self.clocks = ClocksCard(theme)
        self.story = StoryCard(theme)
        self.papers = PapersList(theme)
        self.acts = ActPanel(theme, model)
        self.preview = PreviewPanel(theme, model.preview)
        self._left = QStackedWidget()
        self.whole = QStackedWidget()
        self._find = QLineEdit()
        self._lay_out(theme)
        model.changed.connect(self._show)
        model.told.connect(self.told)
        model.carried_out.connect(self._close_preview)
        self.acts.previewed.connect(lambda: self._left.setCurrentWidget(self.preview))
        self.preview.closed.connect(self._close_preview)
        self.papers.looked_at.connect(self._look_at)
        self.papers.confirmed.connect(model.confirm_sheet)
        self.papers.reprinted.connect(model.reprint)
        self.papers.receipt_asked.connect(model.issue_receipt)
        self._find.returnPressed.connect(self._search)

    @property
    def settled(self) -> bool:
        """Whether no act is on its way and the case asked for is here."""
        model = self.model
        return not model.busy and (not model.case_id or model.file is not None)

    def open(self, case_id: str) -> None:
        """Show this case."""
        self._close_preview()
        self.model.open(case_id)

    def take_scan(self, scanned: str) -> bool:
        """A slip scanned over this page opens its file."""
        self._close_preview()
        self.model.find(scanned)
        return True

    def arrive(self) -> None:
        """Show the case the workbench has in hand, unless it was shown already."""
        in_hand = self._in_hand()
        if in_hand and in_hand != self._came_with:
            self._came_with = in_hand
            self.open(in_hand)
        self.model.refresh()
        self.resume()

    def resume(self) -> None:
        """From the preview to the case, from a form to the acts."""
        if self._left.currentWidget() is self.preview:
            self._close_preview()
        elif self.model.act is not None:
            self.model.choose(None)
        if self.model.file is None:
            self._find.setFocus()
        else:
            self.acts.begin()

    def _lay_out(self, theme: Theme) -> None:
        gutter = theme.sizes.gutter
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.heading)
        head.addWidget(self.state)
        head.addStretch(1)
        lower = QHBoxLayout()
        lower.setSpacing(gutter)
        lower.addWidget(self.story, 5)
        lower.addWidget(self.papers, 3)
        file = QWidget()
        column = QVBoxLayout(file)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.who)
        column.addWidget(self.clocks)
        column.addWidget(self.what_if)
        column.addLayout(lower, 1)
        area = QScrollArea()  # a case with many clocks is taller than a counter's display
        area.setWidget(file)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        file.setAutoFillBackground(False)
        self._left.addWidget(area)
        self._left.addWidget(self.preview)
        self.acts.setFixedWidth(theme.sizes.left_column)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gutter)
        row.addWidget(self._left, 1)
        row.addWidget(self.acts)
        self.whole.addWidget(self._empty(theme))
        self.whole.addWidget(whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gutter, gutter, gutter, gutter)
        layout.addWidget(self.whole)

    def _empty(self, theme: Theme) -> QWidget:
        words = self.tr("输入办件编号，或扫收件凭证、告知书；也可以在“时限”页上选中办件按 Enter。")
        hint = Text(theme, Type.BODY, Tone.TEXT_2, words)
        self._find.setFont(theme.font(Type.BODY))
        self._find.setPlaceholderText(self.tr("20260928-03-0001"))
        self._find.setAccessibleName(self.tr("办件编号"))
        self._find.setMaximumWidth(theme.sizes.right_column)
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.addStretch()
        column.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter)
        field = QHBoxLayout()
        field.addStretch()
        field.addWidget(self._find, 1)
        field.addStretch()
        column.addLayout(field)
        column.addStretch()
        return empty

    def _show(self) -> None:
        file = self.model.file
        self.whole.setCurrentIndex(1 if file else 0)
        if file is None:
            return
        case = file.case
        self.heading.setText(case.item.name)
        self.state.show_state(_look(file), case.state.word)
        urgent = self.tr("急件") if case.urgent else ""
        facts = (case.number, file.applicant, counter_word(case.counter), case.slip, urgent)
        self.who.setText("　".join(filter(None, facts)))
        self.clocks.show_file(file)
        self.story.show_file(file)
        self.papers.show_file(file)
        self.what_if.setVisible(bool(file.what_if))
        self.what_if.show_words(suppositions(self, file))

    def _look_at(self, sheet: object) -> None:
        self.model.preview.look_at_sheet(sheet)  # type: ignore[arg-type]  # a signal's Sheet
        self._left.setCurrentWidget(self.preview)

    def _close_preview(self) -> None:
        if self._left.currentWidget() is self.preview:
            self.model.preview.close()
            self._left.setCurrentIndex(0)

    def _search(self) -> None:
        if self._find.text().strip():
            self.model.find(self._find.text())
            self._find.clear()


def suppositions(page: CaseFilePage, file: CaseFile) -> str:
    """What would follow, as the page says it."""
    words = page.tr("{name}：预计 {day} {weekday}")
    return "　".join(
        words.format(
            name=one.name, day=day_and_month(one.deadline.due), weekday=weekday(one.deadline.due)
        )
        for one in file.what_if
        if one.deadline.due is not None
    )


def _look(file: CaseFile) -> Look:
    if file.case.state.is_final:
        return Look.GOOD
    return Look.of_urgency(file.clocks[0].urgency) if file.clocks else Look.NEUTRAL
