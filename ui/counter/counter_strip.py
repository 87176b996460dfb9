"""What is asked of the counter itself: the class of a number, a pause, the end of the day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.ticket_class import Entitlement, TicketClass
from ui.counter.strip import Blank, Choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.counter.queue_acts import QueueActs

translate = QCoreApplication.translate


def class_choices(acts: QueueActs) -> tuple[Choice, ...]:
    """In which class a number is issued; a preference with its ground, the usual ones ready."""
    grounds = (
        translate("strips", "老年人"),
        translate("strips", "残疾人"),
        translate("strips", "孕产妇"),
        translate("strips", "军人"),
    )
    return (
        Choice(TicketClass.ORDINARY.word, acts.take_number),
        *(_ready_ground(acts, ground) for ground in grounds),
        _with_ground(acts, TicketClass.PRIORITY, translate("strips", "凭什么优先")),
        _with_ground(acts, TicketClass.URGENT, translate("strips", "为什么急")),
    )


def pause_choices(acts: QueueActs) -> tuple[Choice, ...]:
    """Why the counter closes for a while; stopping is for an emergency."""
    reasons = (
        translate("strips", "用餐"),
        translate("strips", "开会"),
        translate("strips", "交接班"),
        translate("strips", "系统故障"),
    )
    why = translate("strips", "暂停的原因，大厅屏上显示")
    emergency = Blank(translate("strips", "紧急停止的原因"), translate("strips", "紧急情况"))
    return (
        *(Choice(reason, partial(acts.pause, reason)) for reason in reasons),
        Choice(translate("strips", "其他……"), acts.pause, (Blank(why),)),
        Choice(translate("strips", "紧急停止……"), acts.stop, (emergency,)),
    )


def day_end_choices(acts: QueueActs, back: Callable[[], None]) -> tuple[Choice, ...]:
    """Whether today's open numbers are closed."""
    return (
        Choice(translate("strips", "先不清理"), back),
        Choice(translate("strips", "日终清理"), acts.close_day),
    )


def sign_out_choices(
    sign_out: Callable[[], None], close_and_go: Callable[[], None], back: Callable[[], None]
) -> tuple[Choice, ...]:
    """What becomes of today's open numbers when the clerk goes."""
    return (
        Choice(translate("strips", "只签退，号留着"), sign_out),
        Choice(translate("strips", "清理并签退"), close_and_go),
        Choice(translate("strips", "不签退"), back),
    )


def _ready_ground(acts: QueueActs, ground: str) -> Choice:
    words = translate("strips", "优先 {ground}").format(ground=ground)
    return Choice(words, partial(acts.take_in_class, Entitlement(TicketClass.PRIORITY, ground)))


def _with_ground(acts: QueueActs, klass: TicketClass, asked: str) -> Choice:
    def carry_out(ground: str) -> None:
        acts.take_in_class(Entitlement(klass, ground))

    words = translate("strips", "{klass}……").format(klass=klass.word)
    return Choice(words, carry_out, (Blank(asked),))
