"""The press: drawing, examining and showing papers.

The libraries it works with are loaded on first use, or when somebody has signed in: a desk must be
on the screen before it can print.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.devices.device import Language

if TYPE_CHECKING:
    from core.notice import Notice
    from core.queue_slip import QueueSlip
    from printing.copy_mark import CopyMark
    from printing.devices.device import Device


def undrawable(notice: Notice) -> tuple[str, ...]:
    """The characters of a paper that no typeface draws, each once."""
    from printing import documents  # noqa: PLC0415  (start-up time, as said above)

    return documents.missing_characters(notice)


def original(notice: Notice) -> bytes:
    """The paper, drawn and examined.

    Raises: PaperRefused.
    """
    from printing import documents  # noqa: PLC0415  (start-up time)

    return _examined(documents.render(notice), notice)


def copy(notice: Notice, mark: CopyMark) -> bytes:
    """A marked copy of the paper, drawn and examined.

    Raises: PaperRefused.
    """
    from printing import documents  # noqa: PLC0415  (start-up time)

    return _examined(documents.render_copy(notice, mark), notice)


def queue_slip(
    drawn: QueueSlip, device: Device, mark: CopyMark | None = None
) -> tuple[bytes, tuple[int, int]]:
    """A queue slip in the device's language, and its sheet in mm."""
    from printing import slip  # noqa: PLC0415  (start-up time)

    if device.language is Language.ESC_POS:
        from printing.devices.escpos_printer import EscPosPrinter  # noqa: PLC0415  (start-up time)

        if isinstance(device, EscPosPrinter):
            return slip.encode(drawn, device.profile, mark), slip.media(drawn, mark)
    return slip.render(drawn, mark), slip.media(drawn, mark)


def pictures(content: bytes, dpi: int) -> tuple[bytes, ...]:
    """Every page as a PNG."""
    from printing.preview import pages_png  # noqa: PLC0415  (start-up time)

    return pages_png(content, dpi)


def warm_up() -> None:
    """Load what the first paper would otherwise wait for."""
    from printing import documents, preflight, typeface  # noqa: PLC0415  (start-up time)

    del documents, preflight
    for weight in typeface.Weight:
        typeface.load(weight)


def _examined(content: bytes, notice: Notice) -> bytes:
    from printing.preflight import preflight  # noqa: PLC0415  (start-up time)

    preflight(content, notice)
    return content
