"""The watchdog at a station: records what silence has decided, and the papers that tell it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from core import answer_papers, papers, review_papers
from core.case_states import CaseEvent
from core.errors import Refusal
from core.paper_kind import NoticeKind
from core.supervision import SupervisionRaised
from core.watchdog import ACTOR, due_events
from db import cases, clock_questions, notices, supervision
from desktop.notices import issue

if TYPE_CHECKING:
    from core.case import Case
    from core.ending_facts import SilenceFact
    from core.notice import Notice, NoticeBody
    from core.notice_lines import Remedies
    from core.staff import OnDuty
    from db.unit_of_work import UnitOfWork
    from desktop.office import Office


class NothingConcluded(Refusal):
    """A paper about silence for a case in which nothing was concluded."""


class ToldOfSilence(Refusal):
    """The papers about a conclusion are out already."""


def sweep(work: UnitOfWork) -> tuple[SilenceFact | SupervisionRaised, ...]:
    """Record what is due in the cases received at this station; once is enough.

    To be run at start-up and at midnight, with or without a network. A clock that is in question
    decides nothing.
    """
    here = work.identity
    if clock_questions.open_question(work.connection, here.hall, here.station) is not None:
        return ()
    recorded: list[SilenceFact | SupervisionRaised] = []
    for case_id in cases.to_look_at(
        work.connection, here.station, work.today, work.calendar.version
    ):
        # One event may lead to the next: acceptance by silence lets the limits of a decision run.
        while events := _next_events(work, case_id):
            for event in events:
                work.record(event, ACTOR)
            recorded.extend(events)
    return tuple(recorded)


def tell_of_silence(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    remedies: Remedies,
    confirmed_glyphs: frozenset[str] = frozenset(),
) -> tuple[Notice, ...]:
    """The papers about what silence decided: 视为受理, 视为撤回, 撤销受理, 不予受理, 视为同意.

    Raises: NothingConcluded, ToldOfSilence; GlyphsUnconfirmed, PaperRefused.
    """
    case = cases.load(work.connection, case_id)
    bodies = _bodies(work, case, remedies)
    kinds = {NoticeKind(body.paper) for body in bodies}
    if any(notice.kind in kinds for notice in notices.of_case(work.connection, case_id)):
        raise ToldOfSilence(
            f"办件 {case.number} 的告知文书已经出具，没有再出，办件没有变动，需要时请补打。"
        )
    return tuple(
        issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs) for body in bodies
    )


def _next_events(work: UnitOfWork, case_id: str) -> tuple[SilenceFact | SupervisionRaised, ...]:
    """A conclusion with what the supervisors are told of it, or what they are told without one."""
    case = cases.load(work.connection, case_id)
    fresh = [
        event
        for event in due_events((case,), work.calendar, work.now)
        if not isinstance(event, SupervisionRaised)
        or not supervision.is_known(work.connection, event.event_id)
    ]
    told = takewhile(lambda event: isinstance(event, SupervisionRaised), fresh[1:])
    return (*fresh[:1], *told)


def _bodies(work: UnitOfWork, case: Case, remedies: Remedies) -> tuple[NoticeBody, ...]:
    match case.conclusion.event if case.conclusion else None:
        case CaseEvent.DEEM_ACCEPTED:
            responsible = f"{case.item.department}　{case.counter}号窗口"
            return (
                answer_papers.deemed_acceptance(case, work.today, responsible, work.calendar),
                papers.acceptance(case, case.received_on, work.calendar),
            )
        case CaseEvent.DEEM_WITHDRAWN:
            return (answer_papers.deemed_withdrawal(case, _told(work, case), work.calendar),)
        case CaseEvent.REVOKE_ACCEPTANCE:
            told = _told(work, case)
            return (answer_papers.revocation(case, told, remedies, work.calendar),)
        case CaseEvent.REFUSE_LAPSED:
            return (answer_papers.not_accepted(case, _LAPSED, "", remedies),)
        case CaseEvent.DEEM_CONSENTED:
            return (review_papers.deemed_consent(case, work.calendar),)
        case _:
            raise NothingConcluded(
                f"办件 {case.number} 没有因逾期认定的结果，没有出具文书，请刷新后核对。"
            )


def _told(work: UnitOfWork, case: Case) -> str:
    return notices.load(work.connection, case.told_notice).number


_LAPSED = "在告知的补正期限内没有补齐申请材料"
