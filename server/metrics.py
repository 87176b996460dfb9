"""Prometheus text: counts and times, never a hall's, a station's or a person's name."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from typing import TYPE_CHECKING

from db.log import logger

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from server.records import Accepted, Counted

_BOUNDS = (0.005, 0.025, 0.1, 0.5, 2.5, 10.0)  # s
_log = logger(__name__)


class Metrics:
    """What this process has done since it started."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: defaultdict[tuple[str, int], int] = defaultdict(int)
        self._times = [0] * (len(_BOUNDS) + 1)
        self._seconds = 0.0
        self._entries = 0
        self._parked = 0

    def answered(self, route: str, status: int, seconds: float) -> None:
        """One request was answered."""
        place = sum(seconds > bound for bound in _BOUNDS)
        with self._lock:
            self._requests[route, status] += 1
            self._times[place] += 1
            self._seconds += seconds

    def accepted(self, push: Accepted) -> None:
        """One push was stored."""
        with self._lock:
            self._entries += push.fresh
            self._parked += push.parked

    def text(self, sizes: Counted, epoch: str) -> str:
        """Everything in Prometheus' text format 0.0.4."""
        with self._lock:
            lines = [
                *_metric("yici_requests_total", "counter", "requests by route and status"),
                *(
                    f'yici_requests_total{{route="{route}",status="{status}"}} {count}'
                    for (route, status), count in sorted(self._requests.items())
                ),
                *_metric("yici_request_seconds", "histogram", "time to answer"),
                *self._histogram(),
                *_value("yici_entries_accepted_total", "counter", "entries stored", self._entries),
                *_value("yici_entries_parked_total", "counter", "entries parked", self._parked),
            ]
        return "\n".join(
            [
                *lines,
                *_value("yici_halls", "gauge", "halls", sizes.halls),
                *_value("yici_stations", "gauge", "enrolled stations", sizes.stations),
                *_value("yici_parked", "gauge", "entries waiting for somebody", sizes.parked),
                *_value("yici_arrivals", "gauge", "entries in the journal", sizes.arrivals),
                *_metric("yici_server_epoch", "gauge", "the present epoch"),
                f'yici_server_epoch{{epoch="{epoch}"}} 1',
                "",
            ]
        )

    def _histogram(self) -> list[str]:
        lines, below = [], 0
        for bound, count in zip((*map(str, _BOUNDS), "+Inf"), self._times, strict=True):
            below += count
            lines.append(f'yici_request_seconds_bucket{{le="{bound}"}} {below}')
        return [
            *lines,
            f"yici_request_seconds_sum {self._seconds:.6f}",
            f"yici_request_seconds_count {below}",
        ]


class Watched:
    """ASGI layer that counts, times and logs every answer by route, never by what was asked."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer, and note how."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            seconds = time.perf_counter() - began
            route = getattr(scope.get("route"), "path", "other")
            self._metrics.answered(route, status, seconds)
            _log.info("request", route=route, status=status, ms=round(seconds * 1000, 1))


def _metric(name: str, kind: str, about: str) -> tuple[str, str]:
    return f"# HELP {name} {about}", f"# TYPE {name} {kind}"


def _value(name: str, kind: str, about: str, value: int) -> tuple[str, str, str]:
    return (*_metric(name, kind, about), f"{name} {value}")
