"""A day's queue from a CSV export, whichever system wrote it."""

from __future__ import annotations

import csv
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from core.errors import Refusal
from core.moment import CHINA
from core.queue_log import LoggedTicket
from core.ticket_class import TicketClass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class QueueLogNotUnderstood(Refusal):
    """An export that is no list of tickets."""


def read_queue_log(path: Path) -> tuple[LoggedTicket, ...]:
    """The tickets in a CSV file with the columns of `COLUMNS`, in its order.

    Moments without an offset are the hall's. Raises: QueueLogNotUnderstood, naming the line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return tuple(_tickets(path, csv.DictReader(file)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _not_understood(path, "读不了") from error


def _of_hall(text: object) -> object:
    if not isinstance(text, str) or not text.strip():
        return None
    moment = datetime.fromisoformat(text.strip())
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


def _several(text: object) -> object:
    return tuple(part for part in str(text or "").split(";") if part)


_Moment = Annotated[AwareDatetime, BeforeValidator(_of_hall)]
_MaybeMoment = Annotated[AwareDatetime | None, BeforeValidator(_of_hall)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    number: Annotated[str, Field(min_length=1)]
    klass: Annotated[TicketClass, Field(alias="class")] = TicketClass.ORDINARY
    items: Annotated[tuple[str, ...], BeforeValidator(_several)] = ()
    queued_at: _Moment
    called_at: _MaybeMoment = None
    ended_at: _MaybeMoment = None
    counter: str = ""
    due_at: _MaybeMoment = None


COLUMNS = tuple(field.alias or name for name, field in _Row.model_fields.items())


def _tickets(path: Path, rows: csv.DictReader[str]) -> Iterator[LoggedTicket]:
    for row in rows:
        try:
            found = _Row.model_validate(row)
        except ValidationError as error:
            column = error.errors()[0]["loc"][0]
            raise _not_understood(path, f"第 {rows.line_num} 行的 {column} 不对") from error
        yield LoggedTicket(**dict(found))


def _not_understood(path: Path, what: str) -> QueueLogNotUnderstood:
    return QueueLogNotUnderstood(
        f"排队记录 {path.name} {what}，没有推演，文件原样保留，可用的列：{'、'.join(COLUMNS)}，"
        "请改正后再试。"
    )
