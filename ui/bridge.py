"""Between the screen and the desk: the only file that knows threads.

A page asks with a `Query` and acts with a `Command`; answers reach its slots on the screen's own
thread. Pages never see a future, a lock or a worker.
"""

from __future__ import annotations

import sys
import threading
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, Self, TypeVar

import shiboken6
import structlog
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from core.errors import YiciError
from desktop.desk import Change

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from desktop.desk import Desk, Status

P = ParamSpec("P")
T = TypeVar("T")
GATHER_FOR = 40  # ms; a print or a page from the server comes as a run of small changes
_log = structlog.get_logger(__name__)


class Bridge(QObject):
    """Starts work at the desk and brings back answers, failures and changes by one signal."""

    changed = Signal(object)  # Change: several of the desk's, gathered into one
    failed = Signal(object)  # Exception that no page took upon itself
    _arrived = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._guard = threading.Lock()
        self._open = True
        self._arrivals: deque[Callable[[], None]] = deque()
        self._gathered: Change | None = None
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.setInterval(GATHER_FOR)
        self._gathering.timeout.connect(self._tell_change)
        self._arrived.connect(self._drain, Qt.ConnectionType.QueuedConnection)
        self._stop_listening = desk.listen(self._heard)

    def command(
        self,
        owner: QObject,
        use_case: Callable[Concatenate[Any, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Command[T]:
        """An act of `owner`: one use case in one transaction."""
        return Command(self, owner, partial(self._desk.do, use_case, *args, **kwargs))

    def rehearsal(
        self,
        owner: QObject,
        use_case: Callable[Concatenate[Any, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Query[T]:
        """The question what an act of `owner` would give; nothing of it stays."""
        return Query(self, owner, partial(self._desk.rehearse, use_case, *args, **kwargs))

    def query(
        self,
        owner: QObject,
        query: Callable[Concatenate[Any, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Query[T]:
        """A question of `owner`, to be kept and run whenever the answer may have changed."""
        return Query(self, owner, partial(self._desk.ask, query, *args, **kwargs))

    def status(self, owner: QObject) -> Query[Status]:
        """The question what the status bar shows."""
        return Query(self, owner, self._desk.status)

    def report(self, error: Exception) -> None:
        """Bring a failure to the one error surface; a defect also to the program's hook."""
        self.failed.emit(error)
        if not isinstance(error, YiciError):
            sys.excepthook(type(error), error, error.__traceback__)

    def post(self, delivery: Callable[[], None]) -> None:
        """Have `delivery` called on the screen's thread; from any thread, dropped when closed."""
        with self._guard:
            if self._open:
                self._arrivals.append(delivery)
                self._arrived.emit()

    def close(self) -> None:
        """Deliver nothing more."""
        self._stop_listening()
        with self._guard:
            self._open = False
            self._arrivals.clear()
        self._gathering.stop()

    def _heard(self, change: Change) -> None:
        self.post(partial(self._gather, change))

    def _gather(self, change: Change) -> None:
        earlier = self._gathered.touched if self._gathered else frozenset()
        self._gathered = Change(earlier | change.touched)
        if not self._gathering.isActive():
            self._gathering.start()

    def _tell_change(self) -> None:
        gathered, self._gathered = self._gathered, None
        self.changed.emit(gathered)

    def _drain(self) -> None:
        while self._arrivals:
            self._arrivals.popleft()()


class _Errand(Generic[T]):
    """What `Command` and `Query` share: where the answer goes."""

    def __init__(self, bridge: Bridge, owner: QObject, start: Callable[[], Future[T]]) -> None:
        self._bridge = bridge
        self._owner = owner
        self._start = start
        self._success: Callable[[T], object] | None = None
        self._failure: Callable[[YiciError], object] | None = None
        self._settled: Callable[[], object] | None = None

    def success(self, slot: Callable[[T], object]) -> Self:
        """Where the answer goes."""
        self._success = slot
        return self

    def failure(self, slot: Callable[[YiciError], object]) -> Self:
        """Where a refusal or trouble goes instead of the error surface; defects always go there."""
        self._failure = slot
        return self

    def settled(self, slot: Callable[[], object]) -> Self:
        """What follows either way."""
        self._settled = slot
        return self

    def _send(self, deliver: Callable[[Future[T]], None]) -> None:
        self._start().add_done_callback(partial(self._post, deliver))

    def _post(self, deliver: Callable[[Future[T]], None], future: Future[T]) -> None:
        self._bridge.post(partial(deliver, future))

    def _deliver(self, future: Future[T]) -> None:
        if not shiboken6.isValid(self._owner):
            _log.info("answer_dropped", reason="owner_gone")
            return
        try:
            self._hand_over(future)
        finally:
            if self._settled is not None and shiboken6.isValid(self._owner):
                self._settled()

    def _hand_over(self, future: Future[T]) -> None:
        error = future.exception()
        if error is None:
            if self._success is not None:
                self._success(future.result())
        elif isinstance(error, YiciError) and self._failure is not None:
            self._failure(error)
        elif isinstance(error, Exception):
            self._bridge.report(error)
        else:
            raise error


class Command(_Errand[T]):
    """One act. Its answer is committed."""

    def run(self) -> None:
        """Start; the slots are called later."""
        self._send(self._deliver)


class Query(_Errand[T]):
    """A question asked again and again; only the newest answer is delivered."""

    generation = 0

    def run(self) -> None:
        """Ask; an answer still on its way becomes stale."""
        self.generation += 1
        self._send(partial(self._deliver_newest, self.generation))

    def _deliver_newest(self, generation: int, future: Future[T]) -> None:
        if generation == self.generation:
            self._deliver(future)


def sentence_of(error: BaseException) -> str:
    """What the error surface says."""
    if isinstance(error, YiciError):
        return str(error)
    return QCoreApplication.translate(
        "bridge",
        "程序出错，刚才这一步可能没有完成，已保存的记录不受影响；请重试，仍不行请联系管理员。",
    )
