"""The status bar: what is wrong, and what still works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desktop.cable import Link
from ui.controls.plain import ElidedText, Pill, Rule, Text
from ui.day_words import age
from ui.marks import Look
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from core.staff import OnDuty
    from desktop.desk import Change, Status
    from ui.bridge import Bridge
    from ui.theme import Theme

translate = QCoreApplication.translate
_NEW = timedelta(minutes=1)  # an age below says nothing


@dataclass(frozen=True)
class StateWords:
    """One state: how grave, the word, and what it means for the clerk."""

    look: Look
    word: str
    remark: str = ""


class StatusBar(QFrame):
    """Network, what is unsent or set aside, printer, clock, clerk; refreshed by every change."""

    looked = Signal(object)  # Status
    clock_asked = Signal()
    set_aside_asked = Signal()

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__()
        self.setFixedHeight(theme.sizes.status_bar)
        self._status = bridge.status(self).success(self._show)
        self.link = Pill(theme, Look.NEUTRAL, "")
        self.remark = ElidedText(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self.parked = Pill(theme, Look.WARNING, "")
        self.look = QPushButton(self.tr("查看处理"))
        self.look.setFont(theme.font(Type.LABEL))
        self.look.setProperty("place", "bar")
        self.look.clicked.connect(self.set_aside_asked)
        self.look.hide()
        self.printer = Pill(theme, Look.NEUTRAL, "")
        self.printer_remark = ElidedText(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self.clock = Pill(theme, Look.WARNING, self.tr("时钟有疑问"))
        self.answer_clock = QPushButton(self.tr("监察确认"))
        self.answer_clock.setFont(theme.font(Type.LABEL))
        self.answer_clock.setProperty("place", "bar")
        self.answer_clock.clicked.connect(self.clock_asked)
        for about_clock in (self.clock, self.answer_clock):
            about_clock.hide()
        self._before_clerk = Rule.upright()
        self._counter = Text(theme, Type.LABEL)
        self._badge = Text(theme, Type.BODY_SMALL, Tone.TEXT_2)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(12)
        layout.addWidget(self.link)
        layout.addWidget(self.remark)
        layout.addWidget(self.parked)
        layout.addWidget(self.look)
        layout.addWidget(Rule.upright())
        layout.addWidget(self.printer)
        layout.addWidget(self.printer_remark)
        layout.addWidget(self.clock)
        layout.addWidget(self.answer_clock)
        layout.addStretch(1)
        layout.addWidget(Text(theme, Type.BODY_SMALL, Tone.TEXT_2, self.tr("F1 按键")))
        layout.addWidget(self._before_clerk)
        layout.addWidget(self._counter)
        layout.addWidget(self._badge)
        self.show_clerk(None)
        bridge.changed.connect(self._hear)
        self._status.run()

    def show_clerk(self, duty: OnDuty | None) -> None:
        """Show the counter and the badge on duty."""
        self._before_clerk.setVisible(duty is not None)
        self._counter.setText(
            self.tr("窗口 {counter}").format(counter=duty.counter) if duty else ""
        )
        self._badge.setText(self.tr("工号 {badge}").format(badge=duty.clerk.badge) if duty else "")

    def _hear(self, _change: Change) -> None:
        self._status.run()

    def _show(self, status: Status) -> None:
        for words, pill, remark in (
            (link_words(status), self.link, self.remark),
            (printer_words(status), self.printer, self.printer_remark),
        ):
            pill.show_state(words.look, words.word)
            pill.setToolTip(words.remark)
            remark.setText(words.remark)
        for about_clock in (self.clock, self.answer_clock):
            about_clock.setVisible(status.clock is not None)
        self.looked.emit(status)
        self.parked.setVisible(status.parked > 0)
        self.look.setVisible(status.parked > 0 or status.link.link is Link.HALTED)
        self.parked.show_state(
            Look.WARNING, self.tr("{count} 条收到未采用").format(count=status.parked)
        )
        self.parked.setToolTip(
            self.tr("其他工位的记录还不能采用，本机办理不受影响，请联系管理员。")
        )


def link_words(status: Status) -> StateWords:
    """What to say about the network."""
    unsent = status.unsent
    match status.link.link:
        case Link.NONE:
            return StateWords(
                Look.NEUTRAL,
                translate("status_bar", "未联网"),
                translate("status_bar", "没有设置中心服务器，记录都保存在本机"),
            )
        case Link.CONNECTING:
            return StateWords(
                Look.NEUTRAL,
                translate("status_bar", "正在连接 · 待上传 {count}").format(count=unsent),
            )
        case Link.ONLINE if unsent:
            return StateWords(
                Look.GOOD,
                _with_age(
                    translate("status_bar", "在线 · 正在上传 {count}").format(count=unsent), status
                ),
            )
        case Link.ONLINE:
            return StateWords(Look.GOOD, translate("status_bar", "在线"))
        case Link.OFFLINE:
            return StateWords(
                Look.WARNING,
                _with_age(
                    translate("status_bar", "离线 · 待上传 {count}").format(count=unsent), status
                ),
                status.link.reason or translate("status_bar", "可继续办理，恢复后自动上传"),
            )
        case Link.HALTED:
            return StateWords(
                Look.WARNING,
                _with_age(
                    translate("status_bar", "与服务器不一致 · 待上传 {count}").format(count=unsent),
                    status,
                ),
                status.link.reason,
            )


def _with_age(words: str, status: Status) -> str:
    if status.unsent_age is None or status.unsent_age < _NEW:
        return words
    return translate("status_bar", "{words}（最早 {age}前）").format(
        words=words, age=age(status.unsent_age)
    )


def printer_words(status: Status) -> StateWords:
    """What to say about printing."""
    spool = status.spool
    if spool.troubled:
        return StateWords(
            Look.ALARM,
            translate("status_bar", "{count} 张没打出来").format(count=spool.troubled),
            spool.latest_trouble,
        )
    if spool.waiting:
        return StateWords(
            Look.NEUTRAL,
            translate("status_bar", "{count} 张等待打印").format(count=spool.waiting),
        )
    return StateWords(Look.GOOD, translate("status_bar", "打印机就绪"))
