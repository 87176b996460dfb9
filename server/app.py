"""HTTP face of the central server (FastAPI)."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse

from core.errors import Refusal, Trouble
from db.log import logger
from server.authentication import MomentRefused, RequestNotSigned, StationUnknown
from server.enrolments import CodeRefused, StationTaken
from server.epochs import PositionExpired
from server.limits import USUAL_LIMITS, BodyLimit, Limits
from server.metrics import Metrics, Watched
from server.rate import Buckets, TooManyRequests
from server.records import OtherStream, Records, SignatureRefused, StreamForked
from sync.signed_request import (
    MOMENT_HEADER,
    SIGNATURE_HEADER,
    VERSION_HEADER,
    SignedRequest,
    digest_of,
)
from sync.wire import Enrolled, Enrolment, Head, Page, Problem, Push, Streams, WireEntry

_log = logger(__name__)
_STATUS: dict[type[Refusal], int] = {
    StationUnknown: 401,
    RequestNotSigned: 401,
    MomentRefused: 401,
    CodeRefused: 403,
    SignatureRefused: 403,
    OtherStream: 403,
    StationTaken: 409,
    StreamForked: 409,
    PositionExpired: 410,
    TooManyRequests: 429,
}
_MANY = 2**62
_TITLES = {
    400: "内容解不开",
    401: "工位没有登记，或请求的签名、时刻不对",
    403: "签名或登记码不对",
    408: "内容没有传完",
    409: "日志接不上",
    410: "读取位置失效",
    413: "内容太大",
    415: "压缩方式不认识",
    426: "程序版本太旧",
    429: "请求太频繁",
    503: "数据库不可用",
}
_ANSWERS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem, "description": title} for status, title in _TITLES.items()
}


class ReaderTooOld(Refusal):
    """A program too old to understand what it would be given; it may still send."""


async def signed_request(
    hall: str,
    station: str,
    request: Request,
    moment: Annotated[int, Header(alias=MOMENT_HEADER, ge=0, lt=_MANY)],
    signature: Annotated[str, Header(alias=SIGNATURE_HEADER, pattern=r"^[0-9a-f]{128}$")],
) -> SignedRequest:
    """The request as its station signed it; whether it did is for the records to say."""
    query = request.scope["query_string"].decode("latin-1")
    path = request.scope["raw_path"].decode("latin-1")
    return SignedRequest(
        hall=hall,
        station=station,
        method=request.method,
        target=f"{path}?{query}" if query else path,
        body_digest=digest_of(await request.body()),
        moment=moment,
        signature=signature,
    )


Signed = Annotated[SignedRequest, Depends(signed_request)]


def create_app(records: Records, standing_token: str, limits: Limits = USUAL_LIMITS) -> FastAPI:
    """The application over opened records; an empty `standing_token` admits nobody."""
    metrics = Metrics()
    stations = Buckets(limits.requests_per_second, limits.burst)
    newcomers = Buckets(
        limits.enrolments_per_minute / 60, max(1, int(limits.enrolments_per_minute))
    )
    app = FastAPI(title="Yici 中心服务器", version="1", responses=_ANSWERS)

    def pace(hall: str, station: str, request: Request) -> None:
        # The address is part of it: whoever forges a station's name slows only themselves.
        stations.take((_address(request), hall, station))

    paced = [Depends(pace)]

    @app.post("/v1/enrolments")
    def enrol(enrolment: Enrolment, request: Request) -> Enrolled:
        newcomers.take(_address(request))
        records.enrol(enrolment, standing_token)
        return Enrolled(epoch=records.epoch)

    @app.post("/v1/halls/{hall}/stations/{station}/journal", dependencies=paced)
    def push(request: Signed, body: Push) -> Head:
        entries = tuple(entry.entry() for entry in body.entries)
        done = records.accept(request, entries, body.signature)
        metrics.accepted(done)
        return Head(seq=done.head.seq, hash=done.head.hash, durable=done.durable)

    @app.get("/v1/halls/{hall}/stations/{station}/changes", dependencies=paced)
    def changes(
        request: Signed,
        version: Annotated[int, Header(alias=VERSION_HEADER, ge=0)] = 0,
        position: Annotated[str, Query(max_length=80)] = "",
    ) -> Page:
        if version < limits.oldest_reader:
            raise ReaderTooOld("本机程序版本太旧，不能再接收其他窗口的记录；本机记录照常上传")
        found = records.changes(request, position)
        return Page(
            position=found.position,
            epoch=found.epoch,
            entries=tuple(WireEntry.of(entry) for entry in found.entries),
        )

    @app.get("/v1/halls/{hall}/stations/{station}/streams", dependencies=paced)
    def streams(request: Signed) -> Streams:
        return records.streams(request)

    @app.get("/healthz")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    def ready() -> dict[str, str]:
        records.ready()
        return {"status": "ready"}

    @app.get("/metrics", response_class=PlainTextResponse)
    def measured() -> str:
        return metrics.text(records.counted(), records.epoch)

    _answer_errors(app)
    app.add_middleware(BodyLimit, limits=limits)
    app.add_middleware(Watched, metrics=metrics)
    return app


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _answer_errors(app: FastAPI) -> None:
    @app.exception_handler(Refusal)
    def refuse(_request: Request, error: Refusal) -> JSONResponse:
        status = 426 if isinstance(error, ReaderTooOld) else _STATUS.get(type(error), 422)
        problem = Problem(
            code=type(error).__name__,
            message=str(error),
            head=Head(seq=error.head.seq, hash=error.head.hash)
            if isinstance(error, StreamForked)
            else None,
            moment=error.moment if isinstance(error, MomentRefused) else None,
        )
        wait = {"Retry-After": str(error.wait)} if isinstance(error, TooManyRequests) else None
        return JSONResponse(problem.model_dump(), status_code=status, headers=wait)

    @app.exception_handler(Trouble)
    def fail(_request: Request, error: Trouble) -> JSONResponse:
        _log.error("request_failed", reason=type(error).__name__)
        problem = Problem(code=type(error).__name__, message=str(error))
        return JSONResponse(problem.model_dump(), status_code=503)

    @app.exception_handler(400)
    @app.exception_handler(404)
    @app.exception_handler(405)
    def decline(_request: Request, error: HTTPException) -> JSONResponse:
        problem = Problem(code="NotUnderstood", message="请求的地址、方法或内容不对")
        return JSONResponse(problem.model_dump(), error.status_code, error.headers)

    @app.exception_handler(RequestValidationError)
    def reject(_request: Request, _error: RequestValidationError) -> JSONResponse:
        # The default answer would echo the body, and with it names and identity numbers.
        problem = Problem(code="NotUnderstood", message="请求内容不合规格")
        return JSONResponse(problem.model_dump(), status_code=422)
