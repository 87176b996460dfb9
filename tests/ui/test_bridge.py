"""Answers come back on the screen's thread, once, to whoever is still there."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QThread

from core.entity import EntityKind
from core.errors import Refusal, YiciError
from desktop import reception
from tests.house import PATIENCE
from ui.bridge import Bridge, sentence_of

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from core.staff import OnDuty
    from db.unit_of_work import Reading
    from desktop.desk import Change, Desk
    from ui.shell import Shell

MS = round(PATIENCE * 1000)


class Listener(QObject):
    """A page in little."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.refusals: list[YiciError] = []
        self.settlements = 0
        self.threads: list[QThread] = []

    def take(self, answer: object) -> None:
        self.answers.append(answer)
        self.threads.append(QThread.currentThread())

    def refuse(self, error: YiciError) -> None:
        self.refusals.append(error)

    def settle(self) -> None:
        self.settlements += 1


class NoSuchThing(Refusal):
    """Invented."""


def answering(_reading: Reading, answer: str) -> str:
    return answer


def refusing(_reading: Reading) -> str:
    raise NoSuchThing("没有这回事，没有改动任何内容，请换一个。")


def broken(_reading: Reading) -> str:
    raise ZeroDivisionError("a defect")


def test_an_answer_arrives_on_the_screens_thread(bridge: Bridge, qtbot: QtBot) -> None:
    listener = Listener()
    query = bridge.query(listener, answering, "甲").success(listener.take).settled(listener.settle)
    query.run()
    qtbot.waitUntil(lambda: listener.settlements == 1, timeout=MS)
    assert listener.answers == ["甲"]
    assert listener.threads == [listener.thread()]


def test_a_stale_answer_is_dropped(bridge: Bridge, qtbot: QtBot) -> None:
    listener = Listener()
    first_may_end = threading.Event()
    asked: list[int] = []

    def numbered(_reading: Reading) -> int:
        asked.append(len(asked))
        mine = asked[-1]
        if mine == 0:
            first_may_end.wait(PATIENCE)
        return mine

    query = bridge.query(listener, numbered).success(listener.take)
    query.run()
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=MS)
    query.run()
    qtbot.waitUntil(lambda: listener.answers == [1], timeout=MS)
    first_may_end.set()
    fence = bridge.query(listener, answering, "fence").success(listener.take)
    for _ in range(2):  # both readers have then answered
        fence.run()
        qtbot.waitUntil(lambda: listener.answers[-1] == "fence", timeout=MS)
    assert 0 not in listener.answers


def test_a_refusal_goes_to_whoever_takes_it(bridge: Bridge, qtbot: QtBot) -> None:
    listener = Listener()
    surface: list[Exception] = []
    bridge.failed.connect(surface.append)
    query = bridge.query(listener, refusing).success(listener.take).failure(listener.refuse)
    query.settled(listener.settle).run()
    qtbot.waitUntil(lambda: listener.settlements == 1, timeout=MS)
    assert [type(refusal) for refusal in listener.refusals] == [NoSuchThing]
    assert listener.answers == []
    assert surface == []


def test_a_failure_nobody_takes_reaches_the_banner(
    shell: Shell, bridge: Bridge, qtbot: QtBot
) -> None:
    listener = Listener()
    bridge.query(listener, refusing).success(listener.take).run()
    qtbot.waitUntil(shell.banner.isVisible, timeout=MS)
    assert shell.banner.sentence == "没有这回事，没有改动任何内容，请换一个。"


def test_a_defect_reaches_the_banner_and_the_programs_hook(
    shell: Shell, bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooked: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_rest: hooked.append(kind))
    listener = Listener()
    bridge.query(listener, broken).failure(listener.refuse).settled(listener.settle).run()
    qtbot.waitUntil(lambda: listener.settlements == 1, timeout=MS)
    assert hooked == [ZeroDivisionError]
    assert listener.refusals == [], "a page handles refusals, never defects"
    assert "程序出错" in shell.banner.sentence
    assert "a defect" not in shell.banner.sentence


def test_nothing_is_delivered_to_a_page_that_is_gone(bridge: Bridge, qtbot: QtBot) -> None:
    gone, here = Listener(), Listener()
    asked = bridge.query(gone, answering, "甲").success(gone.take).settled(gone.settle)
    asked.run()
    shiboken6.delete(gone)
    for _ in range(2):
        bridge.query(here, answering, "乙").success(here.take).run()
    qtbot.waitUntil(lambda: here.answers == ["乙", "乙"], timeout=MS)
    assert gone.answers == []
    assert gone.settlements == 0


def test_a_closed_bridge_delivers_nothing(desk: Desk, qtbot: QtBot, duty: OnDuty) -> None:
    bridge, other = Bridge(desk), Bridge(desk)
    listener = Listener()
    changes: list[Change] = []
    bridge.changed.connect(changes.append)
    bridge.query(listener, answering, "甲").success(listener.take).run()
    bridge.close()
    desk.do(reception.issue_ticket, duty).result(PATIENCE)
    other.query(listener, answering, "乙").success(listener.take).run()
    qtbot.waitUntil(lambda: "乙" in listener.answers, timeout=MS)
    assert listener.answers == ["乙"]
    assert changes == []
    other.close()


def test_a_run_of_changes_is_told_as_one(
    bridge: Bridge, desk: Desk, duty: OnDuty, qtbot: QtBot
) -> None:
    changes: list[Change] = []
    bridge.changed.connect(changes.append)
    issued = [desk.do(reception.issue_ticket, duty).result(PATIENCE) for _ in range(5)]
    wanted = {ticket.ticket_id for ticket in issued}

    def told() -> set[str]:
        return {
            touched.entity_id
            for change in changes
            for touched in change.touched
            if touched.entity is EntityKind.TICKET
        }

    qtbot.waitUntil(lambda: told() == wanted, timeout=MS)
    assert len(changes) < len(issued)


def test_every_failure_has_a_sentence() -> None:
    assert sentence_of(NoSuchThing("这样。")) == "这样。"
    assert sentence_of(KeyError("name of a person")).startswith("程序出错")
    assert "name of a person" not in sentence_of(KeyError("name of a person"))
