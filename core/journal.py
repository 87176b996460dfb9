"""Journal entries: canonical text, hash chain, and the check that a chain is whole."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from core.entity import EntityKind
from core.errors import Trouble
from core.moment import instant_text

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEMA_VERSION = 1
BEFORE_FIRST = "0" * 64  # what the first entry of an incarnation chains to


class ChainBroken(Trouble):
    """An entry does not follow from the one before it."""


class FloatInPayload(TypeError):
    """A binary fraction in a payload would not survive every JSON writer byte for byte."""


@dataclass(frozen=True)
class JournalEntry:
    """日志条目: one thing that happened, chained to the entry before it."""

    hall: str
    station: str
    incarnation: str
    seq: int
    op_id: str
    kind: str
    schema: int
    entity: str  # an EntityKind value; kept as text so that unknown kinds survive
    entity_id: str
    base_version: int
    actor: str  # badge number
    occurred_at: datetime
    payload: str  # canonical JSON
    prev_hash: str
    hash: str = ""

    def sealed(self) -> JournalEntry:
        """The entry with the hash its content demands."""
        return replace(self, hash=self.expected_hash())

    def expected_hash(self) -> str:
        """SHA-256 over the previous hash and every other field."""
        # Not normalised: an altered look-alike must not hash like the original.
        content = _AS_IT_IS.encode(
            [
                self.hall,
                self.station,
                self.incarnation,
                self.seq,
                self.op_id,
                self.kind,
                self.schema,
                self.entity,
                self.entity_id,
                self.base_version,
                self.actor,
                instant_text(self.occurred_at),
                self.payload,
            ]
        )
        return hashlib.sha256((self.prev_hash + content).encode()).hexdigest()


@dataclass(frozen=True)
class Touched:
    """One entity that a commit changed; views refresh what they show of it."""

    entity: EntityKind
    entity_id: str


def canonical(value: object) -> str:
    """JSON with sorted keys, no blanks, NFC text and no binary fractions."""
    return _SORTED.encode(_plain(value))


def require_chain(entries: Iterable[JournalEntry], seq: int, head: str) -> str:
    """The head hash after the entries, which must follow number `seq` with hash `head`.

    Raises: ChainBroken, naming the first entry that does not follow.
    """
    for entry in entries:
        seq += 1
        if entry.seq != seq:
            raise ChainBroken(
                f"工位 {entry.station} 的日志应为第 {seq} 条，实为第 {entry.seq} 条，"
                "后面的条目没有采用，请保留数据库并联系管理员。"
            )
        if entry.prev_hash != head or entry.hash != entry.expected_hash():
            raise ChainBroken(
                f"工位 {entry.station} 的日志第 {seq} 条与前一条接不上，"
                "后面的条目没有采用，请保留数据库并联系管理员。"
            )
        head = entry.hash
    return head


_AS_IT_IS = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)
_SORTED = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)


def _plain(value: object) -> object:
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, float):
        raise FloatInPayload(value)
    if isinstance(value, dict):
        return {_plain(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
