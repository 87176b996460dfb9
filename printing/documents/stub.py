"""存根: what stays in the stub book when the two copies of the one notice have gone their ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from core.moment import business_day
from printing.documents.block import Drawing
from printing.documents.paragraph import Align, Paragraph, Strong, TextStyle
from printing.documents.styles import FRAME_LINE, LABEL
from printing.documents.wording import day_words
from printing.qr import draw_code

if TYPE_CHECKING:
    from core.case_notices import OneTimeBody
    from core.notice import Notice
    from printing.documents.block import Block


def stub(notice: Notice, body: OneTimeBody) -> Block:
    """One block below a line to cut along; it moves to the next page as a whole.

    It carries the code itself: the last page of a paper can always be scanned.
    """
    return _Stub(notice, body)


class _Stub(Drawing):
    """Three lines of text, two boxes to sign in, the code at the right."""

    def __init__(self, notice: Notice, body: OneTimeBody) -> None:
        self._code = notice.code
        self._cut_here = Paragraph("骑缝处（沿虚线裁开，存根由窗口留存）", style=_CUT_HERE)
        self._texts = (
            Paragraph(
                Strong(f"{notice.kind.title}存根"),
                f"　编号：{notice.number}　办件编号：{notice.case_number}",
                style=_TEXT,
            ),
            Paragraph(f"申请人：{notice.addressee}　事项：{notice.item_name}", style=_TEXT),
            Paragraph(
                f"告知补正 {len(body.missing)} 项　补正期限：{day_words(body.correct_by.due)}　"
                f"告知日期：{day_words(business_day(notice.issued_at))}　"
                f"经办人：{notice.clerk}（工号 {notice.badge}）",
                style=_TEXT,
            ),
        )
        self._labels = tuple(
            Paragraph(label, style=LABEL) for label in ("申请人签名", "经办人签名")
        )

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._cut_here.wrap(width, height)
        self._text_width = width - _CODE_SIZE - _BESIDE_CODE
        self._heights = [text.wrap(self._text_width, height)[1] for text in self._texts]
        for label in self._labels:
            label.wrap(_LABEL_WIDTH - 2 * _PADDING, height)
        self._body_height = max(sum(self._heights) + _GAP + _BOX_HEIGHT, _CODE_SIZE)
        self.width, self.height = width, _CUT_HERE.leading + _GAP + self._body_height
        return self.width, self.height

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        return _GAP

    def draw(self) -> None:
        self._draw_cut()
        top = self._body_height
        for text, used in zip(self._texts, self._heights, strict=True):
            top -= used
            text.drawOn(self.canv, 0, top)
        box = (self._text_width - _GAP) / 2
        for number, label in enumerate(self._labels):
            self._draw_box(label, number * (box + _GAP), box)
        self.canv.saveState()
        self.canv.translate(self.width - _CODE_SIZE, self._body_height - _CODE_SIZE)
        draw_code(self.canv, self._code, _CODE_SIZE)
        self.canv.restoreState()

    def _draw_cut(self) -> None:
        bottom = self.height - _CUT_HERE.leading
        self._cut_here.drawOn(self.canv, 0, bottom)
        side = (self.width - _CUT_WORDS) / 2
        self.canv.saveState()
        self.canv.setDash(4, 3)
        self.canv.setLineWidth(0.6)
        middle = bottom + _CUT_HERE.leading / 2
        self.canv.line(0, middle, side, middle)
        self.canv.line(self.width - side, middle, self.width, middle)
        self.canv.restoreState()

    def _draw_box(self, label: Paragraph, left: float, width: float) -> None:
        self.canv.setLineWidth(FRAME_LINE)
        self.canv.rect(left, 0, width, _BOX_HEIGHT)
        self.canv.setLineWidth(0.4)
        self.canv.line(left + _LABEL_WIDTH, 0, left + _LABEL_WIDTH, _BOX_HEIGHT)
        label.drawOn(self.canv, left + _PADDING, (_BOX_HEIGHT - LABEL.leading) / 2)


_TEXT = TextStyle(8.5, 12)
_CUT_HERE = TextStyle(8, 11, align=Align.CENTRE, grey=0.25)
_CUT_WORDS = 56 * mm
_CODE_SIZE = 18 * mm
_BESIDE_CODE = 4 * mm
_LABEL_WIDTH = 22 * mm
_PADDING = 5
_GAP = 3
_BOX_HEIGHT = 8 * mm
