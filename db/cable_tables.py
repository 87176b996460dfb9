"""Tables of the exchange between stations and the central server."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from db.metadata import metadata

# Delivery is a station's own affair and changes all the time; the journal never does. One row for
# each incarnation: those before the present one are sealed, and still offered.
exchange = Table(
    "exchange",
    metadata,
    Column("incarnation", String(36), primary_key=True),
    Column("acked_seq", BigInteger, nullable=False),
    Column("durable_seq", BigInteger, nullable=False, server_default="0"),
    Column("position", String(80), nullable=False, server_default=""),  # the server's own words
    Column("halted", Text, nullable=False, server_default=""),  # why it is no longer offered
    Column("halted_at", String(27), nullable=False, server_default=""),
)

station_key = Table(
    "station_key",
    metadata,
    Column("hall", String(40), primary_key=True),
    Column("station", String(8), primary_key=True),
    Column("public_key", String(64), nullable=False),
    Column("enrolled_at", String(27), nullable=False),
    Column("last_request", BigInteger, nullable=False, server_default="0"),  # µs, server's time
)

enrolment_code = Table(
    "enrolment_code",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("hall", String(40), nullable=False),
    Column("station", String(8), nullable=False),
    Column("expires_at", String(27), nullable=False),
    Column("used_by", String(64), nullable=False, server_default=""),  # a public key
    Index("ix_enrolment_code_station", "hall", "station"),
)

server_epoch = Table(
    "server_epoch",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("epoch", String(36), nullable=False, unique=True),
    Column("began_at", String(27), nullable=False),
)

# How far each hall's arrivals are the same before and after an epoch began.
epoch_floor = Table(
    "epoch_floor",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("hall", String(40), primary_key=True),
    Column("arrival", BigInteger, nullable=False),
)

stream_backup = Table(
    "stream_backup",
    metadata,
    Column("hall", String(40), primary_key=True),
    Column("station", String(8), primary_key=True),
    Column("incarnation", String(36), primary_key=True),
    Column("seq", BigInteger, nullable=False),
)
