"""`yici-admin printers`: the configured devices, the system's queues, and a test page."""

from pathlib import Path
from typing import Annotated

import typer

from core.errors import Refusal
from core.paper_kind import NoticeKind, Sheet
from db.unit_of_work import new_id
from desktop.admin.options import DataFolder, SettingsFile
from desktop.printers import Printer, Printers, printers_of, queues_found
from desktop.settings import read_settings
from printing import test_page
from printing.devices.device import DeviceTrouble, Language, Outgoing, TellingDevice
from printing.devices.ipp_address import IppAddress
from printing.devices.ipp_queues import THIS_MACHINE
from printing.devices.offset import shifted
from printing.spool import TICKET

app = typer.Typer(no_args_is_help=True)


class NoSuchDevice(Refusal):
    """A device the settings do not name."""


class NoPages(Refusal):
    """A ticket printer was asked for an A4 test page."""


class ServerNotUnderstood(Refusal):
    """The address of a CUPS server cannot be read."""


@app.command("list", help="列出设置里的打印设备和系统的打印队列")
def list_printers(
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
    cups: Annotated[str, typer.Option(help="CUPS 服务器")] = THIS_MACHINE.uri,
) -> None:
    """Tell every device, what it prints and how it is; then the queues found.

    Raises: SettingsNotUnderstood, ServerNotUnderstood, DeviceTrouble.
    """
    server = IppAddress.parsed(cups)
    if server is None:
        raise ServerNotUnderstood(
            f"看不懂 CUPS 服务器的地址“{cups}”，没有查找打印队列，请写成 ipp://主机:631/。"
        )
    printers = _printers(settings, data_folder)
    typer.echo("设置里的打印设备：")
    for printer in printers.every:
        typer.echo(f"  {printer.name}  {printer.address}  {_condition(printer)}".rstrip())
        typer.echo(f"    用于：{'、'.join(_documents(printers, printer)) or '没有指定文书'}")
    queues = queues_found(server)
    typer.echo("系统的打印队列：" if queues else "系统的打印队列：没有找到")
    for queue in queues:
        typer.echo(f"  {queue.name}  {queue.address}  {queue.condition}".rstrip())


@app.command("test-page", help="在一台设备上打印测试页：标尺、100 mm 校准线、十字")
def print_test_page(
    device: Annotated[str, typer.Option(help="设备名称")],
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Print a page to measure the device with.

    Raises: SettingsNotUnderstood, NoSuchDevice, NoPages, DeviceTrouble.
    """
    printers = _printers(settings, data_folder)
    printer = printers.named(device)
    if printer is None:
        names = "、".join(one.name for one in printers.every)
        raise NoSuchDevice(f"设置里没有名为“{device}”的打印设备，没有打印；现有：{names}。")
    if printer.device.language is not Language.PDF:
        raise NoPages(f"“{device}”是小票打印机，打不了 A4 测试页，没有打印，请换一台设备。")
    offset = printer.offset
    notes = (printer.address, f"当前偏移：向右 {offset.right:g} mm，向下 {offset.down:g} mm")
    page = shifted(test_page.drawn(printer.name, notes), offset)
    printer.device.take(Outgoing(new_id(), "打印测试页", Sheet.A4.value, page))
    typer.echo(f"测试页已送到“{printer.name}”，请按页上的说明用尺子量。")


def _printers(settings_file: Path | None, data_folder: Path | None) -> Printers:
    overrides = {} if data_folder is None else {"data_folder": data_folder}
    return printers_of(read_settings(settings_file, **overrides))


def _condition(printer: Printer) -> str:
    if not isinstance(printer.device, TellingDevice):
        return ""
    try:
        return printer.device.condition()
    except DeviceTrouble as trouble:
        return str(trouble)


def _documents(printers: Printers, printer: Printer) -> list[str]:
    named = {TICKET: "排队小票"} | {kind.value: kind.title for kind in NoticeKind}
    if printers.default is printer:
        others = [one for one in named if printers.printer_for(one) is not printer]
        return ["所有文书" if not others else "其余文书"]
    return [word for one, word in named.items() if printers.printer_for(one) is printer]
