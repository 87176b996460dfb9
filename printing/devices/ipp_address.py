"""Where an IPP printer or queue answers, as the settings write it."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class IppAddress:
    """Where a printer or queue answers."""

    host: str
    port: int
    path: str  # /ipp/print, /printers/hall
    secure: bool

    @classmethod
    def parsed(cls, text: str) -> IppAddress | None:
        """The address written as `ipp://host:port/path` or `ipps://…`; None when it is none."""
        found = _ADDRESS.fullmatch(text)
        if found is None:
            return None
        scheme, bracketed, plain, port, path = found.groups()
        number = int(port or _IPP_PORT)
        if not 0 < number <= _LAST_PORT:
            return None
        return cls(bracketed or plain, number, path or "/", scheme == "ipps")

    @property
    def uri(self) -> str:
        """The address as the printer knows itself."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'ipps' if self.secure else 'ipp'}://{host}:{self.port}{self.path}"


_ADDRESS = re.compile(
    r"(ipps?)://(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::([0-9]{1,5}))?(/[!-~]*)?"
)
_IPP_PORT = 631
_LAST_PORT = 65535
