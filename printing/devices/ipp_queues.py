"""The queues of a CUPS server, as an administrator looks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from printing.devices.ipp_address import IppAddress
from printing.devices.ipp_link import IppLink, NotAccepted, Patience
from printing.devices.ipp_protocol import Attribute, GroupTag, Tag
from printing.devices.ipp_state import IppState

THIS_MACHINE = IppAddress("localhost", 631, "/", secure=False)


@dataclass(frozen=True)
class FoundQueue:
    """A queue the system knows, and how to write it in the settings."""

    name: str
    address: str
    condition: str  # a word; empty where the system does not tell


def cups_queues(server: IppAddress = THIS_MACHINE) -> tuple[FoundQueue, ...]:
    """The queues of a CUPS server; none where there is no CUPS.

    Raises: DeviceTrouble when what answers is none.
    """
    try:
        answer = IppLink("CUPS", server, Patience()).ask(
            _CUPS_GET_PRINTERS, (Attribute("requested-attributes", Tag.KEYWORD, _WANTED),)
        )
    except NotAccepted:
        return ()
    now = datetime.now(UTC)
    found = []
    for group in answer.of(GroupTag.PRINTER):
        name = group.value("printer-name", str)
        if name is not None:
            place = IppAddress(server.host, server.port, f"/printers/{name}", server.secure)
            found.append(FoundQueue(name, place.uri, IppState(group, now).word))
    return tuple(found)


_CUPS_GET_PRINTERS = 0x4002
_WANTED = ("printer-name", "printer-state")
