"""The code table of an export: the product's own, with what a platform wants otherwise."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from core.errors import Refusal
from core.exchange_codes import ExchangeCodes, require_usable

STANDARD = Path(__file__).parent / "exchange_codes.json"
_CODES = TypeAdapter(ExchangeCodes)


class CodeTableNotUnderstood(Refusal):
    """A code table that is no JSON object, or names a value we do not have."""


def exchange_codes(file: Path | None) -> ExchangeCodes:
    """The codes; those in a platform's own file take the place of ours, one by one.

    Raises: CodeTableNotUnderstood, ExchangeCodeNotUsable.
    """
    table = json.loads(STANDARD.read_bytes())
    if file is not None:
        table = _merged(table, _read(file), file.name)
    try:
        codes = _CODES.validate_python(table)
    except ValidationError as error:
        place = " → ".join(str(part) for part in error.errors()[0]["loc"])
        raise _not_understood(file.name if file else STANDARD.name, place) from error
    require_usable(codes)
    return codes


def _read(file: Path) -> dict[str, object]:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        raise _not_understood(file.name, "文件开头") from error
    if not isinstance(found, dict):
        raise _not_understood(file.name, "文件开头")
    return found


def _merged(ours: dict[str, object], theirs: dict[str, object], file: str) -> dict[str, object]:
    merged = dict(ours)
    for name, value in theirs.items():
        own = ours.get(name)
        if own is None or isinstance(own, dict) is not isinstance(value, dict):
            raise _not_understood(file, name)
        merged[name] = (
            {**own, **value} if isinstance(own, dict) and isinstance(value, dict) else value
        )
    return merged


def _not_understood(file: str, place: str) -> CodeTableNotUnderstood:
    return CodeTableNotUnderstood(
        f"交换代码表 {file} 在 {place} 处不合格式，没有导出任何办件，请改正后再导出。"
    )
