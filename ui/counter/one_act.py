"""One act at a time: what is pressed while another is on its way does nothing."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.bridge import Command

T = TypeVar("T")
PATIENCE = 400  # ms after which the buttons say that something is being saved


class _Busy(enum.Enum):
    NOT = "not"
    ACTING = "acting"
    LOOKING = "looking"  # the act is done, its outcome not yet before the clerk


class OneAct(QObject):
    """Busy from the act's start until its outcome has been looked at."""

    begun = Signal()
    moved = Signal()  # it has come to an end, or takes long enough to say so

    def __init__(self, look: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._busy = _Busy.NOT
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self.moved)

    @property
    def busy(self) -> bool:
        """Whether an act is on its way or its outcome not yet seen."""
        return self._busy is not _Busy.NOT

    @property
    def slow(self) -> bool:
        """Whether it takes long enough to say so."""
        return self.busy and not self._patience.isActive()

    def carry_out(self, command: Command[T]) -> None:
        """Start an act, unless one is on its way."""
        if self.busy:
            return
        self.begun.emit()
        self._busy = _Busy.ACTING
        self._patience.start()
        command.settled(self._acted).run()

    def looked(self) -> None:
        """What is before the clerk has been looked at."""
        if self._busy is _Busy.LOOKING:
            self._busy = _Busy.NOT
            self._patience.stop()
            self.moved.emit()

    def _acted(self) -> None:
        self._busy = _Busy.LOOKING
        self._look()
