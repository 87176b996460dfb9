"""From the counter to a real printer and back: every job one paper, whatever is switched off."""

from __future__ import annotations

import collections
import itertools
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from db.tables import paper, print_job
from desktop import notices
from desktop.desk import Desk
from desktop.workbench import sheets_of_case
from printing.preview import page_png
from printing.spool import JobState
from tests.crash.visitor import cut_short
from tests.house import (
    PATIENCE,
    accepted,
    all_printed,
    signed_in,
    station_settings,
    told_once,
    until,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from desktop.desk import Status
    from tests.ipp.printers import EvePrinter

CUTS = 5


@contextmanager
def at_desk(folder: Path, printer: str) -> Iterator[Desk]:
    desk = Desk(station_settings(folder, printer=printer))
    try:
        yield desk
    finally:
        desk.close()


def states(desk: Desk, case_id: str) -> list[JobState | None]:
    found = desk.ask(sheets_of_case, case_id).result(PATIENCE)
    return [sheet.state for sheet in found]


def is_troubled(status: Status) -> bool:
    return status.spool.troubled == 1


def test_a_paper_arrives_as_it_was_previewed_on_a4_unscaled_and_without_a_name(
    station_folder: Path, printer: EvePrinter
) -> None:
    printer.switch_on()
    with at_desk(station_folder, printer.address) as desk:
        duty = signed_in(desk)
        step = accepted(desk, duty)
        all_printed(desk)
        printer.until_papers(1)
        (received,) = printer.papers()
        ((print_id, kept),) = desk.room.maintain(_jobs_and_bytes).result(PATIENCE)
        assert received.content == kept
        assert received.attributes["MEDIA"] == "iso_a4_210x297mm"
        assert received.attributes["PRINT_SCALING"] == "none"
        assert received.attributes["COPIES"] == "1"
        name = received.attributes["JOB_NAME"]
        assert name == f"{print_id} {step.case.number}_受理通知书"
        told = " ".join(received.attributes.values())
        for private in (step.case.applicant.name, step.case.applicant.identity_number, "王敏"):
            assert private not in told
        assert states(desk, step.case.case_id) == [JobState.HANDED_OVER]
        desk.do(notices.confirm_sheet, duty, step.notice.notice_id, 1).result(PATIENCE)
        assert states(desk, step.case.case_id) == [JobState.CONFIRMED]


def test_through_cups_the_same_pixels_arrive(
    station_folder: Path, printer: EvePrinter, queue: str
) -> None:
    with at_desk(station_folder, queue) as desk:
        duty = signed_in(desk)
        accepted(desk, duty)
        told_once(desk, duty)
        all_printed(desk)
        printer.until_papers(2)
        kept = desk.room.maintain(_jobs_and_bytes).result(PATIENCE)
    # A queue works on one job after another, so they come out in order.
    for received, (print_id, content) in zip(printer.papers(), kept, strict=True):
        assert received.attributes["JOB_NAME"].startswith(print_id)
        assert page_png(received.content, 1, 100) == page_png(content, 1, 100)
        assert "x-dimension=21000 y-dimension=29700" in received.attributes["MEDIA_COL"]


def test_a_printer_switched_on_later_prints_each_sheet_once(
    station_folder: Path, printer: EvePrinter
) -> None:
    with at_desk(station_folder, printer.address) as desk:
        duty = signed_in(desk)
        first, second = accepted(desk, duty), accepted(desk, duty)
        until(desk, is_troubled)
        assert "没有应答" in desk.status().result(PATIENCE).spool.latest_trouble
        assert states(desk, first.case.case_id) != [JobState.HANDED_OVER]
        printer.switch_on()
        all_printed(desk)
        assert desk.status().result(PATIENCE).spool.troubled == 0
        assert states(desk, second.case.case_id) == [JobState.HANDED_OVER]
        printer.until_papers(2)
        assert _papers_by_job(printer) == _jobs_once(desk)


def test_a_printer_unplugged_in_mid_job_leaves_the_sheet_to_the_clerk(
    station_folder: Path, printer: EvePrinter
) -> None:
    printer.switch_on()
    printer.hold()
    with at_desk(station_folder, printer.address) as desk:
        duty = signed_in(desk)
        step = accepted(desk, duty)
        printer.until_papers(1)
        all_printed(desk)
        printer.switch_off()
        printer.switch_on()
        until(desk, is_troubled)
        assert states(desk, step.case.case_id) == [JobState.DOUBTFUL]
        assert "重启过" in desk.status().result(PATIENCE).spool.latest_trouble
        assert len(printer.papers()) == 1
        desk.do(notices.confirm_sheet, duty, step.notice.notice_id, 1).result(PATIENCE)
        assert states(desk, step.case.case_id) == [JobState.CONFIRMED]


def test_a_busy_printer_gets_the_next_sheet_when_it_is_free(
    station_folder: Path, printer: EvePrinter
) -> None:
    printer.switch_on()
    printer.hold()
    with at_desk(station_folder, printer.address) as desk:
        duty = signed_in(desk)
        accepted(desk, duty)
        printer.until_papers(1)
        waiting = accepted(desk, duty)
        turns = itertools.count()
        until(desk, lambda _status: next(turns) > 6)  # each attempt is two changes
        assert desk.status().result(PATIENCE).spool.troubled == 0
        assert states(desk, waiting.case.case_id) != [JobState.HANDED_OVER]
        printer.release()
        all_printed(desk)
        printer.until_papers(2)
        assert _papers_by_job(printer) == _jobs_once(desk)


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
def test_a_client_killed_around_the_sending_of_a_sheet_doubles_and_loses_none(
    station_folder: Path, printer: EvePrinter
) -> None:
    printer.switch_on()
    points = itertools.cycle(("print.sent:1", "print.sending:1"))
    cuts = itertools.islice(points, CUTS)
    cut_short(station_folder, cuts, visits=1, printer=printer.address)
    with at_desk(station_folder, printer.address) as desk:
        all_printed(desk)
        jobs = _jobs_once(desk)
        assert len(jobs) > CUTS // 2  # a cut may catch the sheet of the one before
        printer.until_papers(len(jobs))
        assert _papers_by_job(printer) == jobs
        assert desk.status().result(PATIENCE).spool.troubled == 0


def _jobs_and_bytes(connection: Connection) -> list[tuple[str, bytes]]:
    rows = connection.execute(
        select(print_job.c.print_id, paper.c.content)
        .join(paper, paper.c.sha256 == print_job.c.sha256)
        .order_by(print_job.c.place)
    )
    return [(print_id, content) for print_id, content in rows]


def _jobs_once(desk: Desk) -> collections.Counter[str]:
    jobs = desk.room.maintain(_jobs_and_bytes).result(PATIENCE)
    return collections.Counter(print_id for print_id, _ in jobs)


def _papers_by_job(printer: EvePrinter) -> collections.Counter[str]:
    return collections.Counter(
        received.attributes["JOB_NAME"].partition(" ")[0] for received in printer.papers()
    )
