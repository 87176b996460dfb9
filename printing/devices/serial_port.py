"""A printer on a serial port: 8 data bits, no parity, one stop bit."""

from __future__ import annotations

import enum
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from printing.devices.node import POSIX, opened

if TYPE_CHECKING:
    from printing.devices.connection import Patience
    from printing.devices.node import FileConnection

SPEEDS = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)  # baud


class PortNotSet(OSError):
    """The port is there but does not take this speed."""


class Flow(enum.Enum):
    """How the printer says that its buffer is full."""

    SOFTWARE = "software"  # XON and XOFF
    HARDWARE = "hardware"  # RTS and CTS; without those wires nothing is ever sent


@dataclass(frozen=True)
class SerialPort:
    """`/dev/ttyS0` or `COM3`."""

    path: str
    speed: int = 9600
    flow: Flow = Flow.SOFTWARE

    def open(self, patience: Patience) -> FileConnection:
        """Open the port and set it.

        Raises: PortNotSet, other OSError.
        """
        if not POSIX:
            self._set_windows_port()
            return opened(Path(rf"\\.\{self.path}"), os.O_WRONLY, patience)
        line = opened(Path(self.path), os.O_RDWR, patience)
        try:
            self._set(line.descriptor)
        except BaseException:
            os.close(line.descriptor)
            raise
        return line

    def _set(self, descriptor: int) -> None:
        import termios  # noqa: PLC0415  (POSIX only)

        speed = getattr(termios, f"B{self.speed}")
        hardware = self.flow is Flow.HARDWARE
        try:
            *_, characters = termios.tcgetattr(descriptor)
            characters[termios.VMIN] = characters[termios.VTIME] = 0
            mode = [
                0 if hardware else termios.IXON,
                0,
                termios.CS8 | termios.CREAD | termios.CLOCAL | hardware * termios.CRTSCTS,
                0,
                speed,
                speed,
                characters,
            ]
            termios.tcsetattr(descriptor, termios.TCSANOW, mode)
        except termios.error as error:
            raise PortNotSet(*error.args) from error

    def _set_windows_port(self) -> None:
        hardware = self.flow is Flow.HARDWARE
        setting = [
            f"{self.path}:",
            f"BAUD={self.speed}",
            "PARITY=n",
            "DATA=8",
            "STOP=1",
            f"XON={'off' if hardware else 'on'}",
            f"OCTS={'on' if hardware else 'off'}",
            f"RTS={'hs' if hardware else 'on'}",
        ]
        done = subprocess.run(  # noqa: S603  (Windows' own program, the port checked before)
            [_MODE, *setting], capture_output=True, check=False
        )
        if done.returncode:
            raise PortNotSet(f"mode {self.path} failed")


_MODE = str(Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "mode.com"))
