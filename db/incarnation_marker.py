"""A note beside the database: on which machine, and how far the server has confirmed its journal.

A database that lags behind the note was put back from a backup; one whose note was made on another
machine was copied there. Both would write numbers that the server holds already, so they get a new
incarnation. A folder put back whole, note and all, is found out at the server instead.
"""

from __future__ import annotations

import hashlib
import os
import sys
import uuid
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from db.journal import Identity

_NAME = "incarnation.mark"


@dataclass(frozen=True)
class Marker:
    """Whose journal it was, here, and the last number known to be at the server."""

    owner: str
    confirmed: int


def read(connection: Connection) -> Marker | None:
    """The note beside this database; none where there is none or it cannot be made out."""
    path = _path(connection)
    if path is None or not path.exists():
        return None
    owner, _, digits = path.read_text(encoding="ascii", errors="replace").strip().partition(" ")
    if not (digits.isascii() and digits.isdecimal()):
        return None
    return Marker(owner, int(digits))


def write(connection: Connection, identity: Identity, confirmed: int) -> None:
    """Note how far the server has it; a note lost in a power cut only notices less."""
    path = _path(connection)
    if path is None:
        return
    temporary = path.with_name(f".{_NAME}.{os.getpid()}")
    temporary.write_text(f"{owner_of(identity)} {confirmed}\n", encoding="ascii")
    temporary.replace(path)


def owner_of(identity: Identity) -> str:
    """This incarnation on this machine, told to nobody who reads the note."""
    text = f"{identity.hall}/{identity.station}/{identity.incarnation}/{_machine()}"
    return hashlib.sha256(text.encode()).hexdigest()


def _path(connection: Connection) -> Path | None:
    url = connection.engine.url
    if connection.dialect.name != "sqlite" or not url.database:
        return None
    return Path(url.database).with_name(_NAME)


@cache
def _machine() -> str:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415  (there only)

        with winreg.OpenKey(
            winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography"
        ) as opened:
            return str(winreg.QueryValueEx(opened, "MachineGuid")[0])
    for place in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
        if place.exists() and (found := place.read_text(encoding="ascii").strip()):
            return found
    return f"{uuid.getnode():012x}"
