"""Call-next with 10,000 waiting, beside the bare statements, and with a thousandfold of the past.

Ours is the whole use case: who is free, who waits longest, rules, journal, projection, durable
commit. The bare side finds the same ticket with one SELECT and replays the very rows ours wrote,
into a copy of the same database. The policy's choice only reads and is measured apart.
"""

from __future__ import annotations

import json
import shutil
import time
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import insert

from benchmarks.issue_ticket import Statements, bare_connection, recorded, replay, station
from benchmarks.result import Result
from core.calendar import national_calendar
from core.moment import business_day, instant_text
from core.staff import OnDuty
from core.ticket_class import TicketClass
from db.engine import connect, file_engine
from db.tables import ticket
from db.unit_of_work import Reading, transact
from desktop import demonstration, queue_room, reception
from desktop.database_room import wall_clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    from db.journal import Identity

WAITING, PAST, LONG_PAST = 10_000, 1_000, 1_000_000
ROUNDS, WARM_UP = 200, 20
_A_DAY, _AT_ONCE = 1_000, 50_000
_ITEMS = [f"QR-{number:04d}" for number in range(24)]
_CLASSES = (
    *[TicketClass.ORDINARY] * 16,
    *[TicketClass.PRIORITY] * 2,
    TicketClass.URGENT,
    TicketClass.RETURN_VISIT,
    *[TicketClass.ORDINARY] * 3,
)
_DUTY = OnDuty(demonstration.CLERK, "3")
_FIRST = (
    "SELECT * FROM ticket WHERE state = 'waiting' AND home = ? AND day = ? "
    "ORDER BY line_at, number LIMIT 1"
)


def measure(folder: Path) -> Iterator[Result]:
    """Ours with either past and the bare side, call by call in turn."""
    desk = station(folder / "short")
    demonstration.furnish(desk)
    identity, key = desk.room.identity, desk.room.key
    desk.close()
    shutil.copytree(folder / "short", folder / "long")
    for name, past in (("short", PAST), ("long", LONG_PAST)):
        with _open(folder / name, key) as connection, connection.begin():
            _fill(connection, identity, past)
    for copy in ("recorded", "bare"):
        shutil.copytree(folder / "short", folder / copy)
    with _open(folder / "recorded", key) as connection:
        written = [_recorded_call(connection, identity) for _ in range(ROUNDS + WARM_UP)]
    short, long, bare, choice_short, choice_long = [], [], [], [], []
    driver = bare_connection(folder / "bare" / "station.db", key)
    today = business_day(wall_clock()).isoformat()
    with _open(folder / "short", key) as of_short, _open(folder / "long", key) as of_long:
        for called, left in written:
            choice_short.append(_timed(partial(_choose, of_short, identity)))
            choice_long.append(_timed(partial(_choose, of_long, identity)))
            short.append(_timed(partial(_call, of_short, identity)))
            long.append(_timed(partial(_call, of_long, identity)))
            began = time.perf_counter()
            driver.execute(_FIRST, (identity.station, today)).fetchone()
            replay(driver, called)
            bare.append((time.perf_counter() - began) * 1000)
            replay(driver, left)
            _leave(of_short, identity)
            _leave(of_long, identity)
    driver.close()
    yield _result("call next, 10,000 waiting, against bare", short, bare, 2.0)
    yield _worst("call next, 10,000 waiting, against bare, p99", short, bare, 2.0)
    yield _result("call next, 1,000,000 past against 1,000", long, short, 1.2)
    yield _result("who is next, 1,000,000 past against 1,000", choice_long, choice_short, 1.2)


@contextmanager
def _open(folder: Path, key: str) -> Iterator[Connection]:
    engine = file_engine(folder / "station.db", key)
    with connect(engine) as connection:
        yield connection
    engine.dispose()


def _fill(connection: Connection, identity: Identity, past: int) -> None:
    now = wall_clock()
    rows = []
    for number in range(past + WAITING):
        waits = number >= past
        at = now - timedelta(days=0 if waits else 1 + number // _A_DAY, hours=1)
        at += timedelta(milliseconds=number % WAITING)
        rows.append(_waits(identity, number, at) | ({} if waits else _served(at)))
        if len(rows) == _AT_ONCE or number == past + WAITING - 1:
            connection.execute(insert(ticket), rows)
            rows = []


def _waits(identity: Identity, number: int, at: datetime) -> dict[str, object]:
    moment = instant_text(at)
    items = json.dumps([_ITEMS[number % len(_ITEMS)]])
    klass = _CLASSES[number % len(_CLASSES)].value
    return {
        "ticket_id": f"filled-{number}",
        "hall": identity.hall,
        "number": f"F{number:07d}",
        "series": f"ticket/{identity.station}/F/{business_day(at)}",
        "serial": number,
        "day": business_day(at),
        "home": identity.station,
        "state": "waiting",
        **dict.fromkeys(("issued_at", "queued_at", "since", "line_at"), moment),
        "item_code": _ITEMS[number % len(_ITEMS)],
        "items": items,
        "klass": klass,
        "line": f"{klass}//{items}",
        **dict.fromkeys(("counter", "reserved_for", "note", "reason", "parked_reason"), ""),
        **dict.fromkeys(("called_at", "started_at", "ended_at")),
        "calls": 0,
        "epoch": 1,
    }


def _served(at: datetime) -> dict[str, object]:
    moments = dict.fromkeys(("called_at", "started_at", "ended_at"), instant_text(at))
    return {"state": "finished", "counter": "3", "calls": 1, "epoch": 4, **moments}


def _recorded_call(connection: Connection, identity: Identity) -> tuple[Statements, Statements]:
    with recorded() as called:
        _call(connection, identity)
    with recorded() as left:
        _leave(connection, identity)
    return called, left


def _call(connection: Connection, identity: Identity) -> None:
    act = partial(reception.call_next, duty=_DUTY)
    transact(connection, identity, national_calendar(), wall_clock(), act)


def _leave(connection: Connection, identity: Identity) -> None:
    act = partial(reception.no_show, duty=_DUTY)
    transact(connection, identity, national_calendar(), wall_clock(), act)


def _choose(connection: Connection, identity: Identity) -> None:
    reading = Reading(connection, identity, national_calendar(), wall_clock())
    queue_room.who_is_next(reading, _DUTY.counter)
    connection.rollback()


def _timed(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _result(name: str, ours: list[float], bare: list[float], promised: float) -> Result:
    return Result(name, tuple(ours[WARM_UP:]), tuple(bare[WARM_UP:]), promised)


def _worst(name: str, ours: list[float], bare: list[float], promised: float) -> Result:
    return Result(name, (_p99(ours[WARM_UP:]),), (_p99(bare[WARM_UP:]),), promised)


def _p99(times: list[float]) -> float:
    return sorted(times)[len(times) * 99 // 100]
