"""HTTP face of the central server (FastAPI)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import FastAPI, Header, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from core.errors import Refusal, Trouble
from db.log import logger
from server.records import (
    OtherStream,
    Records,
    SignatureRefused,
    StationTaken,
    StreamForked,
    TokenRefused,
)
from sync.wire import Enrolled, Enrolment, Head, Page, Problem, Push, WireEntry

_log = logger(__name__)
_STATUS: dict[type[Refusal], int] = {
    TokenRefused: 401,
    SignatureRefused: 403,
    OtherStream: 403,
    StationTaken: 409,
    StreamForked: 409,
}
Authorization = Annotated[str, Header()]


def create_app(records: Records, enrolment_token: str) -> FastAPI:
    """The application over opened records."""
    app = FastAPI(title="Yici 中心服务器", version="1")

    @app.post("/v1/enrolments")
    def enrol(enrolment: Enrolment) -> Enrolled:
        token = records.enrol(enrolment, enrolment_token, datetime.now(UTC))
        return Enrolled(access_token=token)

    @app.post("/v1/halls/{hall}/stations/{station}/journal")
    def push(hall: str, station: str, body: Push, authorization: Authorization) -> Head:
        entries = tuple(entry.entry() for entry in body.entries)
        head = records.accept(hall, station, _bearer(authorization), entries, body.signature)
        return Head(seq=head.seq, hash=head.hash)

    @app.get("/v1/halls/{hall}/stations/{station}/changes")
    def changes(
        hall: str,
        station: str,
        authorization: Authorization,
        cursor: Annotated[int, Query(ge=0)] = 0,
    ) -> Page:
        new_cursor, entries = records.changes(hall, station, _bearer(authorization), cursor)
        return Page(cursor=new_cursor, entries=tuple(WireEntry.of(entry) for entry in entries))

    @app.get("/healthz")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    def ready() -> dict[str, str]:
        records.ready()
        return {"status": "ready"}

    _answer_errors(app)
    return app


def _answer_errors(app: FastAPI) -> None:
    @app.exception_handler(Refusal)
    def refuse(_request: Request, error: Refusal) -> JSONResponse:
        head = (
            Head(seq=error.head.seq, hash=error.head.hash)
            if isinstance(error, StreamForked)
            else None
        )
        return _problem(_STATUS.get(type(error), 422), type(error).__name__, str(error), head)

    @app.exception_handler(Trouble)
    def fail(_request: Request, error: Trouble) -> JSONResponse:
        _log.error("request_failed", reason=type(error).__name__)
        return _problem(503, type(error).__name__, str(error), None)

    @app.exception_handler(RequestValidationError)
    def reject(_request: Request, _error: RequestValidationError) -> JSONResponse:
        # The default answer would echo the body, and with it names and identity numbers.
        return _problem(422, "NotUnderstood", "请求内容不合规格", None)


def _problem(status: int, code: str, message: str, head: Head | None) -> JSONResponse:
    problem = Problem(code=code, message=message, head=head)
    return JSONResponse(problem.model_dump(), status_code=status)


def _bearer(authorization: str) -> str:
    return authorization.removeprefix("Bearer ")
