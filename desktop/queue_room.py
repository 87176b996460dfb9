"""The hall's order of the queue: adopted by an administrator, tried on a past day before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import Refusal
from core.queue_order import next_ticket
from core.queue_policy import require_sound
from core.queue_policy_facts import QueuePolicyAdopted
from core.staff import Role
from db import queue_line, queue_policies

if TYPE_CHECKING:
    from datetime import date

    from core.queue_order import Choice
    from core.queue_policy import QueuePolicy
    from core.queue_report import Comparison
    from core.staff import Clerk
    from db.unit_of_work import Reading, UnitOfWork


class PolicyNotForYou(Refusal):
    """A queue policy is adopted by someone who does not administer the hall."""


class PolicyVersionTaken(Refusal):
    """A version that the hall adopted before, with another content or since replaced."""


def adopt(work: UnitOfWork, clerk: Clerk, policy: QueuePolicy) -> QueuePolicy:
    """Put a policy in force at every station; the one in force again changes nothing.

    Raises: PolicyNotForYou, PolicyVersionTaken, QueuePolicyNotSound.
    """
    if clerk.role is not Role.ADMINISTRATOR:
        raise PolicyNotForYou(
            f"排队规则须由管理员采用，{clerk.name}是{clerk.role.word}，没有采用，现行规则不变，"
            "请管理员采用。"
        )
    require_sound(policy)
    hall = work.identity.hall
    if queue_policies.in_force(work.connection, hall) == policy:
        return policy
    if queue_policies.adopted(work.connection, hall, policy.version) is not None:
        raise PolicyVersionTaken(
            f"排队规则 {policy.version} 以前采用过，同一版本号不能有第二次，没有采用，"
            "现行规则不变，请换一个版本号。"
        )
    work.record(QueuePolicyAdopted(policy, clerk), clerk.badge)
    return policy


def in_force(reading: Reading) -> QueuePolicy:
    """The policy the hall works by."""
    return queue_policies.in_force(reading.connection, reading.identity.hall)


def who_is_next(work: Reading | UnitOfWork, counter: str) -> Choice | None:
    """Whom the counter calls next and why; None when nobody waits for it."""
    connection, today = work.connection, work.today
    hall, home = work.identity.hall, work.identity.station
    policy = queue_policies.in_force(connection, hall)
    return next_ticket(
        queue_line.waiting_at(connection, hall, home, today),
        policy,
        policy.profile_of(counter),
        queue_line.calls_at(connection, hall, home, today, policy),
        work.now,
    )


def simulated(reading: Reading, day: date, policy: QueuePolicy) -> Comparison:
    """A past day of this station's database under another policy, beside the one in force.

    Raises: NothingToReplay.
    """
    # Only an administrator trying a policy needs them; every call comes by this module.
    from core.queue_log import day_log  # noqa: PLC0415  (see above)
    from core.queue_report import compared  # noqa: PLC0415
    from db import queue_log  # noqa: PLC0415

    log = day_log(queue_log.logged(reading.connection, reading.identity.hall, day, day))
    return compared(log, policy, in_force(reading))
