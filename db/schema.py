"""Bringing a database to the schema of this version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from db.trouble import DatabaseTooNew, told_plainly

if TYPE_CHECKING:
    from sqlalchemy import Connection

HEAD = "0015"  # the newest migration; a test compares it with the scripts
MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection) -> None:
    """Apply the migrations the database lacks, in one transaction.

    Raises: DatabaseTooNew when a newer version of the program wrote it.
    """
    with told_plainly():
        current = _revision(connection)
        if current == HEAD:
            connection.rollback()
            return
        # Alembic costs a fifth of a second to import; a current database does not pay it.
        from alembic import command  # noqa: PLC0415  (start-up time, see above)
        from alembic.config import Config  # noqa: PLC0415
        from alembic.script import ScriptDirectory  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if current is not None and current not in known:
            connection.rollback()
            raise DatabaseTooNew(
                f"数据库由更新的版本（结构 {current}）写成，本版本只认到 {HEAD}；"
                "没有改动任何数据，请安装新版程序后再打开。"
            )
        command.upgrade(config, "head")
        connection.commit()


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)
