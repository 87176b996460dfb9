"""Statements written once per database and run on the driver itself.

The journal's own few statements stand in every commit of every act; through the toolkit each
costs ten times its work. Only for columns that need no conversion: texts and whole numbers.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.engine.interfaces import DBAPICursor
    from sqlalchemy.sql import ClauseElement
    from sqlalchemy.sql.compiler import SQLCompiler

    Values = Mapping[str, str | int | None]


class Prepared:
    """One statement, kept as each dialect writes it."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._written: dict[str, tuple[str, list[str] | None, Values]] = {}

    def run(self, connection: Connection, parameters: Values) -> DBAPICursor:
        """Run it in the connection's open transaction; rows are fetched from the cursor.

        Raises: what the toolkit would raise.
        """
        text, values = self.written(connection, parameters)
        cursor = connection.connection.cursor()
        with _as_the_toolkit(connection, text):
            cursor.execute(text, values)
        return cursor

    def run_many(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Run it for each row, without waiting for one before sending the next.

        Raises: what the toolkit would raise.
        """
        if not rows:
            return
        text, _ = self.written(connection, rows[0])
        with _as_the_toolkit(connection, text):
            connection.connection.cursor().executemany(
                text, [self.written(connection, row)[1] for row in rows]
            )

    def rows(self, connection: Connection, parameters: Values) -> Sequence[Any]:
        """Every row it finds."""
        return self.run(connection, parameters).fetchall()

    def written(self, connection: Connection, parameters: Values) -> tuple[str, Any]:
        """The statement as this database writes it, and its values as the driver takes them."""
        dialect = connection.dialect
        if dialect.name not in self._written:
            compiled = cast(
                "SQLCompiler",
                self._statement.compile(dialect=dialect, column_keys=list(parameters)),
            )
            fixed = {name: of for name, of in compiled.params.items() if name not in parameters}
            self._written[dialect.name] = (str(compiled), compiled.positiontup, fixed)
        text, order, constants = self._written[dialect.name]
        values = {**constants, **parameters}
        return text, values if order is None else [values[one] for one in order]


@contextmanager
def _as_the_toolkit(connection: Connection, text: str) -> Iterator[None]:
    driver_error = connection.dialect.loaded_dbapi.Error
    try:
        yield
    except driver_error as error:
        # Without the values: they would carry names and identity numbers into logs.
        raise DBAPIError.instance(
            text, None, error, driver_error, dialect=connection.dialect
        ) from error
