"""The tour: one clerk's morning on real windows, a real server, papers and pictures left behind.

`python -m ui.tour --out out` leaves `papers/`, `screens/` and prints what was seen.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QWidget

from core.case_states import CaseState
from desktop import demonstration
from desktop.cable import Link
from desktop.deadline_board import deadline_board
from desktop.desk import Desk
from desktop.paper_proof import proof_of
from desktop.settings import KeystoreChoice, Settings
from desktop.workbench import workbench
from ui.app import shell_of
from ui.bridge import Bridge
from ui.embedded_server import EmbeddedServer, embedded_server
from ui.hands import PATIENCE, Hands, NothingHappened
from ui.screen import GarbageCollection, open_screen

if TYPE_CHECKING:
    from core.case import Case
    from desktop.workbench import Workbench
    from ui.shell import Shell
    from ui.theme import Theme

_SIZE = (1366, 768)
_PROMISE_ITEM = "XK-0001"
_OTHER_ITEM = "XK-0009"
_IMMEDIATE_ITEM = "QR-0017"
_PEOPLE = {
    _PROMISE_ITEM: ("欧阳伟", "11010519491231002X"),
    _OTHER_ITEM: ("𬱖㛃𠮷", "11010519491231002X"),
    _IMMEDIATE_ITEM: ("王小丫", "11010519491231002X"),
}


@dataclass(frozen=True)
class Seen:
    """One line of the summary."""

    step: str
    result: str


@dataclass
class Tour:
    """Where things go and what was seen."""

    out: Path
    seen: list[Seen] = field(default_factory=list)

    def note(self, step: str, result: str) -> None:
        """One more line of the summary."""
        self.seen.append(Seen(step, result))

    def picture(self, shell: Shell, name: str) -> None:
        """Keep what the window shows."""
        folder = self.out / "screens"
        folder.mkdir(parents=True, exist_ok=True)
        shell.grab().save(str(folder / f"{len(list(folder.iterdir())) + 1:02d}-{name}.png"))


class Counter3:
    """The clerk at counter 3: hands, eyes, and the desk behind the window."""

    def __init__(self, tour: Tour, desk: Desk, shell: Shell) -> None:
        self._tour = tour
        self._desk = desk
        self._shell = shell
        self._hands = Hands(shell)

    def sign_in(self) -> None:
        """Take the counter, and hand out three numbers."""
        self._hands.rest()
        self._tour.picture(self._shell, "sign-in")
        self.enter()
        for _ in range(3):
            self._give("Ctrl+N")

    def enter(self) -> None:
        """Badge and password."""
        self._hands.write(demonstration.CLERK.badge)
        self._hands.press("Return")
        self._hands.write(demonstration.PASSWORD)
        self._hands.press("Return")
        self._hands.wait("the workbench", lambda: self._shell.page is not self._shell.sign_in)
        self._settle()

    def receive(self, item: str) -> Case:
        """Call, start, pick the item, enter the applicant: 收件."""
        self._give("F2")
        self._picture_once("called")
        self._give("F5")
        self._hands.write(item)
        self._hands.press("Return")
        name, number = _PEOPLE[item]
        self._hands.compose(name)
        self._hands.press("Return")
        self._hands.write(number)
        self._picture_once("intake")
        self._hands.press("Return")
        self._hands.wait("收件", lambda: self._case is not None)
        self._settle()
        case = self._case
        assert case is not None  # noqa: S101  (just waited for)
        return case

    def accept_complete(self) -> None:
        """(a) Everything is there."""
        case = self.receive(_PROMISE_ITEM)
        self._hands.press("A")
        self._settle()
        self._tour.picture(self._shell, "complete")
        self._give("F9")
        self._printed(CaseState.ACCEPTED, 1)
        self._tour.picture(self._shell, "accepted")
        self._tour.note("（a）材料齐全，受理", case.number)
        self._next_person()

    def tell_once_and_reopen(self) -> None:
        """(b) Something is missing: one notice; the applicant comes back with the slip."""
        case = self.receive(_OTHER_ITEM)
        for material in case.item.materials:
            if material.required and material.row not in (2, 5):
                self._hands.press(str(material.row))
        self._to_row(2)
        self._hands.press("M")
        self._to_row(5)
        self._hands.press("M")
        self._settle()
        self._tour.picture(self._shell, "missing")
        self._give("F10")
        self._printed(CaseState.AWAITING_CORRECTION, 1)
        self._tour.picture(self._shell, "told-once")
        self._tour.note("（b）缺两项，一次性告知", case.number)
        self._next_person()
        self._hands.press("Ctrl+K")
        self._hands.write(case.slip)
        self._hands.press("Return")
        self._hands.wait("the case again", lambda: self._case is not None)
        self._settle()
        self._tour.picture(self._shell, "came-back")
        self._hands.press("A")
        self._settle()
        self._give("F9")
        self._printed(CaseState.ACCEPTED, 3)
        self._tour.note("（b）凭告知书补齐，受理", case.number)
        self._next_person()

    def decide_on_the_spot(self) -> None:
        """(c) An immediate item: decision and delivery."""
        case = self.receive(_IMMEDIATE_ITEM)
        self._hands.press("A")
        self._settle()
        self._give("F9")
        self._printed(CaseState.DECIDED, 1)
        self._give("F9")
        self._printed(CaseState.DELIVERED, 2)
        self._tour.picture(self._shell, "delivered")
        self._tour.note("（c）即办件当场决定、送达", case.number)
        self._next_person()

    def look_at_the_board(self) -> None:
        """The deadline board."""
        self._hands.press("Ctrl+2")
        self._hands.wait("the board", lambda: self._shell.page.title == "时限")
        self._settle()
        self._tour.picture(self._shell, "deadlines")

    @property
    def _bench(self) -> Workbench:
        return self._desk.ask(workbench, self._desk.settings.counter).result(PATIENCE)

    @property
    def _case(self) -> Case | None:
        return self._bench.case

    def _to_row(self, row: int) -> None:
        self._hands.press("Home")
        for _ in range(row - 1):
            self._hands.press("Down")

    def _give(self, key: str) -> None:
        self._settle()
        self._hands.give(key)
        self._settle()

    def _printed(self, state: CaseState, sheets: int) -> None:
        """The case reached a state, and the clerk confirms every sheet in hand."""
        self._give("F11")
        while any(not sheet.out for sheet in self._bench.sheets):
            self._give("F11")
        bench = self._bench
        assert bench.case is not None  # noqa: S101  (its sheet was just confirmed)
        if (
            bench.case.state is not state
            or [sheet.out for sheet in bench.sheets] != [True] * sheets
        ):
            raise NothingHappened(f"{state.word}, {sheets} sheets")

    def _next_person(self) -> None:
        self._give("F12")

    def _settle(self) -> None:
        """Let the screen catch up with the desk."""
        self._hands.wait("the screen", lambda: self._shell.page.settled)
        self._hands.rest()

    def _picture_once(self, name: str) -> None:
        if not list((self._tour.out / "screens").glob(f"*-{name}.png")):
            self._settle()
            self._tour.picture(self._shell, name)


def main(arguments: list[str] | None = None) -> int:
    """Take the tour; exit code 0 when everything was seen as it must be."""
    parser = argparse.ArgumentParser(prog="yici-admin tour")
    parser.add_argument("--out", type=Path, default=Path("out"))
    tour = Tour(parser.parse_args(arguments).out)
    for made_before in ("papers", "screens", "data"):
        shutil.rmtree(tour.out / made_before, ignore_errors=True)
    began = time.monotonic()
    qInstallMessageHandler(_pass_on)
    with ExitStack() as stack:
        server = stack.enter_context(embedded_server(tour.out / "data" / "server"))
        _, theme = open_screen()
        stack.enter_context(closing(GarbageCollection()))
        first = stack.enter_context(closing(Desk(_station(tour.out, "03", server))))
        demonstration.furnish(first)
        second = stack.enter_context(closing(Desk(_station(tour.out, "05", server))))
        bridge = stack.enter_context(closing(Bridge(first)))
        _morning(tour, first, _window(first, bridge, theme))
        _sent(tour, first)
        other = stack.enter_context(closing(Bridge(second)))
        _second_station(tour, first, second, _window(second, other, theme))
        right = _papers(tour, first)
    tour.note("用时", f"{time.monotonic() - began:.0f} 秒")
    _print_summary(tour)
    return 0 if right else 1


def _pass_on(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    # The offscreen platform says this of every window whose least size moves.
    if "propagateSizeHints" not in message:
        sys.stderr.write(f"{message}\n")


def _window(desk: Desk, bridge: Bridge, theme: Theme) -> Shell:
    shell = shell_of(desk, bridge, theme)
    shell.resize(*_SIZE)
    shell.show()
    return shell


def _morning(tour: Tour, desk: Desk, shell: Shell) -> None:
    clerk = Counter3(tour, desk, shell)
    clerk.sign_in()
    clerk.accept_complete()
    clerk.tell_once_and_reopen()
    clerk.decide_on_the_spot()
    clerk.look_at_the_board()
    shell.leave_strip.let_go()  # what is still on its way is waited for afterwards
    shell.close()


def _sent(tour: Tour, desk: Desk) -> None:
    """Nothing is left that the server has not confirmed."""
    hands = Hands(QWidget())

    def all_sent() -> bool:
        status = desk.status().result(PATIENCE)
        return status.link.link is Link.ONLINE and status.unsent == 0

    hands.wait("the server", all_sent)
    tour.note("上传中心服务器", "待上传 0")


def _second_station(tour: Tour, first: Desk, second: Desk, shell: Shell) -> None:
    """A second station shows the same open cases."""
    expected = {line.row.number for line in first.ask(deadline_board).result(PATIENCE).lines}

    def same() -> bool:
        lines = second.ask(deadline_board).result(PATIENCE).lines
        return {line.row.number for line in lines} == expected

    hands = Hands(shell)
    hands.wait("the cases at the second station", same)
    demonstration.furnish(second)
    clerk = Counter3(tour, second, shell)
    clerk.enter()
    clerk.look_at_the_board()
    shell.leave_strip.let_go()  # what is still on its way is waited for afterwards
    shell.close()
    tour.note("第二工位看到同样的办件", "、".join(sorted(expected)))


def _papers(tour: Tour, desk: Desk) -> bool:
    """Read every paper back, keep its pages as pictures, and check the dates on it."""
    board = desk.ask(deadline_board).result(PATIENCE)
    due = {line.row.number: line.row.due_on for line in board.lines}
    right = True
    for paper in sorted(desk.settings.papers.glob("*.pdf")):
        proof = proof_of(paper)
        for number, page in enumerate(proof.pages, 1):
            paper.with_name(f"{paper.stem.rsplit('_', 1)[0]}_{number}.png").write_bytes(page)
        case_number, title = paper.stem.split("_")[:2]
        day = due.get(case_number)
        words = f"{day.year}年{day.month}月{day.day}日" if day and title == "受理通知书" else ""
        found = case_number in proof.text and words in proof.text
        right = right and found
        tour.note(f"{title} {case_number}", f"{words or '文字可读'}{'' if found else ' 不符！'}")
    return right


def _station(out: Path, number: str, server: EmbeddedServer) -> Settings:
    return Settings(
        station=number,
        counter=number.lstrip("0"),
        server=server.address,
        enrolment_token=server.enrolment_token,
        data_folder=out / "data" / f"station-{number}",
        paper_folder=out / "papers",
        keystore=KeystoreChoice.FILE,
    )


def _print_summary(tour: Tour) -> None:
    for seen in tour.seen:
        sys.stdout.write(f"{seen.step:　<14}  {seen.result}\n")
    sys.stdout.write(f"文书在 {tour.out / 'papers'}，截图在 {tour.out / 'screens'}\n")


if __name__ == "__main__":
    sys.exit(main())
