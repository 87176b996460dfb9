"""What an IPP printer may answer, and what becomes of the sheet: never sent twice on a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from printing.devices.device import (
    DeviceBusy,
    DeviceTrouble,
    Outcome,
    Outgoing,
    Presence,
    SheetNotTaken,
    SheetRefused,
)
from printing.devices.ipp_address import IppAddress
from printing.devices.ipp_link import Patience
from printing.devices.ipp_printer import IppPrinter
from printing.devices.ipp_protocol import Attribute, GroupTag, Tag
from tests.printing.ipp_speaker import (
    GET_JOB,
    GET_JOBS,
    GET_PRINTER,
    PRINT_JOB,
    Script,
    a_job,
    keyword,
    number,
    speaking,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

ID = "0199a8e2-7c11-7d3e-8a4b-3f0c5f5d9a01"
SHEET = Outgoing(ID, "20260928-03-0412_受理通知书", (210, 297), b"%PDF-1.4 paper")

PENDING, HELD_BACK, PROCESSING, STOPPED, CANCELLED, ABORTED, COMPLETED = range(3, 10)
OURS = f"{ID} 20260928-03-0412_受理通知书"


def now() -> datetime:
    """A moment of this test: a printer remembers a minute, a suite runs for many."""
    return datetime.now(UTC)


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def printer(script: Script) -> Iterator[IppPrinter]:
    with speaking(script) as address:
        yield IppPrinter("一楼", address, Patience(settling=0))


def not_taken(printer: IppPrinter, sheet: Outgoing = SHEET) -> str:
    """The sentence with which the sheet stays in the queue, safe to be sent again."""
    with pytest.raises(SheetNotTaken, match="还在打印队列") as refused:
        printer.take(sheet)
    return str(refused.value)


def test_a_sheet_is_handed_over_by_its_id_with_paper_and_scale_told(
    printer: IppPrinter, script: Script
) -> None:
    assert printer.take(SHEET) == "7"
    (request,) = script.requests(PRINT_JOB)
    assert request.data == SHEET.content
    operation, job = request.groups
    asked = {attribute.name: attribute.values for attribute in operation.attributes}
    assert list(asked)[:2] == ["attributes-charset", "attributes-natural-language"]
    assert asked["job-name"] == (OURS,)
    assert asked["document-format"] == ("application/pdf",)
    assert job.tag == GroupTag.JOB
    assert {attribute.name: attribute.values for attribute in job.attributes} == {
        "copies": (1,),
        "media": ("iso_a4_210x297mm",),
        "print-scaling": ("none",),
    }


@pytest.mark.parametrize(
    ("size", "media"),
    [
        ((297, 210), "iso_a4_210x297mm"),
        ((148, 210), "iso_a5_148x210mm"),
        ((80, 200), "custom_80x200mm_80x200mm"),
    ],
)
def test_the_paper_is_named_by_its_size(
    printer: IppPrinter, script: Script, size: tuple[int, int], media: str
) -> None:
    printer.take(replace(SHEET, media=size))
    (request,) = script.requests(PRINT_JOB)
    assert request.of(GroupTag.JOB)[0].value("media", str) == media


def test_a_long_title_is_cut_and_the_id_stays_whole(printer: IppPrinter, script: Script) -> None:
    printer.take(replace(SHEET, title="受" * 200))
    (request,) = script.requests(PRINT_JOB)
    name = request.of(GroupTag.OPERATION)[0].value("job-name", str) or ""
    assert name.startswith(f"{ID} 受")
    assert 250 < len(name.encode()) <= 255
    assert "\ufffd" not in name


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("media-empty-error", "缺纸"),
        ("media-needed", "缺纸"),
        ("media-jam", "卡纸"),
        ("cover-open-error", "盖子没有合上"),
        ("door-open", "盖子没有合上"),
        ("toner-empty", "没有墨粉了"),
        ("offline", "脱机"),
        ("output-area-full-error", "出纸口满了"),
    ],
)
def test_a_printer_that_cannot_print_now_is_sent_nothing(
    printer: IppPrinter, script: Script, reason: str, words: str
) -> None:
    script.printer = (keyword("printer-state-reasons", "other-report", reason),)
    sentence = not_taken(printer)
    assert sentence.startswith(f"打印机“一楼”{words}，")
    assert sentence.endswith("恢复后自动打出。")
    assert script.requests(PRINT_JOB) == []
    assert words in printer.condition()


def test_what_only_warns_does_not_hold_a_sheet_back(printer: IppPrinter, script: Script) -> None:
    script.printer = (
        keyword("printer-state-reasons", "media-low-warning", "offline-report", "unheard-of"),
    )
    assert printer.take(SHEET) == "7"
    assert printer.condition() == "空闲"


def test_a_queue_that_is_well_is_believed_though_it_repeats_an_old_reason(
    printer: IppPrinter, script: Script
) -> None:
    script.printer = (text("cups-version", "2.4.2"), keyword("printer-state-reasons", "offline"))
    assert printer.take(SHEET) == "7"


@pytest.mark.parametrize(
    ("attribute", "words"),
    [
        (Attribute("printer-state", Tag.ENUM, (5,)), "已停用"),
        (Attribute("printer-is-accepting-jobs", Tag.BOOLEAN, (False,)), "不接收新任务"),
        (keyword("media-supported", "na_letter_8.5x11in"), "没有这份文书要用的纸张"),
        (
            Attribute("document-format-supported", Tag.MIME_TYPE, ("image/pwg-raster",)),
            "不认 PDF 文件",
        ),
    ],
)
def test_a_printer_set_up_wrongly_is_told_and_sent_nothing(
    printer: IppPrinter, script: Script, attribute: Attribute, words: str
) -> None:
    script.printer = (attribute,)
    assert words in not_taken(printer)
    assert script.requests(PRINT_JOB) == []


@pytest.mark.parametrize("status", [0x0507, 0x050B])
def test_a_busy_printer_is_no_trouble(printer: IppPrinter, script: Script, status: int) -> None:
    script.status = {PRINT_JOB: status}
    with pytest.raises(DeviceBusy):
        printer.take(SHEET)


@pytest.mark.parametrize("status", [0x0400, 0x0403, 0x0406, 0x0502, 0x0506])
def test_a_request_turned_down_may_be_sent_again(
    printer: IppPrinter, script: Script, status: int
) -> None:
    script.status = {PRINT_JOB: status}
    script.message = "不允许"
    assert f"不允许（{status:#06x}）" in not_taken(printer)


@pytest.mark.parametrize("status", [0x0500, 0x0504, 0x0508])
def test_after_a_fault_in_the_printer_it_is_open_whether_it_has_the_sheet(
    printer: IppPrinter, script: Script, status: int
) -> None:
    script.status = {PRINT_JOB: status}
    with pytest.raises(DeviceTrouble) as trouble:
        printer.take(SHEET)
    assert not isinstance(trouble.value, SheetNotTaken)


@pytest.mark.parametrize("status", [0x0408, 0x0411, 0x041B])
def test_a_document_it_cannot_print_does_not_hold_up_the_queue(
    printer: IppPrinter, script: Script, status: int
) -> None:
    script.status = {PRINT_JOB: status}
    with pytest.raises(SheetRefused, match="请补打一次"):
        printer.take(SHEET)


def test_after_a_lost_answer_it_is_open_whether_it_has_the_sheet(
    printer: IppPrinter, script: Script
) -> None:
    script.hangs_up_on = PRINT_JOB
    with pytest.raises(DeviceTrouble, match="应答中断") as trouble:
        printer.take(SHEET)
    assert not isinstance(trouble.value, SheetNotTaken)


def test_lost_before_the_sheet_was_sent_it_may_be_sent_again(
    printer: IppPrinter, script: Script
) -> None:
    script.hangs_up_on = GET_PRINTER
    assert "应答中断" in not_taken(printer)


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "要求登录"), (404, "没有设置里写的打印队列"), (426, "ipps://"), (418, "HTTP 418")],
)
def test_a_door_that_stays_shut_is_told(
    printer: IppPrinter, script: Script, status: int, words: str
) -> None:
    script.http_status = status
    assert words in not_taken(printer)


def test_another_service_at_the_address_is_told(printer: IppPrinter, script: Script) -> None:
    script.garbage = b"<html>welcome</html>"
    assert "看不懂" in not_taken(printer)


def test_nobody_at_the_address_is_told() -> None:
    place = IppAddress("127.0.0.1", 9, "/", secure=False)
    assert "没有应答" in not_taken(IppPrinter("一楼", place))


@pytest.mark.parametrize("state", [PENDING, HELD_BACK, PROCESSING, STOPPED])
def test_a_sheet_on_its_way_through_the_printer_is_held(
    printer: IppPrinter, script: Script, state: int
) -> None:
    script.jobs = {"not-completed": [[a_job("another", PENDING), a_job(OURS, state)]]}
    assert printer.look_for(ID, now()) is Presence.HELD


def test_a_sheet_the_printer_has_done_with_is_held(printer: IppPrinter, script: Script) -> None:
    script.jobs = {"completed": [[a_job(OURS, ABORTED), a_job(OURS, COMPLETED)]]}
    assert printer.look_for(ID, now()) is Presence.HELD


def test_a_sheet_nobody_has_heard_of_is_absent(printer: IppPrinter, script: Script) -> None:
    script.jobs = {"completed": [[a_job("another", COMPLETED)]]}
    assert printer.look_for(ID, now()) is Presence.ABSENT


def test_a_sheet_that_turns_up_at_the_second_look_is_held(
    printer: IppPrinter, script: Script
) -> None:
    script.jobs = {"not-completed": [[], [a_job(OURS, PENDING)]]}
    assert printer.look_for(ID, now()) is Presence.HELD


@pytest.mark.parametrize("state", [CANCELLED, ABORTED])
def test_a_sheet_given_up_is_left_to_the_clerk(
    printer: IppPrinter, script: Script, state: int
) -> None:
    script.jobs = {"completed": [[a_job(OURS, state)]]}
    assert printer.look_for(ID, now()) is Presence.UNKNOWN


def test_a_job_whose_name_is_hidden_may_be_ours(printer: IppPrinter, script: Script) -> None:
    script.jobs = {"completed": [[a_job(None, COMPLETED)]]}
    assert printer.look_for(ID, now()) is Presence.UNKNOWN


@pytest.mark.parametrize(
    ("name", "presence"), [(OURS, Presence.HELD), ("another", Presence.ABSENT)]
)
def test_a_job_put_away_tells_its_name_when_asked_for_itself(
    printer: IppPrinter, script: Script, name: str, presence: Presence
) -> None:
    script.jobs = {"completed": [[a_job(None, COMPLETED)]]}
    script.job = a_job(name, COMPLETED)
    assert printer.look_for(ID, now()) is presence


@pytest.mark.parametrize("status", [0x040B, 0x0501])
def test_a_printer_that_keeps_no_account_of_jobs_cannot_tell(
    printer: IppPrinter, script: Script, status: int
) -> None:
    script.status = {GET_JOBS: status}
    assert printer.look_for(ID, now()) is Presence.UNKNOWN


def test_a_printer_that_will_not_tell_now_is_asked_later(
    printer: IppPrinter, script: Script
) -> None:
    script.status = {GET_JOBS: 0x0507}
    with pytest.raises(DeviceTrouble):
        printer.look_for(ID, now())


@pytest.mark.parametrize(
    ("attributes", "sent_ago"),
    [
        ((number("printer-up-time", 5),), 10),  # switched on since
        ((), 61),  # it forgets a finished job after a minute
        ((text("cups-version", "2.4.2"),), 100_000),
    ],
)
def test_what_a_printer_may_have_forgotten_proves_nothing(
    printer: IppPrinter, script: Script, attributes: tuple[Attribute, ...], sent_ago: int
) -> None:
    script.printer = attributes
    since = datetime.now(UTC) - timedelta(seconds=sent_ago)
    assert printer.look_for(ID, since) is Presence.UNKNOWN


def test_a_queue_remembers_longer(printer: IppPrinter, script: Script) -> None:
    script.printer = (text("cups-version", "2.4.2"),)
    since = datetime.now(UTC) - timedelta(hours=12)
    assert printer.look_for(ID, since) is Presence.ABSENT


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (PENDING, Outcome.UNDER_WAY),
        (PROCESSING, Outcome.UNDER_WAY),
        (STOPPED, Outcome.UNDER_WAY),
        (COMPLETED, Outcome.DONE),
    ],
)
def test_how_far_a_job_has_come(
    printer: IppPrinter, script: Script, state: int, outcome: Outcome
) -> None:
    script.job = a_job(OURS, state)
    progress = printer.progress_of("7", now())
    assert (progress.outcome, progress.complaint) == (outcome, "")
    (request,) = script.requests(GET_JOB)
    assert request.of(GroupTag.OPERATION)[0].value("job-id", int) == 7


@pytest.mark.parametrize("state", [CANCELLED, ABORTED])
@pytest.mark.parametrize(
    ("said", "words"),
    [
        (text("job-printer-state-message", "内存不足"), "说：内存不足"),
        (keyword("job-state-reasons", "job-canceled-at-device"), "说：job-canceled-at-device"),
    ],
)
def test_a_job_given_up_is_lost_in_the_printers_own_words(
    printer: IppPrinter, script: Script, state: int, said: Attribute, words: str
) -> None:
    script.job = (*a_job(OURS, state), said)
    progress = printer.progress_of("7", now())
    assert progress.outcome is Outcome.LOST
    assert words in progress.complaint
    assert "请看出纸口" in progress.complaint


def test_a_job_forgotten_over_a_restart_is_lost(printer: IppPrinter, script: Script) -> None:
    script.status = {GET_JOB: 0x0406}
    script.printer = (number("printer-up-time", 1),)
    progress = printer.progress_of("7", datetime.now(UTC) - timedelta(seconds=10))
    assert progress.outcome is Outcome.LOST
    assert "重启过" in progress.complaint


def test_a_job_forgotten_in_the_course_of_time_is_not(printer: IppPrinter, script: Script) -> None:
    script.status = {GET_JOB: 0x0406}
    assert printer.progress_of("7", now()).outcome is Outcome.UNTOLD


def test_a_job_that_waits_for_paper_says_so(printer: IppPrinter, script: Script) -> None:
    script.job = a_job(OURS, STOPPED)
    script.printer = (keyword("printer-state-reasons", "media-empty"),)
    progress = printer.progress_of("7", now())
    assert progress.outcome is Outcome.UNDER_WAY
    assert "缺纸" in progress.complaint


@pytest.mark.parametrize(("minutes", "complains"), [(0, False), (5, True)])
def test_a_queue_that_does_not_get_on_is_heard_after_a_while(
    printer: IppPrinter, script: Script, minutes: int, *, complains: bool
) -> None:
    script.job = (*a_job(OURS, PROCESSING), text("job-printer-state-message", "打印机不可用。"))
    script.printer = (text("cups-version", "2.4.2"),)
    progress = printer.progress_of("7", datetime.now(UTC) - timedelta(minutes=minutes))
    assert ("打印机不可用" in progress.complaint) is complains


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("ipp://10.1.2.3/ipp/print", IppAddress("10.1.2.3", 631, "/ipp/print", secure=False)),
        ("ipps://hall:443", IppAddress("hall", 443, "/", secure=True)),
        ("ipp://[::1]:8631/printers/a", IppAddress("::1", 8631, "/printers/a", secure=False)),
    ],
)
def test_addresses_are_read(written: str, address: IppAddress) -> None:
    assert IppAddress.parsed(written) == address
    assert IppAddress.parsed(address.uri) == address


@pytest.mark.parametrize(
    "written",
    ["http://a/", "ipp:/a", "ipp://", "ipp://a:0/", "ipp://a:99999/", "ipp://a b/", "ipp://a/ b"],
)
def test_what_is_no_address_is_none(written: str) -> None:
    assert IppAddress.parsed(written) is None
