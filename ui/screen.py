"""The application object: fonts, words, look, and Python's housekeeping beside Qt's."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel

from core.errors import Trouble
from desktop.screen_fonts import screen_fonts
from ui.controls.logo import icon
from ui.style_sheet import style_sheet
from ui.theme import Scheme, Theme, Type, read_theme

if TYPE_CHECKING:
    from collections.abc import Callable

COLLECT_EVERY = 1000  # ms


class NoDisplay(Trouble):
    """A screen is wanted where none is connected."""


class FontMissing(Trouble):
    """A typeface of the product cannot be loaded: Chinese would show as boxes."""


def open_screen() -> tuple[QApplication, Theme]:
    """The application with everything the first window needs.

    Raises: NoDisplay, FontMissing.
    """
    _require_display()
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    application.setApplicationName("Yici")
    application.setApplicationDisplayName(application.tr("一次 Yici"))
    return application, dress(application)


def dress(application: QApplication) -> Theme:
    """Load the fonts and Qt's own Chinese words, and put on the look.

    Raises: FontMissing.
    """
    for path in screen_fonts():
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FontMissing(
                f"字体文件 {path.name} 读不出来，程序没有启动，数据没有改动，请重新安装本程序。"
            )
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    words = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load("qtbase_zh_CN", folder):
        application.installTranslator(words)
    theme = read_theme(Scheme.LIGHT)
    application.setStyle("Fusion")
    application.setPalette(theme.palette())
    application.setFont(theme.font(Type.BODY))
    application.setStyleSheet(style_sheet(theme))
    application.setWindowIcon(icon(theme))
    return theme


def show_failure(sentence: str) -> None:
    """One plain window that says why the program does not start; returns when it is closed.

    Raises: NoDisplay, FontMissing.
    """
    application, _ = open_screen()
    label = QLabel(sentence)
    label.setWordWrap(True)
    label.setMargin(32)
    label.setMinimumWidth(480)
    label.setWindowTitle(label.tr("一次 Yici 没有启动"))
    label.show()
    application.exec()


def when_idle(owner: QObject, chore: Callable[[], object]) -> None:
    """Do it when everything before has been drawn, unless the owner is gone by then."""
    QTimer.singleShot(0, owner, chore)


class GarbageCollection(QObject):
    """Collects on the screen's thread only.

    Python's collector may run in any worker. Destroying a Qt object there ends the program
    (novelWriter #2940, napari #1029), or stops it: the worker waits for Qt's lock with Python's
    own lock in hand, the screen the other way round.
    """

    def __init__(self) -> None:
        super().__init__()
        self._automatic = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(COLLECT_EVERY)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def close(self) -> None:
        """Collect what is left of the windows and leave collecting as it was found."""
        self._timer.stop()
        gc.collect()
        if self._automatic:
            gc.enable()

    def _collect(self) -> None:
        # The generations' own thresholds, as the collector itself would apply them.
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return


def _require_display() -> None:
    # Qt ends the whole process where there is no display; a sentence is better.
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform not in {"win32", "darwin"} and not any(map(os.environ.get, wanted)):
        raise NoDisplay("没有连接显示器，窗口没有打开，数据没有改动，请在桌面环境里启动本程序。")
