"""How a ticket printer is written in the settings, and read from there.

`escpos+tcp://HOST:PORT`, `escpos+serial:PATH?baud=19200`, `escpos+file:PATH`; after the question
mark any of `dots=384`, `kanji=no`, `cutter=no`, `qr=no` for what the model lacks, and for a serial
port `baud` and `flow=hardware`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qsl

from core.errors import Refusal
from printing.devices.connection import Transport
from printing.devices.network import Network
from printing.devices.node import POSIX, Node
from printing.devices.serial_port import SPEEDS, Flow, SerialPort
from printing.slip.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")


class AddressNotUnderstood(Refusal):
    """A printer's address that names no place or asks for what does not exist."""

    def __init__(self, address: str, problem: str) -> None:
        super().__init__(
            f"看不懂小票打印机的地址“{address}”（{problem}），没有启用这台打印机，其他设置不受影响，"
            "请改成 escpos+tcp://主机:9100、escpos+serial:端口?baud=9600 或者 escpos+file:路径。"
        )


@dataclass(frozen=True)
class Address:
    """Where a ticket printer is and what it can do."""

    transport: Transport
    profile: Profile


def parsed(address: str) -> Address:
    """The address read.

    Raises: AddressNotUnderstood.
    """
    try:
        return _parsed(address)
    except _Problem as problem:
        raise AddressNotUnderstood(address, str(problem)) from problem


class _Problem(Exception):
    """What is wrong with an address."""


_LABEL = r"[A-Za-z0-9_-]{1,63}"
_HOST_AND_PORT = re.compile(rf"//(?:\[([0-9A-Fa-f:.]+)\]|({_LABEL}(?:\.{_LABEL})*)):([0-9]{{1,5}})")
_WINDOWS_PORT = re.compile(r"COM[1-9][0-9]{0,2}")
_LAST_PORT = 65535
_DOTS = {"384": 384, "512": 512, "576": 576}
_YES_NO = {"yes": True, "no": False}
_SPEEDS = {str(speed): speed for speed in SPEEDS}
_FLOWS = {flow.value: flow for flow in Flow}


def _parsed(address: str) -> Address:
    scheme, _, rest = address.partition(":")
    place, _, query = rest.partition("?")
    options = _Options(query)
    transport: Transport
    match scheme:
        case "escpos+tcp":
            transport = _network(place)
        case "escpos+serial":
            transport = SerialPort(
                _port(place),
                options.take("baud", _SPEEDS, SerialPort.speed),
                options.take("flow", _FLOWS, SerialPort.flow),
            )
        case "escpos+file":
            transport = Node(_path(place))
        case _:
            raise _Problem("开头不是 escpos+tcp、escpos+serial 或者 escpos+file")
    profile = Profile(
        options.take("dots", _DOTS, Profile.dots),
        options.take("kanji", _YES_NO, Profile.has_kanji),
        options.take("cutter", _YES_NO, Profile.has_cutter),
        options.take("qr", _YES_NO, Profile.has_codes),
    )
    options.require_all_taken()
    return Address(transport, profile)


def _network(place: str) -> Network:
    found = _HOST_AND_PORT.fullmatch(place)
    if found is None:
        raise _Problem("应写明主机和端口")
    bracketed, plain, port = found.groups()
    if not 0 < int(port) <= _LAST_PORT:
        raise _Problem("端口应在 1 至 65535 之间")
    return Network(bracketed or plain, int(port))


def _port(place: str) -> str:
    if not POSIX and _WINDOWS_PORT.fullmatch(place):
        return place
    return str(_path(place))


def _path(place: str) -> Path:
    if not place.isprintable() or not Path(place).is_absolute():
        raise _Problem("应写明完整的路径")
    return Path(place)


class _Options:
    """What follows the question mark, each key once."""

    def __init__(self, query: str) -> None:
        try:
            pairs = parse_qsl(query, strict_parsing=bool(query), max_num_fields=20)
        except ValueError as error:
            raise _Problem("问号后面应是“名称=值”") from error
        self._left = dict(pairs)
        if len(self._left) < len(pairs):
            raise _Problem("同一个选项写了两遍")

    def take(self, key: str, values: Mapping[str, T], default: T) -> T:
        if key not in self._left:
            return default
        written = self._left.pop(key)
        if written not in values:
            raise _Problem(f"{key} 只能是 {'、'.join(values)}")
        return values[written]

    def require_all_taken(self) -> None:
        if self._left:
            raise _Problem(f"没有 {'、'.join(self._left)} 这个选项")
