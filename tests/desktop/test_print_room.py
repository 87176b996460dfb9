"""Paper and record agree: commit first, then print; ask the device before printing again."""

from __future__ import annotations

import hashlib
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.notices import copies
from desktop import notices
from desktop.desk import Desk
from desktop.notices import SheetNotOut
from desktop.workbench import sheets_of_case
from printing.copy_mark import CopyMarkIncomplete
from printing.devices.device import (
    DeviceBusy,
    DeviceTrouble,
    Language,
    Outcome,
    Presence,
    Progress,
    SheetNotTaken,
    SheetRefused,
)
from printing.devices.pdf_folder import PdfFolder
from printing.spool import JobNotFound, JobState
from tests.house import (
    PATIENCE,
    accepted,
    all_printed,
    error_of,
    signed_in,
    station_settings,
    told_once,
    until,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    import pytest

    from core.staff import OnDuty
    from db.unit_of_work import UnitOfWork
    from desktop.desk import Status
    from desktop.settings import Settings
    from desktop.workbench import Sheet
    from printing.devices.device import Outgoing


WAITING = {JobState.QUEUED, JobState.SENDING}  # it is tried again and again


@dataclass
class TroubledPrinter:
    """A PDF folder behind switches: off, busy, forgetful, or losing its answers."""

    paper: PdfFolder
    off: threading.Event = field(default_factory=threading.Event)
    answer_lost: threading.Event = field(default_factory=threading.Event)
    forgetful: threading.Event = field(default_factory=threading.Event)
    busy: int = 0  # how many times yet
    taken: int = 0
    asked: int = 0
    becomes: Progress = field(default_factory=lambda: Progress(Outcome.DONE))
    name = "坏打印机"
    language = Language.PDF

    def look_for(self, print_id: str, since: datetime) -> Presence:
        if self.off.is_set():
            raise DeviceTrouble("打印机没有应答。")
        if self.forgetful.is_set():
            return Presence.UNKNOWN
        return self.paper.look_for(print_id, since)

    def take(self, sheet: Outgoing) -> str:
        if self.off.is_set():
            raise SheetNotTaken("打印机没有应答。")
        if self.busy > 0:
            self.busy -= 1
            raise DeviceBusy("打印机正在打别的文书。")
        self.paper.take(sheet)
        self.taken += 1
        if self.answer_lost.is_set():
            raise DeviceTrouble("打印机应答中断。")
        return str(self.taken)

    def condition(self) -> str:
        return "空闲"

    def progress_of(self, device_job: str, since: datetime) -> Progress:  # noqa: ARG002  # the protocol's
        assert int(device_job) <= self.taken
        self.asked += 1
        return self.becomes


def troubled(folder: Path) -> TroubledPrinter:
    return TroubledPrinter(PdfFolder(folder / "paper"))


@contextmanager
def at_desk(
    folder: Path, printer: TroubledPrinter | None = None, settings: Settings | None = None
) -> Iterator[Desk]:
    desk = Desk(settings or station_settings(folder), printer)
    try:
        yield desk
    finally:
        desk.close()


def sheets(desk: Desk, case_id: str) -> tuple[Sheet, ...]:
    return desk.ask(sheets_of_case, case_id).result(PATIENCE)


def states(desk: Desk, case_id: str) -> list[JobState | None]:
    return [sheet.state for sheet in sheets(desk, case_id)]


def is_troubled(status: Status) -> bool:
    return status.spool.troubled == 1


def test_a_sheet_is_handed_over_and_then_confirmed_by_the_clerk(desk: Desk, duty: OnDuty) -> None:
    step = accepted(desk, duty)
    all_printed(desk)
    assert states(desk, step.case.case_id) == [JobState.HANDED_OVER]
    desk.do(notices.confirm_sheet, duty, step.notice.notice_id, 1).result(PATIENCE)
    desk.do(notices.confirm_sheet, duty, step.notice.notice_id, 1).result(PATIENCE)
    assert states(desk, step.case.case_id) == [JobState.CONFIRMED]


def test_the_recorded_digest_is_that_of_the_file(desk: Desk, duty: OnDuty) -> None:
    step = accepted(desk, duty)
    all_printed(desk)
    (file,) = desk.settings.papers.glob("*.pdf")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    copies = desk.do(_digests, step.notice.notice_id).result(PATIENCE)
    assert copies == [digest]


def test_printer_trouble_never_holds_up_a_case(station_folder: Path, tmp_path: Path) -> None:
    printer = troubled(tmp_path)
    printer.off.set()
    with at_desk(station_folder, printer) as desk:
        duty = signed_in(desk)
        step = accepted(desk, duty)
        until(desk, is_troubled)
        assert desk.status().result(PATIENCE).spool.latest_trouble == "打印机没有应答。"
        assert set(states(desk, step.case.case_id)) < WAITING
        refused = desk.do(notices.confirm_sheet, duty, step.notice.notice_id, 1)
        assert isinstance(error_of(refused), SheetNotOut)
    printer.off.clear()
    with at_desk(station_folder, printer) as desk:
        all_printed(desk)
        assert desk.status().result(PATIENCE).spool.troubled == 0
    assert printer.taken == 1


def test_after_a_lost_answer_the_device_is_asked_and_nothing_prints_twice(
    station_folder: Path, tmp_path: Path
) -> None:
    printer = troubled(tmp_path)
    printer.answer_lost.set()
    with at_desk(station_folder, printer) as desk:
        accepted(desk, signed_in(desk))
        until(desk, is_troubled)
    printer.answer_lost.clear()
    with at_desk(station_folder, printer) as desk:
        all_printed(desk)
    assert printer.taken == 1
    assert len(list((tmp_path / "paper").iterdir())) == 1


def test_a_device_that_cannot_tell_leaves_the_sheet_to_the_clerk(
    station_folder: Path, tmp_path: Path
) -> None:
    printer = troubled(tmp_path)
    printer.answer_lost.set()
    with at_desk(station_folder, printer) as desk:
        duty = signed_in(desk)
        step = accepted(desk, duty)
        until(desk, is_troubled)
    printer.answer_lost.clear()
    printer.forgetful.set()
    with at_desk(station_folder, printer) as desk:
        all_printed(desk)
        assert states(desk, step.case.case_id) == [JobState.DOUBTFUL]
        (sheet,) = sheets(desk, step.case.case_id)
        assert sheet.to_confirm
        status = desk.status().result(PATIENCE)
        assert "请看出纸口" in status.spool.latest_trouble
        desk.do(notices.confirm_sheet, duty, step.notice.notice_id, 1).result(PATIENCE)
        assert states(desk, step.case.case_id) == [JobState.CONFIRMED]
        assert desk.status().result(PATIENCE).spool.troubled == 0
        assert desk.do(_handed_over, step.notice.notice_id).result(PATIENCE) == [True]
    assert printer.taken == 1


def test_a_doubtful_sheet_that_did_not_come_out_is_printed_again_as_a_copy(
    station_folder: Path, tmp_path: Path
) -> None:
    printer = troubled(tmp_path)
    printer.answer_lost.set()
    printer.forgetful.set()
    with at_desk(station_folder, printer) as desk:
        duty = signed_in(desk)
        step = accepted(desk, duty)
        until(desk, is_troubled)
    printer.answer_lost.clear()
    with at_desk(station_folder, printer) as desk:
        all_printed(desk)
        ordered = desk.do(notices.reprint, duty, step.notice.notice_id, 1, "没有出纸")
        assert ordered.result(PATIENCE) == 2
        all_printed(desk)
        assert states(desk, step.case.case_id) == [JobState.FAILED, JobState.HANDED_OVER]
        assert desk.status().result(PATIENCE).spool.troubled == 0


def test_a_sheet_the_device_gave_up_after_taking_it_becomes_doubtful(
    station_folder: Path, tmp_path: Path
) -> None:
    printer = troubled(tmp_path)
    printer.becomes = Progress(Outcome.LOST, "打印机说：任务被取消。")
    with at_desk(station_folder, printer) as desk:
        step = accepted(desk, signed_in(desk))
        until(desk, is_troubled)
        assert states(desk, step.case.case_id) == [JobState.DOUBTFUL]
        assert desk.status().result(PATIENCE).spool.latest_trouble == "打印机说：任务被取消。"


def test_a_sheet_the_clerk_has_seen_stays_seen_whatever_the_device_says_later(
    station_folder: Path, tmp_path: Path
) -> None:
    printer = troubled(tmp_path)
    printer.becomes = Progress(Outcome.UNDER_WAY)
    with at_desk(station_folder, printer) as desk:
        duty = signed_in(desk)
        step = accepted(desk, duty)
        all_printed(desk)
        desk.do(notices.confirm_sheet, duty, step.notice.notice_id, 1).result(PATIENCE)
        asked = printer.asked
        printer.becomes = Progress(Outcome.LOST, "打印机说：任务被取消。")
        # The next sheet wakes the print thread, which follows the first one up as well.
        accepted(desk, duty)
        until(desk, lambda _status: printer.asked > asked)
    with at_desk(station_folder, printer) as desk:
        assert states(desk, step.case.case_id) == [JobState.CONFIRMED]


def test_what_a_device_complains_of_while_it_prints_is_shown_until_it_is_done(
    station_folder: Path, tmp_path: Path
) -> None:
    printer = troubled(tmp_path)
    printer.becomes = Progress(Outcome.UNDER_WAY, "打印机缺纸，请加纸。")
    with at_desk(station_folder, printer) as desk:
        step = accepted(desk, signed_in(desk))
        until(desk, is_troubled)
        assert states(desk, step.case.case_id) == [JobState.HANDED_OVER]
        printer.becomes = Progress(Outcome.DONE)
        until(desk, lambda status: status.spool.troubled == 0)


def test_a_busy_device_gets_the_sheet_later_and_nobody_is_alarmed(
    station_folder: Path, tmp_path: Path
) -> None:
    printer = troubled(tmp_path)
    printer.busy = 2
    with at_desk(station_folder, printer) as desk:
        step = accepted(desk, signed_in(desk))
        until(desk, lambda status: status.spool.waiting == 0 or is_troubled(status))
        assert not is_troubled(desk.status().result(PATIENCE))
        assert states(desk, step.case.case_id) == [JobState.HANDED_OVER]
    assert (printer.busy, printer.taken) == (0, 1)


def test_a_sheet_no_device_could_print_does_not_hold_up_the_next(
    station_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = troubled(tmp_path)

    def refuse(_sheet: Outgoing) -> str:
        raise SheetRefused("打印机打不了这份文书，请补打一次。")

    with at_desk(station_folder, printer) as desk:
        duty = signed_in(desk)
        with monkeypatch.context() as patched:
            patched.setattr(printer, "take", refuse)
            first = accepted(desk, duty)
            until(desk, is_troubled)
        second = accepted(desk, duty)
        all_printed(desk)
        assert states(desk, first.case.case_id) == [JobState.FAILED]
        assert states(desk, second.case.case_id) == [JobState.HANDED_OVER]


def test_a_device_in_trouble_does_not_hold_up_the_sheets_of_another(
    station_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "in-the-way").write_text("a file, not a folder")
    settings = station_settings(station_folder).model_validate(
        station_settings(station_folder).model_dump()
        | {
            "devices": [
                {"name": "坏", "address": f"folder:{tmp_path / 'in-the-way' / 'x'}"},
                {"name": "好", "address": f"folder:{tmp_path / 'good'}"},
            ],
            "printers": {"default": "好", "acceptance": "坏"},
        }
    )
    with at_desk(station_folder, settings=settings) as desk:
        duty = signed_in(desk)
        stuck = accepted(desk, duty)
        until(desk, is_troubled)
        told = told_once(desk, duty)
        until(desk, lambda status: status.spool.waiting == 1)
        assert states(desk, told.case.case_id) == [JobState.HANDED_OVER]
        assert set(states(desk, stuck.case.case_id)) < WAITING
        assert len(list((tmp_path / "good").iterdir())) == 1
        assert "仍在打印队列" in desk.status().result(PATIENCE).spool.latest_trouble


def test_a_sheet_begun_on_a_device_that_is_gone_from_the_settings_becomes_doubtful(
    station_folder: Path, tmp_path: Path
) -> None:
    printer = troubled(tmp_path)
    printer.answer_lost.set()
    with at_desk(station_folder, printer) as desk:
        step = accepted(desk, signed_in(desk))
        until(desk, is_troubled)
    with at_desk(station_folder) as desk:
        all_printed(desk)
        assert states(desk, step.case.case_id) == [JobState.DOUBTFUL]
        latest = desk.status().result(PATIENCE).spool.latest_trouble
        assert latest.startswith("设置里已经没有打印机“坏打印机”")


def test_what_was_drawn_at_issue_is_what_is_sent(
    station_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = troubled(tmp_path)
    printer.off.set()
    with at_desk(station_folder, printer) as desk:
        accepted(desk, signed_in(desk))
        until(desk, is_troubled)
    printer.off.clear()
    # A newer program might draw the sheet differently; the record has the digest of the first.
    monkeypatch.setattr("printing.documents.render", lambda _notice: b"another drawing")
    with at_desk(station_folder, printer) as desk:
        all_printed(desk)
    (file,) = (tmp_path / "paper").iterdir()
    assert file.read_bytes().startswith(b"%PDF")


def test_a_reprint_is_a_numbered_copy_with_a_reason(desk: Desk, duty: OnDuty) -> None:
    step = accepted(desk, duty)
    all_printed(desk)
    blank = desk.do(notices.reprint, duty, step.notice.notice_id, 1, "  ")
    assert isinstance(error_of(blank), CopyMarkIncomplete)
    assert desk.do(notices.reprint, duty, step.notice.notice_id, 1, "卡纸").result(PATIENCE) == 2
    all_printed(desk)
    assert [(s.copy_no, s.title) for s in sheets(desk, step.case.case_id)] == [
        (1, "受理通知书"),
        (2, "受理通知书（补打，第 2 份）"),
    ]
    assert len(set(desk.do(_digests, step.notice.notice_id).result(PATIENCE))) == 2


def test_a_double_click_on_reprint_orders_one_copy(desk: Desk, duty: OnDuty) -> None:
    step = accepted(desk, duty)
    all_printed(desk)
    first = desk.do(notices.reprint, duty, step.notice.notice_id, 1, "卡纸")
    second = desk.do(notices.reprint, duty, step.notice.notice_id, 1, "卡纸")
    assert (first.result(PATIENCE), second.result(PATIENCE)) == (2, 2)
    all_printed(desk)
    late = desk.do(notices.reprint, duty, step.notice.notice_id, 1, "卡纸")
    assert late.result(PATIENCE) == 2
    all_printed(desk)
    assert len(list(desk.settings.papers.glob("*.pdf"))) == 2


def test_a_reprint_waits_for_the_sheet_still_in_the_queue(
    station_folder: Path, tmp_path: Path
) -> None:
    printer = troubled(tmp_path)
    printer.off.set()
    with at_desk(station_folder, printer) as desk:
        duty = signed_in(desk)
        step = accepted(desk, duty)
        refused = desk.do(notices.reprint, duty, step.notice.notice_id, 1, "卡纸")
        assert isinstance(error_of(refused), SheetNotOut)


def test_a_paper_of_another_station_is_not_confirmed_here(desk: Desk, duty: OnDuty) -> None:
    step = accepted(desk, duty)
    all_printed(desk)
    refused = desk.do(notices.confirm_sheet, duty, step.notice.notice_id, 7)
    assert isinstance(error_of(refused), JobNotFound)


def test_a_folder_that_cannot_be_written_is_told_and_the_sheet_kept(
    station_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "paper").write_text("a file, not a folder")
    settings = station_settings(station_folder).model_copy(
        update={"paper_folder": tmp_path / "paper"}
    )
    with at_desk(station_folder, settings=settings) as desk:
        accepted(desk, signed_in(desk))
        until(desk, is_troubled)
        assert "仍在打印队列" in desk.status().result(PATIENCE).spool.latest_trouble


def _digests(work: UnitOfWork, notice_id: str) -> list[str]:
    return [copy.sha256 for copy in copies(work.connection, notice_id)]


def _handed_over(work: UnitOfWork, notice_id: str) -> list[bool]:
    return [copy.handed_over_at is not None for copy in copies(work.connection, notice_id)]
