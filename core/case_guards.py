"""The guards of the case table, G1 to G4; G5 is the watchdog's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.errors import Refusal
from core.service import PaperTrail, Service, require_proof
from core.staff import Clerk, Role
from core.transition import Guard

if TYPE_CHECKING:
    from core.transition import Transition


class WrongRole(Refusal):
    """Someone acts whose role does not carry the act."""


class PaperNotOut(Refusal):
    """What takes effect by a paper was to do so before the paper was out."""


class ReasonMissing(Refusal):
    """An act that has to give its reason gives none."""


class SecondPersonMissing(Refusal):
    """An act under four eyes was signed by one person, or by one who may not."""


class DueDatePassed(Refusal):
    """What has to be done before the current due date came after it."""


@dataclass(frozen=True)
class Proof:
    """What a fact shows for its guards; `due_on` is None while the clock stands or none runs."""

    on: date
    by: Clerk | None = None  # None: written before facts named who
    paper: PaperTrail | None = None
    service: Service | None = None
    due_on: date | None = None


def require(row: Transition, proof: Proof) -> None:
    """Every guard of the row holds.

    Raises: WrongRole, PaperNotOut, NotServed, DueDatePassed.
    """
    if Guard.AUTHORISED in row.guards:
        require_role(row, proof.by)
    if Guard.PRINTED in row.guards:
        _require_out(row, proof)
    if Guard.DELIVERED in row.guards:
        _require_delivered(row, proof)
    if Guard.IN_TIME in row.guards:
        _require_in_time(row, proof)


def require_role(row: Transition, by: Clerk | None) -> None:
    """The act belongs to that clerk's role.

    Raises: WrongRole.
    """
    if by is None or by.role in row.by:
        return
    roles = "或".join(role.word for role in Role if role in row.by)
    raise WrongRole(
        f"{row.event.word}须由{roles}办理，{by.name}（工号 {by.badge}）是{by.role.word}，"
        "办件没有变动，请由有权人员办理。"
    )


def require_reason(row: Transition, reason: str) -> None:
    """The act says why.

    Raises: ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing(f"{row.event.word}没有写明理由，办件没有变动，请写明理由后再办。")


def require_second(row: Transition, by: Clerk, second: Clerk) -> None:
    """Two different persons sign, the second one with a say of their own.

    Raises: SecondPersonMissing.
    """
    if second.badge == by.badge or second.role not in _SECONDS:
        raise SecondPersonMissing(
            f"{row.event.word}须由另一名首席代表、监察或机关负责人复核，没有登记，办件没有变动，"
            "请由第二人核对后签认。"
        )


_SECONDS = (Role.CHIEF_REPRESENTATIVE, Role.SUPERVISOR, Role.AGENCY_HEAD)


def _require_out(row: Transition, proof: Proof) -> None:
    paper = proof.paper
    if paper is None or not paper.number or paper.out_on is None or paper.out_on > proof.on:
        raise PaperNotOut(
            f"告知书还没有编号打印并确认出纸，{row.event.word}没有生效，办件没有变动，"
            "请先确认出纸再送达。"
        )


def _require_delivered(row: Transition, proof: Proof) -> None:
    if proof.service is None:
        raise PaperNotOut(
            f"告知书还没有送达，{row.event.word}没有生效，办件没有变动，请先送达并登记凭据。"
        )
    require_proof(proof.service)


def _require_in_time(row: Transition, proof: Proof) -> None:
    if proof.due_on is not None and proof.on > proof.due_on:
        raise DueDatePassed(
            f"{row.event.word}须在 {proof.due_on:%Y-%m-%d} 期满之前完成，"
            f"{proof.on:%Y-%m-%d} 已经逾期，没有生效，办件没有变动，请按超时办理并说明理由。"
        )
