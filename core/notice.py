"""The papers of a visit as values: everything a document prints, frozen when it is numbered."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime


class NoticeKind(enum.Enum):
    """The numbered papers this version issues."""

    ACCEPTANCE = "acceptance"
    ONE_TIME = "one_time"
    DECISION = "decision"
    DELIVERY = "delivery"

    @property
    def title(self) -> str:
        """The heading printed on the paper."""
        return _TITLES[self]

    @property
    def mark(self) -> str:
        """The one-character series mark inside the number."""
        return _MARKS[self]

    @property
    def copies(self) -> int:
        """Sheets handed out or kept (a correction notice is signed by both: 一式两份)."""
        return 2 if self in (NoticeKind.ONE_TIME, NoticeKind.DELIVERY) else 1


_TITLES = {
    NoticeKind.ACCEPTANCE: "受理通知书",
    NoticeKind.ONE_TIME: "一次性告知（补正）通知书",
    NoticeKind.DECISION: "准予决定书",
    NoticeKind.DELIVERY: "送达回证",
}
_MARKS = {
    NoticeKind.ACCEPTANCE: "受",
    NoticeKind.ONE_TIME: "告",
    NoticeKind.DECISION: "准",
    NoticeKind.DELIVERY: "送",
}


@dataclass(frozen=True)
class Letterhead:
    """Who issues the paper and whom to ask or complain to."""

    hall: str
    department: str
    counter: str
    enquiry_phone: str
    supervision_phone: str


@dataclass(frozen=True)
class DueLine:
    """A date as printed: the limit in words, the day, and whether the calendar covers it."""

    name: str  # 承诺办结时限
    limit: str  # 20 个工作日
    due: date
    provisional_note: str  # empty when firm; otherwise which year's notice is awaited
    basis: str  # statute or catalogue the limit rests on


@dataclass(frozen=True)
class MaterialLine:
    """One received material."""

    name: str
    form: str
    copies: int


@dataclass(frozen=True)
class MissingLine:
    """One material to supply, always a row of the frozen catalogue version."""

    row: int  # row number in the catalogue's list
    name: str
    form: str
    copies: int
    issuer: str
    how: str  # how to get it; may be empty
    basis: str  # legal basis; may be empty


@dataclass(frozen=True)
class AcceptanceBody:
    """受理通知书: what was accepted and when it will be done (行政许可法 art. 32)."""

    received_on: date
    accepted_on: date
    dues: tuple[DueLine, ...]
    materials: tuple[MaterialLine, ...]
    not_counted: tuple[str, ...]  # special procedures whose time is not counted (art. 45)
    fee: str
    basis: tuple[str, ...]


@dataclass(frozen=True)
class OneTimeBody:
    """一次性告知（补正）通知书: everything that is missing, once (行政许可法 art. 32(4))."""

    received_on: date
    received_count: int
    missing: tuple[MissingLine, ...]
    correct_by: DueLine
    after: str  # what happens once complete: the limit in words
    basis: tuple[str, ...]


@dataclass(frozen=True)
class DecisionBody:
    """准予决定书 of an item decided on the spot (行政许可法 art. 34)."""

    accepted_on: date
    decided_on: date
    result: str
    validity: str  # empty when the result has no term
    basis: tuple[str, ...]


@dataclass(frozen=True)
class DeliveryBody:
    """送达回证: what was handed over, how and when (行政许可法 art. 44)."""

    delivered_at: datetime  # aware
    method: str
    papers: tuple[str, ...]


NoticeBody = AcceptanceBody | OneTimeBody | DecisionBody | DeliveryBody


@dataclass(frozen=True)
class Notice:
    """One numbered paper, complete: printing it needs nothing else."""

    notice_id: str
    kind: NoticeKind
    number: str  # 清河食药〔2026〕受03-000417
    case_number: str  # 20260928-03-0412
    slip_code: str  # what the QR holds; scanning it reopens the case
    letterhead: Letterhead
    applicant: str
    item_code: str
    item_name: str
    clerk: str
    badge: str
    issued_at: datetime  # aware
    body: NoticeBody
