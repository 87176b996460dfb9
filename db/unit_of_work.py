"""One transaction: domain rows and journal entries commit together or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from sqlalchemy import Connection
from uuid_utils.compat import uuid7

from core.calendar import Calendar
from core.entity import EntityKind
from core.journal import JournalEntry, Touched
from core.moment import business_day
from core.numbering import Series, SeriesNumber, require_following
from db import journal, series
from db.failpoint import reach
from db.journal import Draft, Identity
from db.trouble import told_plainly

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from core.facts import Fact

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Reading:
    """What a query works with: a read-only snapshot, whose it is, and the time."""

    connection: Connection
    identity: Identity
    published: Calendar
    now: datetime

    @cached_property
    def calendar(self) -> Calendar:
        """The hall's calendar in force: the published one and what the hall approved since."""
        return _in_force(self)

    @property
    def today(self) -> date:
        """The hall's business day."""
        return business_day(self.now)


@dataclass
class UnitOfWork:
    """What a use case works with: the open transaction, this station's journal, and the time.

    `touched` collects what the transaction changed, for the views.
    """

    connection: Connection
    identity: Identity
    published: Calendar
    now: datetime
    touched: set[Touched] = field(default_factory=set)
    _given: dict[Series, int] = field(default_factory=dict)

    @property
    def calendar(self) -> Calendar:
        """The hall's calendar in force, also of what this transaction approved."""
        return _in_force(self)

    @cached_property
    def today(self) -> date:
        """The hall's business day."""
        return business_day(self.now)

    def record(self, fact: Fact, actor: str) -> JournalEntry:
        """Write the fact to the journal and give it its effect.

        Raises: Refusal when a rule forbids it; the transaction is then rolled back whole.
        """
        # The rules of every kind of fact: no window waits for them.
        from db import projection  # noqa: PLC0415  (see above)

        number = getattr(fact, "number", None)
        if isinstance(number, SeriesNumber):
            require_following(number, self._given.pop(number.series, None))
        entry = journal.append(
            self.connection,
            self.identity,
            Draft(new_id(), fact, self._seen_version(fact), actor, self.now),
        )
        reach("work.written")
        self.touched.add(projection.apply_fact(self.connection, entry, fact, self.published))
        reach("work.applied")
        return entry

    def next_number(self, of: Series) -> SeriesNumber:
        """The next number of one of this station's series, to be recorded in this transaction."""
        number = series.next_number(self.connection, self.identity.hall, of)
        self._given[of] = number.serial - 1
        return number

    def _seen_version(self, fact: Fact) -> int:
        """The version the clerk saw; only cases are changed at more than one station."""
        if fact.entity is not EntityKind.CASE:
            return 0
        from db import cases  # noqa: PLC0415  (start-up time, as in `record`)

        return cases.version(self.connection, fact.entity_id)


@dataclass(frozen=True)
class Committed(Generic[T_co]):
    """What a committed transaction gave back and changed."""

    value: T_co
    touched: frozenset[Touched]


def transact(
    connection: Connection,
    identity: Identity,
    published: Calendar,
    now: datetime,
    act: Callable[[UnitOfWork], T],
) -> Committed[T]:
    """Run `act` in one transaction: committed durably on return, rolled back whole on any error.

    Raises: what `act` raises; Trouble when the disk or the server fails.
    """
    with told_plainly(), connection.begin():
        work = UnitOfWork(connection, identity, published, now)
        value = act(work)
    return Committed(value, frozenset(work.touched))


def rehearse(
    connection: Connection,
    identity: Identity,
    published: Calendar,
    now: datetime,
    act: Callable[[UnitOfWork], T],
) -> T:
    """Run `act` in a transaction that is rolled back: what it would give, and no trace of it.

    Raises: what `act` raises; Trouble when the disk or the server fails.
    """
    with told_plainly(), connection.begin() as transaction:
        try:
            return act(UnitOfWork(connection, identity, published, now))
        finally:
            transaction.rollback()


def _in_force(here: Reading | UnitOfWork) -> Calendar:
    from db import calendars  # noqa: PLC0415  (start-up time, as in `record`)

    return calendars.in_force(here.connection, here.identity.hall, here.published).calendar


def new_id() -> str:
    """A new identifier, sortable by time (UUIDv7)."""
    return str(uuid7())
