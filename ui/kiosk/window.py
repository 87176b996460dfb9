"""The kiosk's window: one visitor after the other, and nothing left of the one before."""

from __future__ import annotations

import enum
import uuid
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.entity import EntityKind
from core.kiosk import KioskOffer, NumberRequest, PriorityGround
from core.moment import CHINA
from desktop import kiosk
from desktop.database_room import wall_clock
from ui.controls.plain import Text
from ui.day_words import clock_time, full_day
from ui.kiosk.pages import ChoicePage, CodePage, NumberPage
from ui.kiosk.scanner import Scanner
from ui.kiosk.staff_page import StaffPage
from ui.kiosk.touch import TouchButton
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent

    from core.errors import YiciError
    from core.kiosk import DepartmentItems, Taken
    from core.staff import Clerk
    from desktop.desk import Change
    from desktop.kiosk import KioskActs
    from desktop.settings import Settings
    from ui.bridge import Bridge, Command
    from ui.theme import Theme

SECOND = 1000  # ms
_MARGIN = 40  # px
_OFFERED = {EntityKind.CATALOGUE, EntityKind.APPOINTMENT, EntityKind.APPOINTMENT_SLOT}


class Place(enum.Enum):
    """Where the visitor is."""

    START = "start"
    ITEMS = "items"
    PRIORITY = "priority"
    CODE = "code"
    NUMBER = "number"
    STAFF = "staff"


