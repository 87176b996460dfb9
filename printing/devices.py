"""Devices that take sheets. The embedded default writes PDF files into a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from core.errors import Trouble
from db.atomic_file import write_atomically

if TYPE_CHECKING:
    from pathlib import Path


class DeviceTrouble(Trouble):
    """A device does not take the sheet now."""


class Device(Protocol):
    """Something that turns bytes into paper and can say whether it already has a sheet."""

    @property
    def name(self) -> str:
        """The device as recorded with every copy."""

    def holds(self, print_id: str) -> bool:
        """Whether the sheet with this id reached the device before.

        Raises: DeviceTrouble when it cannot be asked.
        """

    def take(self, print_id: str, title: str, content: bytes) -> None:
        """Hand a sheet over; on return the device has it whole.

        Raises: DeviceTrouble.
        """


class PdfFolder:
    """A folder that stands in for a printer: one file per sheet, its print id in the name."""

    name = "PDF 文件夹"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def holds(self, print_id: str) -> bool:
        """Whether the file is there; it is written whole or not at all."""
        return any(self._folder.glob(f"*{print_id}.pdf"))

    def take(self, print_id: str, title: str, content: bytes) -> None:
        """Write the file.

        Raises: DeviceTrouble when the folder is full, read-only or gone.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._folder / f"{title}_{print_id}.pdf", content)
        except OSError as error:
            raise DeviceTrouble(
                f"文书没有打印出来（{self._folder.name} 文件夹写不进去），办件已保存、"
                "文书仍在打印队列，请检查磁盘，恢复后自动补打。"
            ) from error
