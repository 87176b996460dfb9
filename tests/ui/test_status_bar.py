"""What the status bar says, and that it says it in time."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from core.clock_guard import ClockFinding
from core.staff import Clerk, Role
from core.station_facts import ClockQuestioned
from desktop import attendance, reception
from desktop.cable import Link, LinkState
from desktop.desk import Desk, Status
from printing.devices.device import Language, Presence, SheetNotTaken
from printing.spool import SpoolCount
from server.settings import ServerSettings
from tests.house import PATIENCE, QUICK, TOKEN, accepted, live_server, signed_in, station_settings
from ui.bridge import Bridge
from ui.hands import Hands
from ui.marks import Look
from ui.status_bar import StatusBar, link_words, printer_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from db.unit_of_work import UnitOfWork
    from printing.devices.device import Outgoing
    from ui.shell import Shell
    from ui.theme import Theme

DEAD = "http://127.0.0.1:9"
MS = round(PATIENCE * 1000)
QUIET = SpoolCount(0, 0, "")


class PrinterWithoutPaper:
    """A device that takes nothing."""

    name = "打印机"
    language = Language.PDF

    def look_for(self, print_id: str, since: datetime) -> Presence:  # noqa: ARG002  # the protocol's
        return Presence.ABSENT

    def take(self, sheet: Outgoing) -> None:  # noqa: ARG002  # the protocol's
        raise SheetNotTaken("打印机缺纸，文书仍在打印队列，请加纸，之后自动打出。")


def status(link: Link, unsent: int = 0, spool: SpoolCount = QUIET) -> Status:
    return Status(LinkState(link), unsent, 0, spool)


@pytest.mark.parametrize(
    ("link", "unsent", "look", "word"),
    [
        (Link.NONE, 3, Look.NEUTRAL, "未联网"),
        (Link.CONNECTING, 3, Look.NEUTRAL, "正在连接 · 待上传 3"),
        (Link.ONLINE, 0, Look.GOOD, "在线"),
        (Link.ONLINE, 3, Look.GOOD, "在线 · 正在上传 3"),
        (Link.OFFLINE, 7, Look.WARNING, "离线 · 待上传 7"),
    ],
)
def test_the_link_in_words(link: Link, unsent: int, look: Look, word: str) -> None:
    words = link_words(status(link, unsent))
    assert (words.look, words.word) == (look, word)


def test_being_offline_says_that_work_goes_on() -> None:
    assert "可继续办理，恢复后自动上传" in link_words(status(Link.OFFLINE)).remark


@pytest.mark.parametrize(
    ("spool", "look", "word", "remark"),
    [
        (SpoolCount(0, 0, ""), Look.GOOD, "打印机就绪", ""),
        (SpoolCount(2, 0, ""), Look.NEUTRAL, "2 张等待打印", ""),
        (SpoolCount(2, 1, "缺纸。"), Look.ALARM, "1 张没打出来", "缺纸。"),
    ],
)
def test_the_printer_in_words(spool: SpoolCount, look: Look, word: str, remark: str) -> None:
    words = printer_words(status(Link.NONE, spool=spool))
    assert (words.look, words.word, words.remark) == (look, word, remark)


@pytest.fixture
def desk_without_server(station_folder: Path) -> Iterator[Desk]:
    """A furnished desk whose server does not answer."""
    with closing(Desk(station_settings(station_folder, server=DEAD))) as desk:
        yield desk


def test_a_dead_server_shows_and_the_count_grows(
    desk_without_server: Desk, theme: Theme, qtbot: QtBot
) -> None:
    with closing(Bridge(desk_without_server)) as bridge:
        bar = StatusBar(theme, bridge)
        qtbot.addWidget(bar)
        qtbot.waitUntil(lambda: bar.link.words.startswith("离线"), timeout=MS)
        assert bar.link.look is Look.WARNING
        assert "可继续办理，恢复后自动上传" in bar.remark.text()
        before = desk_without_server.status().result(PATIENCE).unsent
        duty = signed_in(desk_without_server)
        desk_without_server.do(reception.issue_ticket, duty).result(PATIENCE)
        # Behind the count comes how long the first waits, once that is a minute.
        counted = f"离线 · 待上传 {before + 2}"
        qtbot.waitUntil(lambda: bar.link.words.partition("（")[0] == counted, timeout=MS)


def test_a_live_server_brings_it_online(
    station_folder: Path, tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    settings = ServerSettings(
        port=0, data_folder=tmp_path / "server", enrolment_token=TOKEN, host="127.0.0.1"
    )
    with (
        live_server(settings) as address,
        closing(Desk(station_settings(station_folder, server=address))) as desk,
        closing(Bridge(desk)) as bridge,
    ):
        bar = StatusBar(theme, bridge)
        qtbot.addWidget(bar)
        qtbot.waitUntil(lambda: bar.link.words == "在线", timeout=MS)
        assert bar.link.look is Look.GOOD


def test_a_printer_in_trouble_says_what_to_do(
    station_folder: Path, theme: Theme, qtbot: QtBot
) -> None:
    with (
        closing(Desk(station_settings(station_folder), PrinterWithoutPaper())) as desk,
        closing(Bridge(desk)) as bridge,
    ):
        bar = StatusBar(theme, bridge)
        qtbot.addWidget(bar)
        qtbot.waitUntil(lambda: bar.printer.words == "打印机就绪", timeout=MS)
        accepted(desk, signed_in(desk))
        qtbot.waitUntil(lambda: bar.printer.look is Look.ALARM, timeout=MS)
        assert bar.printer.words == "1 张没打出来"
        assert bar.printer_remark.text().startswith("打印机缺纸")


def test_a_questioned_clock_is_confirmed_by_a_supervisor_in_a_strip(
    desk: Desk, shell: Shell
) -> None:
    supervisor = Clerk("0901", "赵敏", Role.SUPERVISOR)
    password = "jian-cha-0901"  # noqa: S105  (of the test's supervisor)
    desk.do(attendance.add_clerk, supervisor, password, QUICK).result(PATIENCE)

    def question(work: UnitOfWork) -> None:
        fact = ClockQuestioned(
            work.identity.station, ClockFinding.SET_BACK, work.now, work.now + timedelta(days=2)
        )
        work.record(fact, "watchdog")

    desk.do(question).result(PATIENCE)
    hands = Hands(shell)
    bar = shell.findChild(StatusBar)
    assert isinstance(bar, StatusBar)
    hands.wait("the question", bar.answer_clock.isVisible)
    assert bar.clock.words == "时钟有疑问"
    bar.answer_clock.click()
    strip = shell.clock_strip
    for secret, reason, refused in (
        ("wrong", "电话报时台", "工号或密码不对"),
        (password, "", "没有写明与什么核对过"),
    ):
        strip.badge.setText(supervisor.badge)
        strip.password.setText(secret)
        strip.reason.setText(reason)
        strip.reason.setFocus()
        hands.press("Return")
        hands.wait("the refusal", lambda words=refused: words in strip.refusal.sentence)  # type: ignore[misc]  # bound now
        assert strip.password.text() == ""
    strip.password.setText(password)
    strip.reason.setText("电话报时台")
    strip.reason.setFocus()
    hands.press("Return")
    hands.wait("the answer", lambda: strip.isHidden() and bar.answer_clock.isHidden())
    assert desk.status().result(PATIENCE).clock is None
