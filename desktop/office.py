"""The hall as it stands at the head and the foot of its papers."""

from __future__ import annotations

from dataclasses import dataclass

from db.paper_signature import PaperSigner


@dataclass(frozen=True)
class Office:
    """The hall as it signs its papers."""

    hall_name: str
    short_name: str  # 清河政务, the head of every number
    enquiry_phone: str
    supervision_phone: str
    signer: PaperSigner
