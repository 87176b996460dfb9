"""The station's clock under watch: what is asked of a supervisor before dates are printed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.clock_guard import (
    ClockFinding,
    ClockNotTrusted,
    ClockReading,
    TrustedTime,
    judged,
    not_trusted,
)
from core.errors import Refusal
from core.staff import OnDuty, Role
from core.station_facts import ClockConfirmed, ClockQuestioned
from db import clock_questions, trusted_times
from desktop import monotonic
from desktop.attendance import clerk_with

if TYPE_CHECKING:
    from db.unit_of_work import UnitOfWork


class NotForSupervisor(Refusal):
    """The clock is confirmed by someone who is no supervisor."""


class ClockNotInQuestion(Refusal):
    """The clock is confirmed though nobody asked."""


class ConfirmationUnexplained(Refusal):
    """The clock is confirmed without a word on what it was compared with."""


def look_now(work: UnitOfWork) -> ClockFinding:
    """`look` by this machine's clocks and the last moment it could be sure of."""
    return look(work, *_known(work))


def trust(work: UnitOfWork, told: TrustedTime) -> ClockFinding:
    """The server has told the time: keep it, and judge the clock by it."""
    trusted_times.keep(work.connection, work.identity, told)
    return look_now(work)


def look(work: UnitOfWork, reading: ClockReading, trusted: TrustedTime | None) -> ClockFinding:
    """Judge the clock by what is known, and put it in question if it contradicts that.

    To be run at start-up and at midnight. One question is asked once, and stays open until a
    supervisor answers it, even if the clock is put right meanwhile.
    """
    here = work.identity
    if question := clock_questions.open_question(work.connection, here.hall, here.station):
        return question.finding
    last = clock_questions.last_written(work.connection, here)
    verdict = judged(reading, trusted, last)
    if verdict.finding is not ClockFinding.OK:
        from core.watchdog import ACTOR  # noqa: PLC0415  (no desk waits for its rules at start)

        fact = ClockQuestioned(here.station, verdict.finding, reading.wall, verdict.expected)
        work.record(fact, ACTOR)
    return verdict.finding


def require_trusted(work: UnitOfWork) -> None:
    """Refuse a paper with dates while the clock is in question, or would be if looked at now.

    What happened before a citizen is not refused by it: a case is received, materials are ticked,
    a visit is finished. Only the paper waits, and with it an act whose whole effect is the dates
    it prints (受理, 一次性告知). A receipt that waits is issued as soon as the clock is confirmed.

    Raises: ClockNotTrusted.
    """
    if (found := doubt(work)) is not None:
        raise found


def doubt(work: UnitOfWork) -> ClockNotTrusted | None:
    """Why no dates are printed now; None when the clock is believed."""
    here = work.identity
    question = clock_questions.open_question(work.connection, here.hall, here.station)
    if question is not None:
        return not_trusted(question.finding, question.shown)
    # By what the server or a supervisor said. The question itself is the watch's to record: this
    # transaction is about to be rolled back.
    reading, trusted = _known(work)
    verdict = judged(reading, trusted, None)
    if verdict.finding is ClockFinding.OK:
        return None
    return not_trusted(verdict.finding, reading.wall)


def confirm_with(work: UnitOfWork, badge: str, password: str, reason: str) -> TrustedTime:
    """A supervisor confirms the clock at somebody's counter, by badge and password.

    Raises: SignInRefused; as `confirm`.
    """
    supervisor = OnDuty(clerk_with(work, badge, password), counter="")
    return confirm(work, supervisor, monotonic.read_with(work.now), reason)


def confirm(work: UnitOfWork, duty: OnDuty, reading: ClockReading, reason: str) -> TrustedTime:
    """A supervisor has compared the clock with another and found it right.

    Returns the moment that is sure from here on; it is kept.
    Raises: NotForSupervisor, ClockNotInQuestion, ConfirmationUnexplained.
    """
    here = work.identity
    if duty.clerk.role is not Role.SUPERVISOR:
        raise NotForSupervisor(
            f"本机时钟须由监察确认，{duty.clerk.name}是{duty.clerk.role.word}，没有确认，"
            "请监察人员登录后核对。"
        )
    if clock_questions.open_question(work.connection, here.hall, here.station) is None:
        raise ClockNotInQuestion("本机时钟没有疑问，不需要确认，没有改动任何内容，请继续办理。")
    if not reason.strip():
        raise ConfirmationUnexplained(
            "没有写明与什么核对过，时钟没有确认，已有的记录不受影响，请写明核对依据后再确认。"
        )
    fact = ClockConfirmed(here.station, reading.wall, reason.strip(), duty.clerk)
    work.record(fact, duty.clerk.badge)
    sure = TrustedTime(reading.wall, reading.monotonic, reading.running)
    trusted_times.keep(work.connection, here, sure)
    return sure


def _known(work: UnitOfWork) -> tuple[ClockReading, TrustedTime | None]:
    trusted = trusted_times.newest(work.connection, work.identity)
    return monotonic.read_with(work.now), trusted
