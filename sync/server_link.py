"""HTTP to the central server; every way it can go wrong is a sentence."""

from __future__ import annotations

import gzip
import ssl
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self, TypeVar

import httpx2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel

from db.journal import Identity
from db.signature import public_text, sign
from sync.backoff import LineStalled, Stall
from sync.server_answer import (
    SAFE,
    CertificateNotTrusted,
    MomentWanted,
    Reply,
    ServerUnreachable,
    StationUnknown,
    understood,
)
from sync.signed_request import (
    MOMENT_HEADER,
    SIGNATURE_HEADER,
    VERSION_HEADER,
    WIRE_VERSION,
    SignedRequest,
    digest_of,
)
from sync.wire import Enrolled, Enrolment, Head, Page, Push, Streams, WireEntry, signed_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from core.journal import JournalEntry

T = TypeVar("T", bound=BaseModel)
_STALL = Stall()
_LONGEST_ANSWER = 32 * 1024 * 1024  # bytes; a page is far below, a bomb is not
_WORTH_PACKING = 1024  # bytes


@dataclass(frozen=True)
class Introduction:
    """Who this station is to the server: a one-time code, then its key."""

    identity: Identity
    code: str
    key: Ed25519PrivateKey


@dataclass(frozen=True)
class ToldTime:
    """What the server's last answer gave as the time, and the monotonic clock when it came."""

    at: datetime  # aware; whole seconds
    monotonic: timedelta


@dataclass(frozen=True)
class Patience:
    """How long the line may be silent before it counts as dead, in s; of a step, not a request."""

    connecting: float = 3.0
    step: float = 10.0
    stall: Stall = _STALL


class ServerLink:
    """One station's conversation with the server; used by one thread."""

    def __init__(
        self, address: str, introduction: Introduction, patience: Patience | None = None
    ) -> None:
        self._introduction = introduction
        self._patience = patience or Patience()
        timeout = httpx2.Timeout(self._patience.step, connect=self._patience.connecting)
        self._http = httpx2.Client(base_url=address, timeout=timeout)
        self.told: ToldTime | None = None  # by the last answer that was the server's own
        self._ahead = 0  # µs the server's time is ahead of this machine's steady clock
        self._last_moment = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def push(self, identity: Identity, entries: Sequence[JournalEntry]) -> Head:
        """Offer the next entries of one of our streams; returns how far the server has it.

        Raises: StreamDoesNotContinue and every other failure of `sync.server_answer`.
        """
        text = signed_text(identity.hall, identity.station, identity.incarnation, entries[-1].hash)
        push = Push(
            incarnation=identity.incarnation,
            entries=tuple(WireEntry.of(entry) for entry in entries),
            signature=sign(self._introduction.key, text),
        )
        return self._ask(Head, "POST", self._path("journal"), push)

    def changes(self, position: str) -> Page:
        """The hall's entries after a position.

        Raises: PositionExpired, ProgramTooOld and every other failure of `sync.server_answer`.
        """
        return self._ask(Page, "GET", f"{self._path('changes')}?position={position}")

    def streams(self) -> Streams:
        """All the server has of this station.

        Raises: every failure of `sync.server_answer`.
        """
        return self._ask(Streams, "GET", self._path("streams"))

    def _path(self, what: str) -> str:
        me = self._introduction.identity
        return f"/v1/halls/{me.hall}/stations/{me.station}/{what}"

    def _ask(self, kind: type[T], method: str, path: str, body: BaseModel | None = None) -> T:
        content = body.model_dump_json(by_alias=True).encode() if body is not None else b""
        try:
            return self._signed(kind, method, path, content)
        except StationUnknown:  # our first contact, or the server was rebuilt
            self._enrol()
        return self._signed(kind, method, path, content)

    def _enrol(self) -> None:
        me = self._introduction
        enrolment = Enrolment(
            hall=me.identity.hall,
            station=me.identity.station,
            public_key=public_text(me.key),
            code=me.code,
        )
        content = enrolment.model_dump_json().encode()
        understood(Enrolled, self._sent("POST", "/v1/enrolments", content, {}))

    def _signed(self, kind: type[T], method: str, path: str, content: bytes) -> T:
        try:
            return self._once(kind, method, path, content)
        except MomentWanted as answer:  # this machine's clock is wrong; the server's counts
            self._ahead = answer.moment - _steady()
        return self._once(kind, method, path, content)

    def _once(self, kind: type[T], method: str, path: str, content: bytes) -> T:
        reply = self._sent(method, path, content, self._signature(method, path, content))
        answer = understood(kind, reply)
        self.told = _told(reply) or self.told
        return answer

    def _signature(self, method: str, path: str, content: bytes) -> dict[str, str]:
        me = self._introduction
        ahead = self._ahead or time.time_ns() // 1000 - _steady()
        self._ahead = ahead
        self._last_moment = max(self._last_moment + 1, _steady() + ahead)
        request = SignedRequest(
            hall=me.identity.hall,
            station=me.identity.station,
            method=method,
            target=path,
            body_digest=digest_of(content),
            moment=self._last_moment,
        )
        return {
            MOMENT_HEADER: str(request.moment),
            SIGNATURE_HEADER: sign(me.key, request.text),
        }

    def _sent(self, method: str, path: str, content: bytes, headers: dict[str, str]) -> Reply:
        headers = {
            "Content-Type": "application/json",
            VERSION_HEADER: str(WIRE_VERSION),
            **headers,
        }
        if len(content) > _WORTH_PACKING:
            content = gzip.compress(content, 5)
            headers["Content-Encoding"] = "gzip"
        try:
            with self._http.stream(method, path, content=content or None, headers=headers) as reply:
                return Reply(reply.status_code, dict(reply.headers), self._read(reply))
        except (httpx2.HTTPError, LineStalled) as error:
            if _about_certificate(error):
                raise CertificateNotTrusted(
                    f"中心服务器的证书不对或已过期，没有连接，{SAFE}，请核对本机日期并通知服务器管理员。"
                ) from error
            raise ServerUnreachable(f"连不上中心服务器，{SAFE}，请检查网线。") from error

    def _read(self, reply: httpx2.Response) -> bytes:
        body = bytearray()
        judged = replace(self._patience.stall, began=time.monotonic())
        for part in reply.iter_bytes():
            judged = judged.after(len(part), time.monotonic())
            body += part
            if len(body) > _LONGEST_ANSWER:
                raise LineStalled
        return bytes(body)


def _about_certificate(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _told(reply: Reply) -> ToldTime | None:
    try:
        at = parsedate_to_datetime(reply.headers.get("date", ""))
    except ValueError:
        return None
    return ToldTime(at, timedelta(seconds=time.monotonic())) if at.tzinfo else None


def _steady() -> int:
    return time.monotonic_ns() // 1000
