"""预约 at the guide desk: a place in a slot, and the appointments of whoever stands here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from core.applicant import applicant
from core.appointment import AppointmentState
from desktop import appointments
from ui.controls.command import CommandAction
from ui.controls.command_state import CommandState, Standing
from ui.counter.strip import Blank, Choice, Strip
from ui.day_words import clock_time, day_and_month, weekday

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from core.appointment import Appointment, Slot
    from core.errors import YiciError
    from core.staff import OnDuty
    from desktop.appointments import CheckIn, Offer
    from desktop.workbench import ItemChoice
    from ui.bridge import Bridge, Command
    from ui.pages.take_number import TakeNumberCard
    from ui.theme import Theme


class AppointmentStrip(Strip):
    """Asks for day, slot and person; the item and the document stand in the card above."""

    told = Signal(str)
    appearing = Signal()
    gone = Signal()

    def __init__(self, theme: Theme, bridge: Bridge, duty: OnDuty, card: TakeNumberCard) -> None:
        super().__init__(theme)
        self._bridge = bridge
        self._duty = duty
        self._card = card
        self._busy = False
        self.book = CommandAction("Ctrl+B", self.tr("预约"), self)
        self.book.triggered.connect(self._ask_day)
        self.today = CommandAction("Ctrl+D", self.tr("今天的预约"), self)
        self.today.triggered.connect(self._ask_appointment)
        self.closed.connect(self.put_away)
        card.told.connect(self.hide)  # a number was given out: the next person
        self._show_standings()

    @property
    def settled(self) -> bool:
        """Whether no act is on its way."""
        return not self._busy

    def ask(self, title: str, choices: tuple[Choice, ...], note: str = "") -> None:
        """Ask this, once the page has made room: a small screen has none for both."""
        self.hide()  # Qt gives the keyboard to what is added to a shown card only a moment later
        self.appearing.emit()
        super().ask(title, choices, note)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the room back."""
        super().hideEvent(event)
        self.gone.emit()

    def put_away(self) -> None:
        """Nothing is asked any more."""
        self.hide()
        self._card.item.setFocus()

    def _ask_day(self) -> None:
        item = self._card.item.settle()
        if item is None:
            self._say_above(self.tr("还没有选定事项，没有预约，请先查到事项再预约。"))
            self._card.item.setFocus()
            return
        self._ask_the_desk()
        query = self._bridge.query(self, appointments.offered, item.code)
        query.success(partial(self._offer_days, item)).settled(self._settle).run()

    def _offer_days(self, item: ItemChoice, offers: tuple[Offer, ...]) -> None:
        if not offers:
            self._say_above(
                self.tr("{item} 两周内没有可约的时段，没有预约，请直接取号。").format(
                    item=item.name
                )
            )
            return
        days = tuple(
            Choice(
                self.tr("{day} {weekday} 余 {free}").format(
                    day=day_and_month(offer.day), weekday=weekday(offer.day), free=offer.free
                ),
                partial(self._offer_slots, item, offer),
            )
            for offer in offers
        )
        self.ask(self.tr("预约哪一天"), days, item.name)

    def _offer_slots(self, item: ItemChoice, offer: Offer) -> None:
        person = (
            Blank(self.tr("姓名")),
            Blank(self.tr("证件号码"), self._card.identity.text()),
            Blank(self.tr("电话")),
        )
        slots = tuple(
            Choice(
                self.tr("{begin}–{end} 余 {free}").format(
                    begin=clock_time(slot.begins_at), end=clock_time(slot.ends_at), free=free
                ),
                partial(self._book, slot),
                person,
            )
            for slot, free in offer.slots
        )
        self.ask(self.tr("预约 {day}").format(day=day_and_month(offer.day)), slots, item.name)

    def _book(self, slot: Slot, name: str, identity: str, phone: str) -> None:
        person = applicant(name, identity, phone)
        command = self._bridge.command(self, appointments.book, self._duty, slot.slot_id, person)
        self._run(command.success(self._booked))

    def _booked(self, one: Appointment) -> None:
        self._finish(
            self.tr("已预约 {day} {time}").format(
                day=day_and_month(one.slot.day), time=clock_time(one.slot.begins_at)
            )
        )
        self._card.clear()

    def _ask_appointment(self) -> None:
        self._ask_the_desk()
        query = self._bridge.query(self, appointments.of_person, self._card.identity.text())
        query.success(self._offer_held).failure(self._refuse_above).settled(self._settle).run()

    def _offer_held(self, held: tuple[Appointment, ...]) -> None:
        open_ones = [one for one in held if one.state is AppointmentState.BOOKED]
        if not open_ones:
            past = "、".join(f"{self._written(one)}{one.state.word}" for one in held)
            self._say_above(
                self.tr("此人今天没有待办的预约（{past}），请直接取号。").format(past=past)
                if past
                else self.tr("此人今天没有预约，请核对证件，或直接取号。")
            )
            self._card.identity.setFocus()
            return
        reason = (Blank(self.tr("取消的原因")),)
        choices = [
            choice
            for one in open_ones
            for choice in (
                Choice(
                    self.tr("取号 {what}").format(what=self._written(one)),
                    partial(self._check_in, one),
                ),
                Choice(
                    self.tr("取消 {what}").format(what=self._written(one)),
                    partial(self._cancel, one),
                    reason,
                ),
            )
        ]
        self.ask(self.tr("今天的预约"), tuple(choices), open_ones[0].name)

    def _check_in(self, one: Appointment) -> None:
        command = self._bridge.command(self, appointments.check_in, self._duty, one.appointment_id)
        self._run(command.success(self._checked_in))

    def _checked_in(self, came: CheckIn) -> None:
        self._card.show_number(came.ticket, came.arrival.words)

    def _cancel(self, one: Appointment, reason: str) -> None:
        command = self._bridge.command(
            self, appointments.cancel, self._duty, one.appointment_id, reason.strip()
        )
        self._run(command.success(self._cancelled))

    def _cancelled(self, one: Appointment) -> None:
        self._finish(self.tr("已取消 {what} 的预约").format(what=self._written(one)))

    def _run(self, command: Command[Appointment] | Command[CheckIn]) -> None:
        if not self._busy:
            self._busy = True
            self._show_standings()
            command.failure(self._refuse).settled(self._settle).run()

    def _ask_the_desk(self) -> None:
        self._busy = True
        self._card.refusal.clear()
        self._show_standings()

    def _settle(self) -> None:
        self._busy = False
        self._show_standings()

    def _finish(self, words: str) -> None:
        self.told.emit(words)
        self.put_away()

    def _refuse(self, error: YiciError) -> None:
        self.refuse(str(error))

    def _refuse_above(self, error: YiciError) -> None:
        self._say_above(str(error))
        self._card.identity.setFocus()

    def _say_above(self, sentence: str) -> None:
        self.hide()
        self._card.refusal.say(sentence)

    def _written(self, one: Appointment) -> str:
        name = self._card.item.name_of(one.slot.item_code)
        return f"{clock_time(one.slot.begins_at)} {name}"

    def _show_standings(self) -> None:
        standing = Standing.WAITS if self._busy else Standing.READY
        self.book.show_state(CommandState(self.tr("预约"), standing))
        self.today.show_state(CommandState(self.tr("今天的预约"), standing))
