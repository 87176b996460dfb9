"""What an IPP printer says of itself, in words for the counter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Complaint:
    """What is the matter and what to do about it."""

    what: str
    remedy: str


def complaints(reasons: Iterable[str]) -> tuple[Complaint, ...]:
    """Those printer-state-reasons that keep paper from coming out (RFC 8011 5.4.12).

    A reason that ends in `-warning` or `-report` does not; what is not known is passed over.
    """
    found = []
    for reason in reasons:
        if reason.endswith(("-warning", "-report")):
            continue
        known = _COMPLAINTS.get(reason.removesuffix("-error"))
        if known is not None and known not in found:
            found.append(known)
    return tuple(found)


STOPPED = Complaint("已停用", "请在打印机或者系统的打印队列里恢复打印")
NOT_ACCEPTING = Complaint("不接收新任务", "请在打印机或者系统的打印队列里恢复接收")

_REFILL = Complaint("缺纸", "请加纸")
_OPEN = Complaint("盖子没有合上", "请合上盖子")
_NO_TONER = Complaint("没有墨粉了", "请更换墨粉盒")
_OFFLINE = Complaint("脱机", "请检查电源、网线和联机按钮")
_FULL = Complaint("出纸口满了", "请取走出纸口的纸")
_SERVICE = Complaint("需要维修", "请联系管理员")
_COMPLAINTS = {
    "media-empty": _REFILL,
    "media-needed": _REFILL,
    "input-tray-missing": Complaint("纸盒没有装好", "请装好纸盒"),
    "media-jam": Complaint("卡纸", "请取出卡住的纸"),
    "cover-open": _OPEN,
    "door-open": _OPEN,
    "interlock-open": _OPEN,
    "toner-empty": _NO_TONER,
    "marker-supply-empty": _NO_TONER,
    "marker-supply-missing": Complaint("墨粉盒没有装好", "请装好墨粉盒"),
    "marker-waste-full": Complaint("废粉盒满了", "请更换废粉盒"),
    "output-area-full": _FULL,
    "output-tray-missing": Complaint("出纸盘没有装好", "请装好出纸盘"),
    "offline": _OFFLINE,
    "shutdown": _OFFLINE,
    "timed-out": _OFFLINE,
    "paused": STOPPED,
    "moving-to-paused": STOPPED,
    "stopped-partly": STOPPED,
    "spool-area-full": Complaint("内存满了", "请等它打完手上的任务"),
    "fuser-over-temp": _SERVICE,
    "fuser-under-temp": _SERVICE,
    "opc-life-over": _SERVICE,
}
