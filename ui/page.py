"""What the shell knows of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.controls.command import CommandAction
from ui.controls.command_state import KeyLine

if TYPE_CHECKING:
    from collections.abc import Iterable


class Page(QWidget):
    """A page on the canvas colour.

    `told` is for the toast, `cautioned` for what stays until it is read, `urgent` for the count
    on its tab, `case_chosen` asks for the file of a case.
    """

    told = Signal(str)
    cautioned = Signal(str)
    urgent = Signal(int)
    case_chosen = Signal(str)  # its id
    sign_out_agreed = Signal()  # after `hold_sign_out`

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    @property
    def settled(self) -> bool:
        """Whether no act is on its way."""
        return True

    def take_scan(self, _scanned: str) -> bool:
        """Whether the page itself does something with a paper scanned over it."""
        return False

    def arrive(self) -> None:
        """The page is in front."""

    def resume(self) -> None:
        """Put the keyboard where the work goes on."""

    def hold_sign_out(self) -> bool:
        """Whether the page first asks something of the clerk who wants to go."""
        return False

    def leave(self) -> None:
        """The page is about to be taken down."""

    def key_list(self) -> tuple[KeyLine, ...]:
        """The page's commands as the key list shows them."""
        return key_lines(self.actions())


def key_lines(actions: Iterable[object]) -> tuple[KeyLine, ...]:
    """The keys of commands."""
    return tuple(
        KeyLine(action.cap, action.text())
        for action in actions
        if isinstance(action, CommandAction)
    )
