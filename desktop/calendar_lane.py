"""Bringing every open case up to a new calendar, beside the work at the counter."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import Trouble
from db.log import logger

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.unit_of_work import Committed
    from desktop.database_room import DatabaseRoom

_log = logger(__name__)


@dataclass(frozen=True)
class Progress:
    """How many open cases are reckoned anew, of how many the new calendar met."""

    done: int
    total: int

    @property
    def is_finished(self) -> bool:
        """Whether none is left."""
        return self.done >= self.total

    @property
    def words(self) -> str:
        """The progress in one line."""
        if not self.total:
            return "没有办件需要重新推算期限"
        if self.is_finished:
            return f"期限已按新日历重新推算，共 {self.total:,} 件"
        return f"正在按新日历重新推算期限：{self.done:,}/{self.total:,} 件"


def bring_all_up(
    room: DatabaseRoom,
    tell: Callable[[Progress], None],
    stopping: threading.Event,
    committed: Callable[[Committed[object]], None] = lambda _committed: None,
) -> Progress:
    """Reckon batch by batch until none is left or `stopping` is set, and say how far it came.

    Each batch is a transaction of its own: stopped at any point, what is left is taken up by the
    next call, and is read under the new calendar meanwhile.
    Raises: Trouble.
    """
    # A desk without a new calendar needs none of its rules: no window waits for them.
    from desktop import calendar_room  # noqa: PLC0415  (see above)

    found = Progress(0, room.read(calendar_room.waiting).result())
    while not found.is_finished and not stopping.is_set():
        batch = room.write(calendar_room.bring_up).result()
        committed(batch)
        done = min(found.done + batch.value, found.total)
        found = Progress(done if batch.value else found.total, found.total)
        tell(found)
    return found


class CalendarLane:
    """One thread that takes up what a new calendar left, and a new one whenever it arrives."""

    def __init__(self, room: DatabaseRoom, committed: Callable[[Committed[object]], None]) -> None:
        self._room = room
        self._committed = committed
        self._work = threading.Event()
        self._stopping = threading.Event()
        self._closing = False
        self._progress = Progress(0, 0)
        self._thread = threading.Thread(target=self._run, name="yici-calendar")

    @property
    def progress(self) -> Progress:
        """How far the last run has come."""
        return self._progress

    def start(self) -> None:
        """Begin to wait for work."""
        self._thread.start()

    def wake(self) -> None:
        """There may be a new calendar, or a stopped run to go on with."""
        self._stopping.clear()
        self._work.set()

    def cancel(self) -> None:
        """Stop after the batch in hand, until woken or started anew."""
        self._stopping.set()

    def close(self) -> None:
        """Finish the batch in hand and end."""
        self._closing = True
        self._stopping.set()
        self._work.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        while True:
            self._work.wait()
            if self._closing:
                return
            self._work.clear()
            try:
                bring_all_up(self._room, self._tell, self._stopping, self._committed)
            except Trouble as trouble:  # told again by whatever else meets it; nothing is lost
                _log.info("calendar_waits", reason=str(trouble))

    def _tell(self, found: Progress) -> None:
        self._progress = found
