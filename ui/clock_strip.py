"""The question about the station's clock: a strip in which a supervisor answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from core.moment import CHINA
from desktop import clock_watch
from ui.controls.plain import KeyCap, RefusalLine, Text
from ui.day_words import clock_time, full_day
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from datetime import datetime

    from core.errors import YiciError
    from desktop.desk import Status
    from ui.bridge import Bridge
    from ui.theme import Theme


class ClockStrip(QFrame):
    """Asked for on the status bar; badge, password and what the clock was compared with."""

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__()
        self._theme = theme
        self._bridge = bridge
        self._question = Text(theme, Type.BODY, Tone.TEXT)
        self._question.setWordWrap(True)
        self.badge = self._field(self.tr("监察工号"))
        self.password = self._field(self.tr("密码"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.reason = self._field(self.tr("与什么核对过，如：电话报时台"))
        self.refusal = RefusalLine(theme)
        confirm = QPushButton(self.tr("确认时钟正确"))
        confirm.setProperty("place", "next")
        close = QPushButton(self.tr("返回"))
        row = QHBoxLayout()
        for field, share in ((self.badge, 1), (self.password, 1), (self.reason, 2)):
            row.addWidget(field, share)
        for button in (confirm, close):
            button.setFont(theme.font(Type.LABEL))
            row.addWidget(button)
        row.addWidget(KeyCap(theme, "Esc"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.addWidget(self._question)
        layout.addLayout(row)
        layout.addWidget(self.refusal)
        self.badge.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self.reason.setFocus)
        self.reason.returnPressed.connect(self._confirm)
        confirm.clicked.connect(self._confirm)
        close.clicked.connect(self.hide)
        self.hide()

    def follow(self, status: Status) -> None:
        """Know what is asked; nothing any more takes the strip away."""
        question = status.clock
        if question is None:
            self.hide()
            return
        words = self.tr(
            "本机时钟{finding}：显示过 {shown}，应在 {expected} 前后。"
            "带日期的文书暂停出具，收件、核对照常；请监察与标准时间核对后确认。"
        )
        self._question.setText(
            words.format(
                finding=question.finding.word,
                shown=_moment(question.shown),
                expected=_moment(question.expected),
            )
        )

    def ask(self) -> None:
        """Put the question before whoever sits here."""
        for field in (self.badge, self.password, self.reason):
            field.clear()
        self.refusal.clear()
        self.show()
        self.badge.setFocus()

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setFont(self._theme.font(Type.BODY))
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        return field

    def _confirm(self) -> None:
        self.refusal.clear()
        self._bridge.command(
            self,
            clock_watch.confirm_with,
            self.badge.text(),
            self.password.text(),
            self.reason.text(),
        ).success(self._confirmed).failure(self._refuse).run()
        self.password.clear()

    def _confirmed(self, _sure: object) -> None:
        self.hide()

    def _refuse(self, error: YiciError) -> None:
        self.refusal.say(str(error))
        self.password.setFocus()


def _moment(at: datetime) -> str:
    return f"{full_day(at.astimezone(CHINA).date())} {clock_time(at)}"
