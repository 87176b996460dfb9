"""The way out of a kiosk, for staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop import kiosk
from ui.controls.plain import RefusalLine, Text
from ui.kiosk.touch import TouchButton
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from core.errors import YiciError
    from ui.bridge import Bridge
    from ui.theme import Theme

_WIDTH = 640  # px


class StaffPage(QWidget):
    """Badge and password, typed on a keyboard that staff bring along."""

    unlocked = Signal(object)  # Clerk

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._badge = QLineEdit()
        self._password = QLineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._refusal = RefusalLine(theme)
        self.close_kiosk = TouchButton(theme, self.tr("关闭自助取号"), Tone.ACCENT)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addWidget(Text(theme, Type.KIOSK_TITLE, Tone.TEXT, self.tr("工作人员")))
        for field, name in ((self._badge, self.tr("工号")), (self._password, self.tr("密码"))):
            label = Text(theme, Type.KIOSK_BODY, Tone.TEXT_2, name)
            label.setBuddy(field)
            field.setAccessibleName(name)
            field.setFont(theme.font(Type.KIOSK_BODY))
            field.setFixedSize(_WIDTH, theme.sizes.kiosk_target)
            layout.addWidget(label)
            layout.addWidget(field)
        layout.addWidget(self._refusal)
        self.close_kiosk.setMaximumSize(_WIDTH, theme.sizes.kiosk_target)
        layout.addWidget(self.close_kiosk)
        layout.addStretch()
        self._badge.returnPressed.connect(self._password.setFocus)
        self._password.returnPressed.connect(self._ask)
        self.close_kiosk.clicked.connect(self._ask)

    @property
    def refusal(self) -> str:
        """Why the kiosk stays open."""
        return self._refusal.sentence

    def arrive(self) -> None:
        """Ready for a badge."""
        self._badge.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        self._badge.clear()
        self._password.clear()
        self._refusal.clear()

    def _ask(self) -> None:
        command = self._bridge.command(
            self, kiosk.unlock, self._badge.text(), self._password.text()
        )
        self._password.clear()
        command.success(self.unlocked.emit).failure(self._refuse).run()

    def _refuse(self, error: YiciError) -> None:
        self._refusal.say(str(error))
