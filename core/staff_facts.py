"""Facts of attendance: who took which counter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.entity import EntityKind


@dataclass(frozen=True)
class ClerkSignedIn:
    """A clerk took a counter."""

    kind: ClassVar[str] = "clerk.signed_in"
    entity: ClassVar[EntityKind] = EntityKind.CLERK

    badge: str
    name: str
    counter: str

    @property
    def entity_id(self) -> str:
        """The badge it is about."""
        return self.badge


@dataclass(frozen=True)
class ClerkSignedOut:
    """A clerk left a counter."""

    kind: ClassVar[str] = "clerk.signed_out"
    entity: ClassVar[EntityKind] = EntityKind.CLERK

    badge: str
    counter: str

    @property
    def entity_id(self) -> str:
        """The badge it is about."""
        return self.badge


@dataclass(frozen=True)
class ShiftLeftUnsent:
    """A clerk ended the shift and signed that so many entries are not at the server yet."""

    kind: ClassVar[str] = "clerk.left_unsent"
    entity: ClassVar[EntityKind] = EntityKind.CLERK

    badge: str
    counter: str
    unsent: int

    @property
    def entity_id(self) -> str:
        """The badge it is about."""
        return self.badge
