"""A printer of one's own for each test, and a bus they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ipp.printers import EvePrinter, open_folder, private_bus, private_cups, require_printers

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def bus() -> Iterator[str]:
    """The address of a message bus."""
    require_printers()
    with open_folder() as folder, private_bus(folder) as address:
        yield address


@pytest.fixture
def printer(bus: str) -> Iterator[EvePrinter]:
    """A printer, still switched off."""
    with open_folder() as folder:
        plugged_in = EvePrinter(folder, bus)
        try:
            yield plugged_in
        finally:
            plugged_in.switch_off()


@pytest.fixture
def queue(bus: str, printer: EvePrinter) -> Iterator[str]:
    """The address of a CUPS queue for that printer, which is on."""
    printer.switch_on()
    with open_folder() as folder, private_cups(folder, bus, printer) as address:
        yield address
