"""A finished PDF opened for looking at."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Iterator

POINTS_PER_INCH = 72

_PDFIUM = threading.Lock()  # pdfium is not thread-safe, not even across documents


@contextlib.contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, for one thread at a time."""
    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
