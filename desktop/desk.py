"""The desk: everything a station does, behind two doors, `do` and `ask`."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from core.clock_guard import ClockNotTrusted
from core.entity import EntityKind
from core.journal import Touched
from db import clock_questions, parked_entries, tickets
from db.clock_questions import OpenQuestion
from db.failpoint import reach
from db.keystore import FileKeystore, system_or_file
from db.log import log_to
from db.paper_signature import PaperSigner
from db.signature import public_text, station_key
from desktop import delivery, press
from desktop.cable import Cable, LinkState
from desktop.calendar_lane import CalendarLane
from desktop.clock_watch import look_now
from desktop.database_room import DatabaseRoom, wall_clock
from desktop.night_watch import NightWatch
from desktop.office import Office
from desktop.paper_keys import publish_key
from desktop.print_room import PrintRoom
from desktop.printers import Printer, Printers, printers_of, queues_found
from desktop.settings import KeystoreChoice, Settings
from desktop.slips import SlipHead
from printing import spool
from printing.spool import SpoolCount

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from db.keystore import Keystore
    from db.unit_of_work import Committed, Reading, UnitOfWork
    from printing.devices.device import Device
    from printing.devices.ipp_queues import FoundQueue

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Change:
    """Something may look different now: these entities, and always the status."""

    touched: frozenset[Touched] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Status:
    """What the status bar tells without being asked."""

    link: LinkState
    unsent: int
    parked: int
    spool: SpoolCount
    clock: OpenQuestion | None = None  # what a supervisor is asked about this station's clock
    unsent_age: timedelta | None = None  # of the first unsent entry
    late: int = 0  # entries that wait for a server this station has met


class Desk:
    """One running station. Safe to use from any thread; answers come as futures."""

    def __init__(
        self,
        settings: Settings,
        device: Device | None = None,
        now: Callable[[], datetime] = wall_clock,
    ) -> None:
        """Open the database and start the workers.

        `device` prints everything, whatever the settings say.
        Raises: SettingsNotUnderstood; Trouble when the database cannot be opened; nothing is left
        running then.
        """
        self.settings = settings
        self.printers = Printers(Printer(device)) if device else printers_of(settings)
        keystore = keystore_of(settings)
        self._listeners: list[Callable[[Change], None]] = []
        self._listening = threading.Lock()
        self._room = DatabaseRoom(
            settings.database, keystore, (settings.hall, settings.station), now
        )
        try:
            key = station_key(keystore)
            self._room.write(look_now).result()  # before anything is written by a wrong clock
            self._room.write(partial(publish_key, public_key=public_text(key))).result()
            self._room.write(_close_earlier_days).result()
        except BaseException:
            self._room.close()
            raise
        self._signer = PaperSigner(key)
        self._print_room = PrintRoom(
            self._room,
            self.printers,
            SlipHead(settings.hall_name, settings.enquiry_phone),
            self._committed,
        )
        self._calendar_lane = CalendarLane(self._room, self._committed)
        self._cable = Cable(self._room, settings, keystore, self._committed, self._link_changed)
        self._watch = NightWatch(self._room, self._watched)
        self._print_room.start()
        self._calendar_lane.start()
        self._cable.start()
        self._watch.start()

    @property
    def office(self) -> Office:
        """The hall as it signs its papers."""
        return Office(
            self.settings.hall_name,
            self.settings.office,
            self.settings.enquiry_phone,
            self.settings.supervision_phone,
            self._signer,
        )

    @property
    def room(self) -> DatabaseRoom:
        """The database threads, for maintenance."""
        return self._room

    def do(
        self, use_case: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Run a use case in one durable transaction.

        The future's result is committed; its exception is a Refusal, a Trouble, or a defect.
        """
        self._watch.mind()
        answer: Future[T] = Future()
        running = self._room.write(partial(_called, use_case, args, kwargs))
        running.add_done_callback(partial(self._settle, answer))
        return answer

    def rehearse(
        self, use_case: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Say what a use case would give, or how it would be refused; nothing of it stays."""
        return self._room.rehearse(partial(_called, use_case, args, kwargs))

    def ask(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Run a query on a snapshot."""
        return self._room.read(partial(_called, query, args, kwargs))

    def status(self) -> Future[Status]:
        """The status as of now."""
        return self.ask(_status, self._cable)

    @property
    def calendar_lane(self) -> CalendarLane:
        """Where open cases are brought up to a new calendar."""
        return self._calendar_lane

    def printer_queues(self) -> Future[tuple[FoundQueue, ...]]:
        """The print queues this machine knows, looked up on a print thread."""
        return self._print_room.ask(queues_found)

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call `listener`, in a worker thread, after every change; returns how to stop that."""
        with self._listening:
            self._listeners.append(listener)
        return partial(self._forget, listener)

    def close(self) -> None:
        """Finish work in hand and stop every thread; unsent and unprinted work stays recorded."""
        self._watch.close()
        self._cable.close()
        self._calendar_lane.close()
        self._print_room.close()
        self._room.close()

    def _settle(self, answer: Future[T], running: Future[Committed[T]]) -> None:
        error = running.exception()
        if error is not None:
            if isinstance(error, ClockNotTrusted):  # refused and rolled back: still to be recorded
                self._watch.ring()
            answer.set_exception(error)
            return
        committed = running.result()
        reach("desk.committed")
        answer.set_result(committed.value)
        self._committed(committed)
        about = {one.entity for one in committed.touched}
        if EntityKind.NOTICE in about:
            self._print_room.wake()
        if EntityKind.TICKET in about:
            self._print_room.wake_for_slips()
        if EntityKind.CLERK in about:  # somebody signed in: the first paper should not wait
            self._print_room.ask(press.warm_up)
            self._calendar_lane.wake()  # what the evening before left of a new calendar
        if EntityKind.STATION in about:  # a confirmed clock lets the watchdog work again
            self._watch.ring()
        self._cable.wake()

    def _watched(self, committed: Committed[object]) -> None:
        self._committed(committed)
        self._cable.wake()

    def _committed(self, committed: Committed[object]) -> None:
        # Approved here or at another station: the cases of this database follow.
        if any(touched.entity is EntityKind.CALENDAR for touched in committed.touched):
            self._calendar_lane.wake()
        self._announce(Change(committed.touched))

    def _link_changed(self, _state: LinkState) -> None:
        self._announce(Change())

    def _announce(self, change: Change) -> None:
        with self._listening:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(change)

    def _forget(self, listener: Callable[[Change], None]) -> None:
        with self._listening:
            if listener in self._listeners:
                self._listeners.remove(listener)


def keep_log(settings: Settings) -> None:
    """Write this process's log beside the station's data."""
    log_to(settings.data_folder / "log")


def keystore_of(settings: Settings) -> Keystore:
    """The keystore the settings choose."""
    folder = settings.data_folder
    if settings.keystore is KeystoreChoice.FILE:
        return FileKeystore(folder)
    return system_or_file(folder)


def _called(
    function: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object], first: object
) -> T:
    return function(first, *args, **kwargs)


def _status(reading: Reading, cable: Cable) -> Status:
    connection = reading.connection
    waiting = delivery.unsent(reading)
    return Status(
        link=cable.state,
        unsent=waiting.count,
        parked=parked_entries.count(connection),
        spool=spool.counted(connection),
        clock=clock_questions.open_question(
            connection, reading.identity.hall, reading.identity.station
        ),
        unsent_age=waiting.age,
        late=waiting.late,
    )


def _close_earlier_days(work: UnitOfWork) -> None:
    # Before anybody is called: yesterday's person would still stand at the counter.
    if tickets.open_before(work.connection, work.identity.hall, work.identity.station, work.today):
        from desktop.day_end import sweep  # noqa: PLC0415  (start-up time: hardly ever needed)

        sweep(work)
