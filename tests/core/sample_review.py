"""Cases under review: who acts, a fact for every event, and the way to every state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from core.calendar import national_calendar
from core.case import evolved
from core.case_facts import (
    CaseRefused,
    ConditionallyAccepted,
    ConditionCompleted,
    CorrectedOnTheSpot,
    CorrectionExtended,
    FoundNotRequired,
    LaterDemand,
    MaterialsSupplied,
)
from core.case_parts import Ground, JointMode, ProcedureEnd
from core.case_states import CaseEvent, CaseState
from core.catalogue import ItemKind
from core.clock import Clock, ClockKind, open_clock
from core.ending_facts import (
    AcceptanceDeemed,
    AcceptanceRevoked,
    AssistDeemed,
    CaseArchived,
    CaseDenied,
    CaseTerminated,
    CaseVoided,
    CaseWithdrawn,
    ConsentDeemed,
    CorrectedField,
    EntryCorrected,
    GrantedAfterReview,
    LapseRefused,
    WithdrawalDeemed,
)
from core.facts import CaseFact
from core.limit import Limit
from core.moment import CHINA
from core.paper_kind import NoticeKind
from core.review_facts import (
    AssistAnswered,
    AssistAsked,
    ExtensionApproved,
    ExtensionDelivered,
    ExtensionRequested,
    MarkedUrgent,
    OverdueExplained,
    ProcedureApproved,
    ProcedureBegun,
    ProcedureEnded,
    ProcedureRejected,
    ProcedureRequested,
)
from core.service import PaperTrail, Service, ServiceMethod
from core.silence import AssistSilence, ConditionalAcceptance, DefaultConsent, Lapse
from core.staff import Clerk, Role
from tests.core.sample_case import (
    CASE_ID,
    COMPLETE,
    LICENCE_MISSING,
    LICENCE_SUPPLIED,
    MONDAY,
    RESTAURANT,
    accepted,
    after,
    case_received,
    delivered,
    told,
)

if TYPE_CHECKING:
    from core.case import Case

CALENDAR = national_calendar()
CLERK = Clerk("0317", "王敏", Role.CLERK)
CHIEF = Clerk("0312", "李强", Role.CHIEF_REPRESENTATIVE)
HEAD = Clerk("0101", "周建国", Role.AGENCY_HEAD)
GOVERNOR = Clerk("0001", "孙立", Role.GOVERNMENT_HEAD)
SUPERVISOR = Clerk("0901", "赵敏", Role.SUPERVISOR)
ADMINISTRATOR = Clerk("0999", "钱多", Role.ADMINISTRATOR)
STAFF = (CLERK, CHIEF, HEAD, GOVERNOR, SUPERVISOR, ADMINISTRATOR)

CONSENT = DefaultConsent(
    "《清河区超时默认规定》第六条", "局长　赵敏", date(2026, 1, 1), date(2026, 12, 31)
)
REVIEWED = replace(
    RESTAURANT,
    code="XK-0009",
    kind=ItemKind.IMMEDIATE,  # so that it can be granted either way
    conditional=ConditionalAcceptance((2, 4)),
)
CONSENTED = replace(REVIEWED, code="XK-0010", default_consent=CONSENT)
JOINT_SILENT = replace(REVIEWED, code="XK-0011", assist_silence=AssistSilence.NO_OBJECTION)
FIRE, WATER = "消防救援大队", "水务局"


def day(text: str) -> date:
    """`10-16` of 2026, or a whole date."""
    return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def at(on: date) -> datetime:
    """Ten in the morning of a day."""
    return datetime(on.year, on.month, on.day, 10, 0, tzinfo=CHINA)


def handed(on: date, proof: str = "张明华") -> Service:
    """A paper handed over at the counter."""
    return Service(ServiceMethod.COUNTER, at(on), proof)


def trail(notice_id: str, kind: NoticeKind, out_on: date | None) -> PaperTrail:
    """A numbered paper, seen out of the printer on a day."""
    return PaperTrail(notice_id, kind, "清河政务〔2026〕延03-000001", out_on)


def extension_trail(out_on: date | None) -> PaperTrail:
    return trail("extension-1", NoticeKind.EXTENSION, out_on)


def procedure_trail(out_on: date | None, number: int = 1) -> PaperTrail:
    return trail(f"procedure-{number}", NoticeKind.SPECIAL_PROCEDURE, out_on)


def asked(
    *departments: str,
    mode: JointMode = JointMode.OPINION,
    silence: AssistSilence = AssistSilence.NO_OBJECTION,
    on: date = MONDAY,
) -> AssistAsked:
    limit = Limit.parse("7wd")
    names = departments or (FIRE,)
    return AssistAsked(CASE_ID, mode, "市场监管", names, "消防安全条件", limit, silence, on, CLERK)


def requested(ground: Ground = Ground.EXPERT_REVIEW, on: date = MONDAY) -> ProcedureRequested:
    return ProcedureRequested(CASE_ID, ground, "没有现行标准", Limit.parse("10wd"), on, CLERK)


def approved(number: int = 1, on: date = MONDAY, begins: date | None = None) -> ProcedureApproved:
    notice_id = f"procedure-{number}"
    return ProcedureApproved(CASE_ID, number, begins or on, notice_id, on, None, CHIEF)


def begun(number: int = 1, on: date = MONDAY, due: date | None = None) -> ProcedureBegun:
    return ProcedureBegun(CASE_ID, number, procedure_trail(on, number), handed(on), due, CLERK)


def ended(number: int = 1, on: date = MONDAY) -> ProcedureEnded:
    return ProcedureEnded(CASE_ID, number, ProcedureEnd.RESULT, "同意", on, CLERK)


def paused(number: int = 1, on: date = MONDAY) -> tuple[CaseFact, ...]:
    """A special procedure from request to the standing clock, all on one day."""
    return requested(on=on), approved(number, on), begun(number, on)


def extension_requested(limit: str = "10wd", on: date = MONDAY) -> ExtensionRequested:
    return ExtensionRequested(CASE_ID, Limit.parse(limit), "需再次核查", on, None, CLERK)


def extension_approved(on: date = MONDAY, by: Clerk = HEAD) -> ExtensionApproved:
    return ExtensionApproved(CASE_ID, "extension-1", on, None, by)


def extension_delivered(on: date = MONDAY, due: date | None = None) -> ExtensionDelivered:
    kinds = (ClockKind.PROMISE, ClockKind.STATUTORY)
    return ExtensionDelivered(CASE_ID, extension_trail(on), handed(on), due, kinds, CLERK)


def conditionally(on: date = MONDAY, lapse: Lapse = Lapse.REVOKED) -> ConditionallyAccepted:
    return ConditionallyAccepted(CASE_ID, "commitment-1", on, Limit.parse("15wd"), lapse, CLERK)


def shape(case: Case, kind: ClockKind, subject: str = "") -> str:
    """What the clock of a kind looks like now; empty when none is open."""
    clock = open_clock(case.clocks, kind, subject)
    return clock.shape if clock else ""


def sample(event: CaseEvent, case: Case, on: date = MONDAY) -> CaseFact:
    """A fact of that event which fits the case as far as a fact can."""
    drawn = {
        CaseEvent.DEEM_ACCEPTED: ClockKind.ACCEPTANCE,
        CaseEvent.DEEM_WITHDRAWN: ClockKind.CORRECTION,
        CaseEvent.REFUSE_LAPSED: ClockKind.CORRECTION,
        CaseEvent.REVOKE_ACCEPTANCE: ClockKind.CORRECTION,
        CaseEvent.DEEM_CONSENTED: ClockKind.STATUTORY,
        CaseEvent.DEEM_ASSIST: ClockKind.ASSIST,
    }
    ran_out = shape(case, drawn[event]) if event in drawn else ""
    number = max(len(case.procedures), 1)
    facts: dict[CaseEvent, CaseFact] = {
        CaseEvent.CORRECT_ON_THE_SPOT: CorrectedOnTheSpot(
            CASE_ID, ("电话改为 0000-1",), "张明华", on, CLERK
        ),
        CaseEvent.FIND_NOT_REQUIRED: FoundNotRequired(CASE_ID, "不需要许可", on, CLERK),
        CaseEvent.REFUSE: CaseRefused(CASE_ID, "不属本机关职权", "云山县", on, CLERK),
        CaseEvent.TELL_ONCE: told(on),
        CaseEvent.SUPPLY: MaterialsSupplied(CASE_ID, on, CLERK),
        CaseEvent.EXTEND_CORRECTION: CorrectionExtended(
            CASE_ID, Limit.parse("5wd"), "申请人住院", on, None, CHIEF
        ),
        CaseEvent.ACCEPT: accepted(on),
        CaseEvent.ACCEPT_CONDITIONALLY: conditionally(on),
        CaseEvent.COMPLETE: ConditionCompleted(CASE_ID, on, CLERK),
        CaseEvent.DEEM_ACCEPTED: AcceptanceDeemed(CASE_ID, on, ran_out),
        CaseEvent.DEEM_WITHDRAWN: WithdrawalDeemed(CASE_ID, on, ran_out),
        CaseEvent.REFUSE_LAPSED: LapseRefused(CASE_ID, on, ran_out),
        CaseEvent.REVOKE_ACCEPTANCE: AcceptanceRevoked(CASE_ID, on, ran_out),
        CaseEvent.ASK_ASSIST: asked(on=on),
        CaseEvent.ANSWER_ASSIST: AssistAnswered(CASE_ID, FIRE, "无异议", on, CLERK),
        CaseEvent.DEEM_ASSIST: AssistDeemed(CASE_ID, on, ran_out, FIRE),
        CaseEvent.REQUEST_PROCEDURE: requested(on=on),
        CaseEvent.APPROVE_PROCEDURE: approved(number, on),
        CaseEvent.REJECT_PROCEDURE: ProcedureRejected(CASE_ID, number, "理由不足", on, CHIEF),
        CaseEvent.BEGIN_PROCEDURE: begun(number, on),
        CaseEvent.END_PROCEDURE: ended(1, on),
        CaseEvent.REQUEST_EXTENSION: extension_requested(on=on),
        CaseEvent.APPROVE_EXTENSION: extension_approved(on),
        CaseEvent.EXTEND: extension_delivered(on),
        CaseEvent.WITHDRAW: CaseWithdrawn(CASE_ID, "", on, CLERK),
        CaseEvent.TERMINATE: CaseTerminated(CASE_ID, "申请人已注销", on, CHIEF),
        CaseEvent.GRANT: GrantedAfterReview(CASE_ID, on, (), CHIEF),
        CaseEvent.DENY: CaseDenied(CASE_ID, ("场所不符",), on, (), CHIEF),
        CaseEvent.DEEM_CONSENTED: ConsentDeemed(
            CASE_ID, on, ran_out, CONSENT.basis, CONSENT.leader
        ),
        CaseEvent.EXPLAIN_OVERDUE: OverdueExplained(CASE_ID, "人员不足", "加派人手", on, CHIEF),
        CaseEvent.MARK_URGENT: MarkedUrgent(CASE_ID, "高考在即", Limit.parse("1wd"), on, CHIEF),
        CaseEvent.DEMAND_LATER: LaterDemand(CASE_ID, (1,), ("村委会证明",), "新规", on, CHIEF),
        CaseEvent.DELIVER: delivered(at(on)),
        CaseEvent.ARCHIVE: CaseArchived(CASE_ID, on, CLERK),
        CaseEvent.CORRECT_ENTRY: EntryCorrected(
            CASE_ID,
            CorrectedField.PHONE,
            case.applicant.phone,
            "0000-2",
            "录错",
            on,
            SUPERVISOR,
            CHIEF,
        ),
        CaseEvent.VOID: CaseVoided(CASE_ID, "重复收件", on, SUPERVISOR, CHIEF),
    }
    return facts[event]


@dataclass(frozen=True)
class Way:
    """How a case comes to a state: facts, then events of it as it then is."""

    facts: tuple[CaseFact, ...]
    events: tuple[CaseEvent, ...] = ()


_ACCEPTED = (COMPLETE, accepted())
_OWED = (LICENCE_MISSING, conditionally())
WAYS: dict[CaseState, Way] = {
    CaseState.RECEIVED: Way(()),
    CaseState.AWAITING_CORRECTION: Way((LICENCE_MISSING, told())),
    CaseState.CONDITIONALLY_ACCEPTED: Way(_OWED),
    CaseState.ACCEPTED: Way(_ACCEPTED),
    CaseState.AWAITING_PROCEDURE: Way(_ACCEPTED, (CaseEvent.REQUEST_PROCEDURE,)),
    CaseState.PAUSED: Way(
        _ACCEPTED,
        (CaseEvent.REQUEST_PROCEDURE, CaseEvent.APPROVE_PROCEDURE, CaseEvent.BEGIN_PROCEDURE),
    ),
    CaseState.DECIDED: Way(_ACCEPTED, (CaseEvent.GRANT,)),
    CaseState.DEEMED_CONSENTED: Way(_ACCEPTED, (CaseEvent.DEEM_CONSENTED,)),
    CaseState.DELIVERED: Way(_ACCEPTED, (CaseEvent.GRANT, CaseEvent.DELIVER)),
    CaseState.ARCHIVED: Way(_ACCEPTED, (CaseEvent.GRANT, CaseEvent.DELIVER, CaseEvent.ARCHIVE)),
    CaseState.NOT_REQUIRED: Way((), (CaseEvent.FIND_NOT_REQUIRED,)),
    CaseState.NOT_ACCEPTED: Way((), (CaseEvent.REFUSE,)),
    CaseState.WITHDRAWN: Way(_ACCEPTED, (CaseEvent.WITHDRAW,)),
    CaseState.DEEMED_WITHDRAWN: Way((LICENCE_MISSING, told()), (CaseEvent.DEEM_WITHDRAWN,)),
    CaseState.ACCEPTANCE_REVOKED: Way(_OWED, (CaseEvent.REVOKE_ACCEPTANCE,)),
    CaseState.TERMINATED: Way(_ACCEPTED, (CaseEvent.TERMINATE,)),
    CaseState.VOIDED: Way((), (CaseEvent.VOID,)),
}
_BEFORE_REVIEW: dict[CaseEvent, tuple[CaseFact, ...]] = {
    CaseEvent.ANSWER_ASSIST: (asked(),),
    CaseEvent.DEEM_ASSIST: (asked(),),
    CaseEvent.APPROVE_EXTENSION: (extension_requested(),),
    CaseEvent.EXTEND: (extension_requested(), extension_approved()),
}
_LAST: dict[tuple[CaseState, CaseEvent], tuple[CaseFact, ...]] = {
    (CaseState.RECEIVED, CaseEvent.ACCEPT): (COMPLETE,),
    (CaseState.RECEIVED, CaseEvent.TELL_ONCE): (LICENCE_MISSING,),
    (CaseState.RECEIVED, CaseEvent.ACCEPT_CONDITIONALLY): (LICENCE_MISSING,),
    (CaseState.AWAITING_CORRECTION, CaseEvent.ACCEPT): (LICENCE_SUPPLIED,),
    (CaseState.CONDITIONALLY_ACCEPTED, CaseEvent.COMPLETE): (LICENCE_SUPPLIED,),
    (CaseState.AWAITING_PROCEDURE, CaseEvent.BEGIN_PROCEDURE): (approved(),),
    (CaseState.PAUSED, CaseEvent.APPROVE_PROCEDURE): (requested(),),
    (CaseState.PAUSED, CaseEvent.REJECT_PROCEDURE): (requested(),),
    (CaseState.PAUSED, CaseEvent.BEGIN_PROCEDURE): (requested(), approved(2)),
}


def reviewed_in(state: CaseState, for_event: CaseEvent | None = None) -> Case:
    """A case in that state, with all that has to come before the event there."""
    way = WAYS[state]
    case = after(case_received(REVIEWED), *way.facts)
    if for_event in _BEFORE_REVIEW and case.state is CaseState.ACCEPTED:
        case = after(case, *_BEFORE_REVIEW[for_event])
    for event in way.events:
        closed = case.assists and event is CaseEvent.GRANT
        if closed:
            case = evolved(case, sample(CaseEvent.ANSWER_ASSIST, case))
        case = evolved(case, sample(event, case))
    last = _LAST.get((state, for_event)) if for_event else None
    return after(case, *(last or ()))


def changed(fact: Any, **changes: object) -> CaseFact:  # noqa: ANN401  # a fact of any kind
    """The fact with some of its fields otherwise."""
    other: CaseFact = replace(fact, **changes)
    return other


def accepted_case(on: date, item: object = REVIEWED) -> Case:
    """A case received and accepted on one day."""
    return after(case_received(item, on), COMPLETE, accepted(on))  # type: ignore[arg-type]  # an item


def due_of(case: Case, kind: ClockKind, subject: str = "") -> date | None:
    """The day a case's open clock of a kind is due."""
    clock = open_clock(case.clocks, kind, subject)
    assert clock is not None
    return clock.due(CALENDAR).due


def kinds_in(clocks: tuple[Clock, ...]) -> set[ClockKind]:
    """The kinds of some clocks."""
    return {clock.kind for clock in clocks}
