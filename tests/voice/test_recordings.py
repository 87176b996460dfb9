"""The recordings that ship: every clip, in one format, and made again they are the same."""

from __future__ import annotations

import array
import io
import wave
from typing import TYPE_CHECKING

import pytest

from core.spoken import CLIPS, YAO, spoken_call
from desktop.voice.clips import FOLDER, RATE, joined, seconds_of
from installer import libraries, voice

if TYPE_CHECKING:
    from core.spoken import Clip

_MOST = 1_500_000  # bytes, of all recordings


def frames(sound: bytes) -> array.array[int]:
    with wave.open(io.BytesIO(sound)) as opened:
        assert (opened.getnchannels(), opened.getsampwidth()) == (1, 2)
        assert opened.getframerate() == RATE
        return array.array("h", opened.readframes(opened.getnframes()))


def shipped(clip: Clip) -> bytes:
    return (FOLDER / f"{clip.name}.wav").read_bytes()


def test_every_clip_ships_and_nothing_else() -> None:
    assert {path.stem for path in FOLDER.glob("*.wav")} == {clip.name for clip in CLIPS}
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < _MOST


@pytest.mark.parametrize("clip", CLIPS, ids=lambda clip: clip.name)
def test_a_recording_begins_and_ends_with_sound_and_is_never_overdriven(clip: Clip) -> None:
    samples = frames(shipped(clip))
    edge = RATE // 50
    assert max(abs(value) for value in samples[:edge]) > 100, "silence before it"
    assert max(abs(value) for value in samples[-edge:]) > 100, "silence after it"
    assert 5_000 < max(abs(value) for value in samples) < 32_000


def test_a_recording_made_again_is_the_one_that_ships() -> None:
    if not all(libraries.is_present(need) for need in libraries.VOICE):
        pytest.skip("eSpeak NG is not installed here; only making recordings anew needs it")
    again = voice.recording(YAO)
    # Another version of the program may say it a little faster or slower, not something else.
    assert seconds_of(again) == pytest.approx(seconds_of(shipped(YAO)), rel=0.2)


def test_a_call_holds_every_clip_whole_and_in_order() -> None:
    clips = spoken_call("A3012", "12")
    sound = frames(joined(clips)).tobytes()
    place = 0
    for clip in clips:
        found = sound.find(frames(shipped(clip)).tobytes(), place)
        assert found >= place, f"{clip.says} is missing or out of turn"
        place = found + 2 * len(frames(shipped(clip)))


def test_a_call_said_twice_is_longer_than_twice_the_call() -> None:
    clips = spoken_call("A3012", "3")
    assert seconds_of(joined(clips, 2)) > 2 * seconds_of(joined(clips))
