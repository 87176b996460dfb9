"""The server as a running process: database, application, listening socket."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TextIO

import uvicorn

from core.calendar import national_calendar
from db.atomic_file import write_atomically
from db.engine import file_engine, url_engine
from db.keystore import database_key, system_or_file
from server.app import create_app
from server.limits import USUAL_LIMITS, Limits
from server.records import Records

if TYPE_CHECKING:
    from socket import socket

    from sqlalchemy import Engine

    from server.settings import ServerSettings

_KEY_NAME = "server-database"


class Service(uvicorn.Server):
    """Uvicorn that tells which port it was given once it listens."""

    def __init__(self, settings: ServerSettings, limits: Limits = USUAL_LIMITS) -> None:
        """Open the database.

        Raises: Trouble.
        """
        self._engine = engine_of(settings)
        records = Records(self._engine, national_calendar())
        app = create_app(records, settings.enrolment_token, limits)
        super().__init__(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                log_level="warning",
                lifespan="off",
                ws="none",
            )
        )
        self._port_file = settings.port_file

    @property
    def port(self) -> int:
        """The port it listens on, once started."""
        return int(self.servers[0].sockets[0].getsockname()[1])

    def stop_with(self, stream: TextIO) -> None:
        """Stop once the stream ends, as it does when the process at its other end is gone."""
        threading.Thread(target=self._watch, args=(stream,), daemon=True).start()

    def _watch(self, stream: TextIO) -> None:
        stream.read()
        self.should_exit = True

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Listen, then say where."""
        await super().startup(sockets)
        if self.started and self._port_file is not None:
            write_atomically(self._port_file, str(self.port).encode())

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Stop listening and let go of the database."""
        await super().shutdown(sockets)
        self._engine.dispose()


def engine_of(settings: ServerSettings) -> Engine:
    """PostgreSQL where an address is given, else the embedded encrypted file.

    Raises: Trouble.
    """
    if settings.database_url:
        return url_engine(settings.database_url)
    folder = settings.data_folder
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = folder / "server.db"
    return file_engine(database, database_key(system_or_file(folder), _KEY_NAME, database))
