"""Ticket printers on every kind of cable, from printers that answer to printers that fail."""

from __future__ import annotations

import socket
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest

from printing import slip
from printing.devices.connection import Patience
from printing.devices.device import DeviceTrouble, Language, Outgoing, Presence
from printing.devices.escpos_printer import EscPosPrinter, SlipIncomplete, escpos_printer
from printing.slip.profile import Profile
from printing.slip.sample import SAMPLE
from tests.printing.ticket_printer import (
    COVER_OPEN,
    CUTTER_JAMMED,
    OFFLINE,
    PAPER_NEAR_ITS_END,
    PAPER_OUT,
    PAPER_OUT_AT_THE_SENSOR,
    READY,
    SILENT,
    Manner,
    NetworkPrinter,
    network_printer,
    serial_printer,
)

if sys.platform != "win32":
    import termios

CONTENT = slip.encode(SAMPLE, Profile())
SHEET = Outgoing("P-1", "A3012_排队小票", slip.media(SAMPLE), CONTENT)
HUGE = Outgoing("P-2", "A3013_排队小票", slip.media(SAMPLE), b"A" * 16_000_000)
LONG = Patience(connecting=30, answer=30, stall=30)  # for printers that do answer
SHORT = Patience(connecting=5, answer=0.05, stall=0.3)  # for those that never will

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal or node")


def at(printer: NetworkPrinter, patience: Patience = LONG) -> EscPosPrinter:
    return escpos_printer("取号机", f"escpos+tcp://127.0.0.1:{printer.port}", patience)


def trouble_of(device: EscPosPrinter, sheet: Outgoing = SHEET) -> DeviceTrouble:
    with pytest.raises(DeviceTrouble) as raised:
        device.take(sheet)
    text = str(raised.value)
    assert text.startswith("小票打印机“取号机”")
    assert text.count("。") == 1
    assert text.endswith("。")
    return raised.value


# --- on the network ------------------------------------------------------------------------------


@pytest.mark.parametrize("answers", [READY, PAPER_NEAR_ITS_END])
def test_a_printer_that_is_ready_gets_the_slip_whole(answers: bytes) -> None:
    with network_printer(Manner(before=answers, after=answers)) as printer:
        at(printer).take(SHEET)
        assert printer.slip() == CONTENT


def test_one_slip_follows_the_other() -> None:
    with network_printer(Manner()) as printer:
        device = at(printer)
        for _ in range(3):
            device.take(SHEET)
            assert printer.slip() == CONTENT


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (COVER_OPEN, "上盖没有合好"),
        (PAPER_OUT, "没有纸了"),
        (PAPER_OUT_AT_THE_SENSOR, "没有纸了"),
        (CUTTER_JAMMED, "报告故障"),
        (OFFLINE, "处于脱机状态"),
    ],
)
def test_a_printer_that_cannot_print_gets_nothing(answers: bytes, said: str) -> None:
    with network_printer(Manner(before=answers, after=answers)) as printer:
        trouble = trouble_of(at(printer))
        assert printer.slip() == b""
    assert said in str(trouble)
    assert "号已保存" in str(trouble)
    assert not isinstance(trouble, SlipIncomplete)


def test_a_silent_printer_is_taken_to_be_ready() -> None:
    with network_printer(Manner(before=SILENT, after=SILENT)) as printer:
        at(printer, SHORT).take(SHEET)
        assert printer.slip() == CONTENT


def test_what_a_printer_says_unasked_is_no_answer() -> None:
    noise = b"\x10\x0f\x00\x0f\x11\x13"  # automatic status, XON, XOFF
    with network_printer(Manner(before=PAPER_OUT, noise=noise)) as printer:
        assert "没有纸了" in str(trouble_of(at(printer)))


@pytest.mark.parametrize(
    ("answers", "said"),
    [(PAPER_OUT, "打印时没有纸了"), (COVER_OPEN, "打印时上盖没有合好"), (SILENT, "没有回应")],
)
def test_trouble_during_the_slip_leaves_it_in_doubt(answers: bytes, said: str) -> None:
    patience = Patience(connecting=30, answer=30, stall=0.3) if answers == SILENT else LONG
    with network_printer(Manner(after=answers)) as printer:
        trouble = trouble_of(at(printer, patience))
    assert isinstance(trouble, SlipIncomplete)
    assert said in str(trouble)
    assert "可能不完整" in str(trouble)


def test_a_printer_unplugged_during_the_slip_leaves_it_in_doubt() -> None:
    with network_printer(Manner(takes=100)) as printer:
        trouble = trouble_of(at(printer))
    assert isinstance(trouble, SlipIncomplete)
    assert "断了线" in str(trouble)


def test_a_silent_printer_that_lost_the_slip_leaves_it_in_doubt() -> None:
    patience = Patience(connecting=30, answer=2, stall=30)
    with network_printer(Manner(before=SILENT, after=SILENT, loses_all=True)) as printer:
        assert isinstance(trouble_of(at(printer, patience)), SlipIncomplete)


def test_a_printer_that_stops_reading_leaves_the_slip_in_doubt() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:  # never accepts, never reads
        deaf = NetworkPrinter(listener.getsockname()[1], NotImplemented)
        trouble = trouble_of(at(deaf, SHORT), HUGE)
    assert isinstance(trouble, SlipIncomplete)


def test_a_printer_that_hangs_up_at_once_gets_nothing() -> None:
    with network_printer(Manner(takes=0)) as printer:
        trouble = trouble_of(at(printer))
    assert "连接不上" in str(trouble)
    assert not isinstance(trouble, SlipIncomplete)


