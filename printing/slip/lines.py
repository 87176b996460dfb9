"""What a slip is made of, before it is known what prints it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from core.errors import Refusal
from printing.typeface import Weight


class CodeTooLong(Refusal):
    """A slip was given more than its QR symbol can show at a size phones read."""


class Size(enum.Enum):
    """How large text would like to be; the value magnifies a character of 24 dots.

    HUGE text too long for one line is set smaller, and wraps only when LARGE.
    """

    NORMAL = 1  # 3 mm
    LARGE = 2
    HUGE = 7


class Align(enum.Enum):
    """Where a line stands; the value is the printers' own (ESC a)."""

    LEFT = 0
    CENTRE = 1
    RIGHT = 2


@dataclass(frozen=True)
class Text:
    """Words in one size; lines after the first are indented by `hang` Chinese characters."""

    words: str
    size: Size = Size.NORMAL
    align: Align = Align.LEFT
    weight: Weight = Weight.REGULAR
    hang: int = 0


@dataclass(frozen=True)
class Rule:
    """A line across the slip."""


@dataclass(frozen=True)
class Code:
    """A QR symbol in the middle.

    Raises: CodeTooLong.
    """

    text: str

    def __post_init__(self) -> None:
        if len(self.text.encode()) > _LONGEST_CODE:
            raise CodeTooLong(
                f"小票二维码的内容超过 {_LONGEST_CODE} 个字节，没有打印小票，"
                "号不受影响，请告诉系统管理员。"
            )


@dataclass(frozen=True)
class Space:
    """Blank paper, in dots of 1/8 mm."""

    dots: int


@dataclass(frozen=True)
class Cut:
    """The end of the slip."""


Line = Text | Rule | Code | Space | Cut

_LONGEST_CODE = 320  # bytes: 69 modules, 26 mm at 3 dots each
