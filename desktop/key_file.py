"""A hall's public keys as a file, for those who check papers without a database."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  (pydantic reads it while running)
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import Refusal, Trouble
from core.paper_key import PaperKey
from db.atomic_file import write_atomically

if TYPE_CHECKING:
    from pathlib import Path


class KeyFileNotUsable(Refusal):
    """A file that holds no hall's keys."""


class KeyFileNotWritten(Trouble):
    """The file of keys could not be written."""


class _KeyLine(BaseModel):
    model_config = ConfigDict(frozen=True)

    station: str
    public_key: str = Field(pattern="^[0-9a-f]{64}$")
    since: datetime


class _KeyFile(BaseModel):
    model_config = ConfigDict(frozen=True)

    hall: str
    keys: tuple[_KeyLine, ...] = Field(min_length=1)


def write_keys(keys: tuple[PaperKey, ...], file: Path) -> None:
    """Write keys of one hall to a file for those who check papers without a database.

    Raises: KeyFileNotWritten.
    """
    content = _KeyFile(
        hall=keys[0].hall,
        keys=tuple(
            _KeyLine(station=key.station, public_key=key.public_key, since=key.since)
            for key in keys
        ),
    )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, content.model_dump_json(indent=1).encode())
    except OSError as error:
        raise KeyFileNotWritten(
            f"写不进 {file.name}（磁盘已满或没有写权限），没有留下半个文件，请换一个位置。"
        ) from error


def read_keys(file: Path) -> tuple[PaperKey, ...]:
    """The keys in such a file.

    Raises: KeyFileNotUsable.
    """
    try:
        content = _KeyFile.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        raise KeyFileNotUsable(
            f"{file.name} 读不到或不是大厅的公钥文件，没有核对任何文书，"
            "请用 yici-admin hall-keys 重新导出。"
        ) from error
    return tuple(
        PaperKey(content.hall, line.station, line.public_key, line.since) for line in content.keys
    )
