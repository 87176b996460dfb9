"""The recordings of the calling voice, made once with eSpeak NG and kept in the repository.

`python -m installer.voice` makes them anew; the product itself needs no speech program.
"""

import array
import io
import math
import subprocess
import sys
import tempfile
import wave
from collections.abc import Sequence
from pathlib import Path

from core.spoken import CLIPS, Clip
from installer import libraries

FOLDER = Path(__file__).resolve().parents[1] / "desktop" / "voice" / "clips"
RATE = 22_050  # frames a second: what eSpeak NG gives; mono, 16 bit
_WORDS_A_MINUTE = "150"
_QUIET = 300  # of 32,767; below it a recording has not begun or is over
_MARGIN = RATE // 100  # frames left on each side, so that no sound is cut off
_LOUD = 4_500.0  # root mean square, equal for all: a loud A beside a soft 七 is hard to follow
_PEAK = 30_000.0
# Tones written out: the voice's own dictionary reads single characters by their English names.
_PINYIN = {
    "please": "qing3",
    "goes_to": "hao4 dao4",
    "counter": "hao4 chuang1kou3",
    "see_screen": "qing3 kan4 da4 ping2mu4",
    "ten": "shi2",
    "1_yao": "yao1",
    "0": "ling2",
    "1": "yi1",
    "2": "er4",
    "3": "san1",
    "4": "si4",
    "5": "wu3",
    "6": "liu4",
    "7": "qi1",
    "8": "ba1",
    "9": "jiu3",
}


def main() -> int:
    """Make every recording; returns the exit status."""
    libraries.provide(libraries.VOICE, libraries.this_machine())
    FOLDER.mkdir(parents=True, exist_ok=True)
    for clip in CLIPS:
        (FOLDER / f"{clip.name}.wav").write_bytes(recording(clip))
    total = sum(path.stat().st_size for path in FOLDER.glob("*.wav"))
    print(f"{len(CLIPS)} recordings, {total:,} bytes", flush=True)
    return 0


def recording(clip: Clip) -> bytes:
    """One recording as a WAV file: silence cut off, all equally loud."""
    return _wav(_levelled(_trimmed(_frames(clip))))


def _frames(clip: Clip) -> Sequence[int]:
    """What eSpeak NG says; letters as a Chinese speaker names them."""
    pinyin = _PINYIN.get(clip.name)
    voice, words = ("cmn-latn-pinyin", pinyin) if pinyin else ("cmn", clip.says)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        subprocess.run(
            [
                *("espeak-ng", "-b", "1", "-v", voice, "-s", _WORDS_A_MINUTE),
                *("-w", str(path), words),
            ],
            check=True,
        )
        with wave.open(str(path)) as said:
            return _samples(said.readframes(said.getnframes()))


def _samples(raw: bytes) -> Sequence[int]:
    samples = array.array("h", raw)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _trimmed(samples: Sequence[int]) -> Sequence[int]:
    loud = [place for place, value in enumerate(samples) if abs(value) > _QUIET]
    return samples[max(0, loud[0] - _MARGIN) : loud[-1] + _MARGIN]


def _levelled(samples: Sequence[int]) -> Sequence[int]:
    mean = math.sqrt(sum(value * value for value in samples) / len(samples))
    factor = min(_LOUD / mean, _PEAK / max(abs(value) for value in samples))
    return [round(value * factor) for value in samples]


def _wav(samples: Sequence[int]) -> bytes:
    frames = array.array("h", samples)
    if sys.byteorder == "big":
        frames.byteswap()
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(RATE)
        written.writeframes(frames.tobytes())
    return file.getvalue()


if __name__ == "__main__":
    sys.exit(main())
