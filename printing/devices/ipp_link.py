"""IPP over HTTP to one printer or queue; every way it can go wrong is a sentence."""

from __future__ import annotations

import http.client
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from printing.devices import ipp_protocol
from printing.devices.device import DeviceTrouble
from printing.devices.ipp_protocol import Attribute, Group, GroupTag, IppNotUnderstood, Message, Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from printing.devices.ipp_address import IppAddress


class NotAccepted(DeviceTrouble):
    """The printer was not reached, or turned the request away at the door."""


@dataclass(frozen=True)
class Patience:
    """How long to wait for a printer, in seconds."""

    connecting: float = 3.0
    answer: float = 10.0
    settling: float = 1.0  # what it took in while it hung shows up within this time


class IppLink:
    """Asks one printer, a fresh connection for each question."""

    def __init__(self, name: str, address: IppAddress, patience: Patience) -> None:
        """`name` is how the sentences call the printer."""
        self.address = address
        self._name = name
        self._patience = patience

    def ask(
        self,
        operation: int,
        attributes: Sequence[Attribute] = (),
        groups: Sequence[Group] = (),
        data: bytes = b"",
    ) -> Message:
        """The printer's answer, whatever its status.

        Raises: NotAccepted when nothing reached the printer; DeviceTrouble when that is open.
        """
        operation_group = Group(
            GroupTag.OPERATION,
            (
                Attribute("attributes-charset", Tag.CHARSET, ("utf-8",)),
                Attribute("attributes-natural-language", Tag.LANGUAGE, ("zh-cn",)),
                Attribute("printer-uri", Tag.URI, (self.address.uri,)),
                Attribute("requesting-user-name", Tag.NAME, (_USER,)),
                *attributes,
            ),
        )
        request = Message(operation, 1, (operation_group, *groups), data)
        with closing(self._connected()) as connection:
            answer = self._exchanged(connection, ipp_protocol.encode(request))
        try:
            return ipp_protocol.decode(answer)
        except IppNotUnderstood as error:
            raise DeviceTrouble(
                f"打印机“{self._name}”的回答看不懂，文书还在打印队列，"
                "请检查设置里的地址是不是这台打印机。"
            ) from error

    def _connected(self) -> http.client.HTTPConnection:
        host, port = self.address.host, self.address.port
        connection: http.client.HTTPConnection
        if self.address.secure:
            connection = http.client.HTTPSConnection(
                host,
                port,
                timeout=self._patience.connecting,
                context=ssl.create_default_context(),
            )
        else:
            connection = http.client.HTTPConnection(host, port, timeout=self._patience.connecting)
        try:
            connection.connect()
        except ssl.SSLCertVerificationError as error:
            raise NotAccepted(
                f"打印机“{self._name}”的证书不受信任，文书没有发出、还在打印队列，"
                "请让管理员把它的证书装进本机的受信任证书。"
            ) from error
        except OSError as error:
            raise NotAccepted(
                f"打印机“{self._name}”没有应答，文书还在打印队列，"
                "请检查电源和网线，恢复后自动打出。"
            ) from error
        connection.sock.settimeout(self._patience.answer)
        return connection

    def _exchanged(self, connection: http.client.HTTPConnection, request: bytes) -> bytes:
        try:
            # It may have answered without hearing us out, as a busy printer does.
            with suppress(BrokenPipeError, ConnectionResetError):
                connection.request(
                    "POST", self.address.path, request, {"Content-Type": "application/ipp"}
                )
            answer = connection.getresponse()
            content = answer.read(_LONGEST_ANSWER)
        except (OSError, http.client.HTTPException) as error:
            raise DeviceTrouble(
                f"打印机“{self._name}”应答中断，文书还在打印队列，程序会先问打印机有没有收到，"
                "请检查网线。"
            ) from error
        if answer.status != http.client.OK:
            raise self._turned_away(answer.status)
        return content

    def _turned_away(self, status: int) -> DeviceTrouble:
        problem = _PROBLEMS.get(status, f"不接受打印请求（HTTP {status}）")
        kind = NotAccepted if status in range(400, 500) else DeviceTrouble
        return kind(f"打印机“{self._name}”{problem}，文书还在打印队列，请让管理员检查打印机设置。")


_USER = "yici"  # no clerk's name leaves for a printer
_LONGEST_ANSWER = 4_000_000  # bytes
_PROBLEMS = {
    http.client.UNAUTHORIZED: "要求登录",
    http.client.FORBIDDEN: "不允许本机打印",
    http.client.NOT_FOUND: "没有设置里写的打印队列",
    http.client.UPGRADE_REQUIRED: "要求加密连接（地址应写成 ipps://）",
}
