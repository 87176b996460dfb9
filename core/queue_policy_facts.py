"""The fact that a hall's order of the queue changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.entity import EntityKind
from core.queue_policy import QueuePolicy
from core.staff import Clerk


@dataclass(frozen=True)
class QueuePolicyAdopted:
    """An administrator put a queue policy in force for every station."""

    kind: ClassVar[str] = "queue_policy.adopted"
    entity: ClassVar[EntityKind] = EntityKind.QUEUE_POLICY

    policy: QueuePolicy
    by: Clerk

    @property
    def entity_id(self) -> str:
        """The version it is about."""
        return self.policy.version
