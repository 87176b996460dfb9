"""`yici-admin printers` on real printers: what it finds, and a test page that measures 100.0 %."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from desktop.admin.cli import main
from printing.test_page import CONTROL
from tests.printing.ruler import control_lines, size

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ipp.printers import EvePrinter


def settings_file(folder: Path, *devices: tuple[str, str]) -> Path:
    path = folder / "settings.toml"
    entries = [f'[[devices]]\nname = "{name}"\naddress = "{place}"\n' for name, place in devices]
    path.write_text("\n".join((*entries, f'[printers]\ndefault = "{devices[0][0]}"\n')))
    return path


def admin(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["yici-admin", "printers", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


@pytest.mark.parametrize("way", ["direct", "cups"])
def test_the_test_page_comes_out_at_100_percent(
    printer: EvePrinter,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    if way == "cups":
        address = request.getfixturevalue("queue")
    else:
        printer.switch_on()
        address = printer.address
    settings = settings_file(tmp_path, ("一楼打印机", address))
    assert (
        admin(monkeypatch, "test-page", "--device", "一楼打印机", "--settings", str(settings)) == 0
    )
    printer.until_papers(1)
    (received,) = printer.papers()
    assert size(received.content) == pytest.approx((210, 297), abs=0.05)
    for length in control_lines(received.content):
        assert length / CONTROL == pytest.approx(1, abs=0.001)


def test_the_list_tells_devices_and_queues_and_how_they_are(
    printer: EvePrinter,
    queue: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    dead = "ipp://127.0.0.1:9/ipp/print"
    settings = settings_file(tmp_path, ("一楼", printer.address), ("二楼", dead))
    server = queue.removesuffix("printers/hall")
    assert admin(monkeypatch, "list", "--settings", str(settings), "--cups", server) == 0
    told = capsys.readouterr().out
    assert f"一楼  {printer.address}  空闲" in told
    assert "打印机“二楼”没有应答" in told
    assert f"hall  {queue}  空闲" in told


def test_where_there_is_no_cups_none_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ("--data-folder", str(tmp_path))
    assert admin(monkeypatch, "list", *here, "--cups", "ipp://127.0.0.1:9/") == 0
    assert "系统的打印队列：没有找到" in capsys.readouterr().out
    assert admin(monkeypatch, "list", *here, "--cups", "127.0.0.1") == 2
    assert "看不懂 CUPS 服务器的地址" in capsys.readouterr().err


def test_a_device_that_is_not_there_prints_no_test_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ("--data-folder", str(tmp_path))
    assert admin(monkeypatch, "test-page", "--device", "三楼", *here) == 2
    assert "没有名为“三楼”的打印设备" in capsys.readouterr().err
