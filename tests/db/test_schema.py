"""Migrations: the same schema on both databases, and never a newer one opened by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from db.engine import connect
from db.metadata import metadata
from db.schema import HEAD, MIGRATIONS, upgrade
from db.trouble import DatabaseTooNew
from server.service import engine_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from server.settings import ServerSettings


@pytest.fixture
def connection(server_settings: ServerSettings) -> Iterator[Connection]:
    engine = engine_of(server_settings)
    opened = connect(engine)
    yield opened
    opened.close()
    engine.dispose()


def test_the_migrations_make_exactly_the_tables(connection: Connection) -> None:
    upgrade(connection)
    assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_current_database_is_left_alone(connection: Connection) -> None:
    upgrade(connection)
    upgrade(connection)
    version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars()
    assert version.all() == [HEAD]


def test_a_database_of_a_newer_version_is_refused_untouched(connection: Connection) -> None:
    upgrade(connection)
    connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    with pytest.raises(DatabaseTooNew, match=r"没有改动任何数据，请安装新版程序"):
        upgrade(connection)
    version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    assert version == "9999"


def test_the_stated_head_is_the_newest_script() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD
