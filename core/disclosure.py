"""八公开: what an item must tell the public before anyone may apply, and what it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.catalogue import ServiceItem


@dataclass(frozen=True)
class Gap:
    """One thing an item keeps from the public, and what to write to close it."""

    disclosure: str  # 主体, 事项 … by the name of the rule
    words: str


def gaps(item: ServiceItem) -> tuple[Gap, ...]:
    """What the item does not disclose: the eight in the order of the rule, then its materials.

    Source: 政务公开 八公开; 行政许可法 art. 30, 58.
    """
    found = [
        *_empty(item),
        *_blank_lines("条件", item.conditions),
        *_blank_lines("程序", item.procedure),
        *(
            Gap("申请材料", f"第 {material.row} 项材料没有写明名称或形式")
            for material in item.materials
            if not (says_something(material.name) and says_something(material.form))
        ),
    ]
    return tuple(sorted(found, key=lambda gap: _ORDER.index(gap.disclosure)))


def says_something(value: object) -> bool:
    """Whether a field tells the reader anything: blanks do not."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, tuple):
        return any(says_something(part) for part in value)
    return value is not None


_WHAT_TO_WRITE = {
    "主体": "没有写明实施主体，请填写实施机关全称",
    "事项": "没有事项名称，请按目录填写",
    "依据": "没有法律依据，请填写法律名称和条款",
    "条件": "没有办理条件，没有条件的请写“无”",
    "程序": "没有办理程序，请按先后写明每个环节",
    "承诺时间": "没有承诺时限，当场办结的请写 0",
    "收费依据": "没有收费依据，不收费的请写明不收费",
    "收费标准": "没有收费标准，不收费的请写“不收费”",
}
_ORDER = (*_WHAT_TO_WRITE, "申请材料")


def _empty(item: ServiceItem) -> list[Gap]:
    disclosed = {
        "主体": item.subject,
        "事项": item.name,
        "依据": tuple(basis.law for basis in item.legal_basis),
        "条件": item.conditions,
        "程序": item.procedure,
        "承诺时间": item.promise,
        "收费依据": item.fee.basis,
        "收费标准": item.fee.standard,
    }
    return [
        Gap(name, _WHAT_TO_WRITE[name])
        for name, value in disclosed.items()
        if not says_something(value)
    ]


def _blank_lines(name: str, lines: tuple[str, ...]) -> list[Gap]:
    if not says_something(lines):
        return []  # told as empty altogether
    return [
        Gap(name, f"{name}第 {number} 条是空的")
        for number, line in enumerate(lines, start=1)
        if not says_something(line)
    ]
