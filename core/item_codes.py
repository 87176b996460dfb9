"""Codes of an item in the national directory, checked as far as standard and locality fix them."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from core.applicant import is_credit_code
from core.errors import Refusal


class ItemCodeNotValid(Refusal):
    """A national code that cannot be one: too long, misspelt, or against the locality's form."""


@dataclass(frozen=True)
class ItemCodes:
    """What the national directory calls an item; empty where it has no code (yet).

    Lengths: GB/T 39046, and the columns of the national exchange tables.
    """

    item_type: str = ""  # 事项类型, two digits (A.1)
    catalog: str = ""  # 基本编码
    task: str = ""  # 实施编码
    handle_item: str = ""  # 业务办理项编码
    organ: str = ""  # 实施主体's 统一社会信用代码
    task_version: int = 1


class PartKind(enum.Enum):
    """What may stand in one part of a code."""

    DIGITS = "digits"
    LETTERS_AND_DIGITS = "letters_and_digits"
    CREDIT_CODE = "credit_code"  # with the check character of GB 32100
    CATALOG_CODE = "catalog_code"  # the item's own 基本编码


@dataclass(frozen=True)
class CodePart:
    """One part of a code, by name and length in characters."""

    name: str
    length: int
    kind: PartKind


@dataclass(frozen=True)
class CodeForms:
    """How a locality composes its codes; empty where it has not said so.

    GB/T 39046 fixes lengths and alphabet only, the parts differ between provinces' rules: so they
    are data of the catalogue file.
    """

    catalog: tuple[CodePart, ...] = field(default=())
    task: tuple[CodePart, ...] = field(default=())


def require_codes(codes: ItemCodes, forms: CodeForms, item: str) -> None:
    """Refuse codes that cannot be right; `item` names it to the administrator.

    Raises: ItemCodeNotValid.
    """
    if codes.item_type and codes.item_type not in _ITEM_TYPES:
        raise _not_valid(item, "事项类型", codes.item_type, "应为 01 至 10 或 20")
    for name, code, longest in (
        ("基本编码", codes.catalog, _LONGEST_CATALOG),
        ("实施编码", codes.task, _LONGEST_TASK),
        ("业务办理项编码", codes.handle_item, _LONGEST_HANDLE_ITEM),
    ):
        if len(code) > longest:
            raise _not_valid(item, name, code, f"超过 {longest} 位")
        if code and not _is_letters_and_digits(code):
            raise _not_valid(item, name, code, "只能有数字和大写字母")
    if codes.organ and not is_credit_code(codes.organ):
        raise _not_valid(item, "实施主体代码", codes.organ, "不是校验无误的统一社会信用代码")
    if codes.task_version < 1:
        raise _not_valid(item, "事项版本", str(codes.task_version), "应从 1 起")
    _require_parts(item, "基本编码", codes.catalog, forms.catalog, codes)
    _require_parts(item, "实施编码", codes.task, forms.task, codes)


_ITEM_TYPES = frozenset({*(f"{number:02d}" for number in range(1, 11)), "20"})
_LONGEST_CATALOG = 12
_LONGEST_TASK = 36
_LONGEST_HANDLE_ITEM = 50


def _require_parts(
    item: str, name: str, code: str, parts: tuple[CodePart, ...], codes: ItemCodes
) -> None:
    if not (code and parts):
        return
    total = sum(part.length for part in parts)
    if len(code) != total:
        raise _not_valid(item, name, code, f"有 {len(code)} 位，应为 {total} 位")
    start = 0
    for part in parts:
        text = code[start : start + part.length]
        wrong = _wrong(text, part.kind, codes)
        if wrong:
            place = f"第 {start + 1} 至 {start + part.length} 位“{text}”（{part.name}）"
            raise _not_valid(item, name, code, f"{place}{wrong}")
        start += part.length


def _wrong(text: str, kind: PartKind, codes: ItemCodes) -> str:
    """What is wrong with a part; empty when nothing is."""
    match kind:
        case PartKind.DIGITS:
            return "" if text.isascii() and text.isdigit() else "应全为数字"
        case PartKind.LETTERS_AND_DIGITS:
            return ""
        case PartKind.CREDIT_CODE:
            return "" if is_credit_code(text) else "不是校验无误的统一社会信用代码"
        case PartKind.CATALOG_CODE:
            return "" if text == codes.catalog else f"应为基本编码“{codes.catalog}”"


def _is_letters_and_digits(code: str) -> bool:
    return code.isascii() and code.isalnum() and code == code.upper()


def _not_valid(item: str, name: str, code: str, wrong: str) -> ItemCodeNotValid:
    return ItemCodeNotValid(
        f"事项 {item} 的{name}“{code}”{wrong}，没有导入任何事项，请对照国家政务服务事项目录改正。"
    )
