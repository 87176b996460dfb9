"""Cases as rows: the file, its checklist and its clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, or_, select, update

from core.applicant import Applicant, IdentityKind
from core.case import Case
from core.case_parts import Conclusion, Extension, JointMode
from core.case_states import CaseState
from core.checklist import Checklist, RowState
from core.entity import EntityKind
from core.errors import Refusal
from core.silence import Lapse
from db import case_dates, case_parts, catalogues
from db.payload import value_of
from db.tables import case_file, checklist_row, journal

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.engine import RowMapping

    from db.calendars import InForce


class CaseNotFound(Refusal):
    """A case this database does not hold."""


class SlipUnknown(Refusal):
    """A well-formed slip code that belongs to no case here."""


@dataclass(frozen=True)
class Origin:
    """Where a case was received."""

    hall: str
    station: str
    clerk: str


def add(connection: Connection, case: Case, origin: Origin, in_force: InForce) -> None:
    """Write a new case."""
    connection.execute(
        insert(case_file),
        {
            "hall": origin.hall,
            "station": origin.station,
            "clerk": origin.clerk,
            "case_id": case.case_id,
            "number": case.number,
            "slip": case.slip,
            "catalogue_version": case.catalogue_version,
            "item_code": case.item.code,
            "identity_kind": case.applicant.identity_kind.value,
            "identity_number": case.applicant.identity_number,
            "counter": case.counter,
            **_state_columns(case, in_force),
        },
    )
    case_parts.add(connection, case, in_force.calendar)


def save(connection: Connection, case: Case, in_force: InForce) -> None:
    """Write a case's new state."""
    connection.execute(
        update(case_file)
        .where(case_file.c.case_id == case.case_id)
        .values(**_state_columns(case, in_force))
    )
    case_parts.remove(connection, case.case_id)
    case_parts.add(connection, case, in_force.calendar)


def load(connection: Connection, case_id: str) -> Case:
    """The case with that id.

    Raises: CaseNotFound.
    """
    found = connection.execute(select(case_file).where(case_file.c.case_id == case_id))
    row = found.mappings().one_or_none()
    if row is None:
        raise CaseNotFound("没有找到这个办件，没有改动任何内容，请刷新后再试。")
    return _case(connection, row)


def version(connection: Connection, case_id: str) -> int:
    """How many facts a case has; 0 before it is received."""
    found = connection.execute(
        select(case_file.c.version).where(case_file.c.case_id == case_id)
    ).scalar_one_or_none()
    return found or 0


def with_slip(connection: Connection, slip: str) -> Case:
    """The case a slip belongs to.

    Raises: SlipUnknown.
    """
    found = connection.execute(select(case_file).where(case_file.c.slip == slip))
    row = found.mappings().one_or_none()
    if row is None:
        raise SlipUnknown(
            "本机没有这张告知书对应的办件，没有打开任何办件；"
            "如在其他窗口办理过，请待联网同步后再扫，或按办件编号查询。"
        )
    return _case(connection, row)


def with_number(connection: Connection, hall: str, number: str) -> Case:
    """The case of that number.

    Raises: CaseNotFound.
    """
    found = connection.execute(
        select(case_file).where(case_file.c.hall == hall, case_file.c.number == number)
    )
    row = found.mappings().one_or_none()
    if row is None:
        raise CaseNotFound(
            f"本机没有编号为 {number} 的办件，没有打开任何办件，请核对编号；"
            "如在其他窗口办理，请待联网同步后再查。"
        )
    return _case(connection, row)


def of_ticket(connection: Connection, ticket_id: str) -> tuple[Case, ...]:
    """The cases handled under a ticket, the one last acted on at the end."""
    last_act = (
        select(func.max(journal.c.arrival))
        .where(
            journal.c.entity == EntityKind.CASE.value,
            journal.c.entity_id == case_file.c.case_id,
        )
        .scalar_subquery()
    )
    rows = connection.execute(
        select(case_file).where(case_file.c.ticket_id == ticket_id).order_by(last_act)
    )
    return tuple(_case(connection, row) for row in rows.mappings().all())


def to_look_at(
    connection: Connection, station: str, today: date, calendar_version: str
) -> tuple[str, ...]:
    """Open cases received at a station that the watchdog may have to do with, oldest first.

    A case reckoned under another calendar is looked at as well if it comes near.
    """
    rows = connection.execute(
        select(case_file.c.case_id)
        .where(
            case_file.c.station == station,
            or_(
                case_file.c.look_on <= today,
                (case_file.c.look_on <= today + _FARTHEST_MOVE)
                & (case_file.c.calendar_version != calendar_version),
            ),
        )
        .order_by(case_file.c.look_on, case_file.c.number)
    )
    return tuple(rows.scalars())


def _state_columns(case: Case, in_force: InForce) -> dict[str, object]:
    return {
        "applicant_name": case.applicant.name,
        "phone": case.applicant.phone,
        "ticket_id": case.ticket_id,
        "state": case.state.value,
        "received_on": case.received_on,
        "accepted_on": case.accepted_on,
        "decided_on": case.decided_on,
        "delivered_on": case.delivered_on,
        "closed_on": case.closed_on,
        "told_notice": case.told_notice,
        "visits": case.visits,
        "version": case.version,
        **case_dates.columns(case, in_force),
        **case_parts.columns(case),
    }


def _case(connection: Connection, row: RowMapping) -> Case:
    item = catalogues.item(connection, row["catalogue_version"], row["item_code"])
    found = connection.execute(
        select(checklist_row)
        .where(checklist_row.c.case_id == row["case_id"])
        .order_by(checklist_row.c.row)
    ).all()
    procedures = case_parts.procedures(connection, row["case_id"])
    return Case(
        case_id=row["case_id"],
        number=row["number"],
        slip=row["slip"],
        item=item,
        catalogue_version=row["catalogue_version"],
        applicant=Applicant(
            row["applicant_name"],
            IdentityKind(row["identity_kind"]),
            row["identity_number"],
            row["phone"],
        ),
        counter=row["counter"],
        ticket_id=row["ticket_id"],
        state=CaseState(row["state"]),
        received_on=row["received_on"],
        checklist=Checklist(
            item.materials,
            tuple(RowState(one.state) for one in found),
            tuple(one.row for one in found if one.listed),
        ),
        clocks=case_parts.clocks(connection, row["case_id"], procedures),
        visits=row["visits"],
        version=row["version"],
        told_notice=row["told_notice"],
        accepted_on=row["accepted_on"],
        decided_on=row["decided_on"],
        delivered_on=row["delivered_on"],
        closed_on=row["closed_on"],
        lapse=Lapse(row["lapse"]) if row["lapse"] else None,
        procedures=procedures,
        extension=value_of(Extension, row["extension"]) if row["extension"] else None,
        joint=JointMode(row["joint"]) if row["joint"] else None,
        assists=case_parts.assists(connection, row["case_id"]),
        urgent=row["urgent"],
        conclusion=value_of(Conclusion, row["conclusion"]) if row["conclusion"] else None,
    )


_FARTHEST_MOVE = timedelta(days=31)  # what one notice takes or gives is a week at most
