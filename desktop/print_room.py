"""The print threads, one for each device: sheets go out after they are committed."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from core.errors import Trouble
from db.log import logger
from desktop.print_lane import RETRY_AFTER, PrintLane

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.database_room import DatabaseRoom
    from desktop.print_lane import Changed
    from desktop.printers import Printer, Printers
    from desktop.slips import SlipHead

T = TypeVar("T")
_log = logger(__name__)


class PrintRoom:
    """Empties the spool; a device in trouble holds up its own sheets only."""

    def __init__(
        self, room: DatabaseRoom, printers: Printers, head: SlipHead, changed: Changed
    ) -> None:
        self._threads = tuple(
            _PrintThread(printer, PrintLane(room, printers, printer, head, changed))
            for printer in printers.every
        )
        self._for_slips = printers.slips

    def start(self) -> None:
        """Begin; sheets left by an earlier run come first."""
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """There may be something to print."""
        for thread in self._threads:
            thread.wake()

    def wake_for_slips(self) -> None:
        """A number may have been given out."""
        for thread in self._threads:
            if thread.printer is self._for_slips:
                thread.wake()

    def ask(self, chore: Callable[[], T]) -> Future[T]:
        """Have something slow about printing done here rather than where it is asked for."""
        return self._threads[0].ask(chore)

    def close(self) -> None:
        """Finish the sheets in hand and stop."""
        for thread in self._threads:
            thread.stop()
        for thread in self._threads:
            thread.join()


class _PrintThread(threading.Thread):
    def __init__(self, printer: Printer, lane: PrintLane) -> None:
        super().__init__(name=f"yici-print {printer.name}")
        self.printer = printer
        self._lane = lane
        self._chores: deque[Callable[[], None]] = deque()
        self._work = threading.Event()
        self._stopping = threading.Event()

    def start(self) -> None:
        self._work.set()
        super().start()

    def wake(self) -> None:
        self._work.set()

    def ask(self, chore: Callable[[], T]) -> Future[T]:
        answer: Future[T] = Future()
        self._chores.append(partial(_settle, answer, chore))
        self._work.set()
        return answer

    def stop(self) -> None:
        self._stopping.set()
        self._work.set()

    def run(self) -> None:
        pause: float | None = None
        while True:
            self._work.wait(pause)
            self._work.clear()
            if self._stopping.is_set():
                break
            self._do_chores()
            try:
                pause = self._lane.empty(self._stopping.is_set)
            except Trouble as trouble:  # the database itself: there is nowhere to write it
                _log.error("print_room_stalled", reason=str(trouble))
                pause = RETRY_AFTER
            except Exception:  # noqa: BLE001  (a defect must not end printing for the day)
                _log.exception("print_room_defect")
                pause = RETRY_AFTER
        self._do_chores()

    def _do_chores(self) -> None:
        while self._chores:
            self._chores.popleft()()


def _settle(answer: Future[T], chore: Callable[[], T]) -> None:
    try:
        answer.set_result(chore())
    except Exception as error:  # noqa: BLE001  (it belongs to whoever asked)
        answer.set_exception(error)
