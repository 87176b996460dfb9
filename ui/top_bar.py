"""The top bar: product, tabs, slip field, time and who is on duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from core.moment import CHINA
from desktop.database_room import wall_clock
from ui.controls.command import CommandAction, CommandButton
from ui.controls.command_state import CommandState, Standing
from ui.controls.logo import Logo
from ui.controls.plain import ElidedText, KeyCap, Rule, Text
from ui.day_words import clock_time, full_day
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.staff import OnDuty
    from ui.theme import Theme

_LOGO = 32  # px
_SLIP_WIDTH = 232  # px
_TICK = 1000  # ms
_TOLD_FOR = 8000  # ms


class TopBar(QFrame):
    """Tabs choose a page; the slip field takes what a scanner types, on every page."""

    tab_chosen = Signal(int)
    slip_scanned = Signal(str)
    sign_out_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(theme.sizes.top_bar)
        self._titles: list[str] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.tab_chosen)
        self._tabs = QHBoxLayout()
        self._tabs.setSpacing(0)
        self._slip = QLineEdit()
        self._slip.setFont(theme.font(Type.BODY_SMALL))
        self._slip.setFixedWidth(_SLIP_WIDTH)
        self._slip.setPlaceholderText(self.tr("扫告知书或凭证上的码"))
        self._slip.setAccessibleName(self.tr("告知书或凭证编码"))
        self._slip.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)
        self._slip.returnPressed.connect(self._scan)
        self._slip_cap = KeyCap(theme, "Ctrl K")
        self._to_slip = QAction(self.tr("扫告知书或凭证"), self)
        self._to_slip.setShortcut(QKeySequence("Ctrl+K"))
        self._to_slip.triggered.connect(self._slip.setFocus)
        self.addAction(self._to_slip)
        self._told = ElidedText(theme, Type.BODY_SMALL, Tone.ACCENT)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(_TOLD_FOR)
        self._forget.timeout.connect(self._told.clear)
        self._day = Text(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._time = Text(theme, Type.ITEM_TITLE)
        self._before_clerk = Rule.upright()
        self._name = Text(theme, Type.LABEL)
        self._role = Text(theme, Type.CAPTION, Tone.TEXT_2)
        self._sign_out = CommandAction("Ctrl+L", "", self)
        self._sign_out.show_state(CommandState(self.tr("签退"), Standing.READY))
        self._sign_out.triggered.connect(self.sign_out_asked)
        self.addAction(self._sign_out)
        self._sign_out_button = CommandButton(theme, self._sign_out, theme.sizes.target)
        self._lay_out()
        self.show_clerk(None)
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK)
        self._ticker.timeout.connect(self._show_time)
        self._ticker.start()
        self._show_time()

    @property
    def sign_out(self) -> CommandAction:
        """签退."""
        return self._sign_out

    def show_clerk(self, duty: OnDuty | None) -> None:
        """Show who is on duty; with nobody, nothing can be chosen or scanned."""
        for widget in (self._slip, self._slip_cap, self._before_clerk, self._sign_out_button):
            widget.setVisible(duty is not None)
        self._to_slip.setEnabled(duty is not None)
        self._sign_out.setEnabled(duty is not None)
        self._name.setText(duty.clerk.name if duty else "")
        self._role.setText(duty.clerk.role.word if duty else "")
        self._slip.clear()

    def show_tabs(self, titles: Sequence[str]) -> None:
        """Offer these pages, the first chosen."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._tabs.removeWidget(button)
            button.deleteLater()
        self._titles = list(titles)
        for place, title in enumerate(titles):
            button = QPushButton(title)
            button.setProperty("place", "tab")
            button.setFont(self._theme.font(Type.LABEL))
            button.setCheckable(True)
            button.setToolTip(f"Ctrl {place + 1}")
            key = QAction(title, button)
            key.setShortcut(QKeySequence(f"Ctrl+{place + 1}"))
            key.triggered.connect(button.click)
            button.addAction(key)
            self._group.addButton(button, place)
            self._tabs.addWidget(button)
        if titles:
            self.choose(0)

    def choose(self, place: int) -> None:
        """Mark the page in front."""
        self._group.button(place).setChecked(True)

    def show_urgent(self, place: int, count: int) -> None:
        """Write a count beside a page's title; nothing for zero."""
        title = self._titles[place]
        button = self._group.button(place)
        button.setText(
            self.tr("{title}  {count}").format(title=title, count=count) if count else title
        )
        button.setAccessibleDescription(
            self.tr("{count} 件要紧").format(count=count) if count else ""
        )

    def tell(self, words: str) -> None:
        """Say for a while what was just done."""
        self._told.setText(words)
        self._forget.start()

    def begin_slip(self, typed: str) -> None:
        """A scanner has begun to type outside any field."""
        self._slip.setFocus()
        self._slip.setText(typed)

    def _scan(self) -> None:
        scanned = self._slip.text().strip()
        self._slip.clear()
        if scanned:
            self.slip_scanned.emit(scanned)

    def _show_time(self) -> None:
        now = wall_clock()
        self._day.setText(full_day(now.astimezone(CHINA).date()))
        self._time.setText(clock_time(now))

    def _lay_out(self) -> None:
        theme = self._theme
        clerk = QVBoxLayout()
        clerk.setSpacing(0)
        clerk.addStretch()
        clerk.addWidget(self._name)
        clerk.addWidget(self._role)
        clerk.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(12)
        layout.addWidget(Logo(theme, _LOGO))
        layout.addWidget(Text(theme, Type.ITEM_TITLE, Tone.TEXT, self.tr("一次")))
        layout.addSpacing(16)
        layout.addLayout(self._tabs)
        layout.addWidget(self._told, 1)
        layout.addWidget(self._slip)
        layout.addWidget(self._slip_cap)
        layout.addSpacing(8)
        layout.addWidget(self._day)
        layout.addWidget(self._time)
        layout.addWidget(self._before_clerk)
        layout.addLayout(clerk)
        layout.addWidget(self._sign_out_button)
