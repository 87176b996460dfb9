"""A printer of the Windows spooler: pages drawn by us at 600 dpi, so that no driver scales them.

The only file outside the screen that knows Qt; imported when such a printer is configured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from printing.devices.device import DeviceTrouble, Language, Presence, SheetNotTaken, SheetRefused
from printing.pdfium import POINTS_PER_INCH, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from printing.devices.device import Outgoing

DPI = 600


class WindowsPrinter:
    """One printer by the name Windows knows it under.

    The spooler tells nothing of a sheet it has finished: after a doubt the clerk looks.
    """

    language = Language.PDF

    def __init__(
        self, name: str, queue: str, prepare: Callable[[QPrinter], None] | None = None
    ) -> None:
        """`prepare` gives the Qt printer another target than the queue, a file for one."""
        self.name = name
        self._queue = queue
        self._prepare = prepare or self._choose_queue

    def look_for(self, print_id: str, since: datetime) -> Presence:  # noqa: ARG002  # the protocol's
        """It keeps no record we could ask for."""
        return Presence.UNKNOWN

    def take(self, sheet: Outgoing) -> None:
        """Draw every page onto the printer.

        Raises: SheetNotTaken, SheetRefused, DeviceTrouble.
        """
        _require_application()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._prepare(printer)
        printer.setResolution(DPI)
        printer.setDocName(f"{sheet.print_id} {sheet.title}")
        printer.setCopyCount(1)
        # After everything else: choosing a queue brings back the driver's own paper.
        if not printer.setPageLayout(_layout(sheet.media)):
            raise SheetRefused(
                f"打印机“{self.name}”没有这份文书要用的纸张，没有打印，办件和文书都已保存，"
                "请在 Windows 的打印机属性里装好 A4 纸后补打。"
            )
        painter = QPainter()
        if not painter.begin(printer):
            raise SheetNotTaken(
                f"打印机“{self.name}”没有应答，文书还在打印队列，"
                "请检查电源和 Windows 的打印机设置，恢复后自动打出。"
            )
        try:
            drawn = _draw(printer, painter, sheet.content)
        finally:
            ended = painter.end()
        if not drawn or not ended:
            raise DeviceTrouble(
                f"打印机“{self.name}”打到一半停了，办件和文书都已保存，"
                "请看出纸口：有就确认出纸，没有就补打。"
            )

    def _choose_queue(self, printer: QPrinter) -> None:
        if self._queue not in QPrinterInfo.availablePrinterNames():
            raise SheetNotTaken(
                f"Windows 里没有名为“{self._queue}”的打印机，文书还在打印队列，"
                "请让管理员检查设置，恢复后自动打出。"
            )
        printer.setOutputFormat(QPrinter.OutputFormat.NativeFormat)
        printer.setPrinterName(self._queue)


def queues() -> tuple[str, ...]:
    """The printers this machine knows; asks the system, which may take seconds."""
    _require_application()
    return tuple(QPrinterInfo.availablePrinterNames())


_application: QGuiApplication | None = None


def _require_application() -> None:
    """Qt prints only where there is an application; on the command line there is none yet."""
    global _application  # noqa: PLW0603  # Qt knows one per process and we keep it alive
    if QGuiApplication.instance() is None:
        _application = QGuiApplication([])


def _layout(media: tuple[int, int]) -> QPageLayout:
    width, height = media
    size = QPageSize(
        QSizeF(min(media), max(media)),
        QPageSize.Unit.Millimeter,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    lies = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, lies, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _draw(printer: QPrinter, painter: QPainter, pdf: bytes) -> bool:
    whole = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    for number, picture in enumerate(_pictures(pdf)):
        if number > 0 and not printer.newPage():
            return False
        painter.drawImage(whole, picture)
    return True


def _pictures(pdf: bytes) -> Iterator[QImage]:
    """The pages in grey."""
    with opened(pdf) as document:
        for page in document:
            bitmap = page.render(scale=DPI / POINTS_PER_INCH, grayscale=True)
            image = QImage(
                bitmap.buffer,
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_Grayscale8,
            )
            yield image.copy()  # bitmap's memory ends with it
