"""The states of a ticket and what may happen to it, in a clerk's words."""

from __future__ import annotations

import enum


class TicketState(enum.Enum):
    """Where the ticket stands; final states are left only by a journaled undo or a revival."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    FINISHED = "finished"
    NO_SHOW = "no_show"
    LEFT = "left"
    VOID = "void"
    JOINED = "joined"

    @property
    def word(self) -> str:
        """The state as shown to the clerk."""
        return _STATE_WORDS[self]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self in _OPEN

    @property
    def holds_counter(self) -> bool:
        """Whether its person takes up a counter."""
        return self in (TicketState.CALLED, TicketState.SERVING)


class TicketEvent(enum.Enum):
    """What may happen to a ticket once it is issued."""

    CALL = "call"
    START = "start"
    FINISH = "finish"
    SET_BACK = "set_back"  # did not appear, to be called again later
    NO_SHOW = "no_show"
    REVIVE = "revive"
    PARK = "park"
    RESUME = "resume"
    TRANSFER = "transfer"
    RETURN = "return"
    EDIT = "edit"
    LEAVE = "leave"
    VOID = "void"
    JOIN = "join"
    CLOSE = "close"  # at the end of the day

    @property
    def word(self) -> str:
        """The event in the clerk's words."""
        return _EVENT_WORDS[self]


_OPEN = (TicketState.WAITING, TicketState.CALLED, TicketState.SERVING, TicketState.PARKED)
_STATE_WORDS = {
    TicketState.WAITING: "等候",
    TicketState.CALLED: "已叫号",
    TicketState.SERVING: "正在办理",
    TicketState.PARKED: "已挂起",
    TicketState.FINISHED: "已办结",
    TicketState.NO_SHOW: "过号",
    TicketState.LEFT: "已离开",
    TicketState.VOID: "已作废",
    TicketState.JOINED: "已并号",
}
_EVENT_WORDS = {
    TicketEvent.CALL: "再叫",
    TicketEvent.START: "开始办理",
    TicketEvent.FINISH: "办结",
    TicketEvent.SET_BACK: "过号",
    TicketEvent.NO_SHOW: "过号",
    TicketEvent.REVIVE: "恢复排队",
    TicketEvent.PARK: "挂起",
    TicketEvent.RESUME: "接着办",
    TicketEvent.TRANSFER: "转办",
    TicketEvent.RETURN: "退回队列",
    TicketEvent.EDIT: "改事项",
    TicketEvent.LEAVE: "记离开",
    TicketEvent.VOID: "作废",
    TicketEvent.JOIN: "并号",
    TicketEvent.CLOSE: "日终清理",
}
