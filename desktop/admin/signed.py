"""A command that a person answers for: the badge is given, the password asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import typer

from desktop.attendance import clerk_with

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.staff import Clerk
    from db.unit_of_work import UnitOfWork
    from desktop.database_room import DatabaseRoom

T = TypeVar("T")


def signed(room: DatabaseRoom, badge: str, act: Callable[[UnitOfWork, Clerk], T]) -> T:
    """Carry an act out as the person the badge and the password typed belong to.

    Raises: SignInRefused; what the act raises.
    """
    password = typer.prompt("密码", hide_input=True, err=True)

    def by_them(work: UnitOfWork) -> T:
        return act(work, clerk_with(work, badge, password))

    return room.write(by_them).result().value
