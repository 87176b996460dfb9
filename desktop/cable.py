"""The sync thread: exchanges journal entries with the central server whenever it can."""

from __future__ import annotations

import enum
import random
import threading
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from core.clock_guard import TrustedTime
from core.errors import Trouble
from db import identity
from db.log import logger
from db.signature import station_key
from desktop import monotonic
from desktop.clock_watch import trust
from sync import backoff

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.keystore import Keystore
    from db.unit_of_work import Committed, UnitOfWork
    from desktop.database_room import DatabaseRoom
    from desktop.settings import Settings
    from sync.server_link import ToldTime

T = TypeVar("T")
LISTEN_EVERY = 3.0  # s between looks for others' entries while the line is up
TRUST_EVERY = timedelta(minutes=10)  # between two writes of the server's time
_DEFECT = "上传程序出错，本机记录完整保留，可继续办理，请把日志交给管理员。"
_log = logger(__name__)


class Link(enum.Enum):
    """What the status bar says about the network."""

    NONE = "none"  # no server is set
    CONNECTING = "connecting"
    ONLINE = "online"
    OFFLINE = "offline"
    HALTED = "halted"  # the line is up, but a stream of ours and the server's differ


@dataclass(frozen=True)
class LinkState:
    """The link and, when it is down, why."""

    link: Link
    reason: str = ""


class Cable:
    """One thread that pushes, pulls and pushes, and backs off with full jitter when it cannot."""

    def __init__(
        self,
        room: DatabaseRoom,
        settings: Settings,
        keystore: Keystore,
        changed: Callable[[Committed[object]], None],
        link_changed: Callable[[LinkState], None],
    ) -> None:
        self._room = room
        self._settings = settings
        self._keystore = keystore
        self._changed = changed
        self._link_changed = link_changed
        self._state = LinkState(Link.CONNECTING if settings.server else Link.NONE)
        self._work = threading.Event()
        self._stopping = threading.Event()
        self._trusted_at: timedelta | None = None  # by the monotonic clock
        self._thread = threading.Thread(target=self._run, name="yici-sync")

    @property
    def state(self) -> LinkState:
        """The link as of the last round."""
        return self._state

    def start(self) -> None:
        """Begin, if a server is set."""
        if self._settings.server:
            self._thread.start()

    def wake(self) -> None:
        """There may be something to send."""
        self._work.set()

    def close(self) -> None:
        """Finish the request in hand and stop; unsent entries stay in the journal."""
        self._stopping.set()
        self._work.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        # The HTTP library is the sync thread's own; no window waits for it.
        from sync.exchange import Exchange  # noqa: PLC0415  (see above)
        from sync.server_link import Introduction, ServerLink  # noqa: PLC0415  (see above)

        introduction = Introduction(
            self._room.identity, self._settings.enrolment_token, station_key(self._keystore)
        )
        failures = 0
        with ServerLink(self._settings.server, introduction) as link:
            exchange = Exchange(link, self)
            while not self._stopping.is_set():
                self._work.clear()
                try:
                    halted = exchange.round()
                    self._trust(link.told)
                except Trouble as trouble:
                    failures += 1
                    self._wait_offline(str(trouble), failures, getattr(trouble, "wait", 0.0))
                except Exception:  # noqa: BLE001  (a defect must not end the exchange for the day)
                    failures += 1
                    _log.exception("cable_defect")
                    self._wait_offline(_DEFECT, failures)
                else:
                    failures = 0
                    self._tell(LinkState(Link.HALTED, halted) if halted else LinkState(Link.ONLINE))
                    self._work.wait(LISTEN_EVERY)

    def _trust(self, told: ToldTime | None) -> None:
        last = self._trusted_at
        if told is None or (last is not None and told.monotonic - last < TRUST_EVERY):
            return
        trusted = TrustedTime(told.at, told.monotonic, monotonic.RUNNING)
        self.commit(partial(trust, told=trusted))
        self._trusted_at = told.monotonic

    def commit(self, act: Callable[[UnitOfWork], T]) -> T:
        """Run `act` in one durable transaction of the station's database."""
        committed = self._room.write(act).result()
        if committed.touched:
            self._changed(committed)
        return committed.value

    def renew(self) -> None:
        """Seal the journal, and write the next entry into a new incarnation."""
        sealed = self._room.identity
        try:
            # Inside the transaction: no act may slip in between, into the sealed journal.
            self.commit(self._adopt)
        except BaseException:
            self._room.identity = sealed
            raise

    def _adopt(self, work: UnitOfWork) -> None:
        self._room.identity = identity.renewed(work.connection, work.identity)

    def _wait_offline(self, reason: str, failures: int, told: float = 0.0) -> None:
        self._tell(LinkState(Link.OFFLINE, reason))
        # A woken retry would hammer a dead line at every click, so only time ends it.
        draw = random.random()  # noqa: S311  (jitter, not a secret)
        self._stopping.wait(backoff.pause(failures, draw, told))

    def _tell(self, state: LinkState) -> None:
        if state != self._state:
            self._state = state
            _log.info("link_changed", link=state.link.value)
        # Also after an unchanged state: the unsent count may have moved.
        self._link_changed(state)
