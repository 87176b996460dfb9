"""Which device prints what, as the settings say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.paper_kind import NoticeKind
from desktop.printers import printers_of
from desktop.settings import Settings, SettingsNotUnderstood, read_settings
from printing.devices.device import Language, TellingDevice
from printing.devices.offset import NO_OFFSET, Offset
from printing.spool import TICKET
from tests.house import PATIENCE, station_settings

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.desk import Desk


def read(folder: Path, text: str) -> Settings:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def test_without_devices_everything_goes_into_the_pdf_folder(tmp_path: Path) -> None:
    printers = printers_of(station_settings(tmp_path))
    only, slips = printers.every
    assert only.name == "PDF 文件夹"
    assert only.address == f"folder:{tmp_path / 'papers'}"
    assert all(printers.printer_for(kind.value) is only for kind in NoticeKind)
    assert printers.printer_for(TICKET) is printers.slips is slips
    assert slips.address == f"folder:{tmp_path / 'papers' / 'tickets'}"


def test_each_document_has_its_device_and_every_other_the_default(tmp_path: Path) -> None:
    printers = printers_of(
        read(
            tmp_path,
            """
            [[devices]]
            name = "一楼"
            address = "ipp://10.1.2.3/ipp/print"
            offset_x_mm = 1.5
            offset_y_mm = -2
            [[devices]]
            name = "存档"
            address = "folder:/srv/papers"
            [[devices]]
            name = "二楼"
            address = "windows:HP LaserJet"
            [printers]
            default = "一楼"
            acceptance = "存档"
            """,
        )
    )
    assert [printer.name for printer in printers.every] == ["一楼", "存档", "二楼"]
    first = printers.printer_for("decision")
    assert (first.name, first.offset) == ("一楼", Offset(right=1.5, down=-2))
    assert isinstance(first.device, TellingDevice)
    kept = printers.printer_for("acceptance")
    assert (kept.name, kept.offset) == ("存档", NO_OFFSET)
    assert not isinstance(kept.device, TellingDevice)
    assert {printer.device.language for printer in printers.every} == {Language.PDF}
    assert printers.named("二楼") is not None
    assert printers.named("三楼") is None


def test_a_ticket_printer_prints_the_tickets(tmp_path: Path) -> None:
    printers = printers_of(read(tmp_path, TICKET_PRINTER.format(address="tcp://10.1.2.4:9100")))
    assert printers.slips is not None
    assert printers.slips.device.language is Language.ESC_POS
    assert printers.printer_for(TICKET) is printers.slips


def test_a_ticket_printer_at_no_place_is_told_at_the_start(tmp_path: Path) -> None:
    settings = read(tmp_path, TICKET_PRINTER.format(address="tcp://10.1.2.4:no"))
    with pytest.raises(SettingsNotUnderstood, match="看不懂小票打印机的地址"):
        printers_of(settings)


TICKET_PRINTER = """
        [[devices]]
        name = "一楼"
        address = "ipp://10.1.2.3/ipp/print"
        [[devices]]
        name = "票"
        address = "escpos+{address}"
        [printers]
        default = "一楼"
        ticket = "票"
        """


def test_the_queues_of_this_machine_are_looked_for_off_the_screens_thread(desk: Desk) -> None:
    found = desk.printer_queues().result(PATIENCE)
    assert all(queue.address for queue in found)
