"""A TCP proxy on loopback that does to a line what networks do to it."""

from __future__ import annotations

import contextlib
import enum
import socket
import struct
import threading
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 65536  # bytes
_GLANCE = 0.01  # s
_NO_LINGER = struct.pack("ii", 1, 0)  # closing sends a reset


class Kind(enum.Enum):
    """What happens to the bytes."""

    CLEAR = "through"
    SLOW = "each piece late"
    CUT_UP = "reset within the request"
    CUT_DOWN = "reset within the answer"
    HALF_CLOSE = "the answer ends early, the line stays open the other way"
    DRIP = "the answer byte by byte"
    HOLE = "swallowed, without a word"
    HELD_DOWN = "the answer kept back until the weather changes"


@dataclass
class Weather:
    """A fault, and how many bytes pass before it strikes; `pace` is in s."""

    kind: Kind = Kind.CLEAR
    after: int = 0
    pace: float = 0.0
    passed: int = 0

    def room(self, size: int) -> int:
        """How many of so many bytes still pass."""
        fitting = max(0, min(size, self.after - self.passed))
        self.passed += fitting
        return fitting


class FaultProxy:
    """Forwards connections to a server; the weather may change at any time.

    `forecast` gives each new connection its own weather, as long as it lasts.
    """

    def __init__(self, port: int) -> None:
        self.weather = Weather()
        self.forecast: deque[Weather] = deque()
        self.connections = 0
        self._target = ("127.0.0.1", port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._stopping = threading.Event()
        self._spawn(self._accept)

    @property
    def address(self) -> str:
        """Where a station finds it."""
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def close(self) -> None:
        """Cut everything."""
        self._stopping.set()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for one in self._open:
            _reset(one)
        for thread in self._threads:
            thread.join()

    def _spawn(self, act: object, *arguments: object) -> None:
        thread = threading.Thread(target=act, args=arguments)  # type: ignore[arg-type]  # any function
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                client, _ = self._listening.accept()
                server = socket.create_connection(self._target)
            except OSError:
                return
            self.connections += 1
            own = self.forecast.popleft() if self.forecast else None
            self._open += [client, server]
            self._spawn(self._pump, client, server, own, Kind.CUT_UP)
            self._spawn(self._pump, server, client, own, Kind.CUT_DOWN)

    def _pump(
        self, source: socket.socket, sink: socket.socket, own: Weather | None, cut: Kind
    ) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(_CHUNK):
                if cut is Kind.CUT_DOWN:
                    self._hold(own)
                weather = own or self.weather
                if weather.kind is cut:
                    sink.sendall(piece[: weather.room(len(piece))])
                    if weather.passed >= weather.after:
                        _reset(source)
                        _reset(sink)
                        return
                elif cut is Kind.CUT_DOWN and weather.kind is Kind.HALF_CLOSE:
                    sink.sendall(piece[: weather.room(len(piece))])
                    if weather.passed >= weather.after:
                        break
                elif cut is Kind.CUT_DOWN and weather.kind is Kind.DRIP:
                    self._drip(piece, sink, weather)
                elif weather.kind is not Kind.HOLE:
                    self._stopping.wait(weather.pace)
                    sink.sendall(piece)
            sink.shutdown(socket.SHUT_WR)

    def _hold(self, own: Weather | None) -> None:
        while (own or self.weather).kind is Kind.HELD_DOWN and not self._stopping.wait(_GLANCE):
            pass

    def _drip(self, piece: bytes, sink: socket.socket, weather: Weather) -> None:
        for byte in piece:
            if self._stopping.wait(weather.pace):
                return
            sink.sendall(bytes((byte,)))


@contextmanager
def fault_proxy(address: str) -> Iterator[FaultProxy]:
    """A proxy before the server at an address."""
    proxy = FaultProxy(int(address.rsplit(":", 1)[1]))
    try:
        yield proxy
    finally:
        proxy.close()


def _reset(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        one.shutdown(socket.SHUT_RDWR)
    one.close()
