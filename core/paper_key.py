"""The public keys that a hall's papers are checked with."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from core.entity import EntityKind
from core.errors import Refusal

if TYPE_CHECKING:
    from core.journal import JournalEntry

# Sample papers are signed too, by a key whose private half is published with the program.
SAMPLE_PUBLIC_KEY = "620d081ce61f071bc591e754a2e44d48a4fbc1c5b396f284949d65bcbbf785f5"


class KeyNotUsable(Refusal):
    """A published key that is none, or not the publishing station's own."""


@dataclass(frozen=True)
class PaperKey:
    """One station's public key, as its hall knows it."""

    hall: str
    station: str
    public_key: str  # Ed25519, 64 hex digits
    since: datetime  # aware; when it was published

    @property
    def key_id(self) -> bytes:
        """What a paper's code names it by."""
        return key_id(self.public_key)


@dataclass(frozen=True)
class StationKeyPublished:
    """A station told its hall the key that its papers are checked with."""

    kind: ClassVar[str] = "paper_key.published"
    entity: ClassVar[EntityKind] = EntityKind.PAPER_KEY

    station: str
    public_key: str  # Ed25519, 64 hex digits

    @property
    def entity_id(self) -> str:
        """The key it is about."""
        return self.public_key


def key_id(public_key: str) -> bytes:
    """The short name of a key, 4 bytes; within a hall two keys hardly ever share it."""
    return hashlib.sha256(bytes.fromhex(public_key)).digest()[:4]


SAMPLE_KEY_ID = key_id(SAMPLE_PUBLIC_KEY)


def published(fact: StationKeyPublished, entry: JournalEntry) -> PaperKey:
    """The key a station published.

    Raises: KeyNotUsable, so that no station can vouch in another one's name, nor anyone with
    the sample key.
    """
    usable = re.fullmatch("[0-9a-f]{64}", fact.public_key) is not None
    if not usable or fact.station != entry.station or fact.public_key == SAMPLE_PUBLIC_KEY:
        raise KeyNotUsable(
            f"工位 {entry.station} 公布的文书公钥不能采用（不是公钥，或不是本工位的），"
            "日志已原样保存，请联系管理员核对该工位。"
        )
    return PaperKey(entry.hall, entry.station, fact.public_key, entry.occurred_at)
