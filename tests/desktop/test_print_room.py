"""Paper and record agree: commit first, then print; ask the device before printing again."""

from __future__ import annotations

import hashlib
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from db.notices import copies
from desktop import notices
from desktop.desk import Desk
from desktop.notices import SheetNotOut
from desktop.workbench import sheets_of_case
from printing.devices.device import DeviceTrouble, Language, Presence
from printing.devices.pdf_folder import PdfFolder
from printing.documents import CopyMarkIncomplete
from printing.spool import JobNotFound, JobState
from tests.house import PATIENCE, accepted, error_of, printed, signed_in, station_settings, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from core.staff import OnDuty
    from db.unit_of_work import UnitOfWork
    from desktop.workbench import Sheet
    from printing.devices.device import Outgoing


class TroubledPrinter:
    """A PDF folder behind a switch: off, or taking the sheet and losing the answer."""

    name = "坏打印机"
    language = Language.PDF

    def __init__(self, folder: Path) -> None:
        self.paper = PdfFolder(folder)
        self.off = threading.Event()
        self.answer_lost = threading.Event()
        self.taken = 0

    def look_for(self, print_id: str) -> Presence:
        if self.off.is_set():
            raise DeviceTrouble("打印机没有应答。")
        return self.paper.look_for(print_id)

    def take(self, sheet: Outgoing) -> None:
        if self.off.is_set():
            raise DeviceTrouble("打印机没有应答。")
        self.paper.take(sheet)
        self.taken += 1
        if self.answer_lost.is_set():
            raise DeviceTrouble("打印机应答中断。")


@contextmanager
def at_desk(folder: Path, printer: TroubledPrinter) -> Iterator[Desk]:
    desk = Desk(station_settings(folder), printer)
    try:
        yield desk
    finally:
        desk.close()


def sheets(desk: Desk, case_id: str) -> tuple[Sheet, ...]:
    return desk.ask(sheets_of_case, case_id).result(PATIENCE)


def test_a_sheet_is_handed_over_and_then_confirmed_by_the_clerk(desk: Desk, duty: OnDuty) -> None:
    step = accepted(desk, duty)
    printed(desk)
    assert [sheet.state for sheet in sheets(desk, step.case.case_id)] == [JobState.HANDED_OVER]
    desk.do(notices.confirm_sheet, duty, step.notice.notice_id, 1).result(PATIENCE)
    desk.do(notices.confirm_sheet, duty, step.notice.notice_id, 1).result(PATIENCE)
    assert [sheet.state for sheet in sheets(desk, step.case.case_id)] == [JobState.CONFIRMED]


def test_the_recorded_digest_is_that_of_the_file(desk: Desk, duty: OnDuty) -> None:
    step = accepted(desk, duty)
    printed(desk)
    (file,) = desk.settings.papers.iterdir()
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    copies = desk.do(_digests, step.notice.notice_id).result(PATIENCE)
    assert copies == [digest]


def test_printer_trouble_never_holds_up_a_case(station_folder: Path, tmp_path: Path) -> None:
    printer = TroubledPrinter(tmp_path / "paper")
    printer.off.set()
    with at_desk(station_folder, printer) as desk:
        duty = signed_in(desk)
        step = accepted(desk, duty)
        until(desk, lambda status: status.spool.troubled == 1)
        assert desk.status().result(PATIENCE).spool.latest_trouble == "打印机没有应答。"
        refused = desk.do(notices.confirm_sheet, duty, step.notice.notice_id, 1)
        assert isinstance(error_of(refused), SheetNotOut)
    printer.off.clear()
    with at_desk(station_folder, printer) as desk:
        printed(desk)
        assert printer.taken == 1


def test_after_a_lost_answer_the_device_is_asked_and_nothing_prints_twice(
    station_folder: Path, tmp_path: Path
) -> None:
    printer = TroubledPrinter(tmp_path / "paper")
    printer.answer_lost.set()
    with at_desk(station_folder, printer) as desk:
        accepted(desk, signed_in(desk))
        until(desk, lambda status: status.spool.troubled == 1)
    printer.answer_lost.clear()
    with at_desk(station_folder, printer) as desk:
        printed(desk)
    assert printer.taken == 1
    assert len(list((tmp_path / "paper").iterdir())) == 1


def test_after_a_doubt_the_very_bytes_of_the_first_attempt_are_sent(
    station_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = TroubledPrinter(tmp_path / "paper")
    printer.off.set()
    with at_desk(station_folder, printer) as desk:
        accepted(desk, signed_in(desk))
        until(desk, lambda status: status.spool.troubled == 1)
    printer.off.clear()
    # A newer program might draw the sheet differently; the record has the digest of the first.
    monkeypatch.setattr("printing.documents.render", lambda _notice: b"another drawing")
    with at_desk(station_folder, printer) as desk:
        printed(desk)
    (file,) = (tmp_path / "paper").iterdir()
    assert file.read_bytes().startswith(b"%PDF")


def test_a_reprint_is_a_numbered_copy_with_a_reason(desk: Desk, duty: OnDuty) -> None:
    step = accepted(desk, duty)
    printed(desk)
    blank = desk.do(notices.reprint, duty, step.notice.notice_id, "  ")
    assert isinstance(error_of(blank), CopyMarkIncomplete)
    assert desk.do(notices.reprint, duty, step.notice.notice_id, "卡纸").result(PATIENCE) == 2
    printed(desk)
    assert [(s.copy_no, s.title) for s in sheets(desk, step.case.case_id)] == [
        (1, "受理通知书"),
        (2, "受理通知书（补打，第 2 份）"),
    ]
    assert len(set(desk.do(_digests, step.notice.notice_id).result(PATIENCE))) == 2


def test_a_reprint_waits_for_the_sheet_still_in_the_queue(
    station_folder: Path, tmp_path: Path
) -> None:
    printer = TroubledPrinter(tmp_path / "paper")
    printer.off.set()
    with at_desk(station_folder, printer) as desk:
        duty = signed_in(desk)
        step = accepted(desk, duty)
        refused = desk.do(notices.reprint, duty, step.notice.notice_id, "卡纸")
        assert isinstance(error_of(refused), SheetNotOut)


def test_a_paper_of_another_station_is_not_confirmed_here(desk: Desk, duty: OnDuty) -> None:
    refused = desk.do(notices.confirm_sheet, duty, "elsewhere", 1)
    assert isinstance(error_of(refused), JobNotFound)


def test_a_folder_that_cannot_be_written_is_told_and_the_sheet_kept(
    station_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "paper").write_text("a file, not a folder")
    settings = station_settings(station_folder).model_copy(
        update={"paper_folder": tmp_path / "paper"}
    )
    desk = Desk(settings)
    try:
        accepted(desk, signed_in(desk))
        until(desk, lambda status: status.spool.troubled == 1)
        assert "仍在打印队列" in desk.status().result(PATIENCE).spool.latest_trouble
    finally:
        desk.close()


def _digests(work: UnitOfWork, notice_id: str) -> list[str]:

    return [copy.sha256 for copy in copies(work.connection, notice_id)]
