"""Statements written once per database and run on the driver itself.

The journal's own few statements stand in every commit of every act; through the toolkit each
costs ten times its work. Only for columns that need no conversion: texts and whole numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy.exc import IntegrityError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.engine.interfaces import DBAPICursor
    from sqlalchemy.sql import ClauseElement
    from sqlalchemy.sql.compiler import SQLCompiler


class Prepared:
    """One statement, kept as each dialect writes it."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._written: dict[str, tuple[str, list[str] | None]] = {}

    def run(
        self, connection: Connection, parameters: Mapping[str, str | int | None]
    ) -> DBAPICursor:
        """Run it in the connection's open transaction; rows are fetched from the cursor.

        Raises: IntegrityError, as the toolkit does.
        """
        text, values = self.written(connection, parameters)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(text, values)
        except connection.dialect.loaded_dbapi.IntegrityError as error:
            raise IntegrityError(text, None, error) from error
        return cursor

    def run_many(
        self, connection: Connection, rows: Sequence[Mapping[str, str | int | None]]
    ) -> None:
        """Run it for each row, without waiting for one before sending the next."""
        if not rows:
            return
        text, _ = self.written(connection, rows[0])
        cursor = connection.connection.cursor()
        cursor.executemany(text, [self.written(connection, row)[1] for row in rows])

    def written(
        self, connection: Connection, parameters: Mapping[str, str | int | None]
    ) -> tuple[str, Any]:
        """The statement as this database writes it, and its values as the driver takes them."""
        dialect = connection.dialect
        if dialect.name not in self._written:
            compiled = cast(
                "SQLCompiler",
                self._statement.compile(dialect=dialect, column_keys=list(parameters)),
            )
            self._written[dialect.name] = (str(compiled), compiled.positiontup)
        text, order = self._written[dialect.name]
        return text, dict(parameters) if order is None else [parameters[one] for one in order]
