"""The desk application with its screen: options, settings, desk, window, in this order."""

from __future__ import annotations

import argparse
import enum
import faulthandler
import importlib
import os
import sys
from contextlib import ExitStack, closing, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from core.errors import YiciError
from desktop.desk import (  # with the heavy libraries, which load faster before Qt than after
    Desk,
    keep_log,
)
from desktop.display_setting import Beside
from desktop.settings import KeystoreChoice, Settings, read_settings
from ui.bridge import Bridge
from ui.pages.sign_in import SignInPage
from ui.screen import GarbageCollection, open_screen, show_failure, when_idle
from ui.shell import Pages, Shell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from PySide6.QtWidgets import QApplication

    from core.staff import OnDuty
    from ui.theme import Theme

_log = structlog.get_logger(__name__)
NOT_STARTED = 2  # exit code


class Face(enum.Enum):
    """What this program is to the people before it."""

    COUNTER = "counter"
    DISPLAY = "display"
    KIOSK = "kiosk"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the desk application until its window is closed; returns the exit code."""
    options = options_from(arguments)
    # A windowed program on Windows has no stderr.
    if sys.stderr is not None and not faulthandler.is_enabled():
        faulthandler.enable()
    with ExitStack() as stack:
        try:
            settings = settings_of(options)
            if options.demo and not settings.server:
                settings = _with_server(settings, stack)
            desk = stack.enter_context(closing(_open_desk(options, settings)))
            keep_log(settings)
        except YiciError as error:
            return _not_started(error)
        return _run(desk, options)


def shell_of(desk: Desk, bridge: Bridge, theme: Theme) -> Shell:
    """The window of a desk, its parts put together."""
    settings = desk.settings
    sign_in = SignInPage(theme, bridge, settings.hall_name, settings.counter)
    return Shell(theme, bridge, sign_in, partial(_pages, bridge, theme, desk))


def options_from(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What the command line and the environment ask for."""
    parser = argparse.ArgumentParser(prog="yici", description="一次 Yici：政务服务窗口办件程序")
    parser.add_argument("--settings", type=Path, help="设置文件（TOML）")
    parser.add_argument("--demo", action="store_true", help="用演示大厅启动，数据另放")
    parser.add_argument(
        "--display", dest="face", action="store_const", const=Face.DISPLAY, help="只开大厅屏"
    )
    parser.add_argument(
        "--kiosk", dest="face", action="store_const", const=Face.KIOSK, help="只开自助取号机"
    )
    parser.set_defaults(face=Face.COUNTER)
    parser.add_argument("--data-folder", type=Path, help="数据目录")
    parser.add_argument(
        "--server", default=os.environ.get("YICI_SERVER", ""), help="中心服务器地址"
    )
    parser.add_argument(
        "--enrolment-token",
        default=os.environ.get("YICI_ENROLMENT_TOKEN", ""),
        help="工位登记口令",
    )
    return parser.parse_args(arguments)


def settings_of(options: argparse.Namespace) -> Settings:
    """The station's settings, or those of a demonstration that keeps away from its data.

    Raises: SettingsNotUnderstood.
    """
    overrides: dict[str, object] = {
        key: value
        for key, value in (
            ("server", options.server),
            ("enrolment_token", options.enrolment_token),
            ("data_folder", options.data_folder),
        )
        if value
    }
    if not options.demo:
        return read_settings(options.settings, **overrides)
    # Keys in files of its own: the demonstration must not touch the station's in the keystore.
    overrides |= {"keystore": KeystoreChoice.FILE}
    if options.settings:
        return read_settings(options.settings, **overrides)
    demo = Settings(**overrides)
    if options.data_folder:
        return demo
    folder = demo.data_folder
    return demo.model_copy(update={"data_folder": folder.with_name(f"{folder.name}-demo")})


