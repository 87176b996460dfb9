"""What a station signs about each request, so that nobody else can make it and none is replayed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

MOMENT_HEADER = "Yici-Moment"
SIGNATURE_HEADER = "Yici-Signature"
VERSION_HEADER = "Yici-Version"
WIRE_VERSION = 1  # of this program; the server may ask a reader for a newer one, never a writer


@dataclass(frozen=True)
class SignedRequest:
    """One request of one station.

    `moment` is the server's time in µs as the station knows it. It rises with every request of a
    station, so it is the nonce too: the server keeps one number per station, not a list of nonces.
    """

    hall: str
    station: str
    method: str
    target: str  # path and query
    body_digest: str
    moment: int
    signature: str = ""

    @property
    def text(self) -> bytes:
        """The bytes the station's key signs."""
        return "\n".join(
            (self.method, self.target, self.body_digest, str(self.moment), self.hall, self.station)
        ).encode()


def digest_of(body: bytes) -> str:
    """The digest of a request's body as it was before it was packed."""
    return hashlib.sha256(body).hexdigest()
