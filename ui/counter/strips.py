"""Which strip is asked when, for the counter's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from core.ticket import TicketState
from ui.counter.counter_strip import (
    class_choices,
    day_end_choices,
    pause_choices,
    sign_out_choices,
)
from ui.counter.move_strip import chosen_choices, move_choices, park_choices, revive_choices
from ui.counter.strip import Strip

if TYPE_CHECKING:
    from core.errors import YiciError
    from core.ticket import Ticket
    from ui.pages.workbench_model import WorkbenchModel
    from ui.theme import Theme

translate = QCoreApplication.translate


class Strips(QObject):
    """Opens the one strip of the page; an act carried out closes it, a refusal is said in it."""

    closed = Signal()
    sign_out_agreed = Signal()

    def __init__(self, theme: Theme, model: WorkbenchModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._leaving = False
        self.strip = Strip(theme)
        self.strip.closed.connect(self.close)
        model.queue.done.connect(self._done)
        model.queue.refused.connect(self._refuse)

    @property
    def open(self) -> bool:
        """Whether something is being asked."""
        return not self.strip.isHidden()

    def close(self) -> None:
        """Ask nothing any more; the keyboard goes back to the work."""
        self._leaving = False
        if self.open:
            self.strip.hide()
            self.closed.emit()

    def park(self) -> None:
        """F6."""
        present = self._present
        if present is not None:
            title = translate("strips", "{number} 挂起，去做什么").format(number=present.number)
            self.strip.ask(title, park_choices(self._model.queue))

    def move(self, in_hand: Ticket | None) -> None:
        """F7, about the row in hand, or else the person here, or who is next."""
        scene = self._model.scene
        next_up = scene.snapshot.next_up if scene else None
        ticket = in_hand or self._present or (next_up.ticket if next_up else None)
        if ticket is None:
            return
        model = self._model
        choices = move_choices(model.queue, ticket, model.items, model.counter)
        title = translate("strips", "{number} 怎么处理").format(number=ticket.number)
        if choices:
            self.strip.ask(title, choices, ticket.state.word)

    def call(self, chosen: Ticket) -> None:
        """Call one from the list; while somebody is served, ask first what becomes of them."""
        present = self._present
        if present is None or present.state is not TicketState.SERVING:
            self._model.queue.call_chosen(chosen.ticket_id)
            return
        title = translate("strips", "{number} 还在本窗口").format(number=present.number)
        choices = chosen_choices(self._model.queue, present, chosen, self.close)
        self.strip.ask(title, choices, present.state.word)

    def revive(self, missed: Ticket) -> None:
        """A missed number came after all."""
        title = translate("strips", "{number} 恢复排队").format(number=missed.number)
        self.strip.ask(title, revive_choices(self._model.queue, missed))

    def take_in_class(self) -> None:
        """A number in a class."""
        note = translate("strips", "优先和急件要写明依据")
        self.strip.ask(translate("strips", "取号"), class_choices(self._model.queue), note)

    def pause(self) -> None:
        """Close the counter for a while, or open it again at once."""
        scene = self._model.scene
        if scene is not None and scene.closed:
            self._model.queue.reopen()
            return
        note = translate("strips", "正在办理的先办结或挂起；紧急停止立即生效")
        self.strip.ask(translate("strips", "暂停窗口"), pause_choices(self._model.queue), note)

    def close_day(self) -> None:
        """The end of the day."""
        choices = day_end_choices(self._model.queue, self.close)
        self.strip.ask(translate("strips", "日终清理"), choices, self._still_open())

    def ask_before_sign_out(self) -> bool:
        """Whether numbers are still open, and it is being asked what becomes of them."""
        scene = self._model.scene
        if scene is None or not scene.snapshot.still_open:
            return False
        choices = sign_out_choices(self._agree, self._close_day_and_go, self.close)
        self.strip.ask(translate("strips", "签退"), choices, self._still_open())
        return True

    def _agree(self) -> None:
        self.close()
        self.sign_out_agreed.emit()

    def _close_day_and_go(self) -> None:
        self._leaving = True
        self._model.queue.close_day()

    def _done(self) -> None:
        leaving = self._leaving
        self.close()
        if leaving:
            self.sign_out_agreed.emit()

    def _refuse(self, error: YiciError) -> None:
        self._leaving = False
        if self.open:
            self.strip.refuse(str(error))
        else:
            self._model.report(error)

    def _still_open(self) -> str:
        scene = self._model.scene
        count = scene.snapshot.still_open if scene else 0
        return translate("strips", "本工位今天还有 {count} 个号没了结，清理后不能再叫").format(
            count=count
        )

    @property
    def _present(self) -> Ticket | None:
        scene = self._model.scene
        return scene.snapshot.present if scene else None
