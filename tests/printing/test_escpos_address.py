"""How a ticket printer is written in the settings."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.devices.escpos_address import Address, AddressNotUnderstood, parsed
from printing.devices.escpos_printer import escpos_printer
from printing.devices.network import Network
from printing.devices.node import Node
from printing.devices.serial_port import Flow, SerialPort
from printing.slip.profile import Profile

posix_paths = pytest.mark.skipif(os.name != "posix", reason="paths are written otherwise")


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("escpos+tcp://10.1.2.3:9100", Network("10.1.2.3", 9100)),
        ("escpos+tcp://printer-3.hall.example:9101", Network("printer-3.hall.example", 9101)),
        ("escpos+tcp://[fd00::12]:9100", Network("fd00::12", 9100)),
        pytest.param("escpos+serial:/dev/ttyS0", SerialPort("/dev/ttyS0", 9600), marks=posix_paths),
        pytest.param(
            "escpos+serial:/dev/ttyUSB0?baud=115200&flow=hardware",
            SerialPort("/dev/ttyUSB0", 115_200, Flow.HARDWARE),
            marks=posix_paths,
        ),
        pytest.param("escpos+file:/dev/usb/lp0", Node(Path("/dev/usb/lp0")), marks=posix_paths),
        pytest.param(
            "escpos+file:/var/spool/小票 1.bin",
            Node(Path("/var/spool/小票 1.bin")),
            marks=posix_paths,
        ),
    ],
)
def test_an_address_names_a_place(address: str, where: object) -> None:
    assert parsed(address) == Address(where, Profile())  # type: ignore[arg-type]  # one of the three


def test_what_a_model_lacks_is_written_behind_it() -> None:
    lacking = "escpos+tcp://10.1.2.3:9100?dots=384&kanji=no&cutter=no&qr=no"
    assert parsed(lacking).profile == Profile(384, False, False, False)  # noqa: FBT003  (the four facts)
    assert escpos_printer("取号机", lacking).profile == parsed(lacking).profile
    having = "escpos+tcp://10.1.2.3:9100?dots=576&kanji=yes&cutter=yes&qr=yes"
    assert parsed(having).profile == Profile()


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("", "开头不是"),
        ("/dev/usb/lp0", "开头不是"),
        ("ipp://10.1.2.3/ipp/print", "开头不是"),
        ("ESCPOS+TCP://10.1.2.3:9100", "开头不是"),
        ("escpos+tcp:10.1.2.3:9100", "主机和端口"),
        ("escpos+tcp://10.1.2.3", "主机和端口"),
        ("escpos+tcp://:9100", "主机和端口"),
        ("escpos+tcp://a..b:9100", "主机和端口"),
        (f"escpos+tcp://{'a' * 64}:9100", "主机和端口"),
        ("escpos+tcp://10.1.2.3:9100/queue", "主机和端口"),
        ("escpos+tcp://10.1.2.3:0", "65535"),
        ("escpos+tcp://10.1.2.3:65536", "65535"),
        ("escpos+tcp://10.1.2.3:9100?baud=9600", "没有 baud 这个选项"),
        ("escpos+tcp://10.1.2.3:9100?dots=640", "dots 只能是 384、512、576"),
        ("escpos+tcp://10.1.2.3:9100?qr=maybe", "qr 只能是"),
        ("escpos+tcp://10.1.2.3:9100?dots", "名称=值"),
        ("escpos+tcp://10.1.2.3:9100?dots=384&dots=512", "两遍"),
        ("escpos+serial:", "完整的路径"),
        ("escpos+serial:ttyS0", "完整的路径"),
        ("escpos+serial:/dev/ttyS0?baud=9601", "baud 只能是"),
        ("escpos+serial:/dev/ttyS0?flow=none", "flow 只能是"),
        ("escpos+file:", "完整的路径"),
        ("escpos+file:roll.bin", "完整的路径"),
        ("escpos+file:/tmp/a\0b", "完整的路径"),
    ],
)
def test_a_nonsense_address_is_refused_with_its_problem(address: str, problem: str) -> None:
    with pytest.raises(AddressNotUnderstood, match=problem) as raised:
        escpos_printer("取号机", address)
    assert str(raised.value).count("。") == 1
    assert "其他设置不受影响" in str(raised.value)


@given(
    st.sampled_from(["escpos+tcp:", "escpos+tcp://", "escpos+serial:", "escpos+file:", ""]),
    st.text(),
    st.sampled_from(["", ":9100", "?", "?baud=", "?dots=384"]),
)
def test_any_other_address_is_read_or_refused(scheme: str, place: str, rest: str) -> None:
    with contextlib.suppress(AddressNotUnderstood):
        parsed(scheme + place + rest)
