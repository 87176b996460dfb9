"""A central server of one's own, for a demonstration: a process beside the window."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 30.0  # s
_GLANCE = 0.05  # s


class ServerDidNotStart(Trouble):
    """The embedded server ended, or never said on which port it listens."""


@dataclass(frozen=True)
class EmbeddedServer:
    """Where it listens, and the token that enrols a station."""

    address: str
    enrolment_token: str


@contextmanager
def embedded_server(folder: Path) -> Iterator[EmbeddedServer]:
    """Run the server on a free port of this machine, its database under `folder`.

    Raises: ServerDidNotStart.
    """
    token = secrets.token_urlsafe(16)
    folder.mkdir(parents=True, exist_ok=True)
    port_file = folder / "port"
    port_file.unlink(missing_ok=True)
    command = [
        *(sys.executable, "-m", "server", "run", "--port", "0"),
        *("--data-folder", str(folder), "--port-file", str(port_file)),
        "--while-stdin-open",  # whatever ends this process, the server ends with it
    ]
    environment = os.environ | {"YICI_SERVER_ENROLMENT_TOKEN": token}
    process = subprocess.Popen(  # noqa: S603  (our own module)
        command, env=environment, stdin=subprocess.PIPE
    )
    try:
        _wait_for(port_file, process)
        port = port_file.read_text(encoding="ascii")
        yield EmbeddedServer(f"http://127.0.0.1:{port}", token)
    finally:
        process.communicate(timeout=PATIENCE)


def _wait_for(port_file: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while not port_file.exists():
        if process.poll() is not None or time.monotonic() > until:
            raise ServerDidNotStart(
                "自带的中心服务器没有启动，已有的记录不受影响，请看上面的提示，处理后再启动。"
            )
        time.sleep(_GLANCE)
