"""Papers signed with the station's key, and scanned codes checked against the hall's keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.paper_check import Signature
from core.paper_code import PaperCode, content_digest, whole_minute
from core.paper_key import SAMPLE_KEY_ID, SAMPLE_PUBLIC_KEY, key_id
from db.payload import text_of
from db.signature import public_text, signed_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from core.notice import Notice
    from core.paper_key import PaperKey


class PaperSigner:
    """Signs papers in a station's name; the private key stays inside."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.key_id = key_id(public_text(key))

    def sign(self, content: bytes) -> bytes:
        """A signature of 64 bytes."""
        return self._key.sign(content)


def coded(notice: Notice, signer: PaperSigner) -> Notice:
    """The notice with the signed code of its content; a code it has is replaced."""
    code = PaperCode(
        key_id=signer.key_id,
        kind=notice.kind,
        slip=notice.slip_code,
        issued_at=whole_minute(notice.issued_at),
        valid_until=notice.valid_until,
        digest=content_digest(text_of(notice)),
    )
    return replace(notice, code=code.with_signature(signer.sign(code.unsigned)).text)


def signature_of(code: PaperCode, keys: Iterable[PaperKey]) -> Signature:
    """What a code's signature tells to one who knows these keys."""
    if code.key_id == SAMPLE_KEY_ID:
        return Signature.SAMPLE if _signed(code, SAMPLE_PUBLIC_KEY) else Signature.FORGED
    meant = [key for key in keys if key.key_id == code.key_id]
    if not meant:
        return Signature.SIGNER_UNKNOWN
    if any(_signed(code, key.public_key) for key in meant):
        return Signature.GENUINE
    return Signature.FORGED


def _signed(code: PaperCode, public_key: str) -> bool:
    return signed_by(public_key, code.unsigned, code.signature.hex())
