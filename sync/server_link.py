"""HTTP to the central server; every way it can go wrong is a sentence."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self, TypeVar

import httpx2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel, ValidationError

from core.errors import Trouble
from db.journal import Identity
from db.keystore import Keystore
from db.signature import public_text, sign
from sync.wire import Enrolled, Enrolment, Head, Page, Problem, Push, WireEntry, signed_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from core.journal import JournalEntry

T = TypeVar("T", bound=BaseModel)
_TOKEN = "server-access"  # noqa: S105  (the name it is kept under)
_TIMEOUT = httpx2.Timeout(10.0, connect=3.0)
_SAFE = "本机记录完整保留，可继续办理，恢复后自动上传"


class ServerUnreachable(Trouble):
    """No answer: cable, address, name or port."""


class ServerFailing(Trouble):
    """The server answered that it has a fault of its own."""


class ServerAnswerNotUnderstood(Trouble):
    """Something answered, but not the central server: a sign-in page, a proxy, another service."""


class ServerRefused(Trouble):
    """The server does not accept this station."""


class AccessExpired(Trouble):
    """The server does not know the access token any more."""


class StreamDoesNotContinue(Trouble):
    """The server wants the stream from another number; `head` says which."""

    def __init__(self, message: str, head: Head) -> None:
        super().__init__(message)
        self.head = head


@dataclass(frozen=True)
class Introduction:
    """Who this station is to the server."""

    identity: Identity
    enrolment_token: str
    key: Ed25519PrivateKey
    keystore: Keystore


@dataclass(frozen=True)
class ToldTime:
    """What the server's last answer gave as the time, and the monotonic clock when it came."""

    at: datetime  # aware; whole seconds
    monotonic: timedelta


class ServerLink:
    """One station's conversation with the server; used by one thread."""

    def __init__(self, address: str, introduction: Introduction) -> None:
        self._introduction = introduction
        self._http = httpx2.Client(base_url=address, timeout=_TIMEOUT)
        self.told: ToldTime | None = None  # by the last answer that was the server's own

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def push(self, entries: Sequence[JournalEntry]) -> Head:
        """Offer the next entries of our stream; returns how far the server has it.

        Raises: StreamDoesNotContinue, ServerUnreachable, ServerFailing, ServerRefused,
        ServerAnswerNotUnderstood.
        """
        me = self._introduction.identity
        text = signed_text(me.hall, me.station, me.incarnation, entries[-1].hash)
        push = Push(
            incarnation=me.incarnation,
            entries=tuple(WireEntry.of(entry) for entry in entries),
            signature=sign(self._introduction.key, text),
        )
        return self._ask(Head, "POST", self._path("journal"), push)

    def changes(self, cursor: int) -> Page:
        """The hall's entries after a cursor.

        Raises: ServerUnreachable, ServerFailing, ServerRefused, ServerAnswerNotUnderstood.
        """
        return self._ask(Page, "GET", f"{self._path('changes')}?cursor={cursor}")

    def _path(self, what: str) -> str:
        me = self._introduction.identity
        return f"/v1/halls/{me.hall}/stations/{me.station}/{what}"

    def _ask(self, kind: type[T], method: str, path: str, body: BaseModel | None = None) -> T:
        token = self._introduction.keystore.get(_TOKEN) or self._enrol()
        try:
            return self._exchange(kind, method, path, body, _bearer(token))
        except AccessExpired:  # the server was rebuilt: introduce ourselves once more
            return self._exchange(kind, method, path, body, _bearer(self._enrol()))

    def _enrol(self) -> str:
        me = self._introduction
        enrolment = Enrolment(
            hall=me.identity.hall,
            station=me.identity.station,
            public_key=public_text(me.key),
            token=me.enrolment_token,
        )
        token = self._exchange(Enrolled, "POST", "/v1/enrolments", enrolment, {}).access_token
        me.keystore.put(_TOKEN, token)
        return token

    def _exchange(
        self,
        kind: type[T],
        method: str,
        path: str,
        body: BaseModel | None,
        headers: dict[str, str],
    ) -> T:
        content = body.model_dump_json(by_alias=True) if body is not None else None
        try:
            reply = self._http.request(
                method,
                path,
                content=content,
                headers={"Content-Type": "application/json", **headers},
            )
        except httpx2.HTTPError as error:
            raise ServerUnreachable(f"连不上中心服务器，{_SAFE}，请检查网线。") from error
        if reply.status_code >= httpx2.codes.INTERNAL_SERVER_ERROR:
            raise ServerFailing(
                f"中心服务器出错（{reply.status_code}），{_SAFE}，请通知服务器管理员。"
            )
        if reply.is_success:
            answer = _understood(kind, reply)
            self.told = _told(reply) or self.told
            return answer
        raise _refused(reply)


def _understood(kind: type[T], reply: httpx2.Response) -> T:
    try:
        return kind.model_validate_json(reply.content)
    except ValidationError as error:
        raise ServerAnswerNotUnderstood(
            f"网络上答话的不是中心服务器（可能是上网登录页），{_SAFE}，请检查网络。"
        ) from error


def _told(reply: httpx2.Response) -> ToldTime | None:
    try:
        at = parsedate_to_datetime(reply.headers.get("Date", ""))
    except ValueError:
        return None
    return ToldTime(at, timedelta(seconds=time.monotonic())) if at.tzinfo else None


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _refused(reply: httpx2.Response) -> Trouble:
    problem = _understood(Problem, reply)
    if reply.status_code == httpx2.codes.UNAUTHORIZED:
        return AccessExpired(f"{problem.message}；{_SAFE}，请联系管理员。")
    if problem.head is not None:
        return StreamDoesNotContinue(problem.message, problem.head)
    return ServerRefused(f"{problem.message}；{_SAFE}，请联系管理员。")
