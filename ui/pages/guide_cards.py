"""The guide desk's forms: a question, and a slip to print again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QGridLayout, QHBoxLayout, QLineEdit

from core.guide_facts import Destination
from desktop.guide_desk import Question
from ui.controls.command import CommandButton
from ui.controls.plain import Card, RefusalLine, Text
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.controls.command import CommandAction
    from ui.theme import Theme

_WIDTH = 520  # px


class QuestionCard(Card):
    """What was asked, and who answers it."""

    def __init__(self, theme: Theme, begin: CommandAction) -> None:
        super().__init__()
        self.words = QLineEdit()
        self.asker = QLineEdit()
        self.department = QLineEdit()
        self.place = QLineEdit()
        self.phone = QLineEdit()
        self.bring = QLineEdit()
        self.note = QLineEdit()
        self.refusal = RefusalLine(theme)
        self.setFixedWidth(_WIDTH)
        self.body.addWidget(Text(theme, Type.CARD_TITLE, Tone.TEXT, self.tr("登记咨询")))
        self.bring.setPlaceholderText(self.tr("几样之间用分号隔开"))
        rows = (
            ((self.tr("咨询问题"), self.words),),
            ((self.tr("咨询人（可空）"), self.asker),),
            ((self.tr("转到部门"), self.department),),
            ((self.tr("地点"), self.place), (self.tr("电话"), self.phone)),
            ((self.tr("携带材料"), self.bring),),
            ((self.tr("给接办人的话"), self.note),),
        )
        self.body.addLayout(fields(theme, rows))
        self.body.addWidget(self.refusal)
        self.body.addWidget(CommandButton(theme, begin, theme.sizes.primary_action))

    def written(self) -> Question:
        """The question as the form has it."""
        materials = re.split(r"[；;]", self.bring.text())
        return Question(
            words=self.words.text(),
            destination=self.destination(),
            asker=self.asker.text(),
            bring=tuple(one.strip() for one in materials if one.strip()),
            note=self.note.text(),
        )

    def destination(self) -> Destination:
        """Where the form sends a question."""
        return Destination(
            self.department.text().strip(), self.place.text().strip(), self.phone.text().strip()
        )

    def suggest(self, departments: Sequence[str]) -> None:
        """Offer these while a department is typed."""
        completer = QCompleter(list(departments), self.department)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.department.setCompleter(completer)

    def clear(self) -> None:
        """Ready for the next question."""
        for field in self.findChildren(QLineEdit):
            field.clear()


class NumberCard(Card):
    """A number whose slip was lost or did not come out, or whose person missed the call."""

    def __init__(self, theme: Theme, reprint: CommandAction, revive: CommandAction) -> None:
        super().__init__()
        self.number = QLineEdit()
        self.reason = QLineEdit()
        self.setFixedWidth(_WIDTH)
        self.body.addWidget(Text(theme, Type.CARD_TITLE, Tone.TEXT, self.tr("补打小票、过号恢复")))
        row = ((self.tr("排队号"), self.number), (self.tr("补打原因"), self.reason))
        self.refusal = RefusalLine(theme)
        self.body.addLayout(fields(theme, (row,)))
        self.body.addWidget(self.refusal)
        buttons = QHBoxLayout()
        for action in (reprint, revive):
            buttons.addWidget(CommandButton(theme, action, theme.sizes.target))
        self.body.addLayout(buttons)

    def clear(self) -> None:
        """Ready for the next number."""
        self.number.clear()
        self.reason.clear()


def fields(theme: Theme, rows: Sequence[Sequence[tuple[str, QLineEdit]]]) -> QGridLayout:
    """Rows of fields, each field with its name before it."""
    grid = QGridLayout()
    grid.setVerticalSpacing(8)
    grid.setHorizontalSpacing(12)
    most = max(len(row) for row in rows)
    for place, row in enumerate(rows):
        for column, (name, field) in enumerate(row):
            label = Text(theme, Type.LABEL, Tone.TEXT_2, name)
            label.setBuddy(field)
            field.setFont(theme.font(Type.BODY))
            field.setAccessibleName(name)
            across = 1 if len(row) > 1 else 2 * most - 1
            grid.addWidget(label, place, 2 * column)
            grid.addWidget(field, place, 2 * column + 1, 1, across)
    for column in range(most):
        grid.setColumnStretch(2 * column + 1, 1)
    return grid
