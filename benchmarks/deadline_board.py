"""The deadline board's first page over a million open cases, against the bare indexed query.

Both on one connection of a reader, in turn: ours is the query of the page with the colour and the
working days left of every line; the bare side asks SQLCipher for the same rows and no more. The
counts above the page are a query of their own. The thread's own time is taken: what is read is in
memory, and both sides wait for nothing.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.result import Result
from core.calendar import national_calendar
from db import case_board
from db.unit_of_work import Reading
from desktop import demonstration
from desktop.database_room import wall_clock
from desktop.deadline_board import first_page
from desktop.desk import Desk
from desktop.settings import KeystoreChoice, Settings

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

CASES = 1_000_000
ROUNDS = 30
WARM_UP = 3
_FILL = """
INSERT INTO case_file (
  case_id, hall, number, slip, station, catalogue_version, item_code, applicant_name,
  identity_kind, identity_number, phone, counter, ticket_id, state, received_on, accepted_on,
  told_notice, visits, version, clerk, watch_kind, due_on, firmness, calendar_version
)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :cases)
SELECT
  printf('case-%08d', i), :hall, printf('20260928-03-%07d', i), printf('S%08d', i), '03',
  item.version, item.code, '欧阳伟', 'resident', '11010519491231002X', '', '3', '',
  'accepted', '2026-09-28', '2026-09-28', '', 1, 1, '0317', 'P',
  CASE WHEN i % 50 = 0 THEN NULL ELSE date('2026-10-08', printf('+%d days', i % 400)) END,
  'firm', ''
FROM n, (SELECT version, code FROM service_item ORDER BY code LIMIT 1) AS item
"""
_BARE = """
SELECT case_id, number, applicant_name, state, watch_kind, due_on, firmness, counter, station,
  version.name
FROM case_file AS file
JOIN service_item AS version
  ON version.version = file.catalogue_version AND version.code = file.item_code
WHERE watch_kind <> '' AND due_on IS NOT NULL
ORDER BY due_on, number LIMIT ?
"""


def measure(folder: Path) -> Result:
    """Time both sides in turn."""
    desk = Desk(Settings(data_folder=folder / "board", keystore=KeystoreChoice.FILE))
    try:
        demonstration.furnish(desk)
        return desk.room.maintain(partial(_in_turn, desk)).result()
    finally:
        desk.close()


def _in_turn(desk: Desk, connection: Connection) -> Result:
    raw = connection.connection.cursor()
    raw.execute(_FILL, {"cases": CASES, "hall": desk.room.identity.hall})
    raw.execute("ANALYZE")
    connection.commit()
    ours, theirs = [], []
    for _ in range(ROUNDS + WARM_UP):
        began = time.thread_time()
        page = first_page(
            Reading(connection, desk.room.identity, national_calendar(), wall_clock())
        )
        middle = time.thread_time()
        rows = raw.execute(_BARE, (case_board.PAGE,)).fetchall()
        ended = time.thread_time()
        if len(rows) != len(page):
            raise AssertionError("both sides give the same page")
        ours.append((middle - began) * 1000)
        theirs.append((ended - middle) * 1000)
    connection.rollback()
    name = "deadline board, first page of 1,000,000"
    return Result(name, tuple(ours[WARM_UP:]), tuple(theirs[WARM_UP:]), 3.0)
