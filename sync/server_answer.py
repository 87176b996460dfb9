"""What the server's answers mean to a station; each failure is one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from core.errors import Trouble
from sync.wire import Head, Problem

T = TypeVar("T", bound=BaseModel)
SAFE = "本机记录完整保留，可继续办理，恢复后自动上传"
_TOO_MANY, _FAILING = 429, 500


class ServerUnreachable(Trouble):
    """No answer: cable, address, name or port, or a line that stopped moving."""


class CertificateNotTrusted(ServerUnreachable):
    """Who answers cannot prove to be the server: a name, a date or an issuer that does not fit."""


class ServerFailing(Trouble):
    """The server answered that it has a fault of its own; `wait` is what it asked for, in s."""

    def __init__(self, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.wait = wait


class ServerBusy(ServerFailing):
    """The server wants to be asked less often."""


class ServerAnswerNotUnderstood(Trouble):
    """Something answered, but not the central server: a sign-in page, a proxy, another service."""


class ServerRefused(Trouble):
    """The server does not accept this station or its code."""


class StationUnknown(ServerRefused):
    """The server has no key of this station."""


class PositionExpired(Trouble):
    """The server cannot go on from our position; we read from its beginning."""


class ProgramTooOld(Trouble):
    """The server has nothing more for a program of this age, but takes what it sends."""


class MomentWanted(Trouble):
    """The request has to be signed with a moment from `moment` on."""

    def __init__(self, message: str, moment: int) -> None:
        super().__init__(message)
        self.moment = moment


class StreamDoesNotContinue(Trouble):
    """The server wants the stream from another number; `head` says which."""

    def __init__(self, message: str, head: Head) -> None:
        super().__init__(message)
        self.head = head


@dataclass(frozen=True)
class Reply:
    """An answer, read to its end."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def understood(kind: type[T], reply: Reply) -> T:
    """The answer as what was asked for.

    Raises: the failure it stands for.
    """
    if reply.status == _TOO_MANY:
        raise ServerBusy(f"中心服务器请求太多，{SAFE}，稍后自动再试。", _wait(reply))
    if reply.status >= _FAILING:
        raise ServerFailing(
            f"中心服务器出错（{reply.status}），{SAFE}，请通知服务器管理员。", _wait(reply)
        )
    if 200 <= reply.status < 300:  # noqa: PLR2004  (HTTP's own bounds of success)
        return _parsed(kind, reply)
    raise _refused(reply)


def _parsed(kind: type[T], reply: Reply) -> T:
    try:
        return kind.model_validate_json(reply.body)
    except ValidationError as error:
        raise ServerAnswerNotUnderstood(
            f"网络上答话的不是中心服务器（可能是上网登录页），{SAFE}，请检查网络。"
        ) from error


def _refused(reply: Reply) -> Trouble:
    problem = _parsed(Problem, reply)
    if problem.head is not None:
        return StreamDoesNotContinue(problem.message, problem.head)
    if problem.moment is not None:
        return MomentWanted(f"{problem.message}；{SAFE}，请联系管理员。", problem.moment)
    match reply.status:
        case 410:
            return PositionExpired(f"{problem.message}；{SAFE}。")
        case 426:
            return ProgramTooOld(f"{problem.message}，请安装新版程序。")
        case 401:
            return StationUnknown(f"{problem.message}；{SAFE}，请联系管理员。")
        case _:
            return ServerRefused(f"{problem.message}；{SAFE}，请联系管理员。")


def _wait(reply: Reply) -> float:
    told = reply.headers.get("retry-after", "")
    return float(told) if told.isascii() and told.isdecimal() else 0.0
