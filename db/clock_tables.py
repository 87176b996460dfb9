"""What a station knows of the true time."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, String, Table

from db.metadata import metadata

# One row for each station identity: the newest moment that was sure.
trusted_time = Table(
    "trusted_time",
    metadata,
    Column("incarnation", String(36), primary_key=True),
    Column("at", String(27), nullable=False),
    Column("monotonic_us", BigInteger, nullable=False),
    Column("running", String(40), nullable=False),
)
