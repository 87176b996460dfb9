"""The queue ticket (排队小票): one layout, printed from PDF or in a ticket printer's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import typeface
from printing.slip import sheet
from printing.slip.escpos import encoded
from printing.slip.layout import laid_out

if TYPE_CHECKING:
    from core.queue_slip import QueueSlip
    from printing.copy_mark import CopyMark
    from printing.slip.profile import Profile

__all__ = ["encode", "media", "missing_characters", "render"]


def render(slip: QueueSlip, mark: CopyMark | None = None) -> bytes:
    """The slip, or a copy marked 补打, as a PDF 80 mm wide; byte-identical on repeat.

    Raises: CodeTooLong.
    """
    return sheet.pdf(slip, laid_out(slip, mark))


def media(slip: QueueSlip, mark: CopyMark | None = None) -> tuple[int, int]:
    """The sheet `render` makes, mm wide and high.

    Raises: CodeTooLong.
    """
    return sheet.media(laid_out(slip, mark))


def encode(slip: QueueSlip, profile: Profile, mark: CopyMark | None = None) -> bytes:
    """The slip, or a copy marked 补打, as ESC/POS; the same bytes on repeat.

    Raises: CodeTooLong.
    """
    return encoded(laid_out(slip, mark), profile)


def missing_characters(slip: QueueSlip) -> tuple[str, ...]:
    """The characters the slip can only show as 〓〔U+xxxxx〕, each once."""
    texts = (slip.hall, slip.number, slip.subject, slip.counters, slip.wait, slip.enquiry_phone)
    return typeface.missing("".join((*texts, *slip.reminders)))
