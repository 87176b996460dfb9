"""Settings: typed, and an unknown key is an error with a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.settings import SettingsNotUnderstood, read_settings

if TYPE_CHECKING:
    from pathlib import Path


def device(name: str, address: str) -> str:
    return f'[[devices]]\nname = "{name}"\naddress = "{address}"\n'


def printers(**chosen: str) -> str:
    lines = [f'{document} = "{name}"\n' for document, name in chosen.items()]
    return "".join(("[printers]\n", *lines))


TWO = device("甲", "folder:/x") + device("票", "escpos+tcp://10.1.2.4:9100")


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_and_overrides_make_the_settings(tmp_path: Path) -> None:
    path = written(tmp_path, 'hall = "qinghe"\nstation = "12"\ncounter = "12"\n')
    settings = read_settings(path, server="http://10.1.2.3:8720")
    assert (settings.hall, settings.station, settings.server) == (
        "qinghe",
        "12",
        "http://10.1.2.3:8720",
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('coutner = "3"\n', "coutner 不是一个设置项"),
        ('station = "three"\n', "station 的值不对"),
        ('server = "http://[oops"\n', "server 的值不对"),
        ('server = "10.1.2.3:8720"\n', "server 的值不对"),
        ("hall = \n", "写法有误"),
        ('[[devices]]\nname = "甲"\n', "devices.1.address 没有写"),
        (device("甲", "folder:/x") + 'colour = "red"\n', "devices.1.colour 不是一个设置项"),
        (device("甲", "folder:/x") + "offset_x_mm = 200\n", "devices.1.offset_x_mm 的值不对"),
        (device("甲", "lpt1"), "看不懂地址“lpt1”"),
        (device("甲", "folder:papers"), "看不懂地址“folder:papers”"),
        (device("甲", "ipp://"), "看不懂地址“ipp://”"),
        (device("甲", "windows: "), "看不懂地址“windows: ”"),
        (device("票", "escpos+tcp://a:9100") + "offset_y_mm = 1\n", "“票”是小票打印机，不能设偏移"),
        (device("甲", "folder:/x") + device("甲", "folder:/y"), "有两台设备都叫“甲”"),
        ('[display]\nlayuot = "table"\n', "display.layuot 不是一个设置项"),
        ('[display]\nlayout = "round"\n', "display.layout 的值不对"),
        ('[display]\nlayout = "counter"\n', "在 counters 里写一个窗口号"),
        ('[display]\nvoice = "loud"\n', "看不懂 [display] 的 voice“loud”"),
        ('[display]\nvoice = "folder:here"\n', "看不懂 [display] 的 voice“folder:here”"),
        ("[kiosk]\nidle_seconds = 1\n", "kiosk.idle_seconds 的值不对"),
        (device("甲", "folder:/x"), "用 default 指明"),
        (printers(default="甲"), "default 要用的“甲”不在 [[devices]] 里"),
        (TWO + printers(default="甲", letter="甲"), "letter 不是一种文书"),
        (TWO + printers(default="甲", ticket="乙"), "ticket 要用的“乙”不在"),
        (TWO + printers(default="票"), "“票”是小票打印机，打不了 A4 文书（default）"),
        (
            TWO + printers(default="甲", acceptance="票"),
            "“票”是小票打印机，打不了 A4 文书（acceptance）",
        ),
    ],
)
def test_a_mistake_is_named_and_the_program_does_not_start(
    tmp_path: Path, text: str, named: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SettingsNotUnderstood, match="没有启动") as told:
        read_settings(path)
    assert named in str(told.value)
    assert path.read_text(encoding="utf-8") == text


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsNotUnderstood, match="读不到设置文件"):
        read_settings(tmp_path / "none.toml")


@pytest.mark.parametrize(
    "address", ["", "http://server", "https://hall.example:443/", "http://[::1]:8720"]
)
def test_addresses_that_are_addresses_are_taken(tmp_path: Path, address: str) -> None:
    assert read_settings(written(tmp_path, f'server = "{address}"\n')).server == address
