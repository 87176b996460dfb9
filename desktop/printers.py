"""The devices of a station, and which of them prints what."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.device_settings import DEFAULT, ESC_POS, FOLDER, IPP, WINDOWS
from desktop.settings import SettingsNotUnderstood
from printing.devices.device import Device
from printing.devices.ipp_address import IppAddress
from printing.devices.offset import NO_OFFSET, Offset
from printing.devices.pdf_folder import PdfFolder
from printing.spool import TICKET

if TYPE_CHECKING:
    from desktop.device_settings import DeviceSetting
    from desktop.settings import Settings
    from printing.devices.ipp_queues import FoundQueue


@dataclass(frozen=True)
class Printer:
    """A device as this station uses it."""

    device: Device
    address: str = ""
    offset: Offset = NO_OFFSET

    @property
    def name(self) -> str:
        """How people call it."""
        return self.device.name


@dataclass(frozen=True)
class Printers:
    """Every device, and the one for each kind of document."""

    default: Printer
    by_document: Mapping[str, Printer] = field(default_factory=dict)
    others: tuple[Printer, ...] = ()

    @property
    def every(self) -> tuple[Printer, ...]:
        """All of them, each once, the default first."""
        found = {one.name: one for one in (self.default, *self.by_document.values(), *self.others)}
        return tuple(found.values())

    def printer_for(self, document: str) -> Printer:
        """The one that prints a document: the value of a NoticeKind, or `spool.TICKET`."""
        return self.by_document.get(document, self.default)

    @property
    def slips(self) -> Printer | None:
        """The one that prints queue tickets; none unless one is named for them."""
        return self.by_document.get(TICKET)

    def named(self, name: str) -> Printer | None:
        """The one of that name."""
        return next((one for one in self.every if one.name == name), None)


def printers_of(settings: Settings) -> Printers:
    """The devices the settings name; a PDF folder for everything when they name none.

    Raises: SettingsNotUnderstood.
    """
    if not settings.devices:
        folder = settings.papers
        slips = folder / "tickets"
        return Printers(
            Printer(PdfFolder(folder), f"{FOLDER}{folder}"),
            {TICKET: Printer(PdfFolder(slips, "排队小票文件夹"), f"{FOLDER}{slips}")},
        )
    made = {setting.name: _printer(setting) for setting in settings.devices}
    chosen = {document: made[name] for document, name in settings.printers.items()}
    return Printers(chosen.pop(DEFAULT), chosen, tuple(made.values()))


def queues_found(cups: IppAddress | None = None) -> tuple[FoundQueue, ...]:
    """The print queues this machine, or another CUPS, knows; asking may take seconds.

    Raises: DeviceTrouble.
    """
    from printing.devices import ipp_queues  # noqa: PLC0415  (start-up time)

    if os.name != "nt":
        return ipp_queues.cups_queues(cups or ipp_queues.THIS_MACHINE)
    from printing.devices import windows_printer  # noqa: PLC0415  (Qt, only where it is used)

    return tuple(
        ipp_queues.FoundQueue(name, f"{WINDOWS}{name}", "") for name in windows_printer.queues()
    )


def _printer(setting: DeviceSetting) -> Printer:
    offset = Offset(setting.offset_x_mm, setting.offset_y_mm)
    return Printer(_device(setting.name, setting.address), setting.address, offset)


def _device(name: str, address: str) -> Device:
    if address.startswith(ESC_POS):
        return _escpos(name, address)
    if address.startswith(WINDOWS):
        # Qt's printing is loaded only where it is used.
        from printing.devices.windows_printer import WindowsPrinter  # noqa: PLC0415  (see above)

        return WindowsPrinter(name, address.removeprefix(WINDOWS).strip())
    if address.startswith(IPP) and (place := IppAddress.parsed(address)):
        from printing.devices.ipp_printer import IppPrinter  # noqa: PLC0415  (start-up time)

        return IppPrinter(name, place)
    return PdfFolder(Path(address.removeprefix(FOLDER)), name)


def _escpos(name: str, address: str) -> Device:
    # Most desks have none, and its modules would be loaded before the window is there.
    from printing.devices.escpos_address import AddressNotUnderstood  # noqa: PLC0415  (see above)
    from printing.devices.escpos_printer import escpos_printer  # noqa: PLC0415  (see above)

    try:
        return escpos_printer(name, address)
    except AddressNotUnderstood as error:
        raise SettingsNotUnderstood(str(error)) from error