class KioskWindow(QWidget):
    """Department, item, number; every way ends at the start again."""

    def __init__(self, theme: Theme, bridge: Bridge, settings: Settings, acts: KioskActs) -> None:
        super().__init__()
        self._bridge = bridge
        self._setting = settings.kiosk
        self._acts = acts
        self._offered = KioskOffer((), appointments=False)
        self._group: DepartmentItems | None = None
        self._ground: PriorityGround | None = None
        self._taken: Taken | None = None
        self._scanner = Scanner()
        self._day = wall_clock().astimezone(CHINA).date()
        self._unlocked = False
        self._busy = False
        self.place = Place.START
        self.seconds_left = 0
        self.choices = ChoicePage(theme)
        self.code = CodePage(theme)
        self.number = NumberPage(theme)
        self.staff = StaffPage(theme, bridge)
        self._clock = Text(theme, Type.KIOSK_BODY, Tone.TEXT_2)
        self.back = TouchButton(theme, "")
        self.priority = TouchButton(theme, self.tr("老年人、军人等优先"))
        self.check_in = TouchButton(theme, self.tr("我有预约"))
        self.lock = TouchButton(theme, self.tr("工作人员"))
        self._stack = QStackedWidget()
        self._lay_out(theme, settings.hall_name)
        self._offer = bridge.query(self, kiosk.offer).success(self._show_offer)
        self._ticker = QTimer(self)
        self._ticker.setInterval(SECOND)
        self._ticker.timeout.connect(self._tick)
        self._ticker.start()
        bridge.changed.connect(self._hear)
        self.choices.chosen.connect(self._choose)
        self.code.entered.connect(self._check_in)
        self.staff.unlocked.connect(self._unlock)
        self.back.clicked.connect(self.start_over)
        self.priority.clicked.connect(lambda: self._go(Place.PRIORITY))
        self.check_in.clicked.connect(lambda: self._go(Place.CODE))
        self.lock.clicked.connect(lambda: self._go(Place.STAFF))
        self.setObjectName("kiosk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("自助取号 · 一次 Yici"))
        self._offer.run()
        self.start_over()

    def start_over(self) -> None:
        """The next visitor finds nothing of this one."""
        self._group = self._ground = self._taken = None
        self._scanner.forget()
        self.code.clear()
        self.staff.clear()
        self.number.show_refusal("")
        self._go(Place.START)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A slip is scanned whatever page is in front; staff type."""
        if self.place is Place.STAFF:
            super().keyPressEvent(event)
        elif scanned := self._scanner.hear(event):
            self._take(scanned)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Somebody is here."""
        self._stay()
        super().mousePressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only whoever has a badge closes a kiosk."""
        if self._unlocked:
            super().closeEvent(event)
        else:
            event.ignore()
            self._go(Place.STAFF)

    def _choose(self, chosen: int) -> None:
        if self._busy:
            return
        if self.place is Place.START:
            self._group = self._offered.groups[chosen]
            self._go(Place.ITEMS)
        elif self.place is Place.PRIORITY:
            self._ground = tuple(PriorityGround)[chosen]
            self._go(Place.START)
        elif self._group is not None:
            request = NumberRequest(_new_request(), self._group.items[chosen].code, self._ground)
            self._busy = True
            self._answer(self._bridge.command(self, self._acts.take, request))

    def _take(self, scanned: str) -> None:
        if not self._busy:
            self._busy = True
            self._answer(
                self._bridge.command(self, self._acts.return_visit, _new_request(), scanned)
            )

    def _check_in(self, code: str) -> None:
        if not self._busy:
            self._busy = True
            self._answer(self._bridge.command(self, self._acts.check_in, _new_request(), code))

    def _answer(self, command: Command[Taken]) -> None:
        self.choices.say_waiting()
        command.success(self._show_number).failure(self._refuse).settled(self._settle).run()

    def _settle(self) -> None:
        self._busy = False

    def _show_number(self, taken: Taken) -> None:
        self._taken = taken
        self.number.show_number(taken)
        self._go(Place.NUMBER)
        self._look_for_slip()
        ticket_id = taken.ticket_id
        query = self._bridge.query(self, self._acts.wait, ticket_id)
        query.success(lambda words: self._show_wait(ticket_id, words)).run()

    def _refuse(self, error: YiciError) -> None:
        self.number.show_refusal(str(error))
        self._go(Place.NUMBER)

    def _look_for_slip(self) -> None:
        if self._taken is not None:
            ticket_id = self._taken.ticket_id
            query = self._bridge.query(self, kiosk.slip_trouble, ticket_id)
            query.success(lambda trouble: self._show_slip(ticket_id, trouble)).run()

    def _show_slip(self, ticket_id: str, trouble: object) -> None:
        if trouble and self._is_shown(ticket_id):
            self.number.show_slip_trouble()

    def _show_wait(self, ticket_id: str, words: str) -> None:
        if self._is_shown(ticket_id):
            self.number.show_wait(words)

    def _is_shown(self, ticket_id: str) -> bool:
        return self._taken is not None and self._taken.ticket_id == ticket_id

    def _hear(self, change: Change) -> None:
        if any(touched.entity in _OFFERED for touched in change.touched):
            self._offer.run()
        self._look_for_slip()

    def _show_offer(self, offered: KioskOffer) -> None:
        self._offered = offered
        if self.place is Place.START:
            self._go(Place.START)

    def _unlock(self, _clerk: Clerk) -> None:
        self._unlocked = True
        self.close()

    def _go(self, place: Place) -> None:
        self.place = place
        match place:
            case Place.START:
                self.choices.show_choices(
                    self._start_title(),
                    [group.name for group in self._offered.groups],
                    self.tr("现在没有可以取号的事项，请到导办台咨询。"),
                )
            case Place.ITEMS if self._group is not None:
                names = [item.name for item in self._group.items]
                self.choices.show_choices(self._group.name, names, "")
            case Place.PRIORITY:
                self.choices.show_choices(
                    self.tr("您属于哪一类？请在窗口出示证件"),
                    [ground.word for ground in PriorityGround],
                    "",
                )
        self._stack.setCurrentWidget(self._page_of(place))
        at_start = place is Place.START
        self.back.setVisible(not at_start or self._ground is not None)
        self.priority.setVisible(at_start and self._ground is None)
        self.check_in.setVisible(at_start and self._offered.appointments)
        self.lock.setVisible(at_start)
        if place is Place.STAFF:
            self.staff.arrive()
        else:
            self.setFocus()
        self._stay()

    def _start_title(self) -> str:
        if self._ground is None:
            return self.tr("请选择办理部门")
        return self.tr("优先取号（{ground}）：请选择办理部门").format(ground=self._ground.word)

    def _page_of(self, place: Place) -> QWidget:
        pages: dict[Place, QWidget] = {
            Place.CODE: self.code,
            Place.NUMBER: self.number,
            Place.STAFF: self.staff,
        }
        return pages.get(place, self.choices)

    def _stay(self) -> None:
        shows_number = self.place is Place.NUMBER
        setting = self._setting
        self.seconds_left = setting.show_number_seconds if shows_number else setting.idle_seconds
        self._show_countdown()

    def _tick(self) -> None:
        now = wall_clock()
        day = now.astimezone(CHINA).date()
        self._clock.setText(f"{full_day(day)}　{clock_time(now)}")
        if day != self._day:  # another catalogue may be in force, and other people are expected
            self._day = day
            self._offer.run()
        if self.place is Place.START and self._ground is None:
            return
        self.seconds_left -= 1
        if self.seconds_left <= 0:
            self.start_over()
        else:
            self._show_countdown()

    def _show_countdown(self) -> None:
        words = self.tr("返回首页（{seconds} 秒）").format(seconds=self.seconds_left)
        self.back.setText(words)
        self.back.setAccessibleName(words)
        self.back.update()

    def _lay_out(self, theme: Theme, hall_name: str) -> None:
        head = QHBoxLayout()
        head.addWidget(Text(theme, Type.KIOSK_TITLE, Tone.TEXT, hall_name))
        head.addStretch()
        head.addWidget(self._clock)
        for page in (self.choices, self.code, self.number, self.staff):
            self._stack.addWidget(page)
        foot = QHBoxLayout()
        foot.setSpacing(_MARGIN // 2)
        for button in (self.back, self.check_in, self.priority):
            foot.addWidget(button, 2)
        foot.addWidget(self.lock, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_MARGIN // 2)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)


def _new_request() -> str:
    return str(uuid.uuid4())
