"""Who may change the hall's calendar, and in which order: proposed by one, decided by another."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from core.calendar_facts import CalendarApproved, CalendarProposed, CalendarRejected
from core.errors import Refusal
from core.notice_import import proposal as two_persons
from core.notice_import.proposal import ImportProposal
from core.staff import Clerk, Role

if TYPE_CHECKING:
    from core.calendar import Calendar
    from core.holiday_notice import HolidayNotice
    from core.notice_import.parsed_notice import ParsedNotice


class CalendarNotForYou(Refusal):
    """The calendar is changed by neither an administrator nor a supervisor."""


class ProposalDecided(Refusal):
    """A proposal was approved or rejected before."""


class NoReasonGiven(Refusal):
    """A proposal is rejected without saying why."""


class ChangesNothing(Refusal):
    """The calendar already says what the notice says."""


class ProposalState(enum.Enum):
    """How far a proposal has come."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"

    @property
    def word(self) -> str:
        """The state as listed."""
        return _STATE_WORDS[self]


@dataclass(frozen=True)
class Proposal:
    """A notice that waits for a second person, or what that person decided."""

    proposed: CalendarProposed
    proposed_at: datetime
    state: ProposalState = ProposalState.OPEN
    decided_by: str = ""  # badge
    decided_at: datetime | None = None
    reason: str = ""

    @property
    def notice(self) -> HolidayNotice:
        """What is proposed."""
        return self.proposed.notice


def proposed(
    proposal_id: str,
    parsed: ParsedNotice,
    text: str,
    in_force: Calendar,
    by: Clerk,
    at: datetime,
) -> CalendarProposed:
    """Put a notice forward that was read from `text` and is sound against the calendar in force.

    Raises: CalendarNotForYou, NoticeNotSound, ChangesNothing.
    """
    _require_right(by)
    found = two_persons.propose(parsed, text, in_force, by.badge, at)
    if found.makes == found.against:
        raise ChangesNothing(
            f"日历（{found.against}）已经是这样安排的，没有提交，日历没有变动，不需要导入，请核对通知的年份。"
        )
    return CalendarProposed(
        proposal_id,
        found.notice,
        text,
        found.checksum,
        tuple(one.words for one in found.warnings),
        found.against,
        found.makes,
        by,
    )


def approved(
    proposal: Proposal, text: str, in_force: Calendar, by: Clerk, at: datetime
) -> CalendarApproved:
    """Consent to a proposal whose text the second person has read.

    Raises: CalendarNotForYou, ProposalDecided; SamePersonApproves, ProposedTextChanged,
    CalendarMovedOn.
    """
    _require_right(by)
    _require_open(proposal)
    two_persons.approve(_as_read(proposal), text, in_force, by.badge, at)
    return CalendarApproved(proposal.proposed.proposal_id, proposal.notice, by)


def rejected(proposal: Proposal, reason: str, by: Clerk) -> CalendarRejected:
    """Turn a proposal down; whoever made it may take it back that way too.

    Raises: CalendarNotForYou, ProposalDecided, NoReasonGiven.
    """
    _require_right(by)
    _require_open(proposal)
    if not reason.strip():
        raise NoReasonGiven("没有写明退回的理由，放假安排仍待批准，日历没有变动，请写明理由。")
    return CalendarRejected(proposal.proposed.proposal_id, reason.strip(), by)


def decided(
    proposal: Proposal, fact: CalendarApproved | CalendarRejected, at: datetime
) -> Proposal:
    """The proposal after a decision, from whichever station.

    Two stations that were apart may decide twice: an approval stands, whatever came before it.
    Raises: SamePersonApproves.
    """
    if isinstance(fact, CalendarApproved):
        two_persons.require_another(proposal.proposed.by.badge, fact.by.badge)
        state, reason = ProposalState.APPROVED, ""
    else:
        state, reason = ProposalState.REJECTED, fact.reason
    if proposal.state is ProposalState.APPROVED or proposal.state is state:
        return proposal
    return replace(proposal, state=state, decided_by=fact.by.badge, decided_at=at, reason=reason)


def _require_right(by: Clerk) -> None:
    if by.role not in (Role.ADMINISTRATOR, Role.SUPERVISOR):
        raise CalendarNotForYou(
            f"放假安排须由管理员或监察导入和批准，{by.name}是{by.role.word}，日历没有变动，"
            "请管理员或监察办理。"
        )


def _require_open(proposal: Proposal) -> None:
    if proposal.state is not ProposalState.OPEN:
        raise ProposalDecided(
            f"{proposal.notice.number}{proposal.state.word}（工号{proposal.decided_by}），"
            "没有再次处理，日历没有变动，请刷新后核对。"
        )


def _as_read(proposal: Proposal) -> ImportProposal:
    stated = proposal.proposed
    return ImportProposal(
        stated.notice,
        stated.checksum,
        (),  # the warnings were for the persons
        stated.against,
        stated.makes,
        stated.by.badge,
        proposal.proposed_at,
    )


_STATE_WORDS = {
    ProposalState.OPEN: "待批准",
    ProposalState.APPROVED: "已批准",
    ProposalState.REJECTED: "已退回",
}
