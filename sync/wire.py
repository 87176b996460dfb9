"""What travels between a station and the central server; shared by both sides.

Unknown fields are passed over, so that an older side understands a newer one. What later travels
beside the entries (claims of the shared queue) is a list of its own in `Push` and `Page`: the whole
request is signed, so it needs no signature of its own.
"""

from __future__ import annotations

import hashlib
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from core.journal import JournalEntry
from core.moment import instant, instant_text
from core.numbering import STATION_FORM

MOST_ENTRIES = 200  # per push or page
LONGEST_PAYLOAD = 1_000_000  # characters
_Text = Annotated[str, Field(pattern=r"^[^\x00]*$")]  # PostgreSQL keeps no NUL in a text


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True)


class WireEntry(_Wire):
    """A journal entry on the wire; the stream it belongs to is part of it."""

    hall: _Text = Field(max_length=40)
    station: _Text = Field(max_length=8)
    incarnation: _Text = Field(max_length=36)
    seq: int = Field(ge=1, lt=2**63)
    op_id: _Text = Field(max_length=36)
    kind: _Text = Field(max_length=60)
    schema_: int = Field(alias="schema", ge=1, lt=2**31)
    entity: _Text = Field(max_length=20)
    entity_id: _Text = Field(max_length=80)
    base_version: int = Field(ge=0, lt=2**31)
    actor: _Text = Field(max_length=20)
    occurred_at: str = Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")
    payload: _Text = Field(max_length=LONGEST_PAYLOAD)
    prev_hash: str = Field(pattern=r"^[0-9a-f]{64}$")
    hash: str = Field(pattern=r"^[0-9a-f]{64}$")

    @field_validator("occurred_at")
    @classmethod
    def _is_an_instant(cls, text: str) -> str:
        instant(text)
        return text

    @classmethod
    def of(cls, entry: JournalEntry) -> WireEntry:
        """The entry as it travels."""
        return cls(
            hall=entry.hall,
            station=entry.station,
            incarnation=entry.incarnation,
            seq=entry.seq,
            op_id=entry.op_id,
            kind=entry.kind,
            schema=entry.schema,
            entity=entry.entity,
            entity_id=entry.entity_id,
            base_version=entry.base_version,
            actor=entry.actor,
            occurred_at=instant_text(entry.occurred_at),
            payload=entry.payload,
            prev_hash=entry.prev_hash,
            hash=entry.hash,
        )

    def entry(self) -> JournalEntry:
        """The entry it carries."""
        return JournalEntry(
            hall=self.hall,
            station=self.station,
            incarnation=self.incarnation,
            seq=self.seq,
            op_id=self.op_id,
            kind=self.kind,
            schema=self.schema_,
            entity=self.entity,
            entity_id=self.entity_id,
            base_version=self.base_version,
            actor=self.actor,
            occurred_at=instant(self.occurred_at),
            payload=self.payload,
            prev_hash=self.prev_hash,
            hash=self.hash,
        )


class Enrolment(_Wire):
    """A station introduces itself with the one-time code an administrator gave it."""

    hall: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    station: str = Field(pattern=STATION_FORM)
    public_key: str = Field(pattern=r"^[0-9a-f]{64}$")
    code: str = Field(max_length=200)


class Enrolled(_Wire):
    """The server knows the station's key from now on."""

    epoch: str


class Push(_Wire):
    """The next entries of one stream, the last one's hash signed with the station's key."""

    incarnation: _Text = Field(max_length=36)
    entries: tuple[WireEntry, ...] = Field(min_length=1, max_length=MOST_ENTRIES)
    signature: str = Field(pattern=r"^[0-9a-f]{128}$")


class Head(_Wire):
    """How far the server has a stream, and how far its last checked backup has it."""

    seq: int
    hash: str
    durable: int = 0


class StreamHead(Head):
    """The head of one of the station's streams."""

    incarnation: str


class Streams(_Wire):
    """All the server has of a station, so that the station can offer what is missing."""

    epoch: str
    streams: tuple[StreamHead, ...]


class Page(_Wire):
    """Entries of the hall after a position, in the order the server received them.

    The position is the server's own word; a station hands it back as it is. The epoch changes when
    the server was restored from a backup.
    """

    position: str = Field(max_length=80)
    epoch: str = Field(max_length=36)
    entries: tuple[WireEntry, ...]


class Problem(_Wire):
    """Why the server did not do what was asked; `head` where a stream did not continue.

    `moment` is the least the next request may be signed with, where that was the reason.
    """

    code: str
    message: str
    head: Head | None = None
    moment: int | None = None


def signed_text(hall: str, station: str, incarnation: str, head_hash: str) -> bytes:
    """The bytes a station signs for a push."""
    return hashlib.sha256(f"{hall}/{station}/{incarnation}/{head_hash}".encode()).digest()
