"""Proof that a paper exists and reached the applicant, as a fact carries it."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.errors import Refusal
from core.moment import business_day
from core.paper_kind import NoticeKind


class NotServed(Refusal):
    """A delivery without the proof its way needs."""


class ServiceMethod(enum.Enum):
    """送达方式."""

    COUNTER = "counter"
    POST = "post"
    ELECTRONIC = "electronic"
    LEFT = "left"
    PUBLIC_NOTICE = "public_notice"

    @property
    def word(self) -> str:
        """The way as printed."""
        return _METHOD_WORDS[self]


@dataclass(frozen=True)
class PaperTrail:
    """How far a paper has come: numbered, and seen out of the printer by a clerk."""

    notice_id: str
    kind: NoticeKind
    number: str
    out_on: date | None


@dataclass(frozen=True)
class Service:
    """One delivery: how, when, and by what it is proved.

    `proof`: who signed, the express receipt's number, the system's receipt, the witness or the
    recording of a 留置送达, the publication. A public notice is served 30 days after
    `published_on` (民事诉讼法 art. 95).
    """

    method: ServiceMethod
    at: datetime  # aware
    proof: str
    published_on: date | None = None

    @property
    def on(self) -> date:
        """The hall's day of delivery."""
        return business_day(self.at)


def require_proof(service: Service) -> None:
    """A delivery is proved as its way demands.

    Raises: NotServed.
    """
    if not service.proof.strip():
        raise NotServed(
            f"{service.method.word}没有送达凭据，没有登记送达，办件没有变动，"
            f"请先登记{_PROOF_WORDS[service.method]}。"
        )
    if service.method is not ServiceMethod.PUBLIC_NOTICE:
        return
    if service.published_on is None or service.on < service.published_on + _PUBLIC_NOTICE:
        raise NotServed(
            f"公告送达须自发布之日起满 {_PUBLIC_NOTICE.days} 日，没有登记送达，办件没有变动，"
            "请在公告期满后登记。"
        )


_PUBLIC_NOTICE = timedelta(days=30)
_METHOD_WORDS = {
    ServiceMethod.COUNTER: "窗口领取",
    ServiceMethod.POST: "邮寄送达",
    ServiceMethod.ELECTRONIC: "电子送达",
    ServiceMethod.LEFT: "留置送达",
    ServiceMethod.PUBLIC_NOTICE: "公告送达",
}
_PROOF_WORDS = {
    ServiceMethod.COUNTER: "签收人",
    ServiceMethod.POST: "快递回执号",
    ServiceMethod.ELECTRONIC: "系统到达回执",
    ServiceMethod.LEFT: "见证人或录像编号",
    ServiceMethod.PUBLIC_NOTICE: "公告载体和编号",
}
