"""Starting the program, and not starting it."""

from __future__ import annotations

import gc
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop import demonstration
from desktop.settings import KeystoreChoice
from tests.ui.conftest import flush
from tests.ui.visit import Visit
from ui import app
from ui.hall.display import HallDisplay
from ui.kiosk.window import KioskWindow
from ui.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Onlooker(QObject):
    """Acts on the first window of a kind that appears, then closes everything."""

    def __init__(self, kind: type, act: Callable[[object], None]) -> None:
        super().__init__()
        self._kind = kind
        self._act = act
        self._timer = QTimer(self)
        self._timer.setInterval(20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, self._kind) and window.isVisible():
                self._timer.stop()
                try:
                    self._act(window)
                finally:
                    QApplication.closeAllWindows()


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The program takes over the collector and the last-resort hook, and gives them back."""
    hook = sys.excepthook
    gc.enable()
    yield
    flush()
    assert gc.isenabled()
    assert sys.excepthook is hook


def test_the_demonstration_signs_in_and_ends_cleanly(tmp_path: Path) -> None:
    seen: list[str] = []

    def look(shell: object) -> None:
        assert isinstance(shell, Shell)
        assert not gc.isenabled()
        hints = [label.text() for label in shell.sign_in.findChildren(QLabel)]
        seen.extend(text for text in hints if demonstration.PASSWORD in text)
        shell.activateWindow()
        assert QTest.qWaitForWindowActive(shell)
        visit = Visit(shell)
        visit.sign_in()
        visit.serve()
        seen.append(visit.stage().value)

    onlooker = Onlooker(Shell, look)
    assert app.main(["--demo", "--data-folder", str(tmp_path)]) == 0
    del onlooker
    assert len(seen) == 2
    assert demonstration.CLERK.badge in seen[0]
    assert seen[1] == "intake"


def test_a_display_alone_shows_the_board_and_ends_cleanly(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(
        f'keystore = "file"\n[display]\nvoice = "folder:{(tmp_path / "voice").as_posix()}"\n',
        encoding="utf-8",
    )
    seen: list[str] = []

    def look(display: object) -> None:
        assert isinstance(display, HallDisplay)
        seen.append(display.shown.hall_name)

    onlooker = Onlooker(HallDisplay, look)
    folder = str(tmp_path / "data")
    assert app.main(["--display", "--settings", str(settings), "--data-folder", folder]) == 0
    del onlooker
    assert seen == ["清河区政务服务中心"]


def test_a_kiosk_alone_stays_until_staff_close_it(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('keystore = "file"\n', encoding="utf-8")
    seen: list[bool] = []

    def look(kiosk: object) -> None:
        assert isinstance(kiosk, KioskWindow)
        kiosk.close()
        seen.append(kiosk.isVisible())
        kiosk.staff.unlocked.emit(demonstration.CLERK)

    onlooker = Onlooker(KioskWindow, look)
    folder = str(tmp_path / "data")
    assert app.main(["--kiosk", "--settings", str(settings), "--data-folder", folder]) == 0
    del onlooker
    assert seen == [True]


def test_the_heavy_libraries_are_loaded_before_qt() -> None:
    """Qt's import hook looks into every module loaded after it, which costs start-up time."""
    order = "import sys, ui.app; print(*(n for n in sys.modules if n in {'sqlalchemy', 'PySide6'}))"
    ran = subprocess.run([sys.executable, "-c", order], check=True, capture_output=True, text=True)
    assert ran.stdout.split() == ["sqlalchemy", "PySide6"]


def test_a_bad_setting_is_told_on_screen_and_on_stderr(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('huall = "x"\n', encoding="utf-8")
    seen: list[str] = []

    def look(window: object) -> None:
        assert isinstance(window, QLabel)
        seen.append(window.text())

    onlooker = Onlooker(QLabel, look)
    assert app.main(["--settings", str(settings)]) == 2
    del onlooker
    assert "huall" in seen[0]
    assert "没有启动" in seen[0]
    assert capfd.readouterr().err.strip() == seen[0]


def test_without_a_display_stderr_has_the_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert app.main(["--demo", "--data-folder", str(tmp_path)]) == 2
    assert "没有连接显示器" in capfd.readouterr().err


def test_a_demonstration_keeps_away_from_the_stations_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YICI_SERVER", "http://127.0.0.1:9")
    monkeypatch.setenv("YICI_ENROLMENT_TOKEN", "token")
    usual, demo, elsewhere = (
        app.settings_of(app.options_from(arguments))
        for arguments in ([], ["--demo"], ["--demo", "--data-folder", str(tmp_path)])
    )
    assert demo.data_folder.name == f"{usual.data_folder.name}-demo"
    assert demo.keystore is KeystoreChoice.FILE
    assert (demo.server, demo.enrolment_token) == ("http://127.0.0.1:9", "token")
    assert elsewhere.data_folder == tmp_path
