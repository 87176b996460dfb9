"""From journal to domain rows: the only code that writes them, for our own entries and others'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlcipher3.dbapi2 import Error as DriverError
from sqlcipher3.dbapi2 import IntegrityError as DriverIntegrityError

from core import case as case_rules
from core import facts, paper_key
from core.appointment_facts import AppointmentFact
from core.calendar_facts import (
    CalendarApproved,
    CalendarFact,
    CalendarProposed,
    CalendarRejected,
    DateChangeTold,
)
from core.counter_facts import CounterFact
from core.errors import YiciError
from core.journal import Touched
from core.moment import instant_text
from core.queue_policy_facts import QueuePolicyAdopted
from core.quota_facts import QuotaCounted
from core.station_facts import ClockConfirmed, ClockQuestioned, RulePackAdopted
from core.supervision import SupervisionRaised
from core.told_dates import told_dates as told_by
from db import (
    appointments,
    calendars,
    cases,
    catalogues,
    clock_questions,
    counters,
    date_changes,
    guide_desk,
    journal,
    notices,
    paper_keys,
    queue_policies,
    quotas,
    rule_packs,
    series,
    supervision,
    ticket_steps,
    told_dates,
)
from db.log import logger
from db.notices import PaperCopy
from db.payload import EntryNotUnderstood, fact_of
from db.tables import PROJECTIONS, hall_counter, parked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from core.calendar import Calendar
    from core.journal import JournalEntry

_log = logger(__name__)


def apply(connection: Connection, entry: JournalEntry, published: Calendar) -> Touched:
    """Give an entry its effect on the domain rows.

    `published` is the calendar built into the program; the hall's is read from the rows.

    Raises: Refusal or Trouble of the rule it breaks; EntryNotUnderstood.
    """
    return apply_fact(connection, entry, fact_of(entry), published)


def apply_fact(
    connection: Connection, entry: JournalEntry, fact: facts.Fact, published: Calendar
) -> Touched:
    """Give an entry whose fact is at hand its effect; rebuilding reads the same fact back.

    Raises: Refusal or Trouble of the rule it breaks.
    """
    if isinstance(fact, facts.CaseFact):
        in_force = calendars.in_force(connection, entry.hall, published)
        date_changes.bring_up_case(connection, entry.hall, published, in_force, fact.case_id)
        before = cases.load(connection, fact.case_id)
        cases.save(connection, case_rules.evolved(before, fact), in_force)
        return Touched(fact.entity, fact.entity_id)
    if isinstance(fact, facts.GuideFact):
        guide_desk.apply(connection, entry, fact)
        return Touched(fact.entity, fact.entity_id)
    match fact:
        case facts.ClerkSignedIn() | facts.ClerkSignedOut() | facts.ShiftLeftUnsent():
            pass  # attendance is read from the journal itself
        case facts.CaseReceived():
            _receive(connection, entry, fact, published)
        case CalendarProposed() | CalendarApproved() | CalendarRejected() | DateChangeTold():
            _apply_to_calendar(connection, entry, fact, published)
        case SupervisionRaised():
            supervision.add(connection, entry.hall, fact)
        case (
            facts.NoticeIssued()
            | facts.ReprintOrdered()
            | facts.PaperHandedOver()
            | facts.PaperConfirmed()
        ):
            _apply_to_notice(connection, entry, fact)
        case (
            facts.CataloguePublished()
            | facts.StationKeyPublished()
            | RulePackAdopted()
            | ClockQuestioned()
            | ClockConfirmed()
        ):
            _apply_to_house(connection, entry, fact)
        case _:
            _apply_to_queue(connection, entry, fact)
    return Touched(fact.entity, fact.entity_id)


def apply_all(
    connection: Connection, entries: Sequence[JournalEntry], published: Calendar
) -> tuple[Touched | None, ...]:
    """Give entries their effect in their order, or park those that have none, as `apply_or_park`.

    Nearly always all have one, and one savepoint is enough for all; if not, each gets its own.
    """
    if not _any_parked(connection, entries):
        try:
            with connection.begin_nested():
                return tuple(apply(connection, entry, published) for entry in entries)
        except (YiciError, IntegrityError, DriverIntegrityError):
            pass
        except (DBAPIError, DriverError):
            raise  # the disk or the line, not an entry
        except Exception as defect:  # noqa: BLE001  (told once it is known of which entry)
            _log.info("batch_defect", reason=type(defect).__name__)
    return tuple(apply_or_park(connection, entry, published) for entry in entries)


def apply_or_park(
    connection: Connection, entry: JournalEntry, published: Calendar
) -> Touched | None:
    """Give an entry its effect, or park it with the reason; the stream goes on either way.

    Later entries of a parked entity are parked behind it, so that their order is kept.
    """
    if _entity_parked(connection, entry):
        park(connection, entry, "同一办件、号或文书的前一条还在等待处理。")
        return None
    try:
        with connection.begin_nested():
            return apply(connection, entry, published)
    except YiciError as reason:
        park(connection, entry, str(reason))
    except (IntegrityError, DriverIntegrityError):
        park(connection, entry, "与本机已有的记录冲突（编号或窗口占用），已原样保存，等待处理。")
    except (DBAPIError, DriverError):
        raise  # the disk or the line, not the entry
    except Exception as defect:  # noqa: BLE001  (one entry must never hold the stream)
        _log.error("entry_defect", kind=entry.kind, op_id=entry.op_id, reason=type(defect).__name__)
        park(connection, entry, "程序处理这条日志时出错，已原样保存，请把日志文件交给管理员。")
    return None


def park(connection: Connection, entry: JournalEntry, reason: str) -> None:
    """Set an entry aside; it stays in the journal and is tried again at the next rebuild."""
    connection.execute(
        insert(parked),
        {
            "op_id": entry.op_id,
            "entity": entry.entity,
            "entity_id": entry.entity_id,
            "reason": reason,
            "since": instant_text(entry.occurred_at),
        },
    )


def rebuild(connection: Connection, published: Calendar) -> int:
    """Empty every projection and apply the journal from its beginning; returns entries applied."""
    for table in PROJECTIONS:
        connection.execute(delete(table))
    applied = 0
    repeated = journal.repeated(connection)
    seen: set[str] = set()
    for entry in journal.everything(connection):
        if entry.op_id in repeated:
            if entry.op_id in seen:
                continue
            seen.add(entry.op_id)
        if apply_or_park(connection, entry, published) is not None:
            applied += 1
    for hall in connection.execute(select(hall_counter.c.hall)).scalars().all():
        while date_changes.bring_up(connection, hall, published, _BATCH):
            pass
    return applied


def _receive(
    connection: Connection, entry: JournalEntry, fact: facts.CaseReceived, published: Calendar
) -> None:
    item = catalogues.item(connection, fact.catalogue_version, fact.item_code)
    series.take(connection, entry.hall, fact.number)
    in_force = calendars.in_force(connection, entry.hall, published)
    origin = cases.Origin(entry.hall, entry.station, entry.actor)
    cases.add(connection, case_rules.received(fact, item), origin, in_force)


def _apply_to_calendar(
    connection: Connection, entry: JournalEntry, fact: CalendarFact, published: Calendar
) -> None:
    match fact:
        case CalendarProposed():
            calendars.propose(connection, entry, fact)
        case CalendarApproved() | CalendarRejected():
            calendars.decide(connection, entry, fact, published)
        case DateChangeTold():
            told = {(fact.clock, fact.due_on)}
            told_dates.add(connection, fact.case_id, told, entry.occurred_at, fact.how)


def _apply_to_house(
    connection: Connection,
    entry: JournalEntry,
    fact: facts.CataloguePublished
    | facts.StationKeyPublished
    | RulePackAdopted
    | ClockQuestioned
    | ClockConfirmed,
) -> None:
    match fact:
        case facts.CataloguePublished():
            catalogues.add(connection, fact.catalogue, entry.occurred_at)
        case facts.StationKeyPublished():
            paper_keys.add(connection, paper_key.published(fact, entry))
        case RulePackAdopted():
            rule_packs.add(connection, entry, fact)
        case ClockQuestioned():
            clock_questions.ask(connection, entry, fact)
        case ClockConfirmed():
            clock_questions.settle(connection, entry, fact)


def _apply_to_queue(connection: Connection, entry: JournalEntry, fact: facts.Fact) -> None:
    match fact:
        case QueuePolicyAdopted():
            queue_policies.add(connection, entry, fact)
        case QuotaCounted():
            quotas.add(connection, entry, fact)
        case _ if isinstance(fact, AppointmentFact):
            appointments.apply(connection, entry, fact)
        case _ if isinstance(fact, facts.TicketFact):
            ticket_steps.apply(connection, entry, fact)
        case _ if isinstance(fact, CounterFact):
            counters.apply(connection, entry, fact)
        case _:
            raise EntryNotUnderstood(f"没有规则处理“{entry.kind}”类日志，已原样保存。")


def _apply_to_notice(
    connection: Connection,
    entry: JournalEntry,
    fact: facts.NoticeIssued | facts.ReprintOrdered | facts.PaperHandedOver | facts.PaperConfirmed,
) -> None:
    match fact:
        case facts.NoticeIssued():
            series.take(connection, entry.hall, fact.number)
            notices.add(connection, entry.hall, fact.case_id, fact.notice)
            if fact.case_id:
                said = told_by(fact.notice.body)
                number = fact.notice.number
                told_dates.add(connection, fact.case_id, said, fact.notice.issued_at, number)
        case facts.ReprintOrdered():
            notices.add_copy(connection, fact.notice_id, fact.copy_no, fact.reason)
        case facts.PaperHandedOver():
            copy = PaperCopy(fact.notice_id, fact.copy_no, "", fact.sha256, fact.device, None, None)
            notices.mark_handed_over(connection, copy, fact.print_id, entry.occurred_at)
        case facts.PaperConfirmed():
            notices.mark_confirmed(connection, fact.notice_id, fact.copy_no, entry.occurred_at)


def _any_parked(connection: Connection, entries: Sequence[JournalEntry]) -> bool:
    about = {entry.entity_id for entry in entries}
    found = connection.execute(select(parked.c.op_id).where(parked.c.entity_id.in_(about)).limit(1))
    return found.first() is not None


def _entity_parked(connection: Connection, entry: JournalEntry) -> bool:
    return (
        connection.execute(
            select(parked.c.op_id)
            .where(parked.c.entity == entry.entity, parked.c.entity_id == entry.entity_id)
            .limit(1)
        ).one_or_none()
        is not None
    )


_BATCH = 500  # cases brought up to a new calendar at a time
