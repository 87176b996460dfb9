"""A folder that stands in for a printer: the embedded default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.atomic_file import write_atomically
from printing.devices.device import Language, Presence, SheetNotTaken

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from printing.devices.device import Outgoing


class PdfFolder:
    """One file per sheet, its print id in the name."""

    language = Language.PDF

    def __init__(self, folder: Path, name: str = "PDF 文件夹") -> None:
        self.name = name
        self._folder = folder

    def look_for(self, print_id: str, since: datetime) -> Presence:  # noqa: ARG002  # the protocol's
        """The file is there whole or not at all."""
        found = any(self._folder.glob(f"*{print_id}.pdf"))
        return Presence.HELD if found else Presence.ABSENT

    def take(self, sheet: Outgoing) -> None:
        """Write the file.

        Raises: SheetNotTaken when the folder is full, read-only or gone.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._folder / f"{sheet.title}_{sheet.print_id}.pdf", sheet.content)
        except OSError as error:
            raise SheetNotTaken(
                f"文书没有打印出来（{self._folder.name} 文件夹写不进去），办件已保存、"
                "文书仍在打印队列，请检查磁盘，恢复后自动补打。"
            ) from error
