"""Facts as canonical payload text and back."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError

from core.errors import Trouble
from core.journal import JournalEntry, canonical

if TYPE_CHECKING:
    from core.facts import Fact

T = TypeVar("T")


class EntryNotUnderstood(Trouble):
    """An entry of a kind or shape that this version does not know; it is kept and parked."""


def text_of(value: object) -> str:
    """A frozen dataclass as canonical JSON."""
    return canonical(_adapter(type(value)).dump_python(value, mode="json"))


def value_of(kind: type[T], text: str) -> T:
    """The frozen dataclass written by `text_of`; fields a newer version added are passed over."""
    return _adapter(kind).validate_json(text)


def fact_of(entry: JournalEntry) -> Fact:
    """The fact an entry records.

    Raises: EntryNotUnderstood.
    """
    kind = _kinds().get(entry.kind)
    if kind is None:
        raise EntryNotUnderstood(f"本版本不认识“{entry.kind}”类日志，已原样保存，升级后自动处理。")
    try:
        return value_of(kind, entry.payload)
    except (ValidationError, json.JSONDecodeError) as error:
        raise EntryNotUnderstood(
            f"“{entry.kind}”类日志的内容读不懂，已原样保存，请联系管理员。"
        ) from error


def known_kinds() -> frozenset[str]:
    """Every kind of entry that this version knows."""
    return frozenset(_kinds())


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}  # building one costs milliseconds


@cache
def _kinds() -> dict[str, type[Fact]]:
    from core.facts import Fact  # noqa: PLC0415  (every kind there is: no window waits for them)

    return {kind.kind: kind for kind in get_args(Fact)}
