"""The middle of the counter's page: hint, intake or checklist, and over it what is being asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStackedWidget, QWidget

from ui.counter.scene import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.counter.strip import Strip


class Centre(QWidget):
    """The strip lies over the upper rows and takes no room of its own."""

    def __init__(self, pages: Sequence[QWidget], strip: Strip) -> None:
        super().__init__()
        self._pages = pages
        self._stack = QStackedWidget()
        for page in pages:
            self._stack.addWidget(page)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack, 0, 0)
        layout.addWidget(strip, 0, 0, Qt.AlignmentFlag.AlignTop)
        self.bring(Stage.FREE)

    def bring(self, stage: Stage) -> None:
        """Show what the stage of the visit needs."""
        shown = self._pages[_PAGES[stage]]
        for page in self._pages:  # only the one in front says how high it must be
            height = _USUAL if page is shown else QSizePolicy.Policy.Ignored
            page.setSizePolicy(_USUAL, height)
        self._stack.setCurrentWidget(shown)


_USUAL = QSizePolicy.Policy.Preferred
_PAGES = {Stage.FREE: 0, Stage.CALLED: 0, Stage.INTAKE: 1, Stage.CASE: 2}
