"""Signing in: a badge and its password, and nothing told about which was wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from core.staff import Clerk, Role, SignInRefused
from db import journal
from db.tables import clerk
from desktop import attendance, demonstration
from desktop.attendance import BadgeTaken, SignatureNeeded
from sync import station_journal
from tests.house import PATIENCE, error_of, signed_in

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from core.journal import JournalEntry
    from db.unit_of_work import UnitOfWork
    from desktop.desk import Desk


def test_the_clerk_takes_the_counter(desk: Desk) -> None:
    duty = signed_in(desk)
    assert (duty.clerk.name, duty.clerk.role, duty.counter) == (
        "王敏",
        Role.CHIEF_REPRESENTATIVE,
        "3",
    )
    desk.do(attendance.sign_out, duty).result(PATIENCE)


@pytest.mark.parametrize(
    ("badge", "password"),
    [("0317", "wrong"), ("0317", ""), ("9999", demonstration.PASSWORD), ("9999", ""), ("", "")],
)
def test_wrong_badge_and_wrong_password_get_the_same_sentence(
    desk: Desk, badge: str, password: str
) -> None:
    before = desk.room.maintain(journal.count).result(PATIENCE)
    error = error_of(desk.do(attendance.sign_in, badge, password, "3"))
    assert isinstance(error, SignInRefused)
    assert str(error).startswith("工号或密码不对，没有登录")
    assert desk.room.maintain(journal.count).result(PATIENCE) == before


def test_a_badge_belongs_to_one_person(desk: Desk) -> None:
    other = Clerk("0317", "李雷", Role.CLERK)
    assert isinstance(error_of(desk.do(attendance.add_clerk, other, "x")), BadgeTaken)
    signed_in(desk)


def test_no_password_is_written_down(desk: Desk) -> None:
    signed_in(desk)
    rows = verifiers(desk)
    assert rows
    assert all(row.startswith("$argon2id$") for row in rows)


def test_a_guess_at_a_password_costs_what_the_argon2_standard_recommends(desk: Desk) -> None:
    other = Clerk("0318", "李雷", Role.CLERK)
    desk.do(attendance.add_clerk, other, "qinghe-0318").result(PATIENCE)
    assert verifiers(desk)[-1].startswith("$argon2id$v=19$m=65536,t=3,p=4$")  # RFC 9106, 4
    assert desk.do(attendance.sign_in, "0318", "qinghe-0318", "3").result(PATIENCE).clerk == other
    assert isinstance(
        error_of(desk.do(attendance.sign_in, "0318", "qinghe-0317", "3")), SignInRefused
    )


def verifiers(desk: Desk) -> list[str]:
    def read(connection: Connection) -> list[str]:
        return list(connection.execute(select(clerk.c.verifier).order_by(clerk.c.badge)).scalars())

    return desk.room.maintain(read).result(PATIENCE)


def test_i16_a_shift_with_unsent_entries_ends_by_signature_only(desk: Desk) -> None:
    duty = signed_in(desk)
    desk.do(_met_a_server).result(PATIENCE)
    unsent = desk.status().result(PATIENCE).unsent
    refused = error_of(desk.do(attendance.end_shift, duty))
    assert isinstance(refused, SignatureNeeded)
    assert f"还有 {unsent} 条" in str(refused)
    assert isinstance(error_of(desk.do(attendance.end_shift, duty, "wrong")), SignInRefused)
    assert desk.status().result(PATIENCE).unsent == unsent
    desk.do(attendance.end_shift, duty, demonstration.PASSWORD).result(PATIENCE)
    left, out = desk.room.maintain(_last_two).result(PATIENCE)
    assert (left.kind, left.actor) == ("clerk.left_unsent", "0317")
    assert f'"unsent":{unsent}' in left.payload
    assert out.kind == "clerk.signed_out"


def test_i16_closing_with_unsent_entries_is_cautioned_and_without_a_server_is_not(
    desk: Desk,
) -> None:
    duty = signed_in(desk)
    assert desk.ask(attendance.closing_caution).result(PATIENCE) == ""
    desk.do(_met_a_server).result(PATIENCE)
    assert "没有传到服务器" in desk.ask(attendance.closing_caution).result(PATIENCE)
    desk.do(_all_confirmed).result(PATIENCE)
    assert desk.ask(attendance.closing_caution).result(PATIENCE) == ""
    desk.do(attendance.end_shift, duty).result(PATIENCE)


def _met_a_server(work: UnitOfWork) -> None:
    station_journal.take_in(work, (), "an-epoch.0")


def _all_confirmed(work: UnitOfWork) -> None:
    head = journal.head(work.connection, work.identity)
    station_journal.agree(work, work.identity, head, 0)


def _last_two(connection: Connection) -> tuple[JournalEntry, ...]:
    return tuple(journal.everything(connection))[-2:]
