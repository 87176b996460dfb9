"""The IPP device against a real printer and a real queue, without a desk around it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from printing import test_page
from printing.devices.device import DeviceBusy, Outcome, Outgoing, Presence, SheetNotTaken
from printing.devices.ipp_address import IppAddress
from printing.devices.ipp_printer import IppPrinter

if TYPE_CHECKING:
    from tests.ipp.printers import EvePrinter

PAGE = test_page.drawn("一楼")


def at(address: str) -> IppPrinter:
    place = IppAddress.parsed(address)
    assert place is not None
    return IppPrinter("一楼", place)


def sheet(print_id: str) -> Outgoing:
    return Outgoing(print_id, "测试页", (210, 297), PAGE)


def test_a_sheet_taken_is_held_and_done_with(printer: EvePrinter) -> None:
    printer.switch_on()
    device = at(printer.address)
    began = datetime.now(UTC)
    number = device.take(sheet("first"))
    printer.until_papers(1)
    printer.running.until(lambda: device.progress_of(number, began).outcome is Outcome.DONE)
    assert device.look_for("first", began) is Presence.HELD


def test_a_printer_takes_one_job_at_a_time_and_says_so(printer: EvePrinter) -> None:
    printer.switch_on()
    printer.hold()
    device = at(printer.address)
    number = device.take(sheet("first"))
    printer.until_papers(1)
    assert device.condition() == "正在打印"
    assert device.progress_of(number, datetime.now(UTC)).outcome is Outcome.UNDER_WAY
    with pytest.raises(DeviceBusy):
        device.take(sheet("second"))
    printer.release()


def test_a_printer_that_was_unplugged_does_not_say_absent(printer: EvePrinter) -> None:
    printer.switch_on()
    device = at(printer.address)
    began = datetime.now(UTC)
    device.take(sheet("first"))
    printer.until_papers(1)
    printer.switch_off()
    printer.switch_on()
    assert device.look_for("first", began) is Presence.UNKNOWN


def test_a_queue_says_absent_of_what_it_never_got(queue: str, printer: EvePrinter) -> None:
    device = at(queue)
    began = datetime.now(UTC)
    assert device.look_for("first", began) is Presence.ABSENT
    number = device.take(sheet("first"))
    assert device.look_for("first", began) is Presence.HELD
    assert device.look_for("second", began) is Presence.ABSENT
    printer.running.until(lambda: device.progress_of(number, began).outcome is Outcome.DONE)
    printer.until_papers(1)


def test_a_certificate_nobody_vouches_for_gets_no_paper(
    printer: EvePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer.switch_on()
    device = at(printer.address.replace("ipp:", "ipps:"))
    with pytest.raises(SheetNotTaken, match="证书不受信任"):
        device.take(sheet("first"))
    monkeypatch.setenv("SSL_CERT_FILE", str(printer.certificate))
    device.take(sheet("first"))
    printer.until_papers(1)
    assert [received.content for received in printer.papers()] == [PAGE]