def test_a_printer_that_is_off_is_told() -> None:
    with network_printer(Manner()) as printer:
        gone = printer
    trouble = trouble_of(at(gone))
    assert "连接不上" in str(trouble)
    assert "恢复后自动打印" in str(trouble)
    assert not isinstance(trouble, SlipIncomplete)


# --- on a serial port ----------------------------------------------------------------------------


def on_serial(path: str, query: str = "", patience: Patience = LONG) -> EscPosPrinter:
    return escpos_printer("取号机", f"escpos+serial:{path}{query}", patience)


@on_posix
def test_a_serial_printer_gets_the_slip_whole_at_its_speed() -> None:
    with serial_printer(Manner()) as printer:
        on_serial(printer.path, "?baud=19200").take(SHEET)
        assert bytes(printer.head.slip) == CONTENT
        iflag, oflag, cflag, lflag, ispeed, ospeed, _ = termios.tcgetattr(printer.port)
        assert ispeed == ospeed == termios.B19200
        assert cflag & termios.CSIZE == termios.CS8
        assert not cflag & (termios.PARENB | termios.CSTOPB | termios.CRTSCTS)
        assert iflag == termios.IXON
        assert oflag == lflag == 0


@on_posix
def test_hardware_flow_control_is_set_when_asked_for() -> None:
    with serial_printer(Manner()) as printer:
        on_serial(printer.path, "?flow=hardware").take(SHEET)
        iflag, _, cflag, *_ = termios.tcgetattr(printer.port)
        assert cflag & termios.CRTSCTS
        assert not iflag & termios.IXON


@on_posix
def test_a_serial_printer_without_paper_gets_nothing() -> None:
    with serial_printer(Manner(before=PAPER_OUT)) as printer:
        assert "没有纸了" in str(trouble_of(on_serial(printer.path)))
        assert printer.head.slip == b""


@on_posix
def test_an_answer_left_over_in_the_port_is_not_the_printers_answer() -> None:
    with serial_printer(Manner(left_over=OFFLINE)) as printer:
        on_serial(printer.path).take(SHEET)
        assert bytes(printer.head.slip) == CONTENT


@on_posix
def test_a_serial_printer_that_says_its_buffer_is_full_gets_nothing() -> None:
    patience = Patience(connecting=30, answer=30, stall=0.3)
    with serial_printer(Manner(noise=b"\x13")) as printer:  # XOFF
        trouble = trouble_of(on_serial(printer.path, patience=patience))
        assert printer.head.slip == b""
    assert "连接不上" in str(trouble)


@on_posix
def test_a_silent_serial_printer_is_taken_to_be_ready() -> None:
    with serial_printer(Manner(before=SILENT, after=SILENT)) as printer:
        on_serial(printer.path, patience=SHORT).take(SHEET)
    assert bytes(printer.head.slip) == CONTENT


@on_posix
def test_a_serial_printer_unplugged_during_the_slip_leaves_it_in_doubt() -> None:
    with serial_printer(Manner(takes=100)) as printer:
        trouble = trouble_of(on_serial(printer.path))
    assert isinstance(trouble, SlipIncomplete)
    assert "断了线" in str(trouble)


@on_posix
def test_a_port_that_is_no_serial_port_is_told(tmp_path: Path) -> None:
    (tmp_path / "port").touch()
    assert "串口设置不成功" in str(trouble_of(on_serial(str(tmp_path / "port"))))
    assert "连接不上" in str(trouble_of(on_serial(str(tmp_path / "none"))))


# --- as a file -----------------------------------------------------------------------------------


def as_file(path: Path | str, patience: Patience = LONG) -> EscPosPrinter:
    return escpos_printer("取号机", f"escpos+file:{path}", patience)


def test_a_plain_file_collects_slips(tmp_path: Path) -> None:
    device = as_file(tmp_path / "roll.bin")
    device.take(SHEET)
    device.take(SHEET)
    assert (tmp_path / "roll.bin").read_bytes() == CONTENT * 2


def test_a_file_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    assert "连接不上" in str(trouble_of(as_file(tmp_path / "none" / "roll.bin")))
    assert "连接不上" in str(trouble_of(as_file(tmp_path)))


@on_posix
def test_a_device_that_is_not_plugged_in_does_not_become_a_file() -> None:
    path = Path("/dev", f"yici-{uuid.uuid4().hex}")
    try:
        assert "连接不上" in str(trouble_of(as_file(path)))
        assert not path.exists()
    finally:
        path.unlink(missing_ok=True)


@on_posix
def test_a_device_node_is_asked_before_it_prints() -> None:
    with serial_printer(Manner(before=COVER_OPEN)) as printer:
        assert "上盖没有合好" in str(trouble_of(as_file(printer.path)))
        assert printer.head.slip == b""


@on_posix
@pytest.mark.parametrize("node", ["/dev/null", "/dev/zero"])
def test_a_device_node_that_talks_nonsense_is_taken_to_be_ready(node: str) -> None:
    as_file(node, SHORT).take(SHEET)


# --- what every one of them is -------------------------------------------------------------------


def test_a_ticket_printer_keeps_no_record(tmp_path: Path) -> None:
    device = as_file(tmp_path / "roll.bin")
    device.take(SHEET)
    assert device.look_for(SHEET.print_id, datetime.now(UTC)) is Presence.UNKNOWN
    assert device.language is Language.ESC_POS
    assert device.name == "取号机"
