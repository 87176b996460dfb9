"""The station's Ed25519 key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

if TYPE_CHECKING:
    from db.keystore import Keystore

_NAME = "station-signature"


def station_key(keystore: Keystore) -> Ed25519PrivateKey:
    """The station's key, made at its first use."""
    secret = keystore.get(_NAME)
    if secret is None:
        new = Ed25519PrivateKey.generate()
        keystore.put(_NAME, new.private_bytes_raw().hex())
        return new
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))


def public_text(key: Ed25519PrivateKey) -> str:
    """The public half as 64 hex digits."""
    return key.public_key().public_bytes_raw().hex()


def sign(key: Ed25519PrivateKey, text: bytes) -> str:
    """A signature as 128 hex digits."""
    return key.sign(text).hex()


def signed_by(public_key: str, text: bytes, signature: str) -> bool:
    """Whether the key's owner signed the bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(
            bytes.fromhex(signature), text
        )
    except InvalidSignature:
        return False
    return True
