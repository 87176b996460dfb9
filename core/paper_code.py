"""What a paper's QR symbol says, signed: 154 characters that a scanner can type.

The code names the signing key, the kind of paper, the case's slip, when it was issued and until
when it serves, and pins the content by a digest. It holds no personal data.
"""

from __future__ import annotations

import hashlib
import json
import struct
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Self

from core import base45
from core.errors import Refusal
from core.journal import canonical
from core.numbering import readable_slip, slip_value, slip_with_value
from core.paper_kind import NoticeKind

# Slips begin with YC: one first letter tells a window that a scanner has begun to type.
PREFIX = "YP"
SIGNATURE_LENGTH = 64


class NotPaperCode(Refusal):
    """A scanned text that no paper of this product carries."""


class PaperCodeMisread(Refusal):
    """A paper's code that was misread or cut off."""


class PaperCodeTooNew(Refusal):
    """A paper's code written by a newer version of the program."""


class PaperWithoutCase(Refusal):
    """A paper that is about no case is scanned to open one."""


@dataclass(frozen=True)
class PaperCode:
    """One paper's code; whether its signature holds is another question."""

    key_id: bytes
    kind: NoticeKind
    slip: str  # empty on a paper about no case
    issued_at: datetime  # aware, to the minute
    valid_until: date | None
    digest: bytes  # of the paper's content, see `content_digest`
    signature: bytes = b""

    @classmethod
    def parse(cls, scanned: str) -> Self:
        """The code in what a scanner typed or a picture said.

        Raises: NotPaperCode, PaperCodeMisread, PaperCodeTooNew.
        """
        text = scanned.strip()
        if not is_paper_code(text):
            raise NotPaperCode(
                "这不是本系统文书上的二维码，没有读出任何文书，请扫描文书末页左下角的二维码。"
            )
        try:
            packed = base45.decoded(text.upper()[len(PREFIX) :])
            # Any form has a signature; without one it is another text that begins alike.
            if len(packed) > SIGNATURE_LENGTH and packed[0] > _VERSION:
                raise _too_new()
            return cls._unpacked(packed)
        except (base45.NotBase45, struct.error, OverflowError) as error:
            raise PaperCodeMisread(
                "二维码没有读全或读错了，没有打开任何办件，请重新扫描，"
                "或手工录入二维码下面的 16 位编码。"
            ) from error

    @property
    def unsigned(self) -> bytes:
        """What the station signs."""
        # With the prefix no other text that the key signs can be taken for a paper.
        return PREFIX.encode() + self._packed()

    @property
    def text(self) -> str:
        """What the symbol says; only a signed code has one."""
        if len(self.signature) != SIGNATURE_LENGTH:
            raise AssertionError("a paper's code is printed with its signature")
        return PREFIX + base45.encoded(self._packed() + self.signature)

    def with_signature(self, signature: bytes) -> Self:
        """The code signed."""
        return replace(self, signature=signature)

    def _packed(self) -> bytes:
        return _FORM.pack(
            _VERSION,
            _KIND_NUMBERS[self.kind],
            self.key_id,
            self._slip_number().to_bytes(_SLIP_BYTES),
            (self.issued_at - _EPOCH) // timedelta(minutes=1),
            (self.valid_until - _FIRST_DAY).days if self.valid_until else _UNLIMITED,
            self.digest,
        )

    def _slip_number(self) -> int:
        return slip_value(readable_slip(self.slip)) + 1 if self.slip else _NO_CASE

    @classmethod
    def _unpacked(cls, packed: bytes) -> Self:
        version, number, key_id, slip, minutes, days, digest = _FORM.unpack(
            packed[:-SIGNATURE_LENGTH]
        )
        slip_number = int.from_bytes(slip)
        if version != _VERSION or slip_number > _MOST_SLIPS:
            raise OverflowError(version, slip_number)
        if number not in _NUMBERED_KINDS:
            raise _too_new()
        return cls(
            key_id=key_id,
            kind=_NUMBERED_KINDS[number],
            slip="" if slip_number == _NO_CASE else slip_with_value(slip_number - 1),
            issued_at=_EPOCH + timedelta(minutes=minutes),
            valid_until=None if days == _UNLIMITED else _FIRST_DAY + timedelta(days),
            digest=digest,
            signature=packed[-SIGNATURE_LENGTH:],
        )


