"""Facts about a station itself: its clock, and the locality's rules it works under."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.clock_guard import ClockFinding
from core.entity import EntityKind
from core.staff import Clerk


@dataclass(frozen=True)
class _AboutStation:
    entity: ClassVar[EntityKind] = EntityKind.STATION

    station: str

    @property
    def entity_id(self) -> str:
        """The station it is about."""
        return self.station


@dataclass(frozen=True)
class ClockQuestioned(_AboutStation):
    """The station's clock contradicts what is known; papers with dates wait."""

    kind: ClassVar[str] = "station.clock_questioned"

    finding: ClockFinding
    shown: datetime  # aware; what the clock said
    expected: datetime  # aware; what it should have said at least, or at most


@dataclass(frozen=True)
class ClockConfirmed(_AboutStation):
    """A supervisor looked at the clock and found it right."""

    kind: ClassVar[str] = "station.clock_confirmed"

    shown: datetime  # aware; what the clock said when it was confirmed
    reason: str
    by: Clerk


@dataclass(frozen=True)
class RulePackAdopted:
    """A locality's rule pack came into force; its signature was checked before."""

    kind: ClassVar[str] = "rule_pack.adopted"
    entity: ClassVar[EntityKind] = EntityKind.RULE_PACK

    version: str
    content: str  # the canonical text that was signed
    signature: str  # Ed25519, 128 hex digits
    by: Clerk

    @property
    def entity_id(self) -> str:
        """The version it is about."""
        return self.version
