"""The recordings joined to one sound, as a WAV file in memory."""

from __future__ import annotations

import io
import wave
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.spoken import Clip

RATE = 22_050  # frames a second
FOLDER = Path(__file__).parent / "clips"
_WIDTH = 2  # bytes a frame, mono
_GAP = bytes(_WIDTH * (RATE // 20))  # 50 ms between two recordings
_BETWEEN = bytes(_WIDTH * (RATE * 6 // 10))  # before the same is said again


def joined(clips: Iterable[Clip], times: int = 1) -> bytes:
    """One WAV file that says the clips in a row, `times` over."""
    once = _GAP.join(_frames(clip.name) for clip in clips)
    file = io.BytesIO()
    with wave.open(file, "wb") as said:
        said.setnchannels(1)
        said.setsampwidth(_WIDTH)
        said.setframerate(RATE)
        said.writeframes(_BETWEEN.join([once] * times))
    return file.getvalue()


def seconds_of(sound: bytes) -> float:
    """How long a WAV file plays."""
    with wave.open(io.BytesIO(sound)) as said:
        frames: int = said.getnframes()
        return frames / int(said.getframerate())


@cache
def _frames(name: str) -> bytes:
    with wave.open(str(FOLDER / f"{name}.wav")) as clip:
        frames: bytes = clip.readframes(clip.getnframes())
    return frames
