"""Whether a request is the station's own, made now and for the first time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from core.errors import Refusal
from db.cable_tables import station_key
from db.signature import signed_by

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sync.signed_request import SignedRequest

_NEAR = 300_000_000  # µs a request may be away from the server's time
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class StationUnknown(Refusal):
    """No key is enrolled for the station."""


class RequestNotSigned(Refusal):
    """The station's enrolled key did not sign this request."""


class MomentRefused(Refusal):
    """Signed too long ago, in the future, or before an earlier request; `moment` is good now.

    A station's clock decides nothing: it signs with the server's time, and learns it here.
    """

    def __init__(self, message: str, moment: int) -> None:
        super().__init__(message)
        self.moment = moment


def authenticated(connection: Connection, request: SignedRequest, now: datetime) -> str:
    """The public key the request is signed with; the same request will not pass again.

    Raises: StationUnknown, RequestNotSigned, MomentRefused.
    """
    ours = (station_key.c.hall == request.hall) & (station_key.c.station == request.station)
    row = connection.execute(
        select(station_key.c.public_key, station_key.c.last_request).where(ours)
    ).one_or_none()
    if row is None:
        raise StationUnknown("服务器不认识这个工位，请用新的登记码登记")
    if not signed_by(row.public_key, request.text, request.signature):
        raise RequestNotSigned("请求的签名与登记的工位密钥不符")
    present = microseconds(now)
    earliest = max(present - _NEAR, row.last_request)
    latest = max(present, row.last_request) + _NEAR
    fitting = max(present, row.last_request + 1)
    if not earliest < request.moment <= latest:
        raise MomentRefused("请求的时刻不对或已经用过", fitting)
    # Two copies of one request at once: the row lock lets only the first raise the number.
    raised = connection.execute(
        update(station_key)
        .where(ours, station_key.c.last_request < request.moment)
        .values(last_request=request.moment)
    )
    if not raised.rowcount:
        raise MomentRefused("请求的时刻已经用过", request.moment + 1)
    return str(row.public_key)


def microseconds(moment: datetime) -> int:
    """An instant as whole µs since 1970."""
    return (moment - _EPOCH) // timedelta(microseconds=1)
