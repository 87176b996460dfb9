"""Bringing 300,000 open cases up to an amended calendar against a bare UPDATE of the same rows.

Ours reads each case's clocks, reckons them under both calendars, writes the new dates, keeps the
old ones and commits batch by batch. The bare side sets the same dates of the same rows of a copy,
by the same key, in transactions of the same size, on a bare SQLCipher connection. Times are per
case.
"""

from __future__ import annotations

import shutil
import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import insert, select
from sqlcipher3 import dbapi2

from benchmarks.result import Result
from core.calendar import national_calendar
from core.calendar_facts import CalendarApproved, CalendarProposed
from core.clock import Clock, ClockKind
from core.holiday_notice import HolidayNotice, HolidayPeriod
from core.limit import Limit
from core.staff import Clerk, Role
from db import identity as identities
from db.engine import Access, connect, file_engine, pragmas
from db.schema import upgrade
from db.tables import case_file, clock
from db.unit_of_work import transact
from desktop import calendar_room, demonstration
from desktop.catalogue_file import read_catalogue
from desktop.catalogue_room import publish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from core.catalogue import CatalogueVersion
    from db.journal import Identity
    from db.unit_of_work import UnitOfWork

T = TypeVar("T")
CASES = 300_000
NOW = datetime(2026, 9, 29, 1, 0, tzinfo=UTC)
KEY = "0" * 64
PROMISED = 8.0
NOTICE = HolidayNotice(
    2026,
    "国办发明电〔2026〕9号",
    date(2026, 9, 29),
    (HolidayPeriod("抗洪纪念日", date(2026, 9, 30), date(2026, 9, 30)),),
)
ADMINISTRATOR = Clerk("0999", "钱多", Role.ADMINISTRATOR)
SUPERVISOR = Clerk("0901", "赵敏", Role.SUPERVISOR)


def measure(folder: Path) -> Result:
    """Time every batch of both sides."""
    ours = folder / "calendar.db"
    connection = connect(file_engine(ours, KEY))
    upgrade(connection)
    here = identities.station_of(connection, "qinghe", "03")
    catalogue = read_catalogue(demonstration.CATALOGUE).publishable(demonstration.EFFECTIVE_ON)
    _write(connection, here, lambda work: publish(work, catalogue, "0999"))
    with connection.begin():
        _fill(connection, here, catalogue)
    connection.close()  # empties the write-ahead log: the copy is whole
    shutil.copy(ours, folder / "bare.db")
    connection = connect(file_engine(ours, KEY))
    try:
        _write(connection, here, _approve)
        times = list(_batches(connection, here))
        moved = connection.execute(
            select(case_file.c.due_on, case_file.c.case_id).order_by(case_file.c.case_id)
        ).all()
        connection.rollback()
    finally:
        connection.close()
    bare = _bare(folder / "bare.db", [(str(due_on), case_id) for due_on, case_id in moved])
    return Result("calendar change, per case", tuple(times), tuple(bare), PROMISED)


def _write(connection: Connection, here: Identity, act: Callable[[UnitOfWork], T]) -> T:
    return transact(connection, here, national_calendar(), NOW, act).value


def _approve(work: UnitOfWork) -> None:
    calendar = work.calendar.version
    fact = CalendarProposed("p", NOTICE, "", "", (), calendar, "", ADMINISTRATOR)
    work.record(fact, ADMINISTRATOR.badge)
    work.record(CalendarApproved("p", NOTICE, SUPERVISOR), SUPERVISOR.badge)


def _batches(connection: Connection, here: Identity) -> Iterator[float]:
    done = 1
    while done:
        began = time.perf_counter()
        done = _write(connection, here, calendar_room.bring_up)
        if done:
            yield (time.perf_counter() - began) * 1000 / done


def _bare(path: Path, rows: list[tuple[str, str]]) -> Iterator[float]:
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{KEY}'\"")
    for pragma in pragmas(Access.READ_WRITE):
        connection.execute(f"PRAGMA {pragma}")
    for start in range(0, len(rows), calendar_room.BATCH):
        batch = rows[start : start + calendar_room.BATCH]
        began = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("UPDATE case_file SET due_on = ? WHERE case_id = ?", batch)
        connection.execute("COMMIT")
        yield (time.perf_counter() - began) * 1000 / len(batch)
    connection.close()


def _fill(connection: Connection, here: Identity, catalogue: CatalogueVersion) -> None:
    """Accepted cases with a promise and a statute, as many a day as a year's would be."""
    calendar = national_calendar()
    item = next(one for one in catalogue.items if one.promise and one.statutory)
    days = [calendar.working_days_after(date(2026, 9, 29), -n) for n in range(1, 21)]
    for start in range(0, CASES, 5_000):
        files, clocks = [], []
        for n in range(start, start + 5_000):
            on = days[n % len(days)]
            running = (
                Clock(ClockKind.PROMISE, on, Limit.parse("10wd")),
                Clock(ClockKind.STATUTORY, on, Limit.parse("20wd")),
            )
            case_id = f"{(n * 7_919) % CASES:08d}-bench"
            dues = [one.due(calendar).due for one in running]
            files.append(
                _columns(here, catalogue.version, item.code)
                | {
                    "case_id": case_id,
                    "number": case_id,
                    "slip": case_id[:8],
                    "received_on": on,
                    "accepted_on": on,
                    "due_on": dues[0],
                    "calendar_version": calendar.version,
                }
            )
            clocks += [
                {
                    "case_id": case_id,
                    "place": place,
                    "kind": one.kind.value,
                    "trigger": one.trigger,
                    "limit_text": str(one.limit),
                    "state": one.state.value,
                    "due_on": dues[place],
                }
                for place, one in enumerate(running)
            ]
        connection.execute(insert(case_file), files)
        connection.execute(insert(clock), clocks)


def _columns(here: Identity, catalogue: str, item: str) -> dict[str, object]:
    return {
        "hall": here.hall,
        "station": here.station,
        "catalogue_version": catalogue,
        "item_code": item,
        "applicant_name": "欧阳伟",
        "identity_kind": "id_card",
        "identity_number": "11010519491231002X",
        "phone": "",
        "counter": "3",
        "ticket_id": "",
        "state": "accepted",
        "told_notice": "",
        "visits": 1,
        "version": 2,
        "clerk": "0317",
        "watch_kind": "P",
        "firmness": "firm",
    }