def _pages(bridge: Bridge, theme: Theme, desk: Desk, duty: OnDuty) -> Pages:
    from desktop.case_file import is_case_number  # noqa: PLC0415  (behind the sign-in page)
    from ui.pages.case_file import CaseFilePage  # noqa: PLC0415  (as above)
    from ui.pages.case_file_model import CaseFileModel  # noqa: PLC0415  (as above)
    from ui.pages.deadlines import DeadlinesPage  # noqa: PLC0415  (as above)
    from ui.pages.guide_desk import GuideDeskPage  # noqa: PLC0415  (as above)
    from ui.pages.workbench import WorkbenchPage  # noqa: PLC0415  (as above)
    from ui.pages.workbench_model import WorkbenchModel  # noqa: PLC0415  (as above)

    office = desk.office
    bench = WorkbenchModel(bridge, office, duty, desk.settings.counter_options)
    workbench = WorkbenchPage(theme, bench)
    file = CaseFilePage(theme, CaseFileModel(bridge, office, duty), lambda: bench.case_id)
    guide_desk = GuideDeskPage(theme, bridge, office, duty)
    pages = (workbench, DeadlinesPage(theme, bridge), file, guide_desk)
    return Pages(pages, workbench.open_slip, file, file.open, is_case_number)


def _run(desk: Desk, options: argparse.Namespace) -> int:
    try:
        application, theme = open_screen()
    except YiciError as error:
        return _not_started(error)
    with ExitStack() as stack:
        stack.callback(setattr, sys, "excepthook", sys.excepthook)
        stack.enter_context(closing(GarbageCollection()))
        bridge = stack.enter_context(closing(Bridge(desk)))
        # A window still open when Qt ends, as after Ctrl+C in a terminal, would crash it.
        stack.callback(application.closeAllWindows)
        sys.excepthook = partial(_defect, application, bridge.report)
        match options.face:
            case Face.DISPLAY:
                _open_display(desk, bridge, stack)
            case Face.KIOSK:
                _open_kiosk(desk, bridge, theme)
            case _:
                _open_counter(desk, bridge, theme, stack, application, options)
        return application.exec()


def _open_counter(
    desk: Desk,
    bridge: Bridge,
    theme: Theme,
    stack: ExitStack,
    application: QApplication,
    options: argparse.Namespace,
) -> None:
    shell = shell_of(desk, bridge, theme)
    sys.excepthook = partial(_defect, application, shell.report)
    if options.demo:
        from desktop import demonstration  # noqa: PLC0415  (a station does not load it)

        shell.sign_in.hint(demonstration.CLERK.badge, demonstration.PASSWORD)
    application.aboutToQuit.connect(shell.leave_strip.let_go)
    shell.showMaximized()
    if desk.settings.display.beside is Beside.SECOND_SCREEN and len(application.screens()) > 1:
        _open_display(desk, bridge, stack)
        shell.activateWindow()
    # While the badge is being typed; signing in then finds them loaded.
    when_idle(shell, partial(importlib.import_module, "ui.pages.workbench"))


def _open_display(desk: Desk, bridge: Bridge, stack: ExitStack) -> None:
    from ui.hall.opening import open_display  # noqa: PLC0415  (a counter does not load it)

    open_display(desk, bridge, stack)


def _open_kiosk(desk: Desk, bridge: Bridge, theme: Theme) -> None:
    from desktop.kiosk import kiosk_acts  # noqa: PLC0415  (a counter does not load it)
    from ui.kiosk.window import KioskWindow  # noqa: PLC0415  (as above)

    settings = desk.settings
    KioskWindow(theme, bridge, settings, kiosk_acts()).showFullScreen()


def _defect(
    application: QApplication,
    report: Callable[[Exception], None],
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    if not isinstance(error, Exception):  # Ctrl+C in a terminal
        application.exit()  # `quit` would ask the window first
        return
    _log.error("defect", exc_info=(kind, error, trace))
    report(error)


def _with_server(settings: Settings, stack: ExitStack) -> Settings:
    from ui.embedded_server import embedded_server  # noqa: PLC0415  (a station does not load it)

    server = stack.enter_context(embedded_server(settings.data_folder / "server"))
    return settings.model_copy(
        update={"server": server.address, "enrolment_token": server.enrolment_token}
    )


def _open_desk(options: argparse.Namespace, settings: Settings) -> Desk:
    desk = Desk(settings)
    if options.demo:
        from desktop import demonstration  # noqa: PLC0415  (a station does not load it)

        try:
            demonstration.furnish(desk)
        except BaseException:
            desk.close()
            raise
    return desk


def _not_started(error: YiciError) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"{error}\n")
    with suppress(YiciError):  # without a display the sentence on stderr has to do
        show_failure(str(error))
    return NOT_STARTED


if __name__ == "__main__":
    sys.exit(main())
