"""The foot of a paper: whom to call, code, signature boxes and the place of the seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from core.moment import business_day
from printing.documents.block import Drawing, Together
from printing.documents.grid import Grid
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
from printing.documents.wording import day_words, slip_words
from printing.qr import draw_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.notice import Notice
    from printing.documents.block import Block

FOR_THE_PEN = ""
DATE_FOR_THE_PEN = "　　　年　　月　　日"


def closing(
    notice: Notice,
    boxes: Sequence[tuple[str, str]],
    last_words: Sequence[Block],
    stub: Sequence[Block] = (),
) -> Block:
    """Everything below the text, kept on one page together with the last words.

    A signature never stands alone on a page. `boxes` are label and content; a stub to be cut off
    stands below them.
    """
    block = Grid(
        [[_code(notice), [_boxes(boxes)], [_SealPlace(notice)]]],
        _closing_widths,
        BARE,
        before=3 * mm,
    )
    return Together([*last_words, _contacts(notice), block, *stub])


def unsealed(
    notice: Notice, boxes: Sequence[tuple[str, str]], last_words: Sequence[Block]
) -> Block:
    """As `closing`, for a paper that bears no seal; an even number of boxes, two to a row."""
    block = Grid([[_code(notice), [_boxes_in_pairs(boxes)]]], _unsealed_widths, BARE, before=3 * mm)
    return Together([*last_words, _contacts(notice), block])


def office_boxes(counter_label: str, notice: Notice) -> list[tuple[str, str]]:
    """The boxes of a paper the office alone signs: clerk, counter and day."""
    return [
        clerk_box("经办人", notice),
        (counter_label, notice.letterhead.counter),
        ("出具日期", day_words(business_day(notice.issued_at))),
    ]


def applicant_boxes(notice: Notice) -> list[tuple[str, str]]:
    """The boxes of a paper whose receipt the applicant confirms."""
    return [
        ("申请人签收", FOR_THE_PEN),
        ("签收日期", DATE_FOR_THE_PEN),
        clerk_box("经办人", notice),
    ]


def clerk_box(label: str, notice: Notice) -> tuple[str, str]:
    """The box naming the clerk and the badge number."""
    return label, f"{notice.clerk}（工号 {notice.badge}）"


_CODE_SIZE = 22 * mm
_QUIET = _CODE_SIZE * 4 / 41  # the four white modules below a symbol of 41 (ISO/IEC 18004)
_CODE_COLUMN = 36 * mm
_BOX_LABEL = 22 * mm
_SIGNATURE_HEIGHT = 12 * mm
_SEAL_DIAMETER = 40 * mm  # an office's seal is 40 to 42 mm wide


def _contacts(notice: Notice) -> Paragraph:
    letterhead = notice.letterhead
    return Paragraph(
        f"咨询电话：{letterhead.enquiry_phone}　　监督电话：{letterhead.supervision_phone}"
        "（对窗口服务、办理时限有异议的，可以投诉）",
        style=CONTACTS,
    )


def _code(notice: Notice) -> list[Block]:
    lines = ["扫码核对真伪"]
    if notice.slip_code:
        # Only a case has materials to hand in later and a result to fetch.
        use = "凭此码查询、补交、领取" if notice.case_number else "凭此码查询、核验"
        lines = [use, slip_words(notice.slip_code)]
    if notice.valid_until is not None:
        lines.append(f"有效期至 {day_words(notice.valid_until)}")
    return [_Code(notice.code), *(Paragraph(line, style=CODE_HINT) for line in lines)]


def _boxes(boxes: Sequence[tuple[str, str]]) -> Block:
    return Grid([_box(*box) for box in boxes], _box_widths, GRID, lowest=_SIGNATURE_HEIGHT)


def _boxes_in_pairs(boxes: Sequence[tuple[str, str]]) -> Block:
    rows = [
        [*_box(*left), *_box(*right)] for left, right in zip(boxes[::2], boxes[1::2], strict=True)
    ]
    return Grid(rows, _paired_box_widths, GRID, lowest=_SIGNATURE_HEIGHT)


def _box(label: str, content: str) -> list[list[Block]]:
    return [[Paragraph(label, style=LABEL)], [Paragraph(content, style=CELL)]]


def _closing_widths(width: float) -> Sequence[float]:
    """The code needs what it needs; boxes and seal share the rest."""
    rest = width - _CODE_COLUMN
    return _CODE_COLUMN, rest * 68 / 130, rest * 62 / 130


def _unsealed_widths(width: float) -> Sequence[float]:
    return _CODE_COLUMN, width - _CODE_COLUMN


def _paired_box_widths(width: float) -> Sequence[float]:
    return (_BOX_LABEL, width / 2 - _BOX_LABEL) * 2


def _box_widths(width: float) -> Sequence[float]:
    """Four millimetres stay free before the seal."""
    return _BOX_LABEL, width - _BOX_LABEL - 4 * mm


class _Code(Drawing):
    """The paper's QR symbol at the left edge of its cell."""

    def __init__(self, text: str) -> None:
        self._text = text

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002  # a block's signature
        self.width, self.height = _CODE_SIZE, _CODE_SIZE + _QUIET
        return self.width, self.height

    def draw(self) -> None:
        self.canv.translate(0, _QUIET)
        draw_code(self.canv, self._text, _CODE_SIZE)


class _SealPlace(Drawing):
    """Where the seal goes: over the organ's name and the date (GB/T 9704 7.3.5)."""

    def __init__(self, notice: Notice) -> None:
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
