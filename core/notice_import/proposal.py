"""Two persons for a new calendar: one proposes what was read, another approves the same text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core.errors import Refusal
from core.holiday_notice import HolidayNotice
from core.notice_import.checks import Finding, Severity, calendar_with, findings, refusals

if TYPE_CHECKING:
    from core.calendar import Calendar
    from core.notice_import.parsed_notice import ParsedNotice


class NoticeNotSound(Refusal):
    """A notice with a finding that refuses it was to be proposed."""


class SamePersonApproves(Refusal):
    """Whoever proposed a calendar was to approve it as well."""


class ProposedTextChanged(Refusal):
    """The text in front of the second person is not the one proposed."""


class CalendarMovedOn(Refusal):
    """The calendar in force is no longer the one the proposal was compared with."""


@dataclass(frozen=True)
class ImportProposal:
    """A notice one person wants in the calendar, with the warnings shown at the time.

    `checksum` is the SHA-256 of the text it was read from, `against` and `makes` are the versions
    of the calendar before and after.
    """

    notice: HolidayNotice
    checksum: str
    warnings: tuple[Finding, ...]
    against: str
    makes: str
    proposed_by: str  # badge
    proposed_at: datetime


@dataclass(frozen=True)
class ImportApproval:
    """A proposal with the second person's consent: the notice may enter the calendar."""

    proposal: ImportProposal
    approved_by: str  # badge
    approved_at: datetime


def propose(
    parsed: ParsedNotice, text: str, in_force: Calendar, by: str, at: datetime
) -> ImportProposal:
    """Put a notice forward, read from `text` and sound against the calendar in force.

    Raises: NoticeNotSound.
    """
    found = findings(parsed, in_force)
    if stops := refusals(found):
        said = stops[0].words.rstrip("。")
        more = f"等{len(stops)}处问题" if len(stops) > 1 else ""
        raise NoticeNotSound(f"放假安排没有通过检查（{said}）{more}，没有提交，请改正后重新导入。")
    return ImportProposal(
        notice=parsed.notice(),
        checksum=checksum(text),
        warnings=tuple(one for one in found if one.severity is Severity.WARN),
        against=in_force.version,
        makes=calendar_with(parsed, in_force).version,
        proposed_by=by.strip(),
        proposed_at=at,
    )


def approve(
    proposal: ImportProposal, text: str, in_force: Calendar, by: str, at: datetime
) -> ImportApproval:
    """Consent to a proposal whose text the second person has read.

    Raises: SamePersonApproves, ProposedTextChanged, CalendarMovedOn.
    """
    require_another(proposal.proposed_by, by)
    if checksum(text) != proposal.checksum:
        raise ProposedTextChanged(
            "现在的通知文本与提交时不同，日历没有更换，请重新导入并由两人核对。"
        )
    if in_force.version != proposal.against:
        raise CalendarMovedOn(
            f"提交之后日历已由{proposal.against}换为{in_force.version}，没有再次更换，请重新导入核对。"
        )
    return ImportApproval(proposal, by.strip(), at)


def require_another(proposed_by: str, approved_by: str) -> None:
    """Two badges that belong to two persons.

    Raises: SamePersonApproves.
    """
    if approved_by.strip().casefold() == proposed_by.casefold():
        raise SamePersonApproves(
            f"工号{proposed_by}提交的放假安排不能由本人批准，日历没有更换，请由另一人批准。"
        )


def checksum(text: str) -> str:
    """What two persons compare a text by: its SHA-256, whatever its line ends."""
    lines = "\n".join(text.splitlines())
    return hashlib.sha256(lines.encode()).hexdigest()
