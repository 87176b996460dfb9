"""The rows of the queue column in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.ticket_class import TicketClass
from ui.counter.queue_list import QueueLine
from ui.day_words import clock_time
from ui.marks import Look
from ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.ticket import Ticket
    from desktop.set_aside import Parked
    from desktop.workbench import Waiting

translate = QCoreApplication.translate


def waiting_line(waiting: Waiting, names: Mapping[str, str]) -> QueueLine:
    """One who waits; `names` gives item names by code."""
    ticket = waiting.ticket
    words = purpose(waiting, names)
    if waiting.name:
        words = f"{waiting.name} {words}"
    spoken = translate("queue", "{number} {class_word} {words} 已等 {minutes} 分钟").format(
        number=ticket.number,
        class_word=ticket.klass.word,
        words=words,
        minutes=waiting.minutes,
    )
    return QueueLine(
        ticket=ticket,
        words=words,
        minutes=_minutes(waiting.minutes),
        spoken=f"{spoken} {ticket.note}".strip(),
        label=class_label(ticket),
        tone=Tone.TEXT if waiting.ours else Tone.TEXT_3,
    )


def parked_line(parked: Parked) -> QueueLine:
    """One parked person, with a reminder when it has been long."""
    ticket = parked.ticket
    words = ticket.parked_reason
    if not parked.here:
        counter = translate("queue", "{counter} 号窗口").format(counter=ticket.counter)
        words = f"{counter} {words}"
    reminder = translate("queue", "久未回") if parked.overlong else ""
    spoken = translate("queue", "{number} 挂起：{words} {minutes} 分钟 {reminder}").format(
        number=ticket.number, words=words, minutes=parked.minutes, reminder=reminder
    )
    return QueueLine(
        ticket=ticket,
        words=words,
        minutes=_minutes(parked.minutes),
        spoken=spoken.strip(),
        label=reminder,
        look=Look.WARNING if parked.overlong else None,
        tone=Tone.TEXT if parked.here else Tone.TEXT_3,
    )


def missed_line(ticket: Ticket, names: Mapping[str, str]) -> QueueLine:
    """A missed number and when it was given up."""
    words = names.get(ticket.item_code, translate("queue", "未选事项"))
    at = clock_time(ticket.since)
    spoken = translate("queue", "{number} {words} {time} 过号").format(
        number=ticket.number, words=words, time=at
    )
    return QueueLine(ticket, words, at, spoken, class_label(ticket))


def purpose(waiting: Waiting, names: Mapping[str, str]) -> str:
    """What the person came for, that another station will call, or when it is offered again."""
    ticket = waiting.ticket
    if not waiting.ours:
        return translate("queue", "{station} 号工位的号").format(station=ticket.home)
    if ticket.not_before is not None:
        return translate("queue", "没来，{time} 后再叫").format(time=clock_time(ticket.not_before))
    if ticket.reserved_for:
        return translate("queue", "转给 {counter} 号窗口").format(counter=ticket.reserved_for)
    return names.get(ticket.item_code, translate("queue", "未选事项"))


def class_label(ticket: Ticket) -> str:
    """The class in a word; nothing for an ordinary number."""
    return "" if ticket.klass is TicketClass.ORDINARY else ticket.klass.word


def _minutes(minutes: int) -> str:
    return translate("queue", "{minutes} 分").format(minutes=minutes)
