"""Whatever answers on the server's address, the desk says what it is and loses nothing."""

from __future__ import annotations

import http.server
import json
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from desktop.cable import Link
from desktop.desk import Desk
from tests.house import PATIENCE, accepted, signed_in, station_settings, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIGN_IN_PAGE = b"<html><title>\xe4\xb8\x8a\xe7\xbd\x91\xe7\x99\xbb\xe5\xbd\x95</title></html>"


@contextmanager
def answering(status: int, body: bytes, kind: str) -> Iterator[str]:
    """Something that gives every request the same answer."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST  # noqa: N815  (the handler's own naming)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "body", "kind", "told"),
    [
        (200, SIGN_IN_PAGE, "text/html", "答话的不是中心服务器"),
        (302, SIGN_IN_PAGE, "text/html", "答话的不是中心服务器"),
        (404, SIGN_IN_PAGE, "text/html", "答话的不是中心服务器"),
        (200, b'{"unexpected": 1}', "application/json", "答话的不是中心服务器"),
        (200, b"\xff\xfe\x00", "application/json", "答话的不是中心服务器"),
        (500, b"oops", "text/plain", "中心服务器出错（500）"),
        (503, b"", "text/plain", "中心服务器出错（503）"),
        (
            401,
            json.dumps({"code": "CodeRefused", "message": "登记口令不对"}).encode(),
            "application/json",
            "登记口令不对",
        ),
    ],
)
def test_a_strange_answer_is_one_sentence_and_everything_stays_unsent(
    station_folder: Path, status: int, body: bytes, kind: str, told: str
) -> None:
    with answering(status, body, kind) as address:
        desk = Desk(station_settings(station_folder, server=address))
        try:
            accepted(desk, signed_in(desk))
            until(desk, lambda found: found.link.link is Link.OFFLINE)
            found = desk.status().result(PATIENCE)
            assert told in found.link.reason
            assert "可继续办理" in found.link.reason
            assert found.unsent > 0
        finally:
            desk.close()
