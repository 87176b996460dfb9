"""Under four eyes: an entry put right, a case made void."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import answer_papers
from core.case_correction import recorded
from core.ending_facts import CaseVoided, CorrectedField, EntryCorrected
from db import cases
from desktop.attendance import clerk_with
from desktop.casework import Step
from desktop.notices import issue

if TYPE_CHECKING:
    from core.staff import OnDuty
    from db.unit_of_work import UnitOfWork
    from desktop.office import Office


@dataclass(frozen=True)
class SecondPerson:
    """Who signs second, by badge and password typed at the same station."""

    badge: str
    password: str


def void(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    reason: str,
    second: SecondPerson,
    confirmed_glyphs: frozenset[str] = frozenset(),
) -> Step:
    """作废: every clock stops; what the case was stays on record.

    Raises: StepNotAllowed, WrongRole, ReasonMissing, SecondPersonMissing, SignInRefused;
    GlyphsUnconfirmed, PaperRefused.
    """
    before = cases.load(work.connection, case_id)
    other = clerk_with(work, second.badge, second.password)
    fact = CaseVoided(case_id, reason, work.today, duty.clerk, other)
    work.record(fact, duty.clerk.badge)
    case = cases.load(work.connection, case_id)
    body = answer_papers.voided(before, fact)
    return Step(case, issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs))


def correct_entry(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    corrected: tuple[CorrectedField, str],  # what, and what it should have been
    reason: str,
    second: SecondPerson,
    confirmed_glyphs: frozenset[str] = frozenset(),
) -> Step:
    """更正录入: the clocks counted from the old value are counted anew.

    Raises: StepNotAllowed, WrongRole, ReasonMissing, SecondPersonMissing, EntryDiffers,
    SignInRefused; GlyphsUnconfirmed, PaperRefused.
    """
    what, after = corrected
    before = recorded(cases.load(work.connection, case_id), what)
    other = clerk_with(work, second.badge, second.password)
    fact = EntryCorrected(case_id, what, before, after, reason, work.today, duty.clerk, other)
    work.record(fact, duty.clerk.badge)
    case = cases.load(work.connection, case_id)
    body = answer_papers.entry_corrected(fact)
    return Step(case, issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs))
