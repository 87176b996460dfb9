"""A device's offset: some feed the sheet a little too high or too far to the left."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass

from pypdfium2 import raw

from printing.pdfium import POINTS_PER_INCH, opened


@dataclass(frozen=True)
class Offset:
    """How far a device's pages are moved, in mm; measured on its test page."""

    right: float = 0.0
    down: float = 0.0


NO_OFFSET = Offset()


def shifted(pdf: bytes, offset: Offset) -> bytes:
    """The PDF with the content of every page moved; the very same bytes for no offset.

    The page keeps its size, so that what is moved over its edge is lost there and nowhere else.
    Byte-identical on repeat.
    """
    if offset == NO_OFFSET:
        return pdf
    points_per_mm = POINTS_PER_INCH / 25.4
    matrix = raw.FS_MATRIX(1, 0, 0, 1, offset.right * points_per_mm, -offset.down * points_per_mm)
    moved = io.BytesIO()
    with opened(pdf) as document:
        for page in document:
            raw.FPDFPage_TransFormWithClip(page.raw, matrix, None)
        document.save(moved)
    mark = hashlib.sha256(pdf + repr(offset).encode()).hexdigest()[:32].upper().encode()
    return _FILE_ID.sub(rb"/ID[<%b><%b>]" % (mark, mark), moved.getvalue())


# pdfium puts a random number here; the trailer is the last thing in the file.
_FILE_ID = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\](?=[^\[]*\Z)")
