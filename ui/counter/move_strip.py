"""What can become of a person or a number: set aside, sent on, given back, gone, taken back in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.ticket_facts import Place
from core.ticket_states import TicketEvent
from core.ticket_table import is_allowed
from ui.counter.item_words import item_names, typed_items
from ui.counter.strip import Blank, Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.ticket import Ticket
    from desktop.workbench import ItemChoice
    from ui.counter.queue_acts import QueueActs

translate = QCoreApplication.translate


def park_choices(acts: QueueActs) -> tuple[Choice, ...]:
    """Why the person goes away for a while."""
    reasons = (
        translate("strips", "取材料"),
        translate("strips", "缴费"),
        translate("strips", "拍照复印"),
        translate("strips", "等待核实"),
    )
    other = Blank(translate("strips", "挂起的原因"))
    return (
        *(Choice(reason, partial(acts.park, reason)) for reason in reasons),
        Choice(translate("strips", "其他……"), acts.park, (other,)),
    )


def move_choices(
    acts: QueueActs, ticket: Ticket, items: Sequence[ItemChoice], counter: str
) -> tuple[Choice, ...]:
    """What the state of the number allows; only who is at the counter is sent on or back."""
    here = ticket.state.holds_counter and ticket.counter == counter
    offered = [
        (TicketEvent.TRANSFER, _transfer(acts, items)) if here else None,
        (TicketEvent.RETURN, _give_back(acts, Place.KEPT)) if here else None,
        (TicketEvent.RETURN, _give_back(acts, Place.END)) if here else None,
        (TicketEvent.EDIT, _edit(acts, ticket, items)),
        (TicketEvent.LEAVE, _leave(acts, ticket)),
        (TicketEvent.VOID, _void(acts, ticket)),
        (TicketEvent.EDIT, _join(acts, ticket)),
        (TicketEvent.EDIT, _split(acts, ticket, items)) if len(ticket.items) > 1 else None,
    ]
    return tuple(one[1] for one in offered if one is not None and is_allowed(ticket.state, one[0]))


def chosen_choices(
    acts: QueueActs, present: Ticket, chosen: Ticket, stay: Callable[[], None]
) -> tuple[Choice, ...]:
    """Somebody is here while another is chosen."""
    go_on = translate("strips", "办结并叫 {number}").format(number=chosen.number)
    return (
        Choice(translate("strips", "留在当前 {number}").format(number=present.number), stay),
        Choice(go_on, partial(acts.leave_and_call, chosen.ticket_id)),
    )


def revive_choices(acts: QueueActs, missed: Ticket) -> tuple[Choice, ...]:
    """Where a missed number waits again."""
    again = partial(acts.revive, missed.ticket_id)
    return (
        Choice(translate("strips", "排到最后"), partial(again, Place.END)),
        Choice(translate("strips", "回到原位"), partial(again, Place.KEPT)),
    )


def _transfer(acts: QueueActs, items: Sequence[ItemChoice]) -> Choice:
    def carry_out(counter: str, item: str, note: str) -> None:
        codes = typed_items(items, item)
        acts.transfer(note, counter.strip(), codes[0] if codes else "")

    blanks = (
        Blank(translate("strips", "转到几号窗口")),
        Blank(translate("strips", "改办事项"), explain=partial(item_names, items)),
        Blank(translate("strips", "交代一句")),
    )
    return Choice(translate("strips", "转办……"), carry_out, blanks)


def _give_back(acts: QueueActs, place: Place) -> Choice:
    words = {
        Place.KEPT: translate("strips", "退回原位"),
        Place.END: translate("strips", "退到最后"),
    }
    return Choice(words[place], partial(acts.give_back, place))


def _edit(acts: QueueActs, ticket: Ticket, items: Sequence[ItemChoice]) -> Choice:
    def carry_out(typed: str, note: str) -> None:
        acts.edit(ticket.ticket_id, typed_items(items, typed), note)

    blanks = (
        Blank(
            translate("strips", "事项，几项用空格分开"),
            " ".join(ticket.items),
            partial(item_names, items),
        ),
        Blank(translate("strips", "备注"), ticket.note),
    )
    return Choice(translate("strips", "改事项……"), carry_out, blanks)


def _split(acts: QueueActs, ticket: Ticket, items: Sequence[ItemChoice]) -> Choice:
    def carry_out(typed: str) -> None:
        acts.split(ticket.ticket_id, typed_items(items, typed))

    blank = Blank(
        translate("strips", "分到新号的事项"), ticket.items[-1], partial(item_names, items)
    )
    return Choice(translate("strips", "拆号……"), carry_out, (blank,))


def _join(acts: QueueActs, ticket: Ticket) -> Choice:
    other = Blank(translate("strips", "并进来的号码"))
    return Choice(translate("strips", "并号……"), partial(acts.join, ticket.ticket_id), (other,))


def _leave(acts: QueueActs, ticket: Ticket) -> Choice:
    why = Blank(translate("strips", "离开的原因（可不填）"))
    return Choice(translate("strips", "离开……"), partial(acts.leave, ticket.ticket_id), (why,))


def _void(acts: QueueActs, ticket: Ticket) -> Choice:
    why = Blank(translate("strips", "作废的原因"))
    return Choice(translate("strips", "作废……"), partial(acts.void, ticket.ticket_id), (why,))
