"""The server's power fails: between storing and applying, before and after its commit."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from db import journal
from db.tables import parked, ticket
from desktop.desk import Desk
from server.service import engine_of
from tests.house import (
    PATIENCE,
    TOKEN,
    accepted,
    all_sent,
    live_server,
    signed_in,
    station_settings,
)

if TYPE_CHECKING:
    from server.settings import ServerSettings

ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX"),
    pytest.mark.timeout(300),
]


@pytest.mark.parametrize("point", ["server.stored", "server.before_commit", "server.after_commit"])
def test_i01_i02_a_server_cut_while_it_accepts_has_every_entry_once(
    station_folder: Path, tmp_path: Path, server_settings: ServerSettings, point: str, cuts: int
) -> None:
    port_file = tmp_path / "port"
    port = 0
    for turn in range(1, cuts + 1):
        port_file.unlink(missing_ok=True)
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "server", "run", "--port", str(port)),
                *("--port-file", str(port_file), "--data-folder", str(server_settings.data_folder)),
                *("--database-url", server_settings.database_url),
            ],
            cwd=ROOT,
            env=os.environ
            | {"YICI_SERVER_ENROLMENT_TOKEN": TOKEN, "YICI_FAILPOINT": f"{point}:{turn}"},
        )
        desk = None
        try:
            while not port_file.exists():
                assert process.poll() is None
                with pytest.raises(subprocess.TimeoutExpired):
                    process.wait(0.05)
            port = int(port_file.read_text())
            desk = Desk(station_settings(station_folder, server=f"http://127.0.0.1:{port}"))
            duty = signed_in(desk)
            while process.poll() is None:
                accepted(desk, duty)
                try:
                    process.wait(0.2)
                except subprocess.TimeoutExpired:
                    continue
            assert process.returncode == -signal.SIGKILL
        finally:
            if desk is not None:
                desk.close()
            process.kill()
            process.wait(PATIENCE)
    with live_server(server_settings) as address:
        desk = Desk(station_settings(station_folder, server=address))
        try:
            all_sent(desk)
            ours = desk.room.maintain(journal.count).result(PATIENCE)
            issued = desk.room.maintain(
                lambda opened: opened.execute(select(ticket.c.ticket_id)).scalars().all()
            ).result(PATIENCE)
        finally:
            desk.close()
    engine = engine_of(server_settings)
    with engine.connect() as connection:
        assert journal.verify(connection).entries == ours
        assert sorted(connection.execute(select(ticket.c.ticket_id)).scalars()) == sorted(issued)
        assert connection.execute(select(parked)).all() == []
    engine.dispose()
