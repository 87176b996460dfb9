"""A ticket printer that reads ESC/POS, on the network, a serial port or a device node."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from printing.devices import escpos_address
from printing.devices.connection import USUAL
from printing.devices.device import DeviceTrouble, Language, Presence, SheetNotTaken
from printing.devices.escpos_status import Condition, condition
from printing.devices.serial_port import PortNotSet

if TYPE_CHECKING:
    from datetime import datetime

    from printing.devices.connection import Connection, Patience
    from printing.devices.device import Outgoing
    from printing.devices.escpos_address import Address


class SlipIncomplete(DeviceTrouble):
    """The printer may have got part of a slip, or all of it: sending again may print it twice."""


class EscPosPrinter:
    """One ticket printer.

    It is asked before a slip and, when it answers, once more after it: it reads in order, so an
    answer shows that it took every byte.
    """

    language = Language.ESC_POS

    def __init__(self, name: str, address: Address, patience: Patience) -> None:
        self.name = name
        self.profile = address.profile
        self._transport = address.transport
        self._patience = patience

    def look_for(self, print_id: str, since: datetime) -> Presence:  # noqa: ARG002  # the Device protocol's
        """Such printers keep no record."""
        return Presence.UNKNOWN

    def take(self, sheet: Outgoing) -> None:
        """Send the slip.

        On return it has left this machine, and a printer that answers has confirmed it.

        Raises: SheetNotTaken when nothing of it was sent; SlipIncomplete after that.
        """
        try:
            line = self._transport.open(self._patience)
        except OSError as error:
            raise self._out_of_reach(error) from error
        with contextlib.closing(line):
            answers = self._ready(line)
            try:
                line.send(sheet.content)
                if answers:
                    self._require_taken(line)
                else:
                    line.finish()
            except OSError as error:
                raise self._incomplete("传送时断了线") from error

    def _ready(self, line: Connection) -> bool:
        """Whether it says so itself; one that is silent is taken to be ready."""
        if not line.two_way:
            return False
        answer = self._patience.answer
        try:
            found = condition(line, answer, answer)
        except OSError as error:
            raise self._out_of_reach(error) from error
        if found in _NOT_NOW:
            what, remedy = _NOT_NOW[found]
            raise self._trouble(what, remedy)
        return found is not None

    def _require_taken(self, line: Connection) -> None:
        found = condition(line, self._patience.stall, self._patience.answer)
        if found is None:
            raise self._incomplete("打印时没有回应")
        if found in _NOT_NOW:
            what, _ = _NOT_NOW[found]
            raise self._incomplete(f"打印时{what}")

    def _out_of_reach(self, error: OSError) -> SheetNotTaken:
        if isinstance(error, PortNotSet):
            return self._trouble("的串口设置不成功", "请核对波特率和流控")
        return self._trouble("连接不上", "请检查电源和连接线")

    def _trouble(self, what: str, remedy: str) -> SheetNotTaken:
        return SheetNotTaken(
            f"小票打印机“{self.name}”{what}，小票没有打印，号已保存、小票仍在打印队列，"
            f"{remedy}，恢复后自动打印。"
        )

    def _incomplete(self, what: str) -> SlipIncomplete:
        return SlipIncomplete(
            f"小票打印机“{self.name}”{what}，这张小票可能不完整，号仍然有效，"
            "请看打印出来的纸，不完整的请补打。"
        )


def escpos_printer(name: str, address: str, patience: Patience = USUAL) -> EscPosPrinter:
    """The printer at an address as the settings write it; `name` is what clerks call it.

    Raises: AddressNotUnderstood.
    """
    return EscPosPrinter(name, escpos_address.parsed(address), patience)


_NOT_NOW = {
    Condition.COVER_OPEN: ("上盖没有合好", "请合好上盖"),
    Condition.PAPER_OUT: ("没有纸了", "请换上新纸卷"),
    Condition.FAULTY: ("报告故障", "请关机清理切刀和卡纸后再开机"),
    Condition.OFFLINE: ("处于脱机状态", "请按联机键或者重新开机"),
}
