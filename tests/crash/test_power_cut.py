"""Power cuts: kill -9 at every place between commit, print and push; paper and record agree."""

from __future__ import annotations

import collections
import os
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from core.paper_kind import NoticeKind
from db import journal
from db.tables import journal as journal_table
from db.tables import notice, paper_copy, parked, print_job
from desktop.desk import Desk
from printing.spool import TICKET, JobState
from server.service import engine_of
from tests.crash.visitor import cut_short
from tests.house import PATIENCE, all_printed, all_sent, live_server, station_settings

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from server.settings import ServerSettings

VISITS = 3  # in a morning
# How often a morning of three visits is sure to pass each point.
TURNS = {
    "desk.committed": 16,
    "print.sending": 3,
    "print.sent": 3,
    "push.answered": 2,
    "pull.answered": 2,
    "pull.committed": 1,
}

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX"),
    pytest.mark.timeout(600),
]


def cuts_at(point: str, cuts: int) -> list[str]:
    """So many cuts, spread over the turns of a point that a morning passes."""
    return [f"{point}:{1 + cut * TURNS[point] // cuts}" for cut in range(cuts)]


@pytest.mark.parametrize("point", ["desk.committed", "print.sending", "print.sent"])
def test_s24_after_a_cut_between_commit_and_print_every_paper_is_there_once(
    station_folder: Path, point: str, cuts: int
) -> None:
    cut_short(station_folder, cuts_at(point, cuts), visits=VISITS)
    desk = Desk(station_settings(station_folder))
    try:
        all_printed(desk)
        issued, digests = desk.room.maintain(_papers_on_record).result(PATIENCE)
        desk.room.maintain(journal.verify).result(PATIENCE)
        assert issued, "the cuts left no paper at all"
        on_paper = collections.Counter(
            path.stem.rsplit("_", 1)[1] for path in desk.settings.papers.glob("*.pdf")
        )
        assert on_paper == collections.Counter(digests)
        slips = [
            path.stem.split("_")[1] for path in (desk.settings.papers / "tickets").glob("*.pdf")
        ]
        assert sorted(slips) == sorted(set(slips)), "no number has two slips"
        numbers = [number for kind, number in issued if kind is NoticeKind.ACCEPTANCE]
        assert numbers == [f"{place:06d}" for place in range(1, len(numbers) + 1)]
    finally:
        desk.close()


@pytest.mark.parametrize(
    "point", ["desk.committed", "push.answered", "pull.answered", "pull.committed"]
)
def test_s24_i02_after_a_cut_between_commit_and_push_every_entry_arrives_once(
    station_folder: Path, server_settings: ServerSettings, point: str, cuts: int
) -> None:
    with live_server(server_settings) as address:
        cut_short(station_folder, cuts_at(point, cuts), visits=VISITS, server=address)
        desk = Desk(station_settings(station_folder, server=address))
        try:
            all_sent(desk)
            ours = desk.room.maintain(_entries).result(PATIENCE)
            desk.room.maintain(journal.verify).result(PATIENCE)
        finally:
            desk.close()
    engine = engine_of(server_settings)
    with engine.connect() as connection:
        assert _entries(connection) == ours
        assert connection.execute(select(parked)).all() == []
        assert journal.verify(connection).streams == 1
    engine.dispose()


def _papers_on_record(
    connection: Connection,
) -> tuple[list[tuple[NoticeKind, str]], list[str]]:
    """Every paper (kind, last six of its number) in order, and the print ids handed over."""
    issued = [
        (NoticeKind(row.kind), row.number[-6:])
        for row in connection.execute(select(notice).order_by(notice.c.number))
    ]
    jobs = connection.execute(
        select(print_job.c.print_id, print_job.c.state).where(print_job.c.document != TICKET)
    ).all()
    assert {state for _, state in jobs} <= {JobState.HANDED_OVER.value}
    handed = connection.execute(select(paper_copy.c.print_id)).scalars().all()
    assert sorted(handed) == sorted(print_id for print_id, _ in jobs)
    assert len(handed) == len(issued)
    return issued, list(handed)


def _entries(connection: Connection) -> list[str]:
    return sorted(connection.execute(select(journal_table.c.hash)).scalars())
