"""The longest a paper has to bear: 40 rows, names of 100 characters, provisional dates."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING, Any

from core.notice_lines import ChargeLine, DueLine, MaterialLine, MissingLine, Remedies

if TYPE_CHECKING:
    from core.notice import CaseBody

LONG_NAME = ("清河区" + "甲乙丙丁戊己庚辛壬癸" * 9 + "有限责任公司")[:99] + "末"


def longest_case_body(body: CaseBody) -> CaseBody:
    """The body with everything in it that can be long made long."""
    values: dict[str, Any] = {
        field.name: _longest(field.name, getattr(body, field.name))
        for field in dataclasses.fields(body)
    }
    return dataclasses.replace(body, **values)


_ROWS = range(1, 41)
_TEXTS = {
    *("reason", "advice", "measures", "how", "result", "default_basis"),
    *("legal_ground", "outcome", "matter"),
}
_NAMES = {"approver", "leader", "responsible", "right_organ", "lead"}
_LISTS = {"papers", "reasons", "still_missing", "remaining", "missing", "returned"}


def _longest(name: str, value: object) -> object:
    match value:
        case DueLine():
            return _provisional(value)
        case Remedies():
            return dataclasses.replace(value, review_organ=LONG_NAME, court=LONG_NAME)
        case str():
            return _text(name, value)
        case tuple():
            return _rows(name, value)
    return value


def _provisional(due: DueLine) -> DueLine:
    note = "2027 年放假安排尚未公布"
    return dataclasses.replace(due, due=date(2027, 1, 5), provisional_note=note)


def _text(name: str, text: str) -> str:
    if name in _NAMES:
        return LONG_NAME
    return "特别长的说明内容" * 50 if name in _TEXTS else text


def _rows(name: str, lines: tuple[object, ...]) -> tuple[object, ...]:
    match lines:
        case (DueLine(), *_):
            return tuple(_provisional(due) for due in lines if isinstance(due, DueLine))
        case (MaterialLine() | ChargeLine() as line, *_):
            return tuple(dataclasses.replace(line, name=_name(row)) for row in _ROWS)
        case (MissingLine() as one, MissingLine() as other):
            return tuple(_missing((one, other)[row % 2], row) for row in _ROWS)
    if name in _LISTS:
        return tuple(f"第{row}项" + "内容很长" * (row % 24) for row in _ROWS)
    return lines


def _missing(line: MissingLine, row: int) -> MissingLine:
    how = f"第{row}号材料的办理说明" + "很长，" * row
    return dataclasses.replace(line, row=row, name=_name(row), how=how)


def _name(row: int) -> str:
    return f"第{row}号材料" + "名称很长" * (row % 24)
