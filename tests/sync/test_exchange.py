"""The invariants of the exchange, each by its number, on the real engine and the real records."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from core.errors import Trouble
from core.journal import BEFORE_FIRST
from db import incarnation_marker, journal, parked_entries
from db.cable_tables import exchange as exchange_table
from db.engine import connect
from db.parked_entries import ParkedAction
from db.tables import parked, ticket
from server.backup import back_up, restore
from server.records import Records
from server.service import engine_of
from sync import station_journal
from sync.server_answer import PositionExpired, StreamDoesNotContinue
from sync.wire import Head, Page
from tests.sync.rig import CALENDAR, KEY, NOW, Fault, LineDown, Rig, hashes, settle, tickets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from server.settings import ServerSettings


@pytest.fixture
def opened() -> Iterator[Callable[[ServerSettings], tuple[Records, Connection]]]:
    """Servers, and a look into each from outside."""
    closing: list[Callable[[], None]] = []

    def open_server(settings: ServerSettings) -> tuple[Records, Connection]:
        engine = engine_of(settings)
        records = Records(engine, CALENDAR)
        looking = connect(engine)
        closing.extend((looking.close, engine.dispose))
        return records, looking

    yield open_server
    for close in closing:
        close()


@pytest.fixture
def server(
    opened: Callable[[ServerSettings], tuple[Records, Connection]], server_settings: ServerSettings
) -> tuple[Records, Connection]:
    return opened(server_settings)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path / "03")
    yield made
    made.connection.close()


@pytest.mark.parametrize("fault", [Fault.REQUEST_LOST, Fault.REPLY_LOST, Fault.TWICE])
@pytest.mark.parametrize("turn", range(5))
def test_i01_f01_f02_f03_whatever_happens_to_a_request_an_entry_takes_effect_once(
    server: tuple[Records, Connection], rig: Rig, fault: Fault, turn: int
) -> None:
    records, looking = server
    written = set(rig.write(3))
    exchange = rig.join(records)
    rig.line.faults.extend([Fault.NONE] * turn + [fault])
    for _ in range(3):
        try:
            exchange.round()
        except LineDown:
            written |= set(rig.write())
    exchange.round()
    assert rig.unsent == 0
    assert tickets(looking) == written == rig.tickets
    assert hashes(looking) == hashes(rig.connection)
    assert looking.execute(select(parked)).all() == []


def test_i05_a_head_that_is_not_ours_confirms_nothing(
    server: tuple[Records, Connection], rig: Rig, tmp_path: Path
) -> None:
    records, _ = server
    rig.image(tmp_path / "image")
    rig.write(3)
    rig.join(records).round()
    rig.put_back(tmp_path / "image")
    rig.write(3)  # other entries at the same numbers
    exchange = rig.join(records)
    assert "与本机不同" in exchange.round()
    assert rig.unsent == 3
    assert "与本机不同" in exchange.round()
    later = rig.write()
    exchange.round()
    assert rig.unsent == 3, "what is written after the fork goes its own way"
    assert set(later) <= rig.tickets


def test_i06_the_position_never_passes_a_page_that_is_not_stored(
    server: tuple[Records, Connection], rig: Rig, tmp_path: Path
) -> None:
    records, _ = server
    other = Rig(tmp_path / "05", "05")
    sent = set(other.write(3))
    settle(other.join(records), rounds=1)
    exchange = rig.join(records)
    rig.connection.exec_driver_sql(
        "CREATE TRIGGER no_page BEFORE INSERT ON journal WHEN NEW.station = '05' "
        "AND NEW.seq = 3 BEGIN SELECT RAISE(ABORT, 'cut'); END"
    )
    rig.connection.commit()
    with pytest.raises(Exception, match="cut"):
        exchange.round()
    assert not sent & rig.tickets
    assert rig.commit(lambda work: station_journal.position(work.connection, rig.identity)) == ""
    rig.connection.exec_driver_sql("DROP TRIGGER no_page")
    rig.connection.commit()
    exchange.round()
    assert sent <= rig.tickets
    other.connection.close()


def test_i07_all_stations_of_a_hall_come_to_the_same_rows(
    server: tuple[Records, Connection], rig: Rig, tmp_path: Path
) -> None:
    records, looking = server
    other = Rig(tmp_path / "05", "05")
    ours, theirs = rig.join(records), other.join(records)
    for _ in range(3):
        rig.write(2)
        other.write(1)
        ours.round()
        theirs.round()
    settle(ours, theirs, rounds=2)
    assert hashes(rig.connection) == hashes(other.connection) == hashes(looking)
    assert rig.tickets == other.tickets == tickets(looking)
    other.connection.close()


def test_i08_a_pull_hides_nothing_that_is_still_unsent(
    server: tuple[Records, Connection], rig: Rig
) -> None:
    records, _ = server
    exchange = rig.join(records)
    exchange.round()
    mine = set(rig.write(2))
    rig.line.faults.extend([Fault.REQUEST_LOST])
    with pytest.raises(LineDown):
        exchange.round()
    assert mine <= rig.tickets
    assert rig.unsent == 2


def test_i11_numbers_are_unique_and_without_a_gap_whatever_the_line_does(
    server: tuple[Records, Connection], rig: Rig, tmp_path: Path
) -> None:
    records, looking = server
    other = Rig(tmp_path / "05", "05")
    for fault in (Fault.REQUEST_LOST, Fault.REPLY_LOST, Fault.LATE, Fault.ANSWER_CUT):
        for one in (rig, other):
            one.write(2)
            exchange = one.join(records)
            one.line.faults.extend([Fault.NONE, fault])
            with pytest.raises(Trouble):
                exchange.round()
            one.write(1)
            one.reopen()
    settle(rig.join(records), other.join(records), rounds=2)
    for station in ("03", "05"):
        given = looking.execute(
            select(ticket.c.number).where(ticket.c.home == station).order_by(ticket.c.number)
        )
        assert [int(number[-3:]) for number in given.scalars()] == list(range(1, 13))
    other.connection.close()


def test_i17_a_server_restored_from_an_older_backup_gets_everything_again(
    opened: Callable[[ServerSettings], tuple[Records, Connection]],
    server: tuple[Records, Connection],
    server_settings: ServerSettings,
    rig: Rig,
    tmp_path: Path,
) -> None:
    records, looking = server
    other = Rig(tmp_path / "05", "05")
    ours, theirs = rig.join(records), other.join(records)
    rig.write(3)
    other.write(2)
    settle(ours, theirs, rounds=2)
    looking.close()
    engine = engine_of(server_settings)
    made = back_up(engine, tmp_path / "backup.db", KEY)
    engine.dispose()
    assert made.entries == 5
    rig.write(4)
    other.write(1)
    settle(ours, theirs, rounds=2)
    everything = rig.tickets
    assert len(everything) == 10

    fresh = server_settings.model_copy(
        update={"database_url": "", "data_folder": tmp_path / "restored"}
    )
    engine = engine_of(fresh)
    restore(engine, made.path, KEY, CALENDAR, NOW)
    engine.dispose()
    again, seen = opened(fresh)
    assert again.epoch != records.epoch
    assert len(tickets(seen)) == 5
    # Nobody writes anything: the new epoch alone makes the stations offer what is missing.
    rig.line.records = other.line.records = again
    settle(ours, theirs, rounds=2)
    assert tickets(seen) == everything == rig.tickets == other.tickets
    assert hashes(seen) == hashes(rig.connection) == hashes(other.connection)
    assert (rig.unsent, other.unsent) == (0, 0)
    other.connection.close()


def test_i17_a_station_put_back_from_an_image_gets_its_own_entries_back(
    server: tuple[Records, Connection], rig: Rig, tmp_path: Path
) -> None:
    records, looking = server
    rig.write(2)
    rig.join(records).round()
    rig.image(tmp_path / "image")
    rig.write(3)
    rig.join(records).round()
    everything = rig.tickets
    before = rig.identity
    rig.put_back(tmp_path / "image")
    assert len(rig.tickets) == 2
    exchange = rig.join(records)
    assert exchange.round() == ""
    assert rig.tickets == everything
    assert rig.identity != before, "what comes next must not stand at numbers that are taken"
    more = set(rig.write(2))
    settle(exchange, rounds=2)
    assert tickets(looking) == everything | more
    assert rig.unsent == 0


def test_a_database_behind_its_note_or_from_another_machine_gets_a_new_incarnation(
    server: tuple[Records, Connection], rig: Rig, tmp_path: Path
) -> None:
    records, _ = server
    rig.write(2)
    rig.join(records).round()
    rig.reopen()
    first = rig.identity
    rig.connection.close()
    shutil.copy(rig.folder / "yici.db", tmp_path / "old.db")
    rig.reopen()
    assert rig.identity == first
    rig.write(2)
    rig.join(records).round()
    rig.connection.close()
    shutil.copy(tmp_path / "old.db", rig.folder / "yici.db")  # the note stays as it is
    rig.reopen()
    second = rig.identity
    assert second != first
    exchange = rig.join(records)
    settle(exchange, rounds=2)
    assert len(rig.tickets) == 4
    assert rig.unsent == 0
    note = rig.folder / "incarnation.mark"
    note.write_text(note.read_text().replace(note.read_text()[:8], "0" * 8))
    rig.reopen()
    assert rig.identity not in (first, second)


def test_entries_count_as_only_here_until_a_checked_backup_holds_them(
    server: tuple[Records, Connection], server_settings: ServerSettings, rig: Rig, tmp_path: Path
) -> None:
    records, looking = server
    looking.close()

    def only_here() -> int:
        return rig.commit(
            lambda work: station_journal.count_only_here(work.connection, work.identity)
        )

    exchange = rig.join(records)
    rig.write(3)
    exchange.round()
    assert (rig.unsent, only_here()) == (0, 3)
    engine = engine_of(server_settings)
    back_up(engine, tmp_path / "backup.db", KEY)
    engine.dispose()
    rig.write(1)
    exchange.round()
    assert (rig.unsent, only_here()) == (0, 1)


def test_a_position_of_another_servers_log_begins_again_and_loses_nothing(
    opened: Callable[[ServerSettings], tuple[Records, Connection]],
    server: tuple[Records, Connection],
    server_settings: ServerSettings,
    rig: Rig,
    tmp_path: Path,
) -> None:
    records, _ = server
    rig.write(3)
    exchange = rig.join(records)
    exchange.round()
    other_server, seen = opened(
        server_settings.model_copy(update={"database_url": "", "data_folder": tmp_path / "rebuilt"})
    )
    exchange = rig.join(other_server)
    settle(exchange, rounds=2)
    assert tickets(seen) == rig.tickets
    assert len(rig.tickets) == 3
    position = rig.commit(lambda work: station_journal.position(work.connection, work.identity))
    assert position.startswith(other_server.epoch)


def test_i13_a_server_that_cannot_make_up_its_mind_does_not_keep_a_round_for_ever(
    server: tuple[Records, Connection], rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig.write(3)
    exchange = rig.join(server[0])
    exchange.round()

    told, asked = rig.line.changes, iter(range(100))

    def never(position: str) -> Page:
        next(asked)
        if position:
            raise PositionExpired("读取位置失效。")
        return told(position)

    monkeypatch.setattr(rig.line, "changes", never)
    with pytest.raises(PositionExpired):
        exchange.round()
    assert next(asked) < 5
    heads = (Head(seq=seq % 2, hash=hash_at(rig, seq % 2)) for seq in range(100))

    def elsewhere(*_: object) -> Head:
        raise StreamDoesNotContinue("日志中间缺了条目", next(heads))

    monkeypatch.setattr(rig.line, "push", elsewhere)
    rig.write(2)
    with pytest.raises(StreamDoesNotContinue):
        exchange.round()
    assert next(heads).seq < 2, "it was not asked a hundred times"


def hash_at(rig: Rig, seq: int) -> str:
    found = journal.entries_from(rig.connection, rig.identity, 0, seq)
    rig.connection.rollback()
    return found[-1].hash if found else BEFORE_FIRST


def test_the_note_follows_what_the_server_confirmed(
    server: tuple[Records, Connection], rig: Rig
) -> None:
    rig.write(2)
    rig.join(server[0]).round()
    mark = incarnation_marker.read(rig.connection)
    assert mark is not None
    assert mark.confirmed == 2


def test_i04_a_sealed_incarnation_is_still_offered(
    server: tuple[Records, Connection], rig: Rig
) -> None:
    records, looking = server
    rig.write(2)
    rig.renew()
    rig.write(1)
    assert rig.unsent == 3
    rig.join(records).round()
    assert rig.unsent == 0
    assert journal.verify(looking).streams == 2
    acked = rig.connection.execute(select(exchange_table.c.acked_seq)).scalars().all()
    assert sorted(acked) == [1, 2]
    assert BEFORE_FIRST not in hashes(looking)


def test_i09_i14_a_parked_entity_holds_only_itself_and_says_what_to_do(
    server: tuple[Records, Connection], rig: Rig, tmp_path: Path
) -> None:
    records, looking = server
    other = Rig(tmp_path / "05", "05")
    exchange = other.join(records)
    first = other.write()[0]
    poison = other.foreign("ticket.of_the_future", "T-1", "{}")
    behind = other.foreign("ticket.called", "T-1", '{"counter":"5","ticket_id":"T-1"}')
    broken = other.foreign("ticket.called", "T-2", '{"counter":"5","ticket_id":"T-2"}')
    last = other.write()[0]
    exchange.round()
    assert other.unsent == 0, "what cannot take effect is accepted all the same"
    settle(rig.join(records), rounds=1)
    for connection in (looking, rig.connection):
        assert {first, last} <= tickets(connection)
        found = parked_entries.listed(connection, NOW + timedelta(days=2))
        connection.rollback()
        assert [(one.op_id, one.action) for one in found] == [
            (poison, ParkedAction.UPGRADE),
            (behind, ParkedAction.WAIT),
            (broken, ParkedAction.COMPARE),
        ]
        assert all(one.reason and one.age == timedelta(days=2) for one in found)
        assert {one.station for one in found} == {"05"}
    other.connection.close()


def test_i06_a_position_from_before_a_restoration_hides_nothing_that_came_after_it(
    opened: Callable[[ServerSettings], tuple[Records, Connection]],
    server: tuple[Records, Connection],
    server_settings: ServerSettings,
    rig: Rig,
    tmp_path: Path,
) -> None:
    records, looking = server
    other = Rig(tmp_path / "05", "05")
    ours, theirs = rig.join(records), other.join(records)
    other.write(2)
    settle(ours, theirs, rounds=2)
    looking.close()
    engine = engine_of(server_settings)
    made = back_up(engine, tmp_path / "backup.db", KEY)
    engine.dispose()
    rig.write(3)
    settle(ours, theirs, rounds=2)  # both stand after arrival 5
    fresh = server_settings.model_copy(
        update={"database_url": "", "data_folder": tmp_path / "restored"}
    )
    engine = engine_of(fresh)
    restore(engine, made.path, KEY, CALENDAR, NOW)
    engine.dispose()
    again, _ = opened(fresh)
    rig.line.records = other.line.records = again
    new = set(other.write(4))
    theirs.round()  # arrivals 3 to 6 of the restored server are new ones
    ours.round()
    assert new <= rig.tickets
    other.connection.close()
