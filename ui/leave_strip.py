"""Leaving with entries unsent: a strip that asks for a signature, or warns before closing."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from desktop import attendance
from ui.controls.plain import KeyCap, RefusalLine, Text
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from core.errors import YiciError
    from core.staff import OnDuty
    from desktop.desk import Status
    from ui.bridge import Bridge
    from ui.theme import Theme


class _Wish(enum.Enum):
    STAY = enum.auto()
    SIGN_OUT = enum.auto()
    CLOSE = enum.auto()


class LeaveStrip(QFrame):
    """Signs a clerk out; goes on by itself once the last entry has arrived."""

    left = Signal()  # signed out, the window stays
    closing = Signal()  # the window may be closed now

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.late = 0  # entries that wait for the server, as last heard
        self._wish = _Wish.STAY
        self._cleared = False
        self._duty: OnDuty | None = None
        self.signs_out = True  # unless somebody closed without a signature
        self._sentence = Text(theme, Type.BODY, Tone.TEXT)
        self._sentence.setWordWrap(True)
        self._caution = bridge.query(self, attendance.closing_caution).success(self._warn)
        self.password = QLineEdit()
        self.password.setFont(theme.font(Type.BODY))
        self.password.setPlaceholderText(self.tr("本人密码，作为签字"))
        self.password.setAccessibleName(self.tr("本人密码，作为签字"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.refusal = RefusalLine(theme)
        self.sign = QPushButton(self.tr("签字并签退"))
        self.sign.setProperty("place", "next")
        self.just_close = QPushButton(self.tr("不签退，直接关闭"))
        back = QPushButton(self.tr("返回"))
        row = QHBoxLayout()
        row.addWidget(self.password, 1)
        for button in (self.sign, self.just_close, back):
            button.setFont(theme.font(Type.LABEL))
            row.addWidget(button)
        row.addWidget(KeyCap(theme, "Esc"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.addWidget(self._sentence)
        layout.addLayout(row)
        layout.addWidget(self.refusal)
        self.password.returnPressed.connect(self._sign)
        self.sign.clicked.connect(self._sign)
        self.just_close.clicked.connect(self._close_unsigned)
        back.clicked.connect(self.hide)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is unsent, and what may be done."""
        return self._sentence.text()

    def follow(self, status: Status) -> None:
        """Once nothing is late any more, what was wished for needs no signature."""
        self.late = status.late
        if status.late or self.isHidden():
            return
        if self._wish is _Wish.SIGN_OUT and self._duty is not None:
            self._end_shift(self._duty)
        elif self._wish is _Wish.CLOSE:
            self._may_close_now()

    def sign_out(self, duty: OnDuty) -> None:
        """End the shift; `left` when it has ended."""
        self._wish, self._duty = _Wish.SIGN_OUT, duty
        self._end_shift(duty)

    def may_close(self, duty: OnDuty | None) -> bool:
        """Whether the window may close at once; otherwise `closing` says when it may."""
        if self._cleared or not self.late:
            return True
        self._wish, self._duty = _Wish.CLOSE, duty
        self._caution.run()
        return False

    def let_go(self) -> None:
        """The program ends anyway: ask nothing any more."""
        self._cleared = True

    def hideEvent(self, event: QHideEvent) -> None:
        """Taken away, nothing is wished for any more."""
        self._wish = _Wish.STAY
        self.password.clear()
        super().hideEvent(event)

    def _warn(self, caution: str) -> None:
        if self._wish is not _Wish.CLOSE:
            return
        if not caution:
            self._may_close_now()
            return
        self._ask(caution)

    def _ask(self, sentence: str) -> None:
        closing = self._wish is _Wish.CLOSE
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.sign.setText(self.tr("签字并关闭") if closing else self.tr("签字并签退"))
        self.just_close.setText(
            self.tr("不签退，直接关闭") if self._duty is not None else self.tr("关闭程序")
        )
        self.just_close.setVisible(closing)
        for needs_clerk in (self.password, self.sign):
            needs_clerk.setVisible(self._duty is not None)
        self.refusal.clear()
        self.show()
        (self.password if self._duty is not None else self.just_close).setFocus()

    def _sign(self) -> None:
        if self._duty is not None and self.password.text():
            self._end_shift(self._duty, self.password.text())
            self.password.clear()
        else:
            self.password.setFocus()

    def _end_shift(self, duty: OnDuty, password: str = "") -> None:
        self.refusal.clear()
        self._bridge.command(self, attendance.end_shift, duty, password).success(
            self._ended
        ).failure(self._refuse).run()

    def _ended(self, _nothing: None) -> None:
        if self._wish is _Wish.CLOSE:
            self.signs_out = False
            self._may_close_now()
            return
        self.hide()
        self._duty = None
        self.left.emit()

    def _refuse(self, error: YiciError) -> None:
        if isinstance(error, attendance.SignatureNeeded):
            self._ask(str(error))
        elif self.isHidden():
            self._bridge.report(error)
        else:
            self.refusal.say(str(error))
            self.password.setFocus()

    def _close_unsigned(self) -> None:
        self.signs_out = False
        self._may_close_now()

    def _may_close_now(self) -> None:
        self._cleared = True
        self.closing.emit()
