"""Whether a scanned paper is genuine, still serves, and may open its case."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from core.errors import Refusal
from core.paper_code import PaperCode


class NotOurPaper(Refusal):
    """A code that no station of this hall has signed as it is."""


class SignerUnknown(Refusal):
    """A code by a key that is not known here, or not yet."""


class SamplePaper(Refusal):
    """A sample is presented as a paper."""


class PaperExpired(Refusal):
    """A genuine paper after its last day."""


class RecordDiffers(Refusal):
    """A genuine paper whose record here says something else."""


class Signature(enum.Enum):
    """What the signature of a code tells."""

    GENUINE = "genuine"
    FORGED = "forged"
    SIGNER_UNKNOWN = "signer_unknown"
    SAMPLE = "sample"

    @property
    def words(self) -> str:
        """The finding in words."""
        return _SIGNATURE_WORDS[self]


class Record(enum.Enum):
    """What this station's records tell about a code."""

    NOT_ASKED = "not_asked"
    NO_CASE = "no_case"
    NO_PAPER = "no_paper"  # the case is here, the paper is not, or not yet
    AGREES = "agrees"
    DIFFERS = "differs"  # a paper of that kind and minute is here, with another content

    @property
    def words(self) -> str:
        """The finding in words."""
        return _RECORD_WORDS[self]


_SIGNATURE_WORDS = {
    Signature.GENUINE: "签名属实，由本大厅工位签发",
    Signature.FORGED: "签名不符，编码被改动过或不是本大厅签发的",
    Signature.SIGNER_UNKNOWN: "不认识签发的工位，签名还不能核对",
    Signature.SAMPLE: "样张，不是正式文书",
}
_RECORD_WORDS = {
    Record.NOT_ASKED: "没有查本机记录",
    Record.NO_CASE: "本机没有这个办件（可能还没有同步）",
    Record.NO_PAPER: "本机没有这份文书的记录（可能还没有同步）",
    Record.AGREES: "内容与本机记录一致",
    Record.DIFFERS: "内容与本机记录不一致",
}


@dataclass(frozen=True)
class PaperCheck:
    """Everything that was found out about a scanned code on a day."""

    code: PaperCode
    signature: Signature
    record: Record
    number: str  # of the recorded paper; empty where none agrees
    today: date

    @property
    def expired(self) -> bool:
        """Whether its last day is over."""
        return self.code.valid_until is not None and self.today > self.code.valid_until

    @property
    def validity_words(self) -> str:
        """Until when it serves."""
        if self.code.valid_until is None:
            return "未注明，见文书正文"
        passed = "（已过期）" if self.expired else ""
        return f"至 {self.code.valid_until.isoformat()}{passed}"


def require_valid(check: PaperCheck) -> None:
    """Refuse a paper that proves nothing, or nothing any more.

    Raises: SamplePaper, NotOurPaper, SignerUnknown, RecordDiffers, PaperExpired.
    """
    _require_ours(check)
    if check.signature is Signature.SIGNER_UNKNOWN:
        raise SignerUnknown(
            "不认识签发这份文书的工位，真伪还不能核对，没有改动任何内容，"
            "请联网同步后或换用新导出的公钥文件再核对。"
        )
    if check.record is Record.DIFFERS:
        raise RecordDiffers(
            "这份文书的签名属实，内容却与本机记录不一致，没有改动任何内容，"
            "请保留原件并联系管理员校验日志。"
        )
    if check.expired:
        raise PaperExpired(
            f"这份文书属实，但有效期{check.validity_words}，办件记录不受影响，"
            "请按现行规定重新办理。"
        )


def caution_on_opening(check: PaperCheck) -> str:
    """What the clerk is told who opens a case by its paper; empty when there is nothing to say.

    Nobody is sent away because of the network: a paper whose signer is not known here yet opens
    a case that is here, as its printed code would. An expired one opens it too; what follows from
    the expiry is for the clerk.
    Raises: SamplePaper, NotOurPaper.
    """
    _require_ours(check)
    if check.signature is Signature.SIGNER_UNKNOWN and check.record is Record.NO_CASE:
        raise NotOurPaper(
            "这不是本大厅的文书，或签发的工位还没有同步到本机，没有打开任何办件，"
            "请核对文书抬头，是本大厅的请待联网后再扫。"
        )
    cautions = []
    if check.signature is Signature.SIGNER_UNKNOWN:
        cautions.append("签发工位的公钥还没有同步到本机，文书的签名暂时不能核对")
    if check.expired:
        cautions.append(f"文书有效期{check.validity_words}")
    return f"办件已打开，但{'；'.join(cautions)}，请与来人核对。" if cautions else ""


def _require_ours(check: PaperCheck) -> None:
    if check.signature is Signature.SAMPLE:
        raise SamplePaper("这是样张，不是正式文书，没有打开任何办件，请出示正式文书。")
    if check.signature is Signature.FORGED:
        raise NotOurPaper(
            "这不是本大厅的文书，签名与编码不符，可能是伪造或改动过的，没有打开任何办件，"
            "请留下原件并报告首席代表核对。"
        )
