"""A printer or a CUPS queue reached by IPP, which takes PDF as it is."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

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
from printing.devices.ipp_link import IppLink, NotAccepted, Patience
from printing.devices.ipp_protocol import Attribute, Group, GroupTag, Tag
from printing.devices.ipp_state import ASKED, IppState, media_name
from printing.devices.ipp_words import Complaint

if TYPE_CHECKING:
    from printing.devices.device import Outgoing
    from printing.devices.ipp_address import IppAddress
    from printing.devices.ipp_protocol import Message


class IppPrinter:
    """One printer, or one queue of a CUPS server."""

    language = Language.PDF

    def __init__(self, name: str, address: IppAddress, patience: Patience | None = None) -> None:
        self.name = name
        self._patience = patience or Patience()
        self._link = IppLink(name, address, self._patience)

    def look_for(self, print_id: str, since: datetime) -> Presence:
        """Whether a job of ours carries this id.

        Raises: DeviceTrouble.
        """
        found = self._looked_for(print_id, since)
        if found is Presence.ABSENT:
            # A printer that hung may yet work through what it was sent before we asked.
            time.sleep(self._patience.settling)
            found = self._looked_for(print_id, since)
        return found

    def take(self, sheet: Outgoing) -> str:
        """Hand over the PDF; returns the job number.

        Raises: SheetNotTaken, DeviceBusy, SheetRefused, DeviceTrouble.
        """
        media = media_name(sheet.media)
        self._require_ready(media)
        try:
            answer = self._link.ask(
                _PRINT_JOB,
                (
                    Attribute("job-name", Tag.NAME, (_job_name(sheet),)),
                    Attribute("document-format", Tag.MIME_TYPE, (_PDF,)),
                ),
                (
                    Group(
                        GroupTag.JOB,
                        (
                            Attribute("copies", Tag.INTEGER, (1,)),
                            # Without these two a printer set to Letter shrinks the page.
                            Attribute("media", Tag.KEYWORD, (media,)),
                            Attribute("print-scaling", Tag.KEYWORD, ("none",)),
                        ),
                    ),
                ),
                sheet.content,
            )
        except NotAccepted as error:
            raise SheetNotTaken(str(error)) from error
        if answer.code >= _FIRST_ERROR:
            raise self._not_taken(answer)
        return str(_number_of(answer) or "")

    def progress_of(self, device_job: str, since: datetime) -> Progress:
        """What became of a job.

        Raises: DeviceTrouble.
        """
        answer = self._job(int(device_job), _ABOUT_JOB)
        about = self._about()
        jobs = answer.of(GroupTag.JOB)
        if answer.code in _GONE or not jobs:
            if about.began_after(since):
                return Progress(Outcome.LOST, self._lost("中途断过电或者重启过"))
            return Progress(Outcome.UNTOLD)
        state = jobs[0].value("job-state", int)
        message = jobs[0].value("job-printer-state-message", str) or ""
        if state == _COMPLETED:
            return Progress(Outcome.DONE)
        if state in _GIVEN_UP:
            said = message or "、".join(jobs[0].values("job-state-reasons", str))
            return Progress(Outcome.LOST, self._lost(f"说：{said}"))
        return Progress(Outcome.UNDER_WAY, self._complaint(about, since, message))

    def condition(self) -> str:
        """How it is, in a few words.

        Raises: DeviceTrouble.
        """
        about = self._about()
        said = [complaint.what for complaint in about.obstacles]
        return "、".join((about.word, *said))

    def _looked_for(self, print_id: str, since: datetime) -> Presence:
        states = []
        for which in ("not-completed", "completed"):
            jobs = self._jobs(which)
            if jobs is None:
                return Presence.UNKNOWN
            for job in jobs:
                name = self._name_of(job)
                if name is None:  # hidden from us: it may be ours
                    return Presence.UNKNOWN
                if name.startswith(print_id):
                    states.append(job.value("job-state", int))
        if any(state not in _GIVEN_UP for state in states):
            return Presence.HELD
        if states or not self._about().remembers(since):
            return Presence.UNKNOWN
        return Presence.ABSENT

    def _about(self) -> IppState:
        answer = self._link.ask(
            _GET_PRINTER_ATTRIBUTES,
            (Attribute("requested-attributes", Tag.KEYWORD, ASKED),),
        )
        found = answer.of(GroupTag.PRINTER)
        if answer.code >= _FIRST_ERROR or not found:
            raise NotAccepted(
                f"打印机“{self.name}”不说明自己的状态（{answer.code:#06x}），文书还在打印队列，"
                "请让管理员检查设置里的打印机地址。"
            )
        return IppState(found[0], datetime.now(UTC))

    def _jobs(self, which: str) -> tuple[Group, ...] | None:
        """Its jobs, finished or not; None when it keeps no account of them."""
        answer = self._link.ask(
            _GET_JOBS,
            (
                Attribute("which-jobs", Tag.KEYWORD, (which,)),
                Attribute("requested-attributes", Tag.KEYWORD, _ABOUT_JOBS),
            ),
        )
        if answer.code in _NO_ACCOUNT:
            return None
        if answer.code >= _FIRST_ERROR:
            raise self._not_taken(answer)
        return answer.of(GroupTag.JOB)

    def _name_of(self, job: Group) -> str | None:
        name = job.value("job-name", str)
        number = job.value("job-id", int)
        if name is not None or number is None:
            return name
        # CUPS lists a finished job that it has put away without its name; asked for the job
        # itself it reads it again.
        found = self._job(number, ("job-name",)).of(GroupTag.JOB)
        return found[0].value("job-name", str) if found else None

    def _job(self, number: int, attributes: tuple[str, ...]) -> Message:
        return self._link.ask(
            _GET_JOB_ATTRIBUTES,
            (
                Attribute("job-id", Tag.INTEGER, (number,)),
                Attribute("requested-attributes", Tag.KEYWORD, attributes),
            ),
        )

    def _require_ready(self, media: str) -> None:
        try:
            about = self._about()
        except DeviceTrouble as error:
            raise SheetNotTaken(str(error)) from error
        if about.obstacles:
            raise SheetNotTaken(self._sentence(about.obstacles[0]))
        if not about.reads(_PDF):
            raise SheetNotTaken(self._sentence(_NO_PDF))
        if not about.has(media):
            raise SheetNotTaken(self._sentence(_NO_SUCH_PAPER))

    def _not_taken(self, answer: Message) -> DeviceTrouble | SheetRefused:
        said = next((g.value("status-message", str) for g in answer.of(GroupTag.OPERATION)), None)
        words = f"{said or ''}（{answer.code:#06x}）"
        if answer.code in _BUSY:
            return DeviceBusy(f"打印机“{self.name}”正在打别的文书，打完接着打这一张。")
        if answer.code in _UNPRINTABLE:
            return SheetRefused(
                f"打印机“{self.name}”打不了这份文书：{words}，办件和文书都已保存，"
                "请补打一次，仍然不行请告诉系统管理员。"
            )
        kind = DeviceTrouble if answer.code in _OPEN else SheetNotTaken
        return kind(
            f"打印机“{self.name}”没有接收：{words}，文书还在打印队列，请检查打印机，恢复后自动打出。"
        )

    def _complaint(self, about: IppState, since: datetime, message: str) -> str:
        if about.obstacles:
            return self._sentence(about.obstacles[0])
        if about.is_queue and message and about.asked_at - since > _SLOW:
            # A queue whose printer is off calls itself well and the job under way.
            return f"打印队列“{self.name}”还没有打出来，说：{message}，请看打印机，恢复后自动打出。"
        return ""

    def _sentence(self, complaint: Complaint) -> str:
        return (
            f"打印机“{self.name}”{complaint.what}，文书还在打印队列，"
            f"{complaint.remedy}，恢复后自动打出。"
        )

    def _lost(self, why: str) -> str:
        return (
            f"打印机“{self.name}”{why}，这张可能没有打出来，请看出纸口：有就确认出纸，没有就补打。"
        )


_PRINT_JOB = 0x0002
_GET_JOB_ATTRIBUTES = 0x0009
_GET_JOBS = 0x000A
_GET_PRINTER_ATTRIBUTES = 0x000B

_FIRST_ERROR = 0x0400
_GONE = (0x0406, 0x0407)
_NO_ACCOUNT = (0x040B, 0x0501)  # which-jobs, or the whole operation, not supported
_BUSY = (0x0507, 0x050B)
_UNPRINTABLE = (0x0408, 0x0411, 0x041B)  # too large, format error, unprintable
_OPEN = (0x0500, 0x0504, 0x0508)  # internal error, device error, job cancelled

_COMPLETED = 9
_GIVEN_UP = (7, 8)  # cancelled, aborted: part of it may be on paper

_ABOUT_JOBS = ("job-id", "job-name", "job-state")
_ABOUT_JOB = ("job-state", "job-state-reasons", "job-printer-state-message")

_PDF = "application/pdf"
_NO_PDF = Complaint("不认 PDF 文件", "请让管理员在设置里改用系统的打印队列")
_NO_SUCH_PAPER = Complaint("没有这份文书要用的纸张", "请在打印机上装好并设好纸张")

_SLOW = timedelta(seconds=20)  # an A4 page through a queue takes two
_LONGEST_NAME = 255  # bytes (RFC 8011 5.1.3)


def _job_name(sheet: Outgoing) -> str:
    """The id first: some printers cut the name short."""
    name = f"{sheet.print_id} {sheet.title}".encode()[:_LONGEST_NAME]
    return name.decode(errors="ignore")


def _number_of(answer: Message) -> int | None:
    jobs = answer.of(GroupTag.JOB)
    return jobs[0].value("job-id", int) if jobs else None
