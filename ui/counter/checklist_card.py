"""申请材料: the checklist with its meter and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from core.checklist import RowState
from ui.controls.meter import Meter
from ui.controls.plain import Card, ElidedText, KeyCap, Text
from ui.counter.acts import Act
from ui.counter.checklist_rows import ChecklistModel, ChecklistView
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from core.case import Case
    from ui.counter.draft import ChecklistDraft
    from ui.theme import Theme


class ChecklistCard(Card):
    """Every row of the frozen catalogue version, and how much the applicant has been told."""

    ticked = Signal(int, object)  # row, RowState
    all_received = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._told = Text(theme, Type.NUMBER, Tone.ACCENT)
        self._meter = Meter(theme)
        self._legend = Text(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._version = Text(theme, Type.BODY_SMALL, Tone.TEXT_3)
        self._keys = ElidedText(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._model = ChecklistModel(self)
        self.rows = ChecklistView(theme, self._model)
        self.rows.setAccessibleName(self.tr("申请材料清单"))
        self.rows.ticked.connect(self.ticked)
        self.rows.all_received.connect(self.all_received)
        head = QHBoxLayout()
        head.addWidget(Text(theme, Type.CARD_TITLE, Tone.TEXT, self.tr("申请材料")))
        head.addWidget(KeyCap(theme, Act.CHECKLIST.value))
        head.addWidget(self._keys, 1)
        head.addWidget(Text(theme, Type.LABEL, Tone.TEXT, self.tr("已告知全部")))
        head.addWidget(self._told)
        legend = QHBoxLayout()
        legend.addWidget(self._legend)
        legend.addStretch()
        legend.addWidget(self._version)
        self.body.addLayout(head)
        self.body.addWidget(self._meter)
        self.body.addLayout(legend)
        self.body.addWidget(self.rows, 1)

    def show_case(self, case: Case, draft: ChecklistDraft) -> None:
        """Show the case's rows as found now."""
        found = draft.found
        told = self.tr("{told} / {all}").format(told=found.told, all=found.to_tell)
        self._told.setText(told)
        self._meter.show_segments(
            tuple(state for state in _MET if state in found.states for _ in found.rows(state)),
            self.tr("已告知全部 {told}").format(told=told),
        )
        self._legend.setText(self._counted(draft))
        self._version.setText(
            self.tr("目录 {version} 版，已冻结").format(version=case.catalogue_version[:10])
        )
        self._keys.setText(self._advice(case, draft))
        self._model.show_draft(draft)

    def _counted(self, draft: ChecklistDraft) -> str:
        received = len(draft.found.rows(RowState.RECEIVED))
        parts = [self.tr("{count} 项已收").format(count=received)]
        if draft.missing:
            listed = self.tr("{count} 项列入告知").format(count=draft.missing)
            parts.append(listed)
        if draft.unexplained:
            parts.append(self.tr("{count} 项必交材料待核对").format(count=draft.unexplained))
        else:
            parts.append(self.tr("没有未说明的必交材料"))
        return "  ·  ".join(parts)

    def _advice(self, case: Case, draft: ChecklistDraft) -> str:
        if not draft.open_rows:
            return self.tr("办件{state}，清单不再改动").format(state=case.state.word)
        if draft.recorded.listed:
            return self.tr("只核对告知书列出的 {count} 项").format(count=len(draft.open_rows))
        return self.tr("空格、数字 已收 · M 缺 · N 不适用 · A 其余全收")


_MET = (RowState.RECEIVED, RowState.MISSING, RowState.OPEN)  # from told to untold
