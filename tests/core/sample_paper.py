"""One paper's code, what was found out about it, and the key behind it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from core.facts import StationKeyPublished
from core.journal import BEFORE_FIRST, SCHEMA_VERSION, JournalEntry
from core.numbering import slip_code
from core.paper_check import PaperCheck, Record, Signature
from core.paper_code import PaperCode
from core.paper_kind import NoticeKind
from tests.core.sample_case import CASE_ID

LAST_DAY = date(2026, 10, 16)
THE_DAY_AFTER = date(2026, 10, 17)
SLIP = slip_code(CASE_ID)
CODE = PaperCode(
    key_id=bytes.fromhex("0a1b2c3d"),
    kind=NoticeKind.ONE_TIME,
    slip=SLIP,
    issued_at=datetime(2026, 9, 28, 2, 42, tzinfo=UTC),
    valid_until=LAST_DAY,
    digest=bytes(range(16)),
    signature=bytes(range(64)),
)
GENUINE = PaperCheck(
    code=CODE,
    signature=Signature.GENUINE,
    record=Record.AGREES,
    number="清河政务〔2026〕告03-000417",
    today=LAST_DAY,
)

KEY = "5a" * 32
KEY_FACT = StationKeyPublished("03", KEY)
KEY_ENTRY = JournalEntry(
    hall="qinghe",
    station="03",
    incarnation="0b6f",
    seq=1,
    op_id="op-1",
    kind=KEY_FACT.kind,
    schema=SCHEMA_VERSION,
    entity=KEY_FACT.entity.value,
    entity_id=KEY_FACT.entity_id,
    base_version=0,
    actor="station",
    occurred_at=datetime(2026, 9, 28, tzinfo=UTC),
    payload="{}",
    prev_hash=BEFORE_FIRST,
)
