"""What the tests of several rooms share: a furnished desk, a live server, a person to serve."""

from __future__ import annotations

import threading
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import psycopg
from argon2 import PasswordHasher
from psycopg import sql
from sqlalchemy import make_url

from core.applicant import Applicant, applicant
from core.checklist import RowState, Tick
from desktop import attendance, casework, demonstration, reception
from desktop.cable import Link
from desktop.database_room import wall_clock
from desktop.desk import Desk
from desktop.device_settings import DEFAULT, DeviceSetting
from desktop.settings import KeystoreChoice, Settings
from server.limits import USUAL_LIMITS, Limits
from server.service import Service

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from datetime import datetime
    from pathlib import Path

    from core.case import Case
    from core.staff import OnDuty
    from desktop.casework import Step
    from desktop.desk import Status
    from printing.devices.device import Device
    from server.settings import ServerSettings

T = TypeVar("T")
TOKEN = "enrol-me-please"  # noqa: S105  (of the test servers)
PROMISE_ITEM = "XK-0001"  # 食品经营许可: promise 10 wd, statute 20 wd from acceptance
IMMEDIATE_ITEM = "QR-0017"  # 结婚登记
PATIENCE = 30.0  # s before a wait is called a hang
# Nobody guesses at a test's passwords: each verifier keeps what signing in with it costs.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def station_settings(
    folder: Path, station: str = "03", server: str = "", printer: str = ""
) -> Settings:
    """Settings of one station that keeps everything under `folder`.

    `printer` is the address of the device for everything; the PDF folder without one.
    """
    device = DeviceSetting(name="打印机", address=printer) if printer else None
    return Settings(
        devices=(device,) if device else (),
        printers={DEFAULT: device.name} if device else {},
        data_folder=folder,
        keystore=KeystoreChoice.FILE,
        station=station,
        counter=station.lstrip("0"),
        server=server,
        enrolment_token=TOKEN,
    )


@contextmanager
def furnished(
    settings: Settings,
    device: Device | None = None,
    now: Callable[[], datetime] = wall_clock,
) -> Iterator[Desk]:
    """A desk with the demonstration catalogue and clerk."""
    desk = Desk(settings, device, now)
    try:
        furnish(desk)
        yield desk
    finally:
        desk.close()


def furnish(desk: Desk) -> None:
    """The demonstration's catalogue and its clerk, whose badge is there before."""
    desk.do(attendance.add_clerk, demonstration.CLERK, demonstration.PASSWORD, QUICK).result(
        PATIENCE
    )
    demonstration.furnish(desk)


def signed_in(desk: Desk) -> OnDuty:
    """The demonstration's clerk at the station's own counter."""
    return desk.do(
        attendance.sign_in,
        demonstration.CLERK.badge,
        demonstration.PASSWORD,
        desk.settings.counter,
    ).result(PATIENCE)


def person(name: str = "欧阳伟") -> Applicant:
    """An applicant with a valid identity number."""
    return applicant(name, "11010519491231002X")


def ready_case(desk: Desk, duty: OnDuty, item: str = PROMISE_ITEM) -> Case:
    """A number issued, called and started, and a case received under it."""
    desk.do(reception.issue_ticket, duty).result(PATIENCE)
    desk.do(reception.call_next, duty).result(PATIENCE)
    desk.do(reception.start_service, duty).result(PATIENCE)
    return desk.do(casework.receive, duty, item, person()).result(PATIENCE)


def all_received(case: Case) -> tuple[Tick, ...]:
    """Every required row ticked as received."""
    return tuple(
        Tick(material.row, RowState.RECEIVED)
        for material in case.item.materials
        if material.required
    )


def one_missing(case: Case, row: int = 2) -> tuple[Tick, ...]:
    """Every required row ticked as received, but one as missing."""
    return tuple(
        Tick(tick.row, RowState.MISSING) if tick.row == row else tick for tick in all_received(case)
    )


def accepted(desk: Desk, duty: OnDuty) -> Step:
    """A whole visit up to acceptance, the counter left free."""
    case = ready_case(desk, duty)
    step = desk.do(casework.accept, duty, desk.office, case.case_id, all_received(case)).result(
        PATIENCE
    )
    desk.do(reception.finish_service, duty).result(PATIENCE)
    return step


def told_once(desk: Desk, duty: OnDuty) -> Step:
    """A whole visit up to the one notice, the counter left free."""
    case = ready_case(desk, duty)
    step = desk.do(casework.tell_once, duty, desk.office, case.case_id, one_missing(case)).result(
        PATIENCE
    )
    desk.do(reception.finish_service, duty).result(PATIENCE)
    return step


def error_of(future: Future[T]) -> BaseException | None:
    """What a future failed with."""
    return future.exception(PATIENCE)


@contextmanager
def live_server(settings: ServerSettings, limits: Limits = USUAL_LIMITS) -> Iterator[str]:
    """A real server on loopback; gives its address."""
    service = Service(settings, limits)
    thread = threading.Thread(target=service.run, name="yici-test-server")
    thread.start()
    try:
        while not service.started:
            if not thread.is_alive():
                raise RuntimeError("the server did not start")
            thread.join(0.01)
        yield f"http://127.0.0.1:{service.port}"
    finally:
        service.should_exit = True
        thread.join(PATIENCE)


def all_sent(desk: Desk) -> None:
    """Wait until everything is printed and the server has confirmed every entry."""
    # Handing a sheet over writes an entry, so an empty spool comes first.
    until(
        desk,
        lambda status: (
            status.spool.waiting == 0 and status.link.link is Link.ONLINE and status.unsent == 0
        ),
    )


def all_printed(desk: Desk) -> None:
    """Wait until no sheet is left in the queue; handing one over writes an entry."""
    until(desk, lambda status: status.spool.waiting == 0)


def until(desk: Desk, condition: Callable[[Status], bool]) -> None:
    """Wait, without polling, until a change makes `condition(status)` true."""
    changed = threading.Event()
    stop = desk.listen(lambda _change: changed.set())
    try:
        while not condition(desk.status().result(PATIENCE)):
            assert changed.wait(PATIENCE), "nothing changed any more"
            changed.clear()
    finally:
        stop()


def new_database(address: str, template: str = "template1") -> str:
    """The address of a new database in a cluster: empty, or as the one named `template`."""
    name = f"test_{uuid.uuid4().hex}"
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
    return make_url(address).set(database=name).render_as_string(hide_password=False)
