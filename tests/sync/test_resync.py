"""A station with a history of its own is made anew: nothing is lost and nothing happens twice."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from db import journal
from db.engine import connect
from db.tables import parked, ticket
from db.ticket_steps import past
from db.tickets import load as load_ticket
from db.unit_of_work import new_id
from server.records import Records
from server.service import engine_of
from sync.resync import Remaking, TooMuchWouldGo, remake, swap_in
from tests.sync.rig import CALENDAR, KEY, NOW, Fault, LineDown, Rig, hashes, settle, tickets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from server.settings import ServerSettings


@pytest.fixture
def server(server_settings: ServerSettings) -> Iterator[tuple[Records, Connection]]:
    engine = engine_of(server_settings)
    records = Records(engine, CALENDAR)
    looking = connect(engine)
    yield records, looking
    looking.close()
    engine.dispose()


@pytest.fixture
def forked(server: tuple[Records, Connection], tmp_path: Path) -> Iterator[Rig]:
    """A station put back from an image that wrote on offline, at numbers the server holds."""
    rig = Rig(tmp_path / "03")
    rig.write(2)
    rig.join(server[0]).round()
    rig.image(tmp_path / "image")
    rig.write(3)
    rig.join(server[0]).round()
    rig.put_back(tmp_path / "image")
    rig.write(2, "B")
    assert "与本机不同" in rig.join(server[0]).round()
    yield rig
    rig.connection.close()


def journal_tickets(connection: Connection, operations: frozenset[str]) -> set[str]:
    return {one.entity_id for one in journal.everything(connection) if one.op_id in operations}


def making(rig: Rig) -> Remaking:
    return Remaking(rig.folder, NOW, CALENDAR)


def test_i02_i17_what_was_written_on_the_other_branch_reaches_the_server_once(
    server: tuple[Records, Connection], forked: Rig
) -> None:
    records, looking = server
    theirs, ours = tickets(looking), forked.tickets
    old = forked.identity
    remade = remake(forked.connection, old, KEY, forked.line, making(forked))
    assert (remade.taken_in, remade.offered_again, remade.kept_beside) == (5, 2, 0)
    forked.connection.close()
    sealed = swap_in(remade, forked.folder / "yici.db", old, KEY)
    assert sealed.exists()
    forked.reopen()
    assert forked.identity == remade.identity
    exchange = forked.join(records)
    assert exchange.round() == ""
    settle(exchange, rounds=1)
    assert forked.unsent == 0
    assert tickets(looking) == theirs | ours == forked.tickets
    assert hashes(looking) == hashes(forked.connection)
    assert looking.execute(parked.select()).all() == []
    looking.rollback()
    more = set(forked.write(1))
    exchange.round()
    assert more <= tickets(looking)


def test_a_line_that_fails_half_way_leaves_the_old_database_as_it_was(forked: Rig) -> None:
    before = hashes(forked.connection)
    forked.line.faults.append(Fault.REPLY_LOST)
    with pytest.raises(LineDown):
        remake(forked.connection, forked.identity, KEY, forked.line, making(forked))
    assert not (forked.folder / "resync.db").exists()
    assert hashes(forked.connection) == before


def test_a_database_that_would_show_far_less_is_not_put_in_place(forked: Rig) -> None:
    # Rows that no entry stands for are what a new database cannot have.
    with forked.connection.begin():
        rows = forked.connection.execute(ticket.select()).mappings().all()
        for letter, row in product("XYZ", rows):
            number = f"{letter}{row['number']}"
            unfounded = {
                **row,
                "ticket_id": new_id(),
                "number": number,
                "series": letter + row["series"],
            }
            forked.connection.execute(ticket.insert(), unfounded)
    with pytest.raises(TooMuchWouldGo, match="没有换上新库"):
        remake(forked.connection, forked.identity, KEY, forked.line, making(forked))
    assert not (forked.folder / "resync.db").exists()


def test_an_operation_offered_by_two_copies_has_one_effect(
    server: tuple[Records, Connection], forked: Rig, tmp_path: Path
) -> None:
    records, looking = server
    forked.image(tmp_path / "clone")
    clone = Rig(tmp_path / "clone")
    for rig in (forked, clone):
        rig.join(records)
        old = rig.identity
        # Both are made anew before either has sent what only they had.
        remade = remake(rig.connection, old, KEY, rig.line, making(rig))
        assert remade.offered_again == 2
        rig.connection.close()
        swap_in(remade, rig.folder / "yici.db", old, KEY)
        rig.reopen()
    settle(forked.join(records), clone.join(records), rounds=2)
    assert forked.tickets == clone.tickets == tickets(looking)
    assert len(journal.repeated(looking)) == 2
    for ticket_id in journal_tickets(looking, journal.repeated(looking)):
        one = load_ticket(looking, ticket_id)
        assert len(past(looking, one)) == 1, "what was offered twice happened once"
    assert looking.execute(parked.select()).all() == []
    assert hashes(looking) == hashes(forked.connection) == hashes(clone.connection)
    clone.connection.close()
