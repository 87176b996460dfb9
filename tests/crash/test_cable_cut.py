"""Power cuts at every place of the exchange, on both sides of it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from core.errors import Trouble
from db import journal
from db.tables import journal as journal_table
from db.tables import parked, ticket
from server.service import engine_of
from server.settings import ServerSettings
from sync.exchange import Exchange
from sync.server_link import Introduction, ServerLink
from tests.house import PATIENCE, TOKEN, live_server
from tests.sync.rig import Rig, hashes, tickets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


# Each point, and how often three entries and a round are sure to pass it.
STATION = {
    "work.written": 3,
    "work.applied": 3,
    "push.sending": 1,
    "push.answered": 1,
    "pull.answered": 2,
    "pull.stored": 1,
    "pull.committed": 1,
}
SERVER = ("server.stored", "server.before_commit", "server.after_commit")
ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX"),
    pytest.mark.timeout(600),
]


@pytest.mark.parametrize("point", STATION)
def test_i02_i03_a_station_cut_while_it_exchanges_is_whole_and_goes_on(
    tmp_path: Path, point: str, cuts: int
) -> None:
    settings = ServerSettings(
        port=0, data_folder=tmp_path / "server", enrolment_token=TOKEN, host="127.0.0.1"
    )
    folder = tmp_path / "03"
    Rig(folder).connection.close()
    with live_server(settings) as address, neighbour(tmp_path, address) as other:
        for cut in range(cuts):
            other.write(1)
            round_of(other, address)
            died = subprocess.run(
                [sys.executable, "-m", "tests.crash.exchanger", str(folder), address, "3"],
                cwd=ROOT,
                env=os.environ | {"YICI_FAILPOINT": f"{point}:{1 + cut * STATION[point] // cuts}"},
                check=False,
                timeout=PATIENCE * 2,
            )
            assert died.returncode == -signal.SIGKILL
            rig = Rig(folder)
            whole(rig.connection)
            rig.connection.close()
        rig = Rig(folder)
        round_of(rig, address)
        round_of(other, address)
        same_everywhere(rig, other, settings)
        rig.connection.close()


@pytest.mark.parametrize("point", SERVER)
def test_i01_i02_a_server_cut_while_it_accepts_loses_nothing_and_repeats_nothing(
    tmp_path: Path, server_settings: ServerSettings, point: str, cuts: int
) -> None:
    port_file = tmp_path / "port"
    rig = Rig(tmp_path / "03")
    for turn in range(1, cuts + 1):
        port_file.unlink(missing_ok=True)
        with serving(server_settings, port_file, f"{point}:{1 + turn % 2}") as process:
            address = f"http://127.0.0.1:{port_file.read_text()}"
            while process.poll() is None:
                rig.write(2)
                with contextlib.suppress(Trouble):
                    round_of(rig, address)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(0.05)
            assert process.returncode == -signal.SIGKILL
    with live_server(server_settings) as address, neighbour(tmp_path, address) as other:
        round_of(rig, address)
        round_of(other, address)
        same_everywhere(rig, other, server_settings)
    rig.connection.close()


@contextmanager
def serving(
    settings: ServerSettings, port_file: Path, point: str
) -> Iterator[subprocess.Popen[bytes]]:
    """The server as a process that dies at a point."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "server", "run", "--port", "0"),
            *("--port-file", str(port_file), "--data-folder", str(settings.data_folder)),
            *("--database-url", settings.database_url),
        ],
        cwd=ROOT,
        env=os.environ | {"YICI_SERVER_ENROLMENT_TOKEN": TOKEN, "YICI_FAILPOINT": point},
    )
    try:
        while not port_file.exists():
            assert process.poll() is None
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
        yield process
    finally:
        process.kill()
        process.wait(PATIENCE)


@contextmanager
def neighbour(tmp_path: Path, address: str) -> Iterator[Rig]:
    """Another station of the hall that stays up."""
    rig = Rig(tmp_path / "05", "05")
    round_of(rig, address)
    yield rig
    rig.connection.close()


def round_of(rig: Rig, address: str) -> None:
    with ServerLink(address, Introduction(rig.identity, TOKEN, rig.key)) as link:
        Exchange(link, rig).round()


def whole(opened: Connection) -> None:
    """The file is sound, its chains hold, and each row has its entry and each entry its row."""
    assert opened.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    journal.verify(opened)
    written = set(opened.execute(select(journal_table.c.entity_id)).scalars())
    assert written == set(opened.execute(select(ticket.c.ticket_id)).scalars())
    opened.rollback()


def same_everywhere(rig: Rig, other: Rig, settings: ServerSettings) -> None:
    """Nothing unsent, and the same journal and rows at both stations and the server."""
    assert (rig.unsent, other.unsent) == (0, 0)
    engine = engine_of(settings)
    with engine.connect() as looking:
        assert hashes(looking) == hashes(rig.connection) == hashes(other.connection)
        assert tickets(looking) == rig.tickets == other.tickets
        assert looking.execute(select(parked)).all() == []
        journal.verify(looking)
    engine.dispose()
