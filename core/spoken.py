"""A call as a row of recordings: how numbers are read aloud in Chinese."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Clip:
    """One recording that ships with the product."""

    name: str  # of its file, without the ending
    says: str


PLEASE = Clip("please", "请")
GOES_TO = Clip("goes_to", "号到")
COUNTER = Clip("counter", "号窗口")
SEE_SCREEN = Clip("see_screen", "请看大屏幕")
TEN = Clip("ten", "十")
YAO = Clip("1_yao", "幺")  # 一 in a row of digits, where it would be mistaken for 七
DIGITS = {str(value): Clip(str(value), says) for value, says in enumerate("零一二三四五六七八九")}
LETTERS = {letter: Clip(letter, letter) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
CLIPS = (PLEASE, GOES_TO, COUNTER, SEE_SCREEN, TEN, YAO, *DIGITS.values(), *LETTERS.values())


def spoken_call(number: str, counter: str) -> tuple[Clip, ...]:
    """`请 A三零幺二 号到 三 号窗口`; a counter that no recording says is left to the screen."""
    said, place = _one_by_one(number), _as_number(counter)
    if not said:
        return (SEE_SCREEN,)
    if not place:
        return (PLEASE, *said, GOES_TO, SEE_SCREEN)
    return (PLEASE, *said, GOES_TO, *place, COUNTER)


def _one_by_one(text: str) -> tuple[Clip, ...]:
    """Every sign by itself; nothing at all where one of them has no recording."""
    signs = text.upper()
    if any(sign not in LETTERS and sign not in DIGITS for sign in signs):
        return ()
    return tuple(YAO if sign == "1" else LETTERS.get(sign) or DIGITS[sign] for sign in signs)


def _as_number(text: str) -> tuple[Clip, ...]:
    """As on a door, `B12` read B 十二; three digits and more one by one, as people do."""
    if not re.fullmatch(r"[A-Za-z0-9]+", text):
        return ()
    said: list[Clip] = []
    for run in re.findall(r"[0-9]+|[A-Za-z]+", text):
        short = run.isdigit() and len(run.lstrip("0")) in _DOOR_DIGITS
        said += _below_hundred(int(run)) if short else _one_by_one(run)
    return tuple(said)


_DOOR_DIGITS = (1, 2)


def _below_hundred(value: int) -> Iterator[Clip]:
    tens, ones = divmod(value, 10)
    if tens > 1:
        yield DIGITS[str(tens)]
    if tens:
        yield TEN
    if ones:
        yield DIGITS[str(ones)]
