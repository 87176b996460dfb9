"""The clerk's acts upon numbers and the counter, and what is told after each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from core.ticket import TicketState
from desktop import casework, chosen_call, counter_room, day_end, reception, ticket_moves
from ui.day_words import clock_time

if TYPE_CHECKING:
    from core.counter import CounterStanding
    from core.errors import YiciError
    from core.staff import OnDuty
    from core.ticket import Ticket
    from core.ticket_class import Entitlement
    from core.ticket_facts import Place
    from desktop.counter_options import CounterOptions
    from desktop.office import Office
    from ui.bridge import Bridge, Command
    from ui.counter.one_act import OneAct

T = TypeVar("T")


class Hand(Protocol):
    """What carries acts out."""

    act: OneAct

    @property
    def glyphs(self) -> frozenset[str]:
        """The characters the clerk was told of."""

    def keep_findings(self) -> None:
        """Record what was found in the case in hand."""

    def mind_glyphs(self, error: YiciError) -> None:
        """The next press confirms what this one was refused for."""

    def remember_step(self, ticket_id: str) -> None:
        """The ticket whose last step could be taken back."""


class QueueActs(QObject):
    """Everything but the case itself: numbers issued, called, moved, set aside and taken back."""

    told = Signal(str)  # what was just done
    done = Signal()
    refused = Signal(object)  # YiciError
    undoable = Signal(str)  # what was just done and can be taken back

    def __init__(
        self, hand: Hand, bridge: Bridge, office: Office, duty: OnDuty, options: CounterOptions
    ) -> None:
        super().__init__()
        self._hand = hand
        self._bridge = bridge
        self._office = office
        self._duty = duty
        self._options = options

    def take_number(self) -> None:
        """取号."""
        command = self._bridge.command(self, reception.issue_ticket, self._duty)
        self._give(command.success(self._issued))

    def take_in_class(self, entitled: Entitlement) -> None:
        """取号 in a class."""
        issue = partial(reception.issue_ticket, entitled=entitled)
        command = self._bridge.command(self, issue, self._duty)
        self._give(command.success(self._issued))

    def call_next(self) -> None:
        """叫下一位."""
        command = self._bridge.command(self, reception.call_next, self._duty)
        self._give(command.success(self._called))

    def call_chosen(self, ticket_id: str) -> None:
        """Call one from the list."""
        command = self._bridge.command(
            self, chosen_call.call_chosen, self._duty, self._options, ticket_id
        )
        self._give(command.success(self._called))

    def leave_and_call(self, ticket_id: str) -> None:
        """办结并叫: the person here leaves, one from the list is called."""
        self._hand.keep_findings()
        command = self._bridge.command(
            self,
            chosen_call.leave_and_call,
            self._duty,
            self._office,
            self._hand.glyphs,
            self._options,
            ticket_id,
        )
        self._give(command.success(self._called))

    def call_again(self) -> None:
        """重呼."""
        command = self._bridge.command(self, reception.call_again, self._duty)
        self._give(command.success(self._called))

    def no_show(self) -> None:
        """过号."""
        command = self._bridge.command(self, reception.no_show, self._duty)
        self._give(command.success(self._passed))

    def start_service(self) -> None:
        """开始."""
        command = self._bridge.command(self, reception.start_service, self._duty)
        self._give(command.success(lambda _ticket: self.done.emit()))

    def finish(self) -> None:
        """办结; findings not recorded yet are recorded first."""
        self._hand.keep_findings()
        command = self._bridge.command(
            self, casework.leave, self._duty, self._office, self._hand.glyphs
        )
        self._give(command.success(self._finished))

    def undo(self, ticket_id: str) -> None:
        """撤销."""
        command = self._bridge.command(self, ticket_moves.undo, self._duty, ticket_id)
        self._give(command.success(self._undone))

    def park(self, reason: str) -> None:
        """挂起."""
        self._hand.keep_findings()
        command = self._bridge.command(self, ticket_moves.park, self._duty, reason)
        self._give(command.success(self._moved))

    def resume(self, ticket_id: str) -> None:
        """接着办."""
        command = self._bridge.command(self, ticket_moves.resume, self._duty, ticket_id)
        self._give(command.success(self._resumed))

    def transfer(self, note: str, counter: str, item_code: str) -> None:
        """转办."""
        self._hand.keep_findings()
        command = self._bridge.command(
            self, ticket_moves.transfer, self._duty, note, counter, item_code
        )
        self._give(command.success(self._transferred))

    def give_back(self, place: Place) -> None:
        """退回队列."""
        self._hand.keep_findings()
        command = self._bridge.command(self, ticket_moves.return_to_queue, self._duty, place)
        self._give(command.success(self._moved))

    def leave(self, ticket_id: str, reason: str) -> None:
        """The person goes away."""
        self._hand.keep_findings()
        command = self._bridge.command(self, ticket_moves.leave, self._duty, ticket_id, reason)
        self._give(command.success(self._moved))

    def void(self, ticket_id: str, reason: str) -> None:
        """作废."""
        command = self._bridge.command(self, ticket_moves.void, self._duty, ticket_id, reason)
        self._give(command.success(self._moved))

    def edit(self, ticket_id: str, items: tuple[str, ...], note: str) -> None:
        """改事项 and note."""
        command = self._bridge.command(self, ticket_moves.edit, self._duty, ticket_id, items, note)
        self._give(command.success(self._edited))

    def split(self, ticket_id: str, items: tuple[str, ...]) -> None:
        """拆号."""
        command = self._bridge.command(self, ticket_moves.split, self._duty, ticket_id, items)
        self._give(command.success(self._split))

    def join(self, ticket_id: str, other_number: str) -> None:
        """并号."""
        command = self._bridge.command(self, ticket_moves.join, self._duty, ticket_id, other_number)
        self._give(command.success(self._edited))

    def revive(self, ticket_id: str, place: Place) -> None:
        """恢复排队."""
        command = self._bridge.command(self, ticket_moves.revive, self._duty, ticket_id, place)
        self._give(command.success(self._moved))

    def pause(self, reason: str) -> None:
        """暂停."""
        command = self._bridge.command(self, counter_room.pause, self._duty, reason)
        self._give(command.success(self._stands))

    def stop(self, reason: str) -> None:
        """紧急停止."""
        self._hand.keep_findings()
        command = self._bridge.command(self, counter_room.stop, self._duty, reason)
        self._give(command.success(self._stands))

    def reopen(self) -> None:
        """恢复办理."""
        command = self._bridge.command(self, counter_room.reopen, self._duty)
        self._give(command.success(self._stands))

    def close_day(self) -> None:
        """日终清理."""
        command = self._bridge.command(self, day_end.close_day, self._duty)
        self._give(command.success(self._day_closed))

    def _give(self, command: Command[T]) -> None:
        self._hand.act.carry_out(command.failure(self._refuse))

    def _refuse(self, error: YiciError) -> None:
        self._hand.mind_glyphs(error)
        self.refused.emit(error)

    def _tell(self, words: str) -> None:
        self.told.emit(words)
        self.done.emit()

    def _tell_step(self, ticket: Ticket, words: str, short: str) -> None:
        self._hand.remember_step(ticket.ticket_id)
        self.undoable.emit(short)
        self._tell(words)

    def _split(self, ticket: Ticket) -> None:
        self._tell(self.tr("已拆出 {number}").format(number=ticket.number))

    def _issued(self, ticket: Ticket) -> None:
        self._tell(self.tr("已取号 {number}").format(number=ticket.number))

    def _called(self, ticket: Ticket) -> None:
        words = self.tr("请 {number} 到 {counter} 号窗口（第 {calls} 次呼叫）").format(
            number=ticket.number, counter=ticket.counter, calls=ticket.calls
        )
        self._tell_step(ticket, words, self.tr("已叫 {number}").format(number=ticket.number))

    def _passed(self, ticket: Ticket) -> None:
        short = self.tr("{number} 已过号").format(number=ticket.number)
        words = short
        if ticket.state is TicketState.WAITING and ticket.not_before is not None:
            words = self.tr("{number} 没有来，{time} 以后再叫").format(
                number=ticket.number, time=clock_time(ticket.not_before)
            )
        self._tell_step(ticket, words, short)

    def _finished(self, ticket: Ticket) -> None:
        words = self.tr("{number} 已办结").format(number=ticket.number)
        self._tell_step(ticket, words, words)

    def _undone(self, ticket: Ticket) -> None:
        self._tell(
            self.tr("已撤销，{number} {state}").format(
                number=ticket.number, state=ticket.state.word
            )
        )

    def _moved(self, ticket: Ticket) -> None:
        self._tell(
            self.tr("{number} {state}").format(number=ticket.number, state=ticket.state.word)
        )

    def _resumed(self, ticket: Ticket) -> None:
        self._tell(self.tr("{number} 接着办").format(number=ticket.number))

    def _transferred(self, ticket: Ticket) -> None:
        words = self.tr("{number} 已转办，重新等候").format(number=ticket.number)
        if ticket.reserved_for:
            words = self.tr("{number} 已转到 {counter} 号窗口").format(
                number=ticket.number, counter=ticket.reserved_for
            )
        self._tell(words)

    def _edited(self, ticket: Ticket) -> None:
        self._tell(self.tr("{number} 的事项、备注已改").format(number=ticket.number))

    def _stands(self, standing: CounterStanding) -> None:
        self._tell(
            self.tr("{counter} 号窗口{state}").format(
                counter=standing.counter, state=standing.state.word
            )
        )

    def _day_closed(self, closed: tuple[Ticket, ...]) -> None:
        self._tell(self.tr("日终清理：{count} 个号已了结").format(count=len(closed)))
