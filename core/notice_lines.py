"""Lines that several papers print: dates, materials, charges, remedies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
class ChargeLine:
    """One charge of the catalogue; sums in yuan as printed, `1,280.00`."""

    name: str
    basis: str
    standard: str
    quantity: str
    amount: str


@dataclass(frozen=True)
class Remedies:
    """Whom a refused applicant may turn to, and until when.

    Source: 行政许可法 art. 38, 行政复议法 art. 20, 行政诉讼法 art. 46.
    """

    review_organ: str
    court: str
    review_within: str = "60 日"
    suit_within: str = "6 个月"
