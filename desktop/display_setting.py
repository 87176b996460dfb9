"""The hall's screens and voice as an administrator sets them."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Layout(enum.Enum):
    """How a hall display is laid out."""

    COUNTER = "counter"  # one counter, above its window
    CALLS = "calls"  # the newest call and those before it
    TABLE = "table"  # every counter, who waits, and a line that moves


class Beside(enum.Enum):
    """What a counter's own program shows beside its window."""

    NOTHING = "nothing"
    SECOND_SCREEN = "second_screen"


class Names(enum.Enum):
    """What a display says of a person."""

    NUMBERS_ONLY = "numbers_only"
    MASKED = "masked"  # 张*女士


class DisplaySetting(BaseModel):
    """The section `[display]`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    layout: Layout = Field(Layout.CALLS, description="版式：counter、calls 或 table")
    counters: tuple[str, ...] = Field((), description="显示哪些窗口；空为叫过号的窗口")
    beside: Beside = Field(
        Beside.NOTHING, description="second_screen：办件窗口之外，在第二块屏上同时显示"
    )
    place: str = Field("", max_length=20, description="显示屏所在位置，如 二楼 B 区")
    names: Names = Field(
        Names.NUMBERS_ONLY, description="numbers_only 只显示号，masked 加隐去的姓名"
    )
    opening_hours: str = Field(
        "9:00–12:00　13:30–17:00", max_length=40, description="开放时间，显示在屏幕上"
    )
    notices: tuple[str, ...] = Field(
        ("过号请到导办台恢复排队", "材料不齐，窗口一次告诉您全部要补的"),
        description="屏幕下方轮流显示的提示",
    )
    voice: str = Field("system", description="叫号语音：system、folder:目录，空为不出声")
    times: int = Field(2, ge=1, le=3, description="每次叫号说几遍")

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.layout is Layout.COUNTER and len(self.counters) != 1:
            raise ValueError("[display] 的 counter 版式要在 counters 里写一个窗口号")
        folder = self.voice.removeprefix("folder:")
        if self.voice not in ("", "system") and (
            folder == self.voice or not Path(folder).is_absolute()
        ):
            raise ValueError(f"看不懂 [display] 的 voice“{self.voice}”，应是 system 或 folder:目录")
        return self


class KioskSetting(BaseModel):
    """The section `[kiosk]`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    idle_seconds: int = Field(30, ge=10, le=300, description="无人操作几秒后回到首页")
    show_number_seconds: int = Field(15, ge=5, le=120, description="取号后结果显示几秒")
