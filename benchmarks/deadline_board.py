"""The first page of the deadline board over a million open cases, against the bare indexed query.

Ours is the whole query: statement, rows, the colour and the days left of every line. The bare side
runs the same selection on the same file by the database's own cursor and fetches the rows.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.result import Result
from core.applicant import applicant
from core.calendar import national_calendar
from db.tables import case_file
from db.unit_of_work import Reading
from desktop import attendance, casework, demonstration
from desktop.database_room import wall_clock
from desktop.deadline_board import first_page
from desktop.desk import Desk
from desktop.settings import KeystoreChoice, Settings

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

CASES = 1_000_000
ROUNDS = 60
WARM_UP = 10
PAGE = 500  # lines
_BARE = """
SELECT c.case_id, c.number, c.applicant_name, c.state, c.watch_kind, c.due_on, c.firmness,
       c.counter, c.station, i.name
FROM case_file AS c
JOIN service_item AS i ON i.version = c.catalogue_version AND i.code = c.item_code
WHERE c.watch_kind <> '' AND c.due_on IS NOT NULL
ORDER BY c.due_on, c.number LIMIT ?
"""
# One real case, over and over under numbers of its own, due within a hundred days.
_OWN = {
    "case_id": "printf('%036d', n)",
    "number": "printf('20260928-77-%07d', n)",
    "slip": "printf('YC%014d', n)",
    "due_on": "date('2026-09-28', (n * 7919 % 100) || ' days')",
}


def measure(folder: Path) -> Result:
    """Time both sides in turn on one reading connection."""
    desk = Desk(Settings(data_folder=folder / "board", keystore=KeystoreChoice.FILE))
    try:
        demonstration.furnish(desk)
        clerk = demonstration.CLERK.badge
        duty = desk.do(attendance.sign_in, clerk, demonstration.PASSWORD, "3").result()
        someone = applicant("欧阳伟", "11010519491231002X")
        desk.do(casework.receive, duty, "XK-0001", someone).result()
        desk.room.maintain(_fill).result()
        return desk.room.maintain(partial(_in_turn, desk)).result()
    finally:
        desk.close()


def _fill(connection: Connection) -> None:
    columns = [column.name for column in case_file.columns]
    values = ", ".join(_OWN.get(name, f"c.{name}") for name in columns)
    with connection.begin():
        connection.exec_driver_sql(
            f"WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted"  # noqa: S608  (names of our own columns)
            f" WHERE n < {CASES}) INSERT INTO case_file ({', '.join(columns)})"
            f" SELECT {values} FROM (SELECT * FROM case_file LIMIT 1) AS c, counted"
        )


def _in_turn(desk: Desk, connection: Connection) -> Result:
    reading = Reading(connection, desk.room.identity, national_calendar(), wall_clock())
    cursor = connection.connection.cursor()
    ours, bare = [], []
    for _ in range(ROUNDS + WARM_UP):
        began = time.perf_counter()
        lines = first_page(reading)
        middle = time.perf_counter()
        rows = cursor.execute(_BARE, (PAGE,)).fetchall()
        ended = time.perf_counter()
        if len(lines) != PAGE or [line.row.case_id for line in lines] != [row[0] for row in rows]:
            raise AssertionError("the two sides do not show the same page")
        ours.append((middle - began) * 1000)
        bare.append((ended - middle) * 1000)
    return Result(
        "deadline board, first page of 1,000,000", tuple(ours[WARM_UP:]), tuple(bare[WARM_UP:]), 3.0
    )
