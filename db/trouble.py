"""What a failing database means to the person at the counter."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from core.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator


class DiskFull(Trouble):
    """The database could not grow."""


class DiskReadOnly(Trouble):
    """The database may be read but not written."""


class DatabaseUnreadable(Trouble):
    """The file is no database under this key: wrong key, or damaged."""


class DatabaseDamaged(Trouble):
    """The file is a database whose pages contradict each other."""


class DatabaseBusy(Trouble):
    """Another process holds the database."""


class DatabaseUnreachable(Trouble):
    """The database could not be opened or was lost on the way."""


class DatabaseTooNew(Trouble):
    """A newer version of the program wrote this database."""


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn a driver's environment errors into Trouble; anything else is a defect and passes.

    The split by SQLite primary code follows what a clerk can act on: full, read-only, busy,
    damaged or missing files are the machine's affair, a constraint violation is ours.
    """
    try:
        yield
    except DBAPIError as error:
        trouble = _by_name(error.orig) or _lost_server(error)
        if trouble is None:
            raise
        raise trouble from error


_KEPT = "已提交的记录都在"


def _by_name(error: BaseException | None) -> Trouble | None:
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, trouble in _BY_SQLITE_NAME.items():
        if name.startswith(prefix):
            return trouble
    return None


def _lost_server(error: DBAPIError) -> Trouble | None:
    ours = type(error.orig).__module__.startswith("psycopg")
    if not (ours or error.connection_invalidated):
        return None
    state = getattr(error.orig, "sqlstate", None) or ""
    if state.startswith("53"):  # insufficient resources: disk full, out of memory
        return _BY_SQLITE_NAME["SQLITE_FULL"]
    if state[:2] in ("", "08", "57"):  # no answer, connection failure, shut down by operator
        return DatabaseUnreachable(f"连不上数据库，{_KEPT}，请检查数据库服务后重试。")
    return None


_BY_SQLITE_NAME = {
    "SQLITE_FULL": DiskFull(f"磁盘已满，这一步没有保存，{_KEPT}，请腾出磁盘空间后重做这一步。"),
    "SQLITE_READONLY": DiskReadOnly(
        f"数据库所在磁盘不可写，这一步没有保存，{_KEPT}，请联系管理员恢复写权限后重做这一步。"
    ),
    "SQLITE_NOTADB": DatabaseUnreadable(
        "打不开本机数据库：密钥不对或文件已损坏；文件原样保留，没有新建空库，请联系管理员。"
    ),
    "SQLITE_CORRUPT": DatabaseDamaged(
        "本机数据库有损坏；文件原样保留，请停止办理并联系管理员用备份和日志恢复。"
    ),
    "SQLITE_IOERR": DatabaseDamaged(
        f"读写磁盘出错，这一步没有保存，{_KEPT}，请检查磁盘后重做这一步。"
    ),
    "SQLITE_BUSY": DatabaseBusy(
        f"数据库正被另一个程序占用，这一步没有保存，{_KEPT}，请关闭另一个一次程序后重试。"
    ),
    "SQLITE_LOCKED": DatabaseBusy(
        f"数据库正被另一个程序占用，这一步没有保存，{_KEPT}，请关闭另一个一次程序后重试。"
    ),
    "SQLITE_CANTOPEN": DatabaseUnreachable(
        "打不开本机数据库文件，没有改动任何内容，请检查数据目录是否存在、是否可写。"
    ),
}
