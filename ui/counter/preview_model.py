"""The preview without a widget: which paper is looked at, and its pages."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from core.glyphs import GlyphsUnconfirmed
from desktop import casework, paper_preview

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.errors import YiciError
    from core.staff import OnDuty
    from desktop.casework import Step
    from desktop.office import Office
    from desktop.paper_preview import PaperPreview
    from desktop.workbench import Sheet
    from ui.bridge import Bridge, Query
    from ui.counter.scene import Scene

DPI = 144  # twice the screen's usual 96 would be wasted; a hand's breadth away this is print


class Looking(enum.Enum):
    """What the preview shows."""

    NOTHING = "nothing"
    COMING = "coming"  # what the right next act would issue
    SHEET = "sheet"  # what is in the spool or was printed
    REFUSED = "refused"


class PreviewModel(QObject):
    """One paper of the case in hand, as pictures of the very bytes."""

    changed = Signal()

    def __init__(
        self, bridge: Bridge, office: Office, duty: OnDuty, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._office = office
        self._duty = duty
        self._asking: Query[PaperPreview] | None = None
        self._seen: Scene | None = None
        self.looking = Looking.NOTHING
        self.preview: PaperPreview | None = None
        self.refusal = ""  # also what the clerk should look at before issuing

    def look(self, scene: Scene) -> None:
        """Look at the paper that comes next, else at the newest sheet; at none if there is none."""
        self._seen, self.preview, self.refusal = scene, None, ""
        if scene.next_paper is not None:
            self.looking = Looking.COMING
            self._rehearse(scene.glyphs)
        elif sheet := scene.newest_sheet:
            self.look_at_sheet(sheet)
            self._seen = scene
        else:
            self.looking = Looking.NOTHING
        self.changed.emit()

    def look_at_act(self, act: Callable[[Any], Step]) -> None:
        """Look at the paper an act would issue."""
        self._seen, self.preview, self.refusal = None, None, ""
        self.looking = Looking.COMING
        self._ask(self._bridge.rehearsal(self, paper_preview.of_act, DPI, act))
        self.changed.emit()

    def look_at_sheet(self, sheet: Sheet) -> None:
        """Look at a paper that was issued."""
        self._seen, self.preview, self.refusal = None, None, ""
        self.looking = Looking.SHEET
        self._ask(
            self._bridge.query(self, paper_preview.of_sheet, sheet.notice_id, sheet.copy_no, DPI)
        )
        self.changed.emit()

    def follow(self, scene: Scene) -> None:
        """Look again when another paper has come before the clerk, or its content has changed."""
        if self._seen is None or _subject(scene) != _subject(self._seen):
            self.look(scene)

    def close(self) -> None:
        """Look away; an answer still on its way is not shown."""
        self._asking = None
        self.looking, self.preview, self.refusal = Looking.NOTHING, None, ""
        self.changed.emit()

    def _rehearse(self, glyphs: frozenset[str]) -> None:
        scene = self._seen
        if scene is None or scene.next_paper is None or scene.snapshot.case is None:
            return
        ticks = scene.draft.ticks if scene.draft else ()
        act = casework.issuing(
            scene.next_paper, self._duty, self._office, scene.snapshot.case.case_id, ticks, glyphs
        )
        self._ask(self._bridge.rehearsal(self, paper_preview.of_act, DPI, act))

    def _ask(self, asking: Query[PaperPreview]) -> None:
        self._asking = asking
        asking.success(lambda preview: self._show(asking, preview))
        asking.failure(lambda refusal: self._refuse(asking, refusal))
        asking.run()

    def _show(self, asked: Query[PaperPreview], preview: PaperPreview) -> None:
        if asked is self._asking:
            self.preview = preview
            self.changed.emit()

    def _refuse(self, asked: Query[PaperPreview], refusal: YiciError) -> None:
        if asked is not self._asking:
            return
        self.refusal = str(refusal)
        if isinstance(refusal, GlyphsUnconfirmed):  # to look at them is what a preview is for
            self._rehearse(frozenset(refusal.characters))
        else:
            self.looking = Looking.REFUSED
        self.changed.emit()


def _subject(scene: Scene) -> tuple[object, ...]:
    sheet = scene.newest_sheet
    return (
        scene.visit,
        scene.next_paper,
        scene.draft.ticks if scene.draft else (),
        (sheet.notice_id, sheet.copy_no) if sheet else None,
    )
