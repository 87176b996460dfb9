"""Where the voice comes out."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest

from core.spoken import spoken_call
from desktop.voice.clips import joined
from desktop.voice.speaker import CommandSpeaker, FolderSpeaker, NoSpeaker, speaker_of

if TYPE_CHECKING:
    from pathlib import Path

CALL = joined(spoken_call("A3012", "3"))
_COPY = "import shutil, sys; shutil.copy(sys.argv[2], sys.argv[1])"
_HANG = "import sys, time; time.sleep(600)"


def test_a_folder_gets_one_file_for_each_call(tmp_path: Path) -> None:
    speaker = speaker_of(f"folder:{tmp_path / 'voice'}")
    assert isinstance(speaker, FolderSpeaker)
    for _ in range(2):
        speaker.play(CALL, threading.Event())
    written = sorted((tmp_path / "voice").iterdir())
    assert [path.name for path in written] == ["000001.wav", "000002.wav"]
    assert written[0].read_bytes() == CALL


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "voice").write_text("in the way")
    with pytest.raises(NoSpeaker, match="屏幕照常显示叫号"):
        FolderSpeaker(tmp_path / "voice").play(CALL, threading.Event())


def test_no_voice_is_a_choice() -> None:
    assert speaker_of("") is None


def test_the_systems_player_gets_the_whole_sound(tmp_path: Path) -> None:
    out = tmp_path / "played.wav"
    CommandSpeaker((sys.executable, "-c", _COPY, str(out))).play(CALL, threading.Event())
    assert out.read_bytes() == CALL


def test_a_machine_without_a_player_is_told() -> None:
    with pytest.raises(NoSpeaker, match="没有播放声音的程序"):
        CommandSpeaker(()).play(CALL, threading.Event())


@pytest.mark.parametrize("command", [(sys.executable, "-c", "raise SystemExit(1)"), ("/no/such",)])
def test_a_player_without_a_device_is_told(command: tuple[str, ...]) -> None:
    with pytest.raises(NoSpeaker, match="没有声音设备"):
        CommandSpeaker(command).play(CALL, threading.Event())


def test_a_call_being_played_is_cut_off_when_told_to_stop() -> None:
    stop = threading.Event()
    stop.set()
    CommandSpeaker((sys.executable, "-c", _HANG)).play(CALL, stop)  # a hang would end the test
