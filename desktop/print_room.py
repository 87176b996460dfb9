"""The print thread: takes sheets from the spool to the device, after they are committed."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from core.errors import Trouble, YiciError
from core.notice import Notice
from db import notices
from db.failpoint import reach
from db.log import logger
from printing import documents, spool
from printing.devices.device import Outgoing, Presence
from printing.documents import CopyMark
from printing.preflight import preflight
from printing.spool import JobState

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from db.unit_of_work import Committed, UnitOfWork
    from desktop.database_room import DatabaseRoom
    from printing.devices.device import Device
    from printing.spool import PrintJob

T = TypeVar("T")
RETRY_AFTER = 5.0  # s; a printer that was off is asked again this often
_log = logger(__name__)


class PrintRoom:
    """One thread that empties the spool; a sheet in doubt is looked for before it is resent."""

    def __init__(
        self, room: DatabaseRoom, device: Device, changed: Callable[[Committed[object]], None]
    ) -> None:
        self._room = room
        self._device = device
        self._changed = changed
        self._work = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="yici-print")

    def start(self) -> None:
        """Begin; sheets left by an earlier run come first."""
        self._work.set()
        self._thread.start()

    def wake(self) -> None:
        """There may be something to print."""
        self._work.set()

    def close(self) -> None:
        """Finish the sheet in hand and stop."""
        self._stopping.set()
        self._work.set()
        self._thread.join()

    def _run(self) -> None:
        pause: float | None = None
        while True:
            self._work.wait(pause)
            self._work.clear()
            if self._stopping.is_set():
                return
            try:
                pause = self._empty_spool()
            except Trouble as trouble:  # the database itself: there is nowhere to write it
                _log.error("print_room_stalled", reason=str(trouble))
                pause = RETRY_AFTER
            except Exception:  # noqa: BLE001  (a defect must not end printing for the day)
                _log.exception("print_room_defect")
                pause = RETRY_AFTER

    def _empty_spool(self) -> float | None:
        for job in self._write(lambda work: spool.unsent(work.connection)):
            if self._stopping.is_set():
                return None
            try:
                self._print(job)
            except Trouble as trouble:
                self._mark(job, spool.mark_troubled, trouble)
                return RETRY_AFTER
            except YiciError as refusal:
                self._mark(job, spool.mark_failed, refusal)
        return None

    def _print(self, job: PrintJob) -> None:
        draft = self._write(lambda work: _draft(work, job))
        content = draft.kept or _rendered(draft, job.copy_no)
        if job.state is JobState.QUEUED:
            self._write(lambda work: spool.mark_sending(work.connection, job, content))
        reach("print.sending")
        fresh = job.state is JobState.QUEUED
        if fresh or self._device.look_for(job.print_id) is Presence.ABSENT:
            self._device.take(
                Outgoing(job.print_id, _title(draft.notice), draft.notice.kind.sheet.value, content)
            )
        reach("print.sent")
        self._write(
            lambda work: spool.hand_over(work, job.print_id, self._device.name, draft.notice.badge)
        )

    def _mark(
        self,
        job: PrintJob,
        mark: Callable[[Connection, str, str], None],
        error: YiciError,
    ) -> None:
        text = str(error)
        self._write(lambda work: mark(work.connection, job.print_id, text))

    def _write(self, act: Callable[[UnitOfWork], T]) -> T:
        committed = self._room.write(act).result()
        self._changed(committed)
        return committed.value


@dataclass(frozen=True)
class _Draft:
    notice: Notice
    reason: str
    kept: bytes | None  # the bytes of an earlier attempt


def _draft(work: UnitOfWork, job: PrintJob) -> _Draft:
    return _Draft(
        notices.load(work.connection, job.notice_id),
        spool.reason_of_copy(work.connection, job),
        spool.sheet(work.connection, job),
    )


def _rendered(draft: _Draft, copy_no: int) -> bytes:
    if copy_no == notices.ORIGINAL:
        content = documents.render(draft.notice)
    else:
        content = documents.render_copy(draft.notice, CopyMark(copy_no, draft.reason))
    preflight(content, draft.notice)
    return content


def _title(notice: Notice) -> str:
    return f"{notice.case_number}_{notice.kind.title}"
