"""The foot of a paper: whom to call, slip code, signature boxes and the place of the seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Table

from core.moment import business_day
from printing.documents.paragraph import Paragraph
from printing.documents.styles import (
    BARE,
    CELL,
    CODE_HINT,
    CONTACTS,
    GRID,
    LABEL,
    SEAL_HINT,
    SIGNED,
)
from printing.documents.wording import day_words
from printing.qr import draw_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.notice import Notice

FOR_THE_PEN = ""
DATE_FOR_THE_PEN = "　　　年　　月　　日"


def closing(
    notice: Notice,
    boxes: Sequence[tuple[str, str]],
    last_words: Sequence[Flowable],
    stub: Sequence[Flowable] = (),
) -> Flowable:
    """Everything below the text, kept on one page together with the last words.

    A signature never stands alone on a page. `boxes` are label and content; a stub to be cut off
    stands below them.
    """
    block = Table(
        [[_code(notice), _boxes(boxes), _SealPlace(notice)]],
        colWidths=[36 * mm, 68 * mm, 62 * mm],
        style=BARE,
        spaceBefore=3 * mm,
    )
    return KeepTogether([*last_words, _contacts(notice), block, *stub])


def unsealed(
    notice: Notice, boxes: Sequence[tuple[str, str]], last_words: Sequence[Flowable]
) -> Flowable:
    """As `closing`, for a paper that bears no seal; an even number of boxes, two to a row."""
    block = Table(
        [[_code(notice), _boxes_in_pairs(boxes)]],
        colWidths=[36 * mm, 130 * mm],
        style=BARE,
        spaceBefore=3 * mm,
    )
    return KeepTogether([*last_words, _contacts(notice), block])


def clerk_box(label: str, notice: Notice) -> tuple[str, str]:
    """The box naming the clerk and the badge number."""
    return label, f"{notice.clerk}（工号 {notice.badge}）"


_CODE_SIZE = 22 * mm
_SEAL_DIAMETER = 40 * mm  # an office's seal is 40 to 42 mm wide


def _contacts(notice: Notice) -> Paragraph:
    letterhead = notice.letterhead
    return Paragraph(
        f"咨询电话：{letterhead.enquiry_phone}　　监督电话：{letterhead.supervision_phone}"
        "（对窗口服务、办理时限有异议的，可以投诉）",
        style=CONTACTS,
    )


def _code(notice: Notice) -> list[Flowable]:
    code = notice.slip_code
    grouped = " ".join(code[start : start + 4] for start in range(0, len(code), 4))
    # Only a case has materials to hand in later and a result to fetch.
    use = "凭此码查询、补交、领取" if notice.case_number else "凭此码查询、核验"
    return [
        _Code(code),
        Paragraph(use, style=CODE_HINT),
        Paragraph(grouped, style=CODE_HINT),
    ]


def _boxes(boxes: Sequence[tuple[str, str]]) -> Flowable:
    return _grid([_box(*box) for box in boxes], [22 * mm, 42 * mm])


def _boxes_in_pairs(boxes: Sequence[tuple[str, str]]) -> Flowable:
    rows = [
        [*_box(*left), *_box(*right)] for left, right in zip(boxes[::2], boxes[1::2], strict=True)
    ]
    return _grid(rows, [22 * mm, 43 * mm] * 2)


def _box(label: str, content: str) -> list[Paragraph]:
    return [Paragraph(label, style=LABEL), Paragraph(content, style=CELL)]


def _grid(rows: list[list[Paragraph]], widths: list[float]) -> Flowable:
    return Table(
        rows,
        colWidths=widths,
        minRowHeights=[12 * mm] * len(rows),  # room for a signature
        style=GRID,
    )


class _Code(Flowable):  # type: ignore[misc]  # reportlab publishes no types
    """The slip code's QR symbol at the left edge of its cell."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002  # reportlab's signature
        self.width, self.height = _CODE_SIZE, _CODE_SIZE + 1.5 * mm
        return self.width, self.height

    def draw(self) -> None:
        self.canv.translate(0, 1.5 * mm)
        draw_code(self.canv, self._text, _CODE_SIZE)


class _SealPlace(Flowable):  # type: ignore[misc]  # reportlab publishes no types
    """Where the seal goes: over the organ's name and the date (GB/T 9704 7.3.5)."""

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        self._lines = (
            Paragraph("盖章处", style=SEAL_HINT),
            Paragraph(notice.letterhead.department, style=SIGNED),
            Paragraph(day_words(business_day(notice.issued_at)), style=SIGNED),
        )

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._heights = [line.wrap(width, height)[1] for line in self._lines]
        self.width, self.height = width, max(_SEAL_DIAMETER, sum(self._heights))
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setDash(3, 2)
        self.canv.setLineWidth(0.6)
        self.canv.setStrokeGray(0.55)
        self.canv.circle(self.width / 2, self.height / 2, _SEAL_DIAMETER / 2)
        top = (self.height + sum(self._heights)) / 2
        for line, used in zip(self._lines, self._heights, strict=True):
            top -= used
            line.drawOn(self.canv, 0, top)
