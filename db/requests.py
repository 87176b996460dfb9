"""Requests and their answers: the same request twice has one effect and one answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import bindparam, delete, insert, select

from core.errors import Refusal
from core.moment import instant_text
from db.claim_tables import request
from db.payload import text_of, value_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from db.unit_of_work import UnitOfWork

T = TypeVar("T")

_OF_ID = select(request.c.act, request.c.answer).where(request.c.request_id == bindparam("of_id"))
_ADD = insert(request)


class RequestNotTheSame(Refusal):
    """A request's identifier that stood for another request before."""


@dataclass(frozen=True)
class Asked:
    """What was asked for, under an identifier that whoever asks makes."""

    request_id: str
    act: str


def once(work: UnitOfWork, asked: Asked, kind: type[T], act: Callable[[], T]) -> T:
    """The answer to a request, of that kind: the kept one, else that of carrying `act` out now.

    A request that is refused keeps no answer: repeated, it is tried again.

    Raises: RequestNotTheSame; what `act` raises.
    """
    found = work.connection.execute(_OF_ID, {"of_id": asked.request_id}).one_or_none()
    if found is not None:
        if found.act != asked.act:
            raise RequestNotTheSame("同一请求编号用于了不同的操作，没有执行，请重新操作一次。")
        return value_of(kind, found.answer)
    # Within the same transaction: the effect and its answer are there together or not at all.
    # Of two at once the second fails on the key, is rolled back, and finds the answer on repeating.
    answer = act()
    work.connection.execute(
        _ADD,
        {
            "request_id": asked.request_id,
            "act": asked.act,
            "asked_at": instant_text(work.now),
            "answer": text_of(answer),
        },
    )
    return answer


def forget_before(connection: Connection, moment: datetime) -> None:
    """Forget answers nobody will ask for again."""
    connection.execute(delete(request).where(request.c.asked_at < instant_text(moment)))
