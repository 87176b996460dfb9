"""A station without workers: every act at a chosen moment, every sheet seen by hand."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select

from core.calendar import Calendar, national_calendar
from core.catalogue import CatalogueVersion, ServiceItem
from core.moment import CHINA
from core.notice_lines import Remedies
from core.service import Service, ServiceMethod
from core.staff import Clerk, OnDuty, Role
from db import cases, journal, projection
from db import identity as identities
from db.engine import connect
from db.journal import Identity
from db.paper_signature import PaperSigner
from db.schema import upgrade
from db.tables import PROJECTIONS
from db.unit_of_work import Reading, transact
from desktop import attendance, casework, reception
from desktop.catalogue_room import publish
from desktop.office import Office
from printing import spool
from server.service import engine_of
from server.settings import ServerSettings
from tests.core.sample_case import ITEMS, MONDAY
from tests.core.sample_review import CONSENTED, JOINT_SILENT, REVIEWED
from tests.house import QUICK, all_received, one_missing, person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.case import Case
    from core.notice import Notice
    from db.unit_of_work import UnitOfWork

P = ParamSpec("P")
T = TypeVar("T")

PASSWORD = "qinghe-2026"  # noqa: S105  (of the test's own staff)
STAFF = {
    Role.CLERK: Clerk("0317", "王敏", Role.CLERK),
    Role.CHIEF_REPRESENTATIVE: Clerk("0312", "李强", Role.CHIEF_REPRESENTATIVE),
    Role.AGENCY_HEAD: Clerk("0101", "周建国", Role.AGENCY_HEAD),
    Role.GOVERNMENT_HEAD: Clerk("0001", "孙立", Role.GOVERNMENT_HEAD),
    Role.SUPERVISOR: Clerk("0901", "赵敏", Role.SUPERVISOR),
    Role.ADMINISTRATOR: Clerk("0999", "钱多", Role.ADMINISTRATOR),
}
CATALOGUE = CatalogueVersion(
    "2026-01-01-test",
    datetime(2026, 1, 1, tzinfo=CHINA).date(),
    (*ITEMS, REVIEWED, CONSENTED, JOINT_SILENT),
)
REMEDIES = Remedies("清河区人民政府", "清河区人民法院")
OFFICE = Office(
    "清河区政务服务中心",
    "清河政务",
    "0000-5500317",
    "0000-12345",
    PaperSigner(Ed25519PrivateKey.from_private_bytes(b"the test hall's very own paper k")),
)


@dataclass
class Hall:
    """One station's database and the moment it is."""

    connection: Connection
    identity: Identity
    settings: ServerSettings  # of its database
    now: datetime = datetime(2026, 9, 28, 9, 0, tzinfo=CHINA)
    calendar: Calendar = field(default_factory=national_calendar)

    def on(self, day: str, hour: int = 9) -> Hall:
        """The same hall on a day of 2026, `10-16`."""
        return replace(self, now=datetime.fromisoformat(f"2026-{day}T{hour:02d}:00+08:00"))

    def do(
        self, act: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Carry an act out in one transaction."""
        call: Callable[[UnitOfWork], T] = partial(_called, act, args, kwargs)
        return transact(self.connection, self.identity, self.calendar, self.now, call).value

    def ask(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Look at the database as it is."""
        reading = Reading(self.connection, self.identity, self.calendar, self.now)
        try:
            return query(reading, *args, **kwargs)
        finally:
            self.connection.rollback()

    def case(self, case_id: str) -> Case:
        """The case as its rows have it."""
        return self.ask(lambda reading: cases.load(reading.connection, case_id))

    def see(self, notice: Notice, by: Role = Role.CLERK) -> Notice:
        """The sheet is out of the printer and a clerk has seen it."""

        def seen(work: UnitOfWork) -> None:
            job = spool.job_of(work.connection, notice.kind.value, notice.notice_id, 1)
            spool.confirm(work, job, STAFF[by].badge)

        self.do(seen)
        return notice

    def handed(self, proof: str = "张明华") -> Service:
        """Handed over at the counter just now."""
        return Service(ServiceMethod.COUNTER, self.now, proof)

    def received(self, item: ServiceItem) -> Case:
        """A person served and a case received, the counter left free."""
        case = self.do(casework.receive, duty(), item.code, person())
        self.do(reception.finish_service, duty())
        return case

    def accepted(self, item: ServiceItem) -> Case:
        """A case received complete and accepted."""
        case = self.received(item)
        return self.do(casework.accept, duty(), OFFICE, case.case_id, all_received(case)).case

    def told_once(self, item: ServiceItem) -> Case:
        """A case received with row 2 missing, and told so."""
        case = self.received(item)
        return self.do(casework.tell_once, duty(), OFFICE, case.case_id, one_missing(case)).case

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every projection."""
        found = {
            table.name: sorted(
                (tuple(row) for row in self.connection.execute(select(table))), key=repr
            )
            for table in PROJECTIONS
        }
        self.connection.rollback()
        return found

    def rebuilt(self) -> dict[str, list[tuple[object, ...]]]:
        """The rows after emptying every projection and reading the journal again."""
        with self.connection.begin():
            projection.rebuild(self.connection, self.calendar)
        return self.rows()

    def entries(self) -> int:
        """How many entries the journal has."""
        return self.ask(lambda reading: journal.count(reading.connection))


def duty(role: Role = Role.CLERK) -> OnDuty:
    """Someone of that role at counter 3."""
    return OnDuty(STAFF[role], "3")


@contextmanager
def open_hall(settings: ServerSettings, station: str = "03") -> Iterator[Hall]:
    """A station on a database of either kind, as it is found there."""
    engine = engine_of(settings)
    connection = connect(engine)
    try:
        upgrade(connection)
        hall = Hall(connection, identities.station_of(connection, "qinghe", station), settings)
        assert hall.now.date() == MONDAY
        yield hall
    finally:
        connection.close()
        engine.dispose()


@contextmanager
def new_hall(settings: ServerSettings, station: str = "03") -> Iterator[Hall]:
    """A station on a fresh database of either kind, with its catalogue and staff."""
    with open_hall(settings, station) as hall:
        hall.do(publish, CATALOGUE, "0999")
        for clerk in STAFF.values():
            hall.do(attendance.add_clerk, clerk, PASSWORD, QUICK)
        yield hall


def _called(
    act: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object], work: object
) -> T:
    return act(work, *args, **kwargs)
