"""The main window: bars, the pages between them, and the one error surface."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import attendance
from ui.bridge import sentence_of
from ui.clock_strip import ClockStrip
from ui.controls.command_state import KeyLine
from ui.controls.focus_ring import FocusRing
from ui.controls.overlays import Banner, KeyPanel
from ui.leave_strip import LeaveStrip
from ui.page import Page, key_lines
from ui.set_aside_strip import SetAsideStrip
from ui.status_bar import StatusBar
from ui.top_bar import TopBar

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from core.staff import OnDuty
    from ui.bridge import Bridge
    from ui.pages.sign_in import SignInPage
    from ui.theme import Theme

_SLIP_BEGINS = "Y"
_USUAL_SCREEN = (1366, 768)  # px, of a counter's display; what is left when not maximised


@dataclass(frozen=True)
class Pages:
    """The pages of one clerk, the first in front; who opens a scanned slip, and who a case."""

    pages: tuple[Page, ...]
    open_slip: Callable[[str], None]
    file: Page  # the one of `pages` that shows a case
    open_file: Callable[[str], None]
    is_case_number: Callable[[str], bool]


class Shell(QMainWindow):
    """Signing in brings a clerk's pages, signing out takes them down."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        sign_in: SignInPage,
        open_pages: Callable[[OnDuty], Pages],
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self.sign_in = sign_in
        self._open_pages = open_pages
        self._duty: OnDuty | None = None
        self._front: Page = sign_in
        self._opened: Pages | None = None
        self._top = TopBar(theme)
        self._status = StatusBar(theme, bridge)
        self._stack = QStackedWidget()
        self._stack.addWidget(sign_in)
        self.banner = Banner(theme)
        self.clock_strip = ClockStrip(theme, bridge)
        self.leave_strip = LeaveStrip(theme, bridge)
        self.set_aside_strip = SetAsideStrip(theme, bridge)
        self._keys = KeyPanel(theme)
        self._help = QAction(self.tr("按键一览"), self)
        self._help.setShortcut(QKeySequence("F1"))
        self._help.triggered.connect(self._toggle_keys)
        self.addAction(self._help)
        self._lay_out(theme)
        self._top.tab_chosen.connect(self._bring)
        self._top.slip_scanned.connect(self._take_slip)
        self._top.sign_out_asked.connect(self._ask_to_sign_out)
        self.banner.closed.connect(self.banner.hide)
        self._status.looked.connect(self.clock_strip.follow)
        self._status.clock_asked.connect(self.clock_strip.ask)
        self._status.looked.connect(self.leave_strip.follow)
        self._status.set_aside_asked.connect(self.set_aside_strip.open)
        self.leave_strip.left.connect(self._left)
        self.leave_strip.closing.connect(self.close)
        sign_in.signed_in.connect(self._enter)
        bridge.failed.connect(self.report)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._name_window(sign_in)
        self.resize(*_USUAL_SCREEN)
        sign_in.arrive()

    @property
    def page(self) -> Page:
        """The page in front."""
        return self._front

    @property
    def _pages(self) -> tuple[Page, ...]:
        return self._opened.pages if self._opened is not None else ()

    def report(self, error: Exception) -> None:
        """Say on the error surface what went wrong."""
        self._top.tell("")
        self.banner.say(sentence_of(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears what lies over the page; a slip scanned outside any field finds its field."""
        if event.key() == Qt.Key.Key_Escape:
            self.banner.hide()
            for strip in (self.clock_strip, self.leave_strip, self.set_aside_strip):
                strip.hide()
            self._keys.hide()
            self.page.resume()
        elif self._duty is not None and event.text().upper() == _SLIP_BEGINS:
            self._top.begin_slip(_SLIP_BEGINS)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Warn of what is unsent; the desk finishes what is not recorded yet."""
        if not self.leave_strip.may_close(self._duty):
            event.ignore()
            return
        if self._duty is not None:
            self._leave_pages()
            if self.leave_strip.signs_out:
                self._bridge.command(self, attendance.sign_out, self._duty).run()
        super().closeEvent(event)

    def _enter(self, duty: OnDuty) -> None:
        self._duty = duty
        opened = self._open_pages(duty)
        self._opened = opened
        self._top.show_tabs([page.title for page in self._pages])
        for page in self._pages:
            page.told.connect(self._tell)
            page.cautioned.connect(self.banner.say)
            page.urgent.connect(self._count)
            page.case_chosen.connect(self._open_file)
            page.sign_out_agreed.connect(self._sign_out)
            self._stack.addWidget(page)
        self._top.show_clerk(duty)
        self._status.show_clerk(duty)
        self._bring(0)

    def _ask_to_sign_out(self) -> None:
        for place, page in enumerate(self._pages):
            if page.hold_sign_out():
                if page is not self.page:
                    self._top.choose(place)
                    self._to_front(page)
                return
        self._sign_out()

    def _sign_out(self) -> None:
        if self._duty is not None:
            self._leave_pages()
            self.leave_strip.sign_out(self._duty)

    def _left(self) -> None:
        gone = self._pages
        self._duty, self._opened = None, None
        self._to_front(self.sign_in)
        for page in gone:
            self._stack.removeWidget(page)
            page.deleteLater()
        self._top.show_tabs([])
        self._top.show_clerk(None)
        self._status.show_clerk(None)
        self.sign_in.arrive()

    def _leave_pages(self) -> None:
        for page in self._pages:
            page.leave()

    def _bring(self, place: int) -> None:
        self._top.choose(place)
        self._to_front(self._pages[place])
        self._pages[place].arrive()

    def _to_front(self, page: Page) -> None:
        self._front = page
        self._stack.setCurrentWidget(page)
        self._keys.hide()
        self._name_window(page)

    def _name_window(self, page: Page) -> None:
        """The page first: a taskbar shows the beginning, and a screen reader says it first."""
        self.setWindowTitle(self.tr("{page} · 一次 Yici").format(page=page.title))

    def _take_slip(self, scanned: str) -> None:
        opened = self._opened
        if opened is None or self.page.take_scan(scanned):
            return
        if opened.is_case_number(scanned):
            self._bring(self._pages.index(opened.file))
            opened.file.take_scan(scanned)
            return
        if self.page is not self._pages[0]:
            self._bring(0)
        self.page.resume()
        opened.open_slip(scanned)

    def _open_file(self, case_id: str) -> None:
        if self._opened is not None:
            self._bring(self._pages.index(self._opened.file))
            self._opened.open_file(case_id)

    def _count(self, urgent: int) -> None:
        page = self.sender()
        if page in self._pages:
            self._top.show_urgent(self._pages.index(page), urgent)

    def _tell(self, words: str) -> None:
        self.banner.hide()
        self._top.tell(words)

    def _toggle_keys(self) -> None:
        if self._keys.isVisible():
            self._keys.hide()
            return
        everywhere: tuple[KeyLine, ...] = (
            KeyLine("F1", self._help.text()),
            KeyLine("Esc", self.tr("收起提示")),
        )
        if self._duty is not None:
            tabs = tuple(
                KeyLine(f"Ctrl {place}", page.title) for place, page in enumerate(self._pages, 1)
            )
            slip = KeyLine("Ctrl K", self.tr("扫告知书或凭证，或输入办件编号"))
            everywhere = (*tabs, slip, *key_lines([self._top.sign_out]), *everywhere)
        self._keys.show_keys((*self.page.key_list(), *everywhere))

    def _lay_out(self, theme: Theme) -> None:
        middle = QGridLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self._stack, 0, 0)
        middle.addWidget(self._keys, 0, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._top)
        gutter = theme.sizes.gutter
        above = QVBoxLayout()
        above.setContentsMargins(gutter, 0, gutter, 0)
        above.addWidget(self.banner)
        for strip in (self.clock_strip, self.leave_strip, self.set_aside_strip):
            above.addWidget(strip)
        layout.addLayout(above)
        layout.addLayout(middle, 1)
        layout.addWidget(self._status)
        body = QWidget()
        body.setLayout(layout)
        self.setCentralWidget(body)
        self._ring = FocusRing(theme, self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._ring.follow)
