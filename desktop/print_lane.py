"""One device's share of the spool: what is sent, what is asked first, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from core.errors import Trouble, YiciError
from db.failpoint import reach
from db.unit_of_work import Committed
from desktop import slips
from desktop.waits import DailyWaits
from printing import spool
from printing.devices.device import (
    DeviceBusy,
    DeviceTrouble,
    Language,
    Outcome,
    Outgoing,
    Presence,
    SheetNotTaken,
    SheetRefused,
    TellingDevice,
)
from printing.devices.offset import shifted
from printing.spool import JobState

if TYPE_CHECKING:
    from db.unit_of_work import UnitOfWork
    from desktop.database_room import DatabaseRoom
    from desktop.printers import Printer, Printers
    from desktop.slips import SlipHead
    from printing.spool import PrintJob

T = TypeVar("T")
Changed = Callable[[Committed[object]], None]
RETRY_AFTER = 5.0  # s; a printer that was off is asked again this often
_BUSY_PAUSE = 0.5  # s; a page takes a few seconds
_FOLLOW_EVERY = 2.0  # s


class PrintLane:
    """Sends a device its sheets in order; a sheet in doubt is looked for before it is resent."""

    def __init__(
        self,
        room: DatabaseRoom,
        printers: Printers,
        printer: Printer,
        head: SlipHead,
        changed: Changed,
    ) -> None:
        self._room = room
        self._printers = printers
        self._printer = printer
        self._device = printer.device
        self._head = head
        self._changed = changed
        self._waits = DailyWaits()
        self._followed: dict[str, _Followed] = {}

    def empty(self, stopping: Callable[[], bool]) -> float | None:
        """Send what can be sent; returns after how many seconds to come back, if at all.

        Raises: Trouble of the database.
        """
        if self._printers.slips is self._printer and self._room.read(slips.any_to_draw).result():
            waits = self._room.read(self._waits.known).result()
            self._write(lambda work: slips.draw(work, self._head, self._device, waits))
        pauses = (self._send_all(stopping), self._follow_all(stopping))
        return min((pause for pause in pauses if pause is not None), default=None)

    def _send_all(self, stopping: Callable[[], bool]) -> float | None:
        for job in self._room.read(lambda reading: spool.unsent(reading.connection)).result():
            if stopping():
                return None
            if not self._is_mine(job):
                continue
            try:
                self._print(job)
            except DeviceBusy:
                return _BUSY_PAUSE
            except SheetNotTaken:
                return RETRY_AFTER
            except Trouble as trouble:
                self._mark_troubled(job.print_id, str(trouble))
                return RETRY_AFTER
            except YiciError as refusal:
                self._take_out(job.print_id, JobState.FAILED, str(refusal))
        return None

    def _is_mine(self, job: PrintJob) -> bool:
        if job.state is JobState.SENDING:
            begun_with = self._printers.named(job.device) or self._printers.default
            return begun_with is self._printer
        return self._printers.printer_for(job.document) is self._printer

    def _print(self, job: PrintJob) -> None:
        if job.state is JobState.QUEUED or self._is_absent(job):
            self._send(job)

    def _is_absent(self, job: PrintJob) -> bool:
        """Whether a sheet whose sending began is sure not to have reached the device."""
        if job.device != self._device.name:
            self._doubt(job, f"设置里已经没有打印机“{job.device}”")
            return False
        match self._device.look_for(job.print_id, job.sending_since or _LONG_AGO):
            case Presence.ABSENT:
                return True
            case Presence.HELD:
                self._hand_over(job, "")
            case Presence.UNKNOWN:
                self._doubt(job, f"打印机“{job.device}”说不清打没打")
        return False

    def _send(self, job: PrintJob) -> None:
        sheet = self._outgoing(job)
        device = self._device.name
        self._write(lambda work: spool.mark_sending(work, job.print_id, device))
        reach("print.sending")
        try:
            device_job = self._device.take(sheet) or ""
        except DeviceBusy:
            self._write(lambda work: spool.mark_busy(work.connection, job.print_id))
            raise
        except SheetNotTaken as trouble:
            why = str(trouble)
            self._write(lambda work: spool.mark_not_taken(work.connection, job.print_id, why))
            raise
        reach("print.sent")
        self._hand_over(job, device_job)

    def _outgoing(self, job: PrintJob) -> Outgoing:
        content = self._room.read(lambda one: spool.content_of(one.connection, job)).result()
        language = Language.PDF if content.startswith(b"%PDF-") else Language.ESC_POS
        if language is not self._device.language:
            raise SheetRefused(
                f"“{job.title}”不是按打印机“{self._device.name}”排的版，没有打印，"
                "记录都已保存，请补打一次。"
            )
        if language is Language.PDF:
            content = shifted(content, self._printer.offset)
        return Outgoing(job.print_id, job.title, job.media, content)

    def _hand_over(self, job: PrintJob, device_job: str) -> None:
        device = self._device.name
        self._write(lambda work: spool.hand_over(work, job, device, device_job))
        if device_job and isinstance(self._device, TellingDevice):
            self._followed[job.print_id] = _Followed(device_job, datetime.now(UTC))

    def _doubt(self, job: PrintJob, why: str) -> None:
        words = f"{why}（{job.title}），没有重打，请看出纸口：有就确认出纸，没有就补打。"
        self._take_out(job.print_id, JobState.DOUBTFUL, words)

    def _take_out(self, print_id: str, state: JobState, why: str) -> None:
        self._write(lambda work: spool.take_out(work.connection, print_id, state, why))

    def _mark_troubled(self, print_id: str, trouble: str) -> None:
        self._write(lambda work: spool.mark_troubled(work.connection, print_id, trouble))

    def _follow_all(self, stopping: Callable[[], bool]) -> float | None:
        if not isinstance(self._device, TellingDevice):
            return None
        for print_id, followed in tuple(self._followed.items()):
            if stopping():
                return None
            try:
                self._follow(self._device, print_id, followed)
            except DeviceTrouble:
                return RETRY_AFTER  # its sheets are out of our hands; they are asked for again
        return _FOLLOW_EVERY if self._followed else None

    def _follow(self, device: TellingDevice, print_id: str, followed: _Followed) -> None:
        progress = device.progress_of(followed.device_job, followed.since)
        if progress.outcome is not Outcome.UNDER_WAY:
            del self._followed[print_id]
        if progress.outcome is Outcome.LOST:
            self._take_out(print_id, JobState.DOUBTFUL, progress.complaint)
        elif progress.complaint != followed.complaint:
            followed.complaint = progress.complaint
            self._mark_troubled(print_id, progress.complaint)

    def _write(self, act: Callable[[UnitOfWork], T]) -> T:
        committed = self._room.write(act).result()
        self._changed(committed)
        return committed.value


@dataclass
class _Followed:
    device_job: str
    since: datetime
    complaint: str = ""  # as last written


_LONG_AGO = datetime.min.replace(tzinfo=UTC)
