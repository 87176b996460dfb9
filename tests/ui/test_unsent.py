"""Leaving with entries unsent, and what waits for a person, on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shiboken6

from core.journal import SCHEMA_VERSION, JournalEntry
from db import journal, projection
from desktop import demonstration
from sync import station_journal
from tests.house import PATIENCE
from ui.hands import Hands
from ui.status_bar import StatusBar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from db.unit_of_work import UnitOfWork
    from desktop.desk import Desk
    from tests.ui.visit import Visit
    from ui.shell import Shell


def met_a_server(work: UnitOfWork) -> None:
    station_journal.take_in(work, (), "an-epoch.0")


def everything_arrived(work: UnitOfWork) -> None:
    head = journal.head(work.connection, work.identity)
    station_journal.agree(work, work.identity, head, 0)


def contradicted(work: UnitOfWork) -> None:
    station_journal.halt(work, work.identity, 1)


def kept_for_later(work: UnitOfWork) -> None:
    """Two entries of a newer program about one number."""
    for _ in range(2):
        last = journal.head(work.connection, work.identity)
        entry = JournalEntry(
            hall=work.identity.hall,
            station=work.identity.station,
            incarnation=work.identity.incarnation,
            seq=last.seq + 1,
            op_id=f"of-the-future-{last.seq}",
            kind="ticket.of_the_future",
            schema=SCHEMA_VERSION,
            entity="ticket",
            entity_id="A-007",
            base_version=0,
            actor="0317",
            occurred_at=work.now,
            payload="{}",
            prev_hash=last.hash,
        ).sealed()
        journal.store(work.connection, entry)
        projection.apply_or_park(work.connection, entry, work.published)


def kinds(connection: Connection) -> list[str]:
    return [entry.kind for entry in journal.everything(connection)]


@pytest.fixture
def late(visit: Visit, desk: Desk) -> Iterator[Visit]:
    """A clerk at work with entries that wait for a server."""
    desk.do(met_a_server).result(PATIENCE)
    visit.hands.wait("the count", lambda: visit.shell.leave_strip.late > 0)
    yield visit
    if shiboken6.isValid(visit.shell):
        visit.shell.leave_strip.let_go()


def written(desk: Desk) -> list[str]:
    return desk.room.maintain(kinds).result(PATIENCE)


def test_s26_closing_a_shift_with_unsent_records_is_signed_for(late: Visit, desk: Desk) -> None:
    strip = late.shell.leave_strip
    late.hands.press("Ctrl+L")
    late.hands.wait("the question", strip.isVisible)
    assert "没有传到服务器，没有签退" in strip.sentence
    assert "clerk.signed_out" not in written(desk)
    strip.password.setText("wrong")
    late.hands.press("Return")
    late.hands.wait("the refusal", lambda: "工号或密码不对" in strip.refusal.sentence)
    assert "clerk.signed_out" not in written(desk)
    strip.password.setText(demonstration.PASSWORD)
    late.hands.press("Return")
    late.hands.wait("sign-in", lambda: late.shell.page is late.shell.sign_in)
    assert written(desk)[-2:] == ["clerk.left_unsent", "clerk.signed_out"]
    assert strip.isHidden()


def test_a_shift_ends_by_itself_when_the_last_entry_has_arrived(late: Visit, desk: Desk) -> None:
    late.hands.press("Ctrl+L")
    late.hands.wait("the question", late.shell.leave_strip.isVisible)
    desk.do(everything_arrived).result(PATIENCE)
    late.hands.wait("sign-in", lambda: late.shell.page is late.shell.sign_in)
    assert written(desk)[-1] == "clerk.signed_out"
    assert "clerk.left_unsent" not in written(desk)


def test_who_thinks_better_of_it_stays_on_duty(late: Visit, desk: Desk) -> None:
    late.hands.press("Ctrl+L")
    late.hands.wait("the question", late.shell.leave_strip.isVisible)
    late.hands.press("Esc")
    assert late.shell.leave_strip.isHidden()
    desk.do(everything_arrived).result(PATIENCE)
    late.hands.rest()
    assert late.shell.page is late.page
    assert "clerk.signed_out" not in written(desk)


def test_i16_closing_the_window_with_unsent_entries_warns_first(late: Visit, desk: Desk) -> None:
    shell = late.shell
    assert not shell.close()
    late.hands.wait("the warning", shell.leave_strip.isVisible)
    assert "关闭程序不会丢失" in shell.leave_strip.sentence
    assert shell.isVisible()
    closed: list[str] = []
    shell.destroyed.connect(lambda: closed.append("window"))
    shell.leave_strip.just_close.click()
    late.hands.wait("the window gone", lambda: closed == ["window"])
    assert "clerk.signed_out" not in written(desk), "without a signature there is no end of shift"


def test_what_is_set_aside_is_told_with_age_reason_and_action(desk: Desk, shell: Shell) -> None:
    hands = Hands(shell)
    bar = shell.findChild(StatusBar)
    assert isinstance(bar, StatusBar)
    assert bar.look.isHidden()
    desk.do(kept_for_later).result(PATIENCE)
    desk.do(contradicted).result(PATIENCE)
    hands.wait("the button", bar.look.isVisible)
    bar.look.click()
    strip = shell.set_aside_strip
    hands.wait("the strip", strip.isVisible)
    _, conflict, kept = strip.rows
    assert conflict[0] == "03"
    assert "与本机不同" in conflict[4]
    assert "yici-admin resync" in conflict[5]
    assert kept[:4] == ("03", "A-007", "2", "1 分钟")
    assert kept[4]
    assert "yici-admin rebuild" in kept[5]
    hands.press("Esc")
    assert strip.isHidden()
