"""What one request may cost before anybody has looked at it: size, unpacked size, patience."""

from __future__ import annotations

import asyncio
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi.responses import JSONResponse

from sync.wire import Problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_GZIP = 31  # zlib's window bits for a gzip header


@dataclass(frozen=True)
class Limits:
    """What the server allows; the wire's largest push fits in the body twice over."""

    body: int = 8 * 1024 * 1024  # bytes, also unpacked
    stall: float = 30.0  # s without one byte of the body
    requests_per_second: float = 20.0  # of one station
    burst: int = 200  # requests of one station at once: a day's backlog
    enrolments_per_minute: float = 10.0  # of one address
    oldest_reader: int = 1  # wire version that may still pull; pushing has no such bound


USUAL_LIMITS = Limits()


class _Refused(Exception):
    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


class BodyLimit:
    """ASGI layer that reads the body within the limits and hands it on unpacked."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 408, 413 or 415 by itself, else let the application see the whole body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            body = self._unpacked(scope, await self._read(scope, receive))
        except _Refused as why:
            problem = Problem(code=why.code, message=str(why))
            answer = JSONResponse(problem.model_dump(), why.status, {"Connection": "close"})
            await answer(scope, receive, send)
            return
        whole: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return whole.pop() if whole else await receive()

        scope["headers"] = _plain(scope, len(body))
        await self._app(scope, replay, send)

    async def _read(self, scope: Scope, receive: Receive) -> bytes:
        told = _header(scope, b"content-length")
        if told.isdigit() and int(told) > self._limits.body:
            raise _too_large()
        body = bytearray()
        more = True
        while more:
            try:
                message = await asyncio.wait_for(receive(), self._limits.stall)
            except TimeoutError as error:
                raise _Refused(408, "BodyStalled", "请求内容传到一半没有下文") from error
            body += message.get("body", b"")
            if len(body) > self._limits.body:
                raise _too_large()
            more = message.get("more_body", False)
        return bytes(body)

    def _unpacked(self, scope: Scope, body: bytes) -> bytes:
        match _header(scope, b"content-encoding").lower():
            case b"" | b"identity":
                return body
            case b"gzip":
                return self._gunzipped(body)
            case _:
                raise _Refused(415, "EncodingUnknown", "只接受 gzip 压缩的请求内容")

    def _gunzipped(self, body: bytes) -> bytes:
        unpacker = zlib.decompressobj(_GZIP)
        try:
            # One byte more than allowed is enough to know, whatever a bomb holds.
            found = unpacker.decompress(body, self._limits.body + 1)
        except zlib.error as error:
            raise _Refused(400, "BodyDamaged", "请求内容解不开") from error
        if len(found) > self._limits.body:
            raise _too_large()
        if not unpacker.eof:
            raise _Refused(400, "BodyDamaged", "请求内容不完整")
        return found


def _too_large() -> _Refused:
    return _Refused(413, "BodyTooLarge", "请求内容超过上限")


def _header(scope: Scope, name: bytes) -> bytes:
    found: list[bytes] = [value for key, value in scope["headers"] if key == name]
    return found[0] if found else b""


def _plain(scope: Scope, length: int) -> list[tuple[bytes, bytes]]:
    packed = (b"content-encoding", b"content-length", b"transfer-encoding")
    kept = [(key, value) for key, value in scope["headers"] if key not in packed]
    return [*kept, (b"content-length", str(length).encode())]
