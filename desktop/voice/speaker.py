"""Where the voice comes out: the system's own player, or a folder of sound files."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from abc import ABC, abstractmethod
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import Trouble
from desktop.voice.clips import seconds_of

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator

FOLDER = "folder:"
SYSTEM = "system"
_LOOK_EVERY = 0.1  # s; a display that is closed falls silent within this
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"))  # PipeWire, PulseAudio, bare ALSA


class NoSpeaker(Trouble):
    """Nothing can be said aloud at this station."""


class Speaker(ABC):
    """Plays one sound at a time, on the thread that asks for it."""

    @abstractmethod
    def play(self, sound: bytes, stop: threading.Event) -> None:
        """Play a WAV file to its end, or until `stop` is set.

        Raises: NoSpeaker.
        """


def speaker_of(address: str) -> Speaker | None:
    """The speaker a setting names: `system`, `folder:` with a path, or none at all."""
    if not address:
        return None
    if address.startswith(FOLDER):
        return FolderSpeaker(Path(address.removeprefix(FOLDER)))
    return WindowsSpeaker() if sys.platform == "win32" else CommandSpeaker(_player())


class FolderSpeaker(Speaker):
    """Keeps every sound as a file, for a hall whose own loudspeaker system takes files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def play(self, sound: bytes, stop: threading.Event) -> None:
        """Write it under the next number."""
        del stop  # writing is over at once
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            number = len(list(self._folder.glob("*.wav"))) + 1
            (self._folder / f"{number:06d}.wav").write_bytes(sound)
        except OSError as error:
            raise NoSpeaker(
                "叫号语音写不进文件夹，屏幕照常显示叫号，请检查语音目录的权限和空间。"
            ) from error


@dataclass(frozen=True)
class CommandSpeaker(Speaker):
    """A program of the system that plays a WAV file; empty where there is none."""

    command: tuple[str, ...]

    def play(self, sound: bytes, stop: threading.Event) -> None:
        """Have the program play it, and end it when told to stop."""
        if not self.command:
            raise NoSpeaker(
                "这台电脑没有播放声音的程序，屏幕照常显示叫号，"
                "请安装 pipewire、pulseaudio-utils 或 alsa-utils。"
            )
        with _as_file(sound) as path:
            try:
                playing = subprocess.Popen(  # noqa: S603  (the system's own player, fixed names)
                    [*self.command, str(path)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            except OSError as error:
                raise NoSpeaker(_NO_DEVICE) from error
            _wait(playing, stop)
        if playing.returncode and not stop.is_set():
            raise NoSpeaker(_NO_DEVICE)


class WindowsSpeaker(Speaker):
    """Windows' own player."""

    def play(self, sound: bytes, stop: threading.Event) -> None:
        """Play from a file: only then can Windows be told to stop."""
        if sys.platform == "win32":
            import winsound  # noqa: PLC0415  (Windows only)

            with _as_file(sound) as path:
                try:
                    winsound.PlaySound(
                        str(path),
                        winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT,
                    )
                except RuntimeError as error:
                    raise NoSpeaker(_NO_DEVICE) from error
                stop.wait(seconds_of(sound))
                winsound.PlaySound(None, 0)


_NO_DEVICE = "没有声音设备，叫号没有播出，屏幕照常显示叫号，请检查音箱和声音设置。"


def _player() -> tuple[str, ...]:
    for command in _PLAYERS:
        found = shutil.which(command[0])
        if found:
            return (found, *command[1:])
    return ()


def _wait(playing: subprocess.Popen[bytes], stop: threading.Event) -> None:
    while playing.poll() is None:
        if stop.wait(_LOOK_EVERY):
            playing.kill()
            playing.wait()


@contextmanager
def _as_file(sound: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="yici-voice-") as folder:
        path = Path(folder) / "call.wav"
        path.write_bytes(sound)
        yield path
