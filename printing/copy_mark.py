"""补打: what a further copy of a paper is marked with."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import Refusal

_LONGEST_REASON = 50  # characters; one line at the foot of the page


class CopyMarkIncomplete(Refusal):
    """A reprint without its number or reason."""


@dataclass(frozen=True)
class CopyMark:
    """What tells a reprint (补打) from the original, which is copy 1.

    Raises: CopyMarkIncomplete.
    """

    copy_no: int
    reason: str

    def __post_init__(self) -> None:
        if self.copy_no < 2:  # noqa: PLR2004  # copy 1 is the original
            raise CopyMarkIncomplete(
                f"补打份号从 2 开始，收到的是 {self.copy_no}，没有打印，请重新点补打。"
            )
        if not 0 < len(self.reason.strip()) <= _LONGEST_REASON:
            raise CopyMarkIncomplete(
                f"补打原因要写明且不超过 {_LONGEST_REASON} 个字，没有打印，请修改原因后重试。"
            )
