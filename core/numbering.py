"""Numbers of tickets, cases and papers: a gapless series per station, unique offline."""

from __future__ import annotations

import base64
import enum
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import Refusal

if TYPE_CHECKING:
    from datetime import date

    from core.paper_kind import NoticeKind


# One written form per station: 03 and 003 would otherwise call one and the same number.
STATION_FORM = r"^(0[1-9]|[1-9][0-9]{1,3})$"


class NumberOutOfSeries(Refusal):
    """A number that is not the next of its series."""


class SlipNotReadable(Refusal):
    """A scanned or typed code that is no slip of this product, or was misread."""


class SeriesKind(enum.Enum):
    """What a series numbers."""

    TICKET = "ticket"  # restarts every day
    CASE = "case"  # restarts every day
    NOTICE = "notice"  # restarts every year


@dataclass(frozen=True)
class Series:
    """One series of one station in one period; `mark` tells item groups or paper kinds apart."""

    kind: SeriesKind
    station: str
    mark: str
    period: str  # 2026-09-28 or 2026

    @property
    def key(self) -> str:
        """The series as one text, unique in a hall."""
        return f"{self.kind.value}/{self.station}/{self.mark}/{self.period}"


@dataclass(frozen=True)
class SeriesNumber:
    """One number taken from a series; serials run 1, 2, 3 … without a gap."""

    series: Series
    serial: int


def ticket_series(station: str, prefix: str, day: date) -> Series:
    """The day's tickets of one item group issued at one station."""
    return Series(SeriesKind.TICKET, station, prefix, day.isoformat())


def case_series(station: str, day: date) -> Series:
    """The day's cases received at one station."""
    return Series(SeriesKind.CASE, station, "", day.isoformat())


def notice_series(station: str, kind: NoticeKind, day: date) -> Series:
    """The year's papers of one kind issued at one station."""
    return Series(SeriesKind.NOTICE, station, kind.value, str(day.year))


def following(series: Series, last: int) -> SeriesNumber:
    """The number after `last`."""
    return SeriesNumber(series, last + 1)


def require_following(number: SeriesNumber, last: int | None) -> None:
    """Refuse a number that would leave a gap or repeat one; `last` is None if none was asked for.

    Raises: NumberOutOfSeries.
    """
    if last is None or number.serial != last + 1:
        raise NumberOutOfSeries(
            f"编号 {number.series.key} 第 {number.serial} 号不是接着上一号取的，"
            "没有采用，请重做这一步。"
        )


def ticket_text(series: Series, shown: int) -> str:
    """`A3012`: group letter, station, three digits; of one living person in the hall at a time."""
    return f"{series.mark}{series.station.lstrip('0')}{shown:03d}"


def shown_in(text: str) -> int:
    """The three digits of `ticket_text`."""
    return int(text[-3:])


def case_text(number: SeriesNumber) -> str:
    """`20260928-03-0412`: day, station, serial."""
    day = number.series.period.replace("-", "")
    return f"{day}-{number.series.station}-{number.serial:04d}"


def notice_text(number: SeriesNumber, office: str, kind: NoticeKind) -> str:
    """`清河政务〔2026〕告03-000417`: office short name, year, paper, station, serial."""
    series = number.series
    return f"{office}〔{series.period}〕{kind.mark}{series.station}-{number.serial:06d}"


def slip_code(case_id: str) -> str:
    """The code printed on a slip: 13 characters of a digest and one against misreading."""
    body = base64.b32encode(hashlib.sha256(case_id.encode()).digest())[:_SLIP_BODY].decode()
    return f"YC{body}{_check_character(body)}"


def slip_value(slip: str) -> int:
    """A slip code as a whole number below 2**65."""
    value = 0
    for character in slip[2:-1]:
        value = value * 32 + _BASE32.index(character)
    return value


def slip_with_value(value: int) -> str:
    """The slip code `slip_value` was asked about."""
    body = "".join(_BASE32[value >> 5 * place & 31] for place in reversed(range(_SLIP_BODY)))
    return f"YC{body}{_check_character(body)}"


def readable_slip(scanned: str) -> str:
    """The slip code in what a hand typed.

    Raises: SlipNotReadable.
    """
    code = "".join(scanned.split()).upper().replace("-", "")
    if len(code) != _SLIP_LENGTH or not code.startswith("YC"):
        raise SlipNotReadable(
            "这不是本系统的告知书或凭证编码，没有打开任何办件，请扫描纸上的二维码。"
        )
    misread = any(character not in _BASE32 for character in code[2:])
    if misread or _check_character(code[2:-1]) != code[-1]:
        raise SlipNotReadable("编码读错了一位，没有打开任何办件，请重新扫描或核对后再录入。")
    return code


_SLIP_BODY = 13
_SLIP_LENGTH = 16
_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def _check_character(body: str) -> str:
    # Odd weights are invertible modulo 32, so every single misread character shows.
    total = sum((2 * place + 1) * _BASE32.find(character) for place, character in enumerate(body))
    return _BASE32[total % 32]
