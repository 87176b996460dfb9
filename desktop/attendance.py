"""Signing in and out at a counter, and the clerks who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import insert, select

from core.errors import Refusal
from core.staff import Clerk, OnDuty, Role, SignInRefused
from core.staff_facts import ClerkSignedIn, ClerkSignedOut, ShiftLeftUnsent
from db.tables import clerk as clerk_table
from sync import station_journal

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from db.unit_of_work import Reading, UnitOfWork

HASHER = PasswordHasher()  # the library's cost: RFC 9106, second recommended option


class SignatureNeeded(Refusal):
    """A shift cannot end unsigned while entries wait for the server."""


class BadgeTaken(Refusal):
    """A badge number that already belongs to someone."""


def add_clerk(
    work: UnitOfWork, clerk: Clerk, password: str, hasher: PasswordHasher = HASHER
) -> None:
    """Give a person a badge at this station.

    What a guess at the password costs is `hasher`'s; the verifier keeps it.
    Raises: BadgeTaken.
    """
    if _verifier(work.connection, clerk.badge) is not None:
        raise BadgeTaken(f"工号 {clerk.badge} 已经有人使用，没有改动任何内容，请换一个工号。")
    work.connection.execute(
        insert(clerk_table),
        {
            "badge": clerk.badge,
            "name": clerk.name,
            "role": clerk.role.value,
            "verifier": hasher.hash(password),
        },
    )


def clerk_with(work: UnitOfWork, badge: str, password: str) -> Clerk:
    """The clerk a badge and password belong to: who signs in, or signs second.

    An unknown badge and a wrong password get the same sentence after the same time: neither
    tells which it was.
    Raises: SignInRefused.
    """
    verifier = _verifier(work.connection, badge.strip()) or HASHER.hash("") + "-"
    try:
        HASHER.verify(verifier, password)
    except (VerificationError, InvalidHashError) as error:
        raise SignInRefused(
            "工号或密码不对，没有登录，已有的记录不受影响，请重新输入；忘记密码请找管理员重置。"
        ) from error
    return _clerk(work.connection, badge.strip())


def sign_in(work: UnitOfWork, badge: str, password: str, counter: str) -> OnDuty:
    """Take a counter.

    Raises: SignInRefused.
    """
    clerk = clerk_with(work, badge, password)
    work.record(ClerkSignedIn(clerk.badge, clerk.name, counter), clerk.badge)
    return OnDuty(clerk, counter)


def sign_out(work: UnitOfWork, duty: OnDuty) -> None:
    """Leave the counter."""
    work.record(ClerkSignedOut(duty.clerk.badge, duty.counter), duty.clerk.badge)


def end_shift(work: UnitOfWork, duty: OnDuty, password: str = "") -> None:
    """Leave the counter for the day; with entries unsent only by the clerk's own signature.

    A station that has never met a server sends nothing, so nothing of it is late.
    Raises: SignatureNeeded, SignInRefused for a wrong password; the clerk stays on duty then.
    """
    unsent = station_journal.count_late(work.connection, work.identity)
    if unsent:
        if not password:
            raise SignatureNeeded(
                f"还有 {unsent} 条记录没有传到服务器，没有签退；记录都在本机，请等上传完，"
                "或输入本人密码签字后签退。"
            )
        clerk_with(work, duty.clerk.badge, password)
        work.record(ShiftLeftUnsent(duty.clerk.badge, duty.counter, unsent), duty.clerk.badge)
    sign_out(work, duty)


def closing_caution(reading: Reading) -> str:
    """What to say before the program is closed; nothing where everything is sent."""
    unsent = station_journal.count_late(reading.connection, reading.identity)
    if not unsent:
        return ""
    return (
        f"还有 {unsent} 条记录没有传到服务器；关闭程序不会丢失，下次启动自动上传，"
        "请不要卸载程序或删除数据目录。"
    )


def _verifier(connection: Connection, badge: str) -> str | None:
    return connection.execute(
        select(clerk_table.c.verifier).where(clerk_table.c.badge == badge)
    ).scalar_one_or_none()


def _clerk(connection: Connection, badge: str) -> Clerk:
    row = connection.execute(select(clerk_table).where(clerk_table.c.badge == badge)).one()
    return Clerk(row.badge, row.name, Role(row.role))
