"""The voice of the hall: one thread that says every call, one after the other, to its end."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from core.announcement import Announcements
from core.entity import EntityKind
from core.errors import YiciError
from core.spoken import spoken_call
from db.log import logger
from desktop.hall_board import calls_now
from desktop.voice.clips import joined
from desktop.voice.speaker import NoSpeaker

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.announcement import Announcement
    from desktop.desk import Change, Desk
    from desktop.display_setting import DisplaySetting
    from desktop.voice.speaker import Speaker

_log = logger(__name__)


class Announcer:
    """Listens to the desk and speaks; `told` is called, on its thread, when `trouble` moves."""

    def __init__(
        self, desk: Desk, speaker: Speaker, setting: DisplaySetting, told: Callable[[], None]
    ) -> None:
        self._desk = desk
        self._speaker = speaker
        self._setting = setting
        self._told = told
        self._news = threading.Event()
        self._stopping = threading.Event()
        self._announcements: Announcements | None = None
        self._thread = threading.Thread(target=self._run, name="yici-voice")
        self.trouble = ""  # why nothing is heard, as a sentence; empty while all is well

    def start(self) -> None:
        """Begin; who is called by now is not called anew."""
        self._stop_listening = self._desk.listen(self._hear)
        self._announcements = Announcements.begun_with(self._called())
        self._thread.start()

    def close(self) -> None:
        """Fall silent at once and end."""
        self._stop_listening()
        self._stopping.set()
        self._news.set()
        self._thread.join()

    def _hear(self, change: Change) -> None:
        if any(touched.entity is EntityKind.TICKET for touched in change.touched):
            self._news.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._news.wait()
            self._news.clear()
            try:
                self._say_all()
            except YiciError as error:  # of the database; the next change asks again
                _log.error("voice_stalled", reason=str(error))

    def _say_all(self) -> None:
        """Look again before each one: meanwhile others were called, and some are no longer."""
        state = self._announcements or Announcements()
        while not self._stopping.is_set():
            state = state.hearing(self._called()).begun()
            self._announcements = state
            if state.speaking is None:
                return
            self._say(state.speaking)
            state = state.finished()

    def _called(self) -> tuple[Announcement, ...]:
        return self._desk.ask(calls_now, self._setting.counters).result()

    def _say(self, announcement: Announcement) -> None:
        clips = spoken_call(announcement.number, announcement.counter)
        try:
            self._speaker.play(joined(clips, self._setting.times), self._stopping)
        except NoSpeaker as trouble:
            self._tell(str(trouble))
        else:
            self._tell("")

    def _tell(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            if trouble:
                _log.info("voice_silent", reason=trouble)
            self._told()
