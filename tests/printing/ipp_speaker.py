"""A printer that cannot be bought: it answers IPP, over real HTTP, with whatever a test scripts."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from printing.devices import ipp_protocol
from printing.devices.ipp_address import IppAddress
from printing.devices.ipp_protocol import Attribute, Group, GroupTag, Message, Tag
from tests.house import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

PRINT_JOB, GET_JOB, GET_JOBS, GET_PRINTER = 0x0002, 0x0009, 0x000A, 0x000B
OK = 0x0000
LONG_AGO = 1_000_000  # s


@dataclass
class Script:
    """What the printer answers; a test changes it before it asks."""

    status: dict[int, int] = field(default_factory=dict)  # by operation
    message: str = ""  # status-message
    printer: tuple[Attribute, ...] = ()  # beside or instead of the ordinary ones
    jobs: dict[str, list[list[tuple[Attribute, ...]]]] = field(default_factory=dict)
    job: tuple[Attribute, ...] = ()
    http_status: int = 200
    garbage: bytes = b""
    hangs_up_on: int = 0  # operation
    asked: list[Message] = field(default_factory=list)

    def requests(self, operation: int) -> list[Message]:
        return [message for message in self.asked if message.code == operation]


def keyword(name: str, *values: str) -> Attribute:
    return Attribute(name, Tag.KEYWORD, values)


def number(name: str, value: int) -> Attribute:
    return Attribute(name, Tag.INTEGER, (value,))


def text(name: str, value: str) -> Attribute:
    return Attribute(name, Tag.TEXT, (value,))


def a_job(name: str | None, state: int) -> tuple[Attribute, ...]:
    named = () if name is None else (Attribute("job-name", Tag.NAME, (name,)),)
    return (number("job-id", 7), Attribute("job-state", Tag.ENUM, (state,)), *named)


@contextmanager
def speaking(script: Script) -> Iterator[IppAddress]:
    """The printer on loopback; gives its address."""

    class Handler(_Handler):
        answers = script

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield IppAddress("127.0.0.1", server.server_port, "/ipp/print", secure=False)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(PATIENCE)


class _Handler(BaseHTTPRequestHandler):
    answers: Script

    def do_POST(self) -> None:
        script = self.answers
        asked = ipp_protocol.decode(self.rfile.read(int(self.headers["Content-Length"])))
        script.asked.append(asked)
        if asked.code == script.hangs_up_on:
            return
        content = script.garbage or ipp_protocol.encode(_answer(script, asked))
        self.send_response(script.http_status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


def _answer(script: Script, asked: Message) -> Message:
    status = script.status.get(asked.code, OK)
    operation = Group(GroupTag.OPERATION, (text("status-message", script.message),))
    groups: list[Group] = []
    if status == OK:
        match asked.code:
            case ipp if ipp == GET_PRINTER:
                groups = [Group(GroupTag.PRINTER, _printer(script))]
            case ipp if ipp == GET_JOBS:
                which = asked.of(GroupTag.OPERATION)[0].value("which-jobs", str) or ""
                looks = script.jobs.get(which, [[]])
                found = looks.pop(0) if len(looks) > 1 else looks[0]
                groups = [Group(GroupTag.JOB, job) for job in found]
            case ipp if ipp == GET_JOB:
                groups = [Group(GroupTag.JOB, script.job)]
            case _:
                groups = [Group(GroupTag.JOB, (number("job-id", 7),))]
    return Message(status, asked.request_id, (operation, *groups))


def _printer(script: Script) -> tuple[Attribute, ...]:
    ordinary = (
        Attribute("printer-state", Tag.ENUM, (3,)),
        keyword("printer-state-reasons", "none"),
        Attribute("printer-is-accepting-jobs", Tag.BOOLEAN, (True,)),
        number("printer-up-time", LONG_AGO),
    )
    named = {attribute.name for attribute in script.printer}
    return (*(one for one in ordinary if one.name not in named), *script.printer)
