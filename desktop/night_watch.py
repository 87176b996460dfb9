"""The watch of a desk: the clock guard and the watchdog at start-up and at every midnight."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

from core.clock_guard import TOLERANCE
from core.errors import Trouble
from core.moment import business_day
from db.log import logger
from desktop.clock_watch import look_now

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from datetime import date

    from db.unit_of_work import Committed, UnitOfWork
    from desktop.database_room import DatabaseRoom

T = TypeVar("T")
LOOK_EVERY = 20.0  # s; days are compared, so a machine that slept through midnight is caught up
FIRST_LOOK = 1.5  # s; the rules of every fact load after the window is up, not while it waits
_log = logger(__name__)


class NightWatch:
    """One thread that asks what day it is; the writer thread does what a new day brings.

    Needs no network. What fails is tried again at the next look.
    """

    def __init__(
        self,
        room: DatabaseRoom,
        changed: Callable[[Committed[object]], None],
        every: float = LOOK_EVERY,
        first: float = FIRST_LOOK,
    ) -> None:
        self._room = room
        self._changed = changed
        self._every = every
        self._first = first
        self._seen: date | None = None
        self._last = room.now()
        self._ring = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="yici-watch")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def ring(self) -> None:
        """Look at once: something was refused because of the clock, or the clock was confirmed."""
        self._seen = None
        self._ring.set()

    def mind(self) -> None:
        """Before every act: a clock that ran backwards is judged before it dates anything."""
        now = self._room.now()
        if now < self._last - TOLERANCE:
            self._last = now
            self._room.write(look_now).add_done_callback(self._tell)

    def close(self) -> None:
        """Finish the look in hand and stop."""
        self._stopping.set()
        self._ring.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        wait = self._first
        while not self._stopping.is_set():
            self._ring.wait(wait)
            self._ring.clear()
            wait = self._every
            if self._stopping.is_set():
                return
            self.mind()
            self._last = self._room.now()
            if self._seen != business_day(self._last):
                self._look()

    def _look(self) -> None:
        today = business_day(self._room.now())
        try:
            for duty in (look_now, _close_earlier_days, _keep_deadlines):
                committed = self._room.write(duty).result()
                if committed.touched:
                    self._changed(committed)
        except Trouble as trouble:
            _log.info("watch_delayed", reason=str(trouble))
        except Exception:  # noqa: BLE001  (a defect must not end the watch for good)
            _log.exception("watch_defect")
        else:
            self._seen = today

    def _tell(self, done: Future[Committed[T]]) -> None:
        if done.exception() is None and done.result().touched:
            self._changed(done.result())


def _close_earlier_days(work: UnitOfWork) -> object:
    from desktop.day_end import sweep  # noqa: PLC0415  (no window waits for its rules)

    return sweep(work)


def _keep_deadlines(work: UnitOfWork) -> object:
    from desktop import watchdog  # noqa: PLC0415  (no window waits for its rules)

    return watchdog.sweep(work)
