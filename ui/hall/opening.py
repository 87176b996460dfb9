"""Opening a hall display with its voice: alone, or on the second screen of a counter."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtGui import QGuiApplication

from desktop.voice.announcer import Announcer
from desktop.voice.speaker import speaker_of
from ui.hall.display import HallDisplay
from ui.theme import Scheme, read_theme

if TYPE_CHECKING:
    from contextlib import ExitStack

    from desktop.desk import Desk
    from ui.bridge import Bridge


def open_display(desk: Desk, bridge: Bridge, stack: ExitStack) -> HallDisplay:
    """The display on the last screen of the machine; `stack` ends its voice."""
    settings = desk.settings
    # Dark whatever the counters use: a bright wall dazzles a hall.
    display = HallDisplay(read_theme(Scheme.DARK), bridge, settings.display, settings.hall_name)
    display.setGeometry(QGuiApplication.screens()[-1].geometry())
    display.showFullScreen()
    speaker = speaker_of(settings.display.voice)
    if speaker is not None:
        announcer = Announcer(
            desk, speaker, settings.display, lambda: bridge.post(partial(_tell, display, announcer))
        )
        stack.enter_context(closing(announcer))
        announcer.start()
    return display


def _tell(display: HallDisplay, announcer: Announcer) -> None:
    if shiboken6.isValid(display):
        display.say_voice_trouble(announcer.trouble)
