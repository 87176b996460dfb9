"""The station's clock under watch: what is asked of a supervisor before dates are printed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.clock_guard import ClockFinding, ClockReading, TrustedTime, judged, not_trusted
from core.errors import Refusal
from core.staff import Role
from core.station_facts import ClockConfirmed, ClockQuestioned
from core.watchdog import ACTOR
from db import clock_questions

if TYPE_CHECKING:
    from core.staff import OnDuty
    from db.unit_of_work import UnitOfWork


class NotForSupervisor(Refusal):
    """The clock is confirmed by someone who is no supervisor."""


class ClockNotInQuestion(Refusal):
    """The clock is confirmed though nobody asked."""


def look(work: UnitOfWork, reading: ClockReading, trusted: TrustedTime | None) -> ClockFinding:
    """Judge the clock by what is known, and put it in question if it contradicts that.

    To be run at start-up, at midnight and before papers are issued. One question is asked once,
    and stays open until a supervisor answers it, even if the clock is put right meanwhile.
    """
    here = work.identity
    if question := clock_questions.open_question(work.connection, here.hall, here.station):
        return question.finding
    last = clock_questions.last_written(work.connection, here)
    verdict = judged(reading, trusted, last)
    if verdict.finding is not ClockFinding.OK:
        fact = ClockQuestioned(here.station, verdict.finding, reading.wall, verdict.expected)
        work.record(fact, ACTOR)
    return verdict.finding


def require_trusted(work: UnitOfWork) -> None:
    """Refuse a paper with dates while the clock is in question.

    Raises: ClockNotTrusted.
    """
    here = work.identity
    question = clock_questions.open_question(work.connection, here.hall, here.station)
    if question is not None:
        raise not_trusted(question.finding, question.shown)


def confirm(work: UnitOfWork, duty: OnDuty, reading: ClockReading, reason: str) -> TrustedTime:
    """A supervisor has compared the clock with another and found it right.

    Returns the moment that is sure from here on.
    Raises: NotForSupervisor, ClockNotInQuestion.
    """
    here = work.identity
    if duty.clerk.role is not Role.SUPERVISOR:
        raise NotForSupervisor(
            f"本机时钟须由监察确认，{duty.clerk.name}是{duty.clerk.role.word}，没有确认，"
            "请监察人员登录后核对。"
        )
    if clock_questions.open_question(work.connection, here.hall, here.station) is None:
        raise ClockNotInQuestion("本机时钟没有疑问，不需要确认，没有改动任何内容，请继续办理。")
    fact = ClockConfirmed(here.station, reading.wall, reason, duty.clerk)
    work.record(fact, duty.clerk.badge)
    return TrustedTime(reading.wall, reading.monotonic, reading.running)
