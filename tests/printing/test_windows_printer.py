"""The way to the Windows spooler, as far as it goes anywhere: Qt drawing into a file."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter

from printing import test_page
from printing.devices.device import Outgoing, Presence, SheetNotTaken
from printing.devices.windows_printer import WindowsPrinter, queues
from printing.test_page import CONTROL
from tests.house import PATIENCE
from tests.printing.ruler import control_lines, cross

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

PAGE = test_page.drawn("一楼")
A4 = (595, 842)  # Qt's, in whole points


def printed(folder: Path, content: bytes, media: tuple[int, int] = (210, 297)) -> bytes:
    """What Qt makes of a sheet when its printer is a file; off the screen's thread, as always."""
    target = folder / "out.pdf"

    def into_file(printer: QPrinter) -> None:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))

    device = WindowsPrinter("一楼", "none", into_file)
    with ThreadPoolExecutor(1) as thread:
        thread.submit(device.take, Outgoing("id", "测试页", media, content)).result(PATIENCE)
    return target.read_bytes()


@pytest.fixture(scope="module")
def out(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Two test pages as Qt printed them; drawing at 600 dpi takes its time."""
    assert qapp.platformName() == "offscreen"
    two = pypdfium2.PdfDocument.new()
    with pypdfium2.PdfDocument(PAGE) as one:
        two.import_pages(one)
        two.import_pages(one)
    file = io.BytesIO()
    two.save(file)
    two.close()
    return printed(tmp_path_factory.mktemp("windows"), file.getvalue())


def test_every_page_fills_its_sheet(out: bytes) -> None:
    with pypdfium2.PdfDocument(out) as document:
        assert [page.get_size() for page in document] == [A4, A4]
        for page in document:
            (picture,) = page.get_objects()
            assert picture.get_bounds() == pytest.approx((0, 0, *A4), abs=0.5)
            width, height = picture.get_px_size()
            paper = (width / 600 * 25.4, height / 600 * 25.4)
            assert paper == pytest.approx((210, 297), abs=0.05)


def test_what_is_printed_lies_where_it_was_drawn_at_100_percent(out: bytes) -> None:
    assert cross(out) == pytest.approx((20, 20), abs=0.1)
    for length in control_lines(out):
        assert length / CONTROL == pytest.approx(1, abs=0.001)


@pytest.mark.usefixtures("qapp")
def test_a_sheet_lying_on_its_side_stays_so(tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(PAGE) as document:
        document[0].set_mediabox(0, 0, 841.89, 595.27)
        file = io.BytesIO()
        document.save(file)
    with pypdfium2.PdfDocument(printed(tmp_path, file.getvalue(), (297, 210))) as document:
        assert document[0].get_size() == A4[::-1]


@pytest.mark.usefixtures("qapp")
def test_a_printer_windows_does_not_know_is_told() -> None:
    assert "没有这台打印机" not in queues()
    printer = WindowsPrinter("一楼", "没有这台打印机")
    with pytest.raises(SheetNotTaken, match="没有名为“没有这台打印机”的打印机"):
        printer.take(Outgoing("id", "测试页", (210, 297), PAGE))


def test_the_spooler_keeps_no_record() -> None:
    assert WindowsPrinter("一楼", "x").look_for("id", datetime.now(UTC)) is Presence.UNKNOWN
