"""Signing in at a counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout

from desktop import attendance
from ui.controls.command import CommandAction, CommandButton
from ui.controls.command_state import CommandState, Standing
from ui.controls.logo import Logo
from ui.controls.plain import Card, Hint, RefusalLine, Text
from ui.page import Page
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from core.errors import YiciError
    from core.staff import OnDuty
    from ui.bridge import Bridge
    from ui.theme import Theme

_CARD_WIDTH = 440  # px


class SignInPage(Page):
    """Badge, password, counter; a refusal stands where the clerk looks, the password is gone."""

    signed_in = Signal(object)  # OnDuty

    def __init__(self, theme: Theme, bridge: Bridge, hall_name: str, counter: str) -> None:
        super().__init__(self.tr("登录"))
        self._bridge = bridge
        self._busy = False
        self._badge = QLineEdit()
        self._password = QLineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._counter = QLineEdit(counter)
        self._refusal = RefusalLine(theme)
        self._hint = Hint(theme)
        self._hint.hide()
        self._sign_in = CommandAction("Return", "", self)
        self._sign_in.triggered.connect(self._ask)
        self._show_ready()
        self._lay_out(theme, hall_name)
        self._badge.returnPressed.connect(self._password.setFocus)
        self._password.returnPressed.connect(self._sign_in.trigger)
        self._counter.returnPressed.connect(self._sign_in.trigger)

    @property
    def refusal(self) -> str:
        """What stands below the fields as wrong."""
        return self._refusal.sentence

    @property
    def settled(self) -> bool:
        """Whether no password is being checked."""
        return not self._busy

    def hint(self, badge: str, password: str) -> None:
        """Tell who may sign in, for a demonstration."""
        self._hint.show_words(
            self.tr("演示：工号 {badge}，密码 {password}").format(badge=badge, password=password)
        )
        self._hint.show()

    def arrive(self) -> None:
        """Ready for the next clerk: badge and password empty, the counter as it was."""
        self._badge.clear()
        self._password.clear()
        self._refusal.clear()
        self._badge.setFocus()

    def _lay_out(self, theme: Theme, hall_name: str) -> None:
        card = Card()
        card.setFixedWidth(_CARD_WIDTH)
        card.body.setContentsMargins(32, 32, 32, 32)
        card.body.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Logo(theme, 40))
        head.addWidget(Text(theme, Type.PAGE_TITLE, Tone.TEXT, self.tr("一次 Yici")))
        head.addStretch()
        card.body.addLayout(head)
        card.body.addWidget(Text(theme, Type.BODY, Tone.TEXT_2, hall_name))
        card.body.addLayout(self._fields(theme))
        card.body.addWidget(self._refusal)
        card.body.addWidget(CommandButton(theme, self._sign_in, theme.sizes.primary_action))
        card.body.addWidget(self._hint)
        middle = QHBoxLayout()  # an alignment would not let the card grow with a refusal
        middle.addStretch()
        middle.addWidget(card)
        middle.addStretch()
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addStretch(3)

    def _fields(self, theme: Theme) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(12)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        names = (self.tr("工号"), self.tr("密码"), self.tr("窗口"))
        for row, (name, field) in enumerate(
            zip(names, (self._badge, self._password, self._counter), strict=True)
        ):
            label = Text(theme, Type.LABEL, Tone.TEXT_2, name)
            label.setBuddy(field)
            field.setFont(theme.font(Type.BODY))
            field.setAccessibleName(name)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        return grid

    def _ask(self) -> None:
        if self._busy:
            return
        badge, counter = self._badge.text().strip(), self._counter.text().strip()
        if not badge:
            self._refuse(self.tr("还没有输入工号，没有登录，请输入工号。"), self._badge)
        elif not counter:
            self._refuse(self.tr("还没有输入窗口号，没有登录，请输入窗口号。"), self._counter)
        else:
            self._busy = True
            self._refusal.clear()
            self._sign_in.show_state(
                CommandState(self.tr("登录"), Standing.WAITS, self.tr("正在核对密码……"))
            )
            self._bridge.command(
                self, attendance.sign_in, badge, self._password.text(), counter
            ).success(self._enter).failure(self._refused).settled(self._show_ready).run()

    def _enter(self, duty: OnDuty) -> None:
        self._password.clear()
        self.signed_in.emit(duty)

    def _refused(self, error: YiciError) -> None:
        self._refuse(str(error), self._password)

    def _refuse(self, sentence: str, field: QLineEdit) -> None:
        self._refusal.say(sentence)
        self._password.clear()
        field.setFocus()

    def _show_ready(self) -> None:
        self._busy = False
        self._sign_in.show_state(
            CommandState(self.tr("登录"), Standing.NEXT, self.tr("以本人工号上岗"))
        )
