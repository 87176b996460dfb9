"""办事指南: the eight disclosures (八公开) and the process drawn (行政许可法 art. 30)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from core.moment import business_day
from printing.documents.closing import clerk_box, unsealed
from printing.documents.facts import addressed
from printing.documents.heading import heading
from printing.documents.paragraph import Align, Paragraph
from printing.documents.process import process
from printing.documents.styles import BODY, CELL, CELL_STRONG, NOTE
from printing.documents.tables import Cell, Column, fields, listing
from printing.documents.wording import day_words, item_words, place_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.notice import Notice
    from core.notice_lines import MissingLine
    from core.office_notices import GuideBody
    from printing.documents.block import Block


def story(notice: Notice, body: GuideBody) -> list[Block]:
    """The paper from heading to boxes; the eight disclosures in the order of the rule."""
    boxes = [
        ("受理窗口", notice.letterhead.counter),
        ("目录版本", body.catalogue_version),
        clerk_box("制作人", notice),
        ("制作日期", day_words(business_day(notice.issued_at))),
    ]
    asked_by = addressed("咨询人", notice)
    return [
        *heading(notice),
        *([fields(asked_by)] if asked_by else []),
        _disclosures(
            ("主体", [body.subject]),
            ("事项", [item_words(notice)]),
            ("依据", body.basis),
            ("条件", _numbered(body.conditions)),
        ),
        *([process("程序", _LABEL_WIDTH, body.steps)] if body.steps else []),
        _disclosures(
            ("承诺时间", [body.promise]),
            ("法定时限", [body.statutory]),
            ("收费依据", [body.fee_basis]),
            ("收费标准", [body.fee_standard]),
            ("办理结果", [body.result]),
            ("有效期", [body.validity]),
        ),
        *_materials(body),
        unsealed(notice, boxes, [Paragraph(_last_words(notice), style=BODY)]),
    ]


_LABEL_WIDTH = 24 * mm
_LINES_PER_ROW = 8


def _disclosures(*disclosed: tuple[str, Sequence[str]]) -> Block:
    columns = (Column("公开项目", _LABEL_WIDTH), Column("公开内容", 166 * mm - _LABEL_WIDTH))
    return listing(columns, [row for name, lines in disclosed for row in _rows(name, lines)])


def _rows(name: str, lines: Sequence[str]) -> Iterator[list[Cell]]:
    """One row for a disclosure; a long one is cut, so that it can go on over the page."""
    said = [line for line in lines if line]
    for start in range(0, len(said), _LINES_PER_ROW):
        label = f"{name}（续）" if start else name
        part = said[start : start + _LINES_PER_ROW]
        yield [
            [Paragraph(label, style=CELL_STRONG)],
            [Paragraph(line, style=CELL) for line in part],
        ]


def _numbered(lines: Sequence[str]) -> list[str]:
    if len(lines) == 1:
        return list(lines)
    return [f"{number}. {line}" for number, line in enumerate(lines, start=1)]


def _materials(body: GuideBody) -> list[Block]:
    columns = (
        Column("序号", 12 * mm, Align.CENTRE),
        Column("申请材料", 54 * mm),
        Column("形式、份数", 33 * mm),
        Column("由谁出具、怎样办理", 51 * mm),
        Column("提交", 16 * mm, Align.CENTRE),
    )
    rows = [_material(line, body.optional_rows) for line in body.materials]
    return [listing(columns, rows)] if rows else [Paragraph("不需要提交材料。", style=BODY)]


def _material(line: MissingLine, optional_rows: Sequence[int]) -> list[Cell]:
    basis = [Paragraph(f"依据：{line.basis}", style=NOTE)] if line.basis else []
    how = [Paragraph(text, style=CELL) for text in (line.issuer, line.how) if text]
    return [
        str(line.row),
        [Paragraph(line.name, style=CELL_STRONG), *basis],
        f"{line.form} {line.copies} 份",
        how,
        "视情况" if line.row in optional_rows else "必交",
    ]


def _last_words(notice: Notice) -> str:
    return (
        "申请材料以上表所列为准，标“视情况”的仅在相应情形下提交；申请书等格式文本由窗口免费提供。"
        "申请材料不齐全或者不符合法定形式的，窗口一次性告知需要补正的全部内容。"
        f"办理地点：{place_words(notice)}。"
    )