@dataclass(frozen=True)
class Scan:
    """What a clerk scanned or typed to open a case."""

    slip: str
    code: PaperCode | None  # None: the slip code was typed by hand


def is_paper_code(scanned: str) -> bool:
    """Whether a text claims to be a paper's code."""
    return scanned.strip()[: len(PREFIX)].upper() == PREFIX


def scan(scanned: str) -> Scan:
    """The slip in a paper's QR symbol, or in the code printed beneath it.

    Raises: SlipNotReadable, PaperCodeMisread, PaperCodeTooNew, PaperWithoutCase.
    """
    if not is_paper_code(scanned):
        return Scan(readable_slip(scanned), None)
    code = PaperCode.parse(scanned)
    if not code.slip:
        raise PaperWithoutCase(
            f"这份{code.kind.title}不是某个办件的文书，没有打开任何办件，请扫描办件的文书。"
        )
    return Scan(code.slip, code)


def content_digest(content: str) -> bytes:
    """16 bytes of SHA-256 over a notice's canonical text, its own code left out.

    The text is taken as it was recorded, so that fields of a later version change no digest.
    """
    fields = json.loads(content)
    del fields["code"]
    return hashlib.sha256(canonical(fields).encode()).digest()[:_DIGEST_LENGTH]


def whole_minute(at: datetime) -> datetime:
    """The minute an instant lies in, as a code keeps it."""
    return at.replace(second=0, microsecond=0)


def _too_new() -> PaperCodeTooNew:
    return PaperCodeTooNew(
        "这份文书由更新版本的程序签发，本版本读不懂它的二维码，没有打开任何办件，"
        "请手工录入二维码下面的 16 位编码，并升级本机程序。"
    )


_VERSION = 1
_SLIP_BYTES = 9
_DIGEST_LENGTH = 16
# version, kind, key, slip, minute, last day, digest. The length is odd, signature included: the
# last group of base45 is then one byte, whose characters end in a digit and never in a blank.
_FORM = struct.Struct(f">BB4s{_SLIP_BYTES}sIH{_DIGEST_LENGTH}s")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_DAY = date(1970, 1, 1)
_UNLIMITED = 0
_NO_CASE = 0
_MOST_SLIPS = 32**13
_KIND_NUMBERS = {  # printed on paper: a number is never changed and never given again
    NoticeKind.RECEIPT: 1,
    NoticeKind.ACCEPTANCE: 2,
    NoticeKind.ONE_TIME: 3,
    NoticeKind.CORRECTION_RECEIPT: 4,
    NoticeKind.NOT_REQUIRED: 5,
    NoticeKind.NOT_ACCEPTED: 6,
    NoticeKind.EXTENSION: 7,
    NoticeKind.SPECIAL_PROCEDURE: 8,
    NoticeKind.DECISION: 9,
    NoticeKind.DENIAL: 10,
    NoticeKind.DEEMED_ACCEPTANCE: 11,
    NoticeKind.DEEMED_CONSENT: 12,
    NoticeKind.DELIVERY: 13,
    NoticeKind.PAYMENT: 14,
    NoticeKind.OVERDUE: 15,
    NoticeKind.GUIDANCE: 16,
    NoticeKind.URGING: 17,
    NoticeKind.SUPERVISION: 18,
    NoticeKind.COMPLAINT: 19,
    NoticeKind.GUIDE: 20,
    NoticeKind.LEDGER: 21,
    NoticeKind.MONTHLY_REPORT: 22,
    NoticeKind.SCHOOL_FEE: 23,
    NoticeKind.CONDITIONAL: 24,
    NoticeKind.DEEMED_WITHDRAWAL: 25,
    NoticeKind.REVOCATION: 26,
    NoticeKind.WITHDRAWAL: 27,
    NoticeKind.TERMINATION: 28,
    NoticeKind.RESUMPTION: 29,
    NoticeKind.JOINT: 30,
    NoticeKind.CORRECTION_SLIP: 31,
}
_NUMBERED_KINDS = {number: kind for kind, number in _KIND_NUMBERS.items()}
