"""The keys a hall's papers are checked with: published by each station."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import Refusal
from core.paper_key import StationKeyPublished
from db import paper_keys

if TYPE_CHECKING:
    from core.paper_key import PaperKey
    from db.unit_of_work import Reading, UnitOfWork

_ACTOR = "station"  # no clerk is at the desk yet when it opens


class NoKeyPublished(Refusal):
    """A station's keys are asked for before the program was ever started on its database."""


def publish_key(work: UnitOfWork, public_key: str) -> None:
    """Tell the hall this station's key, once for each key it ever has."""
    me = work.identity
    if not paper_keys.known(work.connection, me.hall, me.station, public_key):
        work.record(StationKeyPublished(me.station, public_key), _ACTOR)


def hall_keys(reading: Reading) -> tuple[PaperKey, ...]:
    """Every key that this station's hall has published and that has reached it.

    Raises: NoKeyPublished.
    """
    keys = paper_keys.of_hall(reading.connection, reading.identity.hall)
    if not keys:
        raise NoKeyPublished(
            "本机数据库里还没有大厅的公钥，没有导出任何文件，请先启动一次工位程序再导出。"
        )
    return keys
