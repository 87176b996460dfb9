"""How an IPP printer or queue is, by its own account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from printing.devices.ipp_protocol import Group
from printing.devices.ipp_words import NOT_ACCEPTING, STOPPED, Complaint, complaints

ASKED = (
    *("printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "printer-up-time"),
    *("document-format-supported", "media-supported", "cups-version"),
)


@dataclass(frozen=True)
class IppState:
    """What it tells of itself when asked for `ASKED`."""

    attributes: Group
    asked_at: datetime  # aware

    @property
    def is_queue(self) -> bool:
        """Whether this is a CUPS queue: its account of jobs outlives restarts."""
        return self.attributes.value("cups-version", str) is not None

    @property
    def word(self) -> str:
        """Its state in a word."""
        return _WORDS.get(self._state or 0, "状态不明")

    @property
    def obstacles(self) -> tuple[Complaint, ...]:
        """What would keep a sheet from coming out now."""
        found = complaints(self.attributes.values("printer-state-reasons", str))
        if self._state == _STOPPED:
            return found or (STOPPED,)
        if self.attributes.value("printer-is-accepting-jobs", bool) is False:
            return (NOT_ACCEPTING,)
        # An idle queue repeats what its printer said at the last job, long after it was put right.
        return () if self.is_queue else found

    def reads(self, format_name: str) -> bool:
        """Whether it takes documents of that MIME type."""
        formats = self.attributes.values("document-format-supported", str)
        return not formats or format_name in formats

    def has(self, media: str) -> bool:
        """Whether it has paper of that name; sizes of one's own are not asked for."""
        supported = self.attributes.values("media-supported", str)
        return not supported or media in supported or media not in _KNOWN_MEDIA.values()

    def began_after(self, moment: datetime) -> bool:
        """Whether it was switched on after that moment, and so has forgotten it.

        CUPS gives the time of day here, which makes it look decades old: rightly so.
        """
        up = self.attributes.value("printer-up-time", int)
        return up is None or self.asked_at - timedelta(seconds=up) > moment

    def remembers(self, moment: datetime) -> bool:
        """Whether it would still know a job sent at that moment."""
        kept = _QUEUE_REMEMBERS if self.is_queue else _PRINTER_REMEMBERS
        return not self.began_after(moment) and self.asked_at - moment < kept

    @property
    def _state(self) -> int | None:
        return self.attributes.value("printer-state", int)


def media_name(size: tuple[int, int]) -> str:
    """The self-describing name of a sheet in mm (PWG 5101.1); A4 whichever way it lies."""
    known = _KNOWN_MEDIA.get((min(size), max(size)))
    return known or "custom_{0}x{1}mm_{0}x{1}mm".format(*size)


_STOPPED = 5
_WORDS = {3: "空闲", 4: "正在打印", _STOPPED: "已停止"}
_KNOWN_MEDIA = {(210, 297): "iso_a4_210x297mm", (148, 210): "iso_a5_148x210mm"}
_QUEUE_REMEMBERS = timedelta(days=1)  # CUPS keeps its last 500 jobs
_PRINTER_REMEMBERS = timedelta(seconds=60)  # what ippeveprinter keeps; real ones keep more
