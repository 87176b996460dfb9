"""Devices as an administrator writes them: names, addresses, offsets, and who prints what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from core.paper_kind import NoticeKind
from printing.devices.ipp_address import IppAddress
from printing.spool import TICKET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DEFAULT = "default"  # the entry of [printers] for every document without one of its own
FOLDER = "folder:"
WINDOWS = "windows:"
IPP = ("ipp:", "ipps:")
ESC_POS = "escpos+"
_DOCUMENTS = (DEFAULT, TICKET, *(kind.value for kind in NoticeKind))
_WIDEST_OFFSET = 20.0  # mm; beyond it the sheet is fed wrongly, not a little off


class DeviceSetting(BaseModel):
    """One entry of `[[devices]]`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=40)
    address: str
    offset_x_mm: float = Field(0.0, ge=-_WIDEST_OFFSET, le=_WIDEST_OFFSET)  # to the right
    offset_y_mm: float = Field(0.0, ge=-_WIDEST_OFFSET, le=_WIDEST_OFFSET)  # down

    @field_validator("address")
    @classmethod
    def _is_an_address(cls, address: str) -> str:
        if not _names_a_place(address):
            raise ValueError(
                f"看不懂地址“{address}”，应是 folder:目录、ipp://主机:631/路径、ipps://…、"
                "windows:打印机名 或者 escpos+tcp://主机:9100"
            )
        return address

    @model_validator(mode="after")
    def _only_pages_are_moved(self) -> Self:
        if self.reads_esc_pos and (self.offset_x_mm or self.offset_y_mm):
            raise ValueError(f"“{self.name}”是小票打印机，不能设偏移")
        return self

    @property
    def reads_esc_pos(self) -> bool:
        """Whether it is a ticket printer, which takes no pages."""
        return self.address.startswith(ESC_POS)


def require_consistent(devices: Sequence[DeviceSetting], printers: Mapping[str, str]) -> None:
    """Check what no single entry shows.

    Raises: ValueError with what is wrong, to be completed to a sentence.
    """
    by_name = {device.name: device for device in devices}
    if len(by_name) < len(devices):
        twice = next(one.name for one in devices if [d.name for d in devices].count(one.name) > 1)
        raise ValueError(f"有两台设备都叫“{twice}”")
    if devices and DEFAULT not in printers:
        raise ValueError("写了 [[devices]]，还要在 [printers] 里用 default 指明平时用哪一台")
    for document, name in printers.items():
        if document not in _DOCUMENTS:
            raise ValueError(
                f"[printers] 里的 {document} 不是一种文书，可以写 {'、'.join(_DOCUMENTS)}"
            )
        if name not in by_name:
            raise ValueError(f"[printers] 里 {document} 要用的“{name}”不在 [[devices]] 里")
        if by_name[name].reads_esc_pos and document != TICKET:
            raise ValueError(f"“{name}”是小票打印机，打不了 A4 文书（{document}）")


def _names_a_place(address: str) -> bool:
    if not address.isprintable():
        return False
    if address.startswith(FOLDER):
        return Path(address.removeprefix(FOLDER)).is_absolute()
    if address.startswith(IPP):
        return IppAddress.parsed(address) is not None
    if address.startswith(WINDOWS):
        return bool(address.removeprefix(WINDOWS).strip())
    return address.startswith(ESC_POS)  # what follows is read by the device itself
