"""Real printers on loopback: ippeveprinter and cupsd, each with folders and a bus of its own.

Nothing here touches the machine's own CUPS. Every process is started in a group of its own, so
that its children end with it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from installer.libraries import TEST_PRINTERS, is_present, program
from printing.devices.device import DeviceTrouble
from printing.devices.ipp_address import IppAddress
from printing.devices.ipp_printer import IppPrinter
from tests.house import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def require_printers() -> None:
    """Fail where the set-up could have installed them; skip only where it cannot."""
    missing = [need.name for need in TEST_PRINTERS if not is_present(need)]
    if not missing:
        return
    lacking = f"the tests' printers are missing: {', '.join(missing)}"
    if sys.platform != "linux" or shutil.which("apt-get") is None:
        pytest.skip(f"NO END-TO-END PRINTING HERE, {lacking} and there is no apt to install them")
    pytest.fail(f"{lacking}; `make test` installs them")


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that other users may enter: cupsd's filters run as one of them."""
    folder = Path(tempfile.mkdtemp(prefix="yici-printer-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """A process group that ends when told, or with the test."""

    def __init__(self, command: list[str], folder: Path, bus: str = "") -> None:
        self._log = (folder / f"{Path(command[0]).name}.log").open("ab")
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            env=os.environ
            | {"DBUS_SYSTEM_BUS_ADDRESS": bus, "TMPDIR": str(folder), "HOME": str(folder)},
            start_new_session=True,
        )

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so, as long as the process lives."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, "it never came to that"
            with contextlib.suppress(subprocess.TimeoutExpired):
                status = self.process.wait(0.02)
                raise AssertionError(f"{self.process.args!r} ended with {status}")

    def signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def kill(self) -> None:
        """As a power cut would, children and all."""
        self.signal(signal.SIGKILL)
        self.process.wait(PATIENCE)
        self._log.close()


@contextmanager
def private_bus(folder: Path) -> Iterator[str]:
    """A message bus without which ippeveprinter does not start; gives its address."""
    place = folder / "bus"
    settings = folder / "bus.conf"
    settings.write_text(_BUS.format(place=place))
    command = [program("dbus-daemon"), f"--config-file={settings}", "--nofork", "--nopidfile"]
    running = Running(command, folder)
    try:
        running.until(place.exists)
        yield f"unix:path={place}"
    finally:
        running.kill()


@dataclass(frozen=True)
class Received:
    """A paper that came out: the document as the printer got it, and its job attributes."""

    content: bytes
    attributes: dict[str, str]


@dataclass
class EvePrinter:
    """A virtual IPP Everywhere printer that can be switched off, hung and unplugged."""

    folder: Path
    bus: str
    port: int = field(default_factory=free_port)
    _running: Running | None = None

    def __post_init__(self) -> None:
        for folder in (self._papers, self._spool, self._keys):
            folder.mkdir()
        script = self.folder / "print.sh"
        script.write_text(_PRINT.format(papers=self._papers, hold=self._hold))
        script.chmod(0o755)

    @property
    def address(self) -> str:
        return f"ipp://localhost:{self.port}/ipp/print"

    @property
    def certificate(self) -> Path:
        """What it shows of itself at `ipps://`; there once it was asked."""
        return self._keys / "localhost.crt"

    @property
    def running(self) -> Running:
        assert self._running is not None
        return self._running

    def switch_on(self) -> None:
        self._running = Running(
            [
                program("ippeveprinter"),
                *("-p", str(self.port), "-n", "localhost", "-r", "off"),
                *("-d", str(self._spool), "-K", str(self._keys), "-f", "application/pdf"),
                *("-c", str(self.folder / "print.sh"), "Hall"),
            ],
            self.folder,
            self.bus,
        )
        self._running.until(lambda: answers(self.address))

    def switch_off(self) -> None:
        """As by its plug; what it knew is forgotten."""
        if self._running is not None:
            self._running.kill()
            self._running = None

    def hold(self) -> None:
        """Let the next job stay on the platen until `release`."""
        os.mkfifo(self._hold)
        self._hold.chmod(0o666)

    def release(self) -> None:
        def opened() -> bool:
            try:
                os.close(os.open(self._hold, os.O_WRONLY | os.O_NONBLOCK))
            except OSError:
                return False
            return True

        self.running.until(opened)
        self._hold.unlink()

    def papers(self) -> list[Received]:
        """What lies in the tray, in the order it came out."""
        found = sorted(self._papers.glob("*.pdf"), key=lambda path: path.stat().st_mtime_ns)
        return [Received(path.read_bytes(), _attributes(path)) for path in found]

    def until_papers(self, count: int) -> None:
        self.running.until(lambda: len(list(self._papers.glob("*.pdf"))) >= count)

    @property
    def _papers(self) -> Path:
        return self.folder / "papers"

    @property
    def _spool(self) -> Path:
        return self.folder / "memory"

    @property
    def _keys(self) -> Path:
        return self.folder / "keys"

    @property
    def _hold(self) -> Path:
        return self.folder / "hold"


@contextmanager
def private_cups(folder: Path, bus: str, printer: EvePrinter) -> Iterator[str]:
    """A CUPS server with one queue for a printer; gives the queue's address."""
    port = free_port()
    for name in ("etc", "spool", "cache", "state", "temporary", "log", "keys"):
        (folder / name).mkdir(mode=0o755)
    (folder / "cupsd.conf").write_text(_CUPSD.format(port=port))
    (folder / "cups-files.conf").write_text(_CUPS_FILES.format(folder=folder))
    server = Running(
        [
            *(program("cupsd"), "-f"),
            *("-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")),
        ],
        folder,
        bus,
    )
    try:
        server.until(lambda: accepts_connections(port))
        subprocess.run(
            [
                *(program("lpadmin"), "-h", f"127.0.0.1:{port}", "-p", "hall", "-E"),
                *("-v", printer.address, "-m", "everywhere"),
            ],
            check=True,
            capture_output=True,
            timeout=PATIENCE,
        )
        queue = f"ipp://127.0.0.1:{port}/printers/hall"
        server.until(lambda: answers(queue))
        yield queue
    finally:
        server.kill()


def answers(address: str) -> bool:
    place = IppAddress.parsed(address)
    assert place is not None
    try:
        IppPrinter("probe", place).condition()
    except DeviceTrouble:
        return False
    return True


def accepts_connections(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _attributes(paper: Path) -> dict[str, str]:
    lines = paper.with_suffix(".env").read_text(encoding="utf-8").splitlines()
    return dict(line.removeprefix("IPP_").split("=", 1) for line in lines if "=" in line)


_PRINT = """#!/bin/sh
# $1 is the document; the job's attributes are in the environment.
paper="{papers}/paper-$$"
env | grep '^IPP_' > "$paper.env"
cp "$1" "$paper.part"
mv "$paper.part" "$paper.pdf"
if [ -p "{hold}" ]; then cat "{hold}" > /dev/null; fi
"""
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>custom</type>
  <listen>unix:path={place}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/><allow own="*"/>
    <allow send_destination="*"/><allow receive_sender="*"/>
  </policy>
</busconfig>
"""
_CUPSD = """LogLevel warn
Listen 127.0.0.1:{port}
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess default
  JobPrivateValues default
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_CUPS_FILES = """ServerRoot {folder}/etc
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/temporary
ServerKeychain {folder}/keys
AccessLog {folder}/log/access_log
ErrorLog {folder}/log/error_log
PageLog {folder}/log/page_log
"""
