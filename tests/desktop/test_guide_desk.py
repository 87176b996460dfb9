"""首问负责 from the question to its answer, and slips printed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.guide_desk import (
    HandOverState,
    HandOverStepNotAllowed,
    QuestionIncomplete,
    SlipNotReprintable,
)
from core.guide_facts import Destination
from core.paper_kind import NoticeKind
from core.staff import OnDuty, Role
from db import notices as notice_rows
from db import tickets
from desktop import guide_desk, reception
from desktop.guide_desk import Question
from desktop.notices import SheetNotOut
from printing import spool
from printing.copy_mark import CopyMarkIncomplete
from printing.preview import pages_png
from printing.spool import JobState
from tests.house import PATIENCE, all_printed, error_of, station_settings, until
from tests.printing.pdf_text import words_of
from tests.review_hall import OFFICE, STAFF
from tests.review_hall import duty as duty_of

if TYPE_CHECKING:
    from core.guide_desk import HandOver
    from desktop.desk import Desk
    from tests.review_hall import Hall

WHERE = Destination("清河公安分局", "二楼 12 号窗口", "0000-5500612")
ELSEWHERE = Destination("清河区民政局", "一楼 2 号窗口")
ASKED = Question(
    "新生儿落户到哪里办", WHERE, asker="张明华", bring=("出生医学证明",), note="已取号"
)
FIRST = duty_of()
OTHER = OnDuty(STAFF[Role.CHIEF_REPRESENTATIVE], "12")


def begun(hall: Hall) -> HandOver:
    return hall.do(guide_desk.hand_over, FIRST, OFFICE, ASKED)


def test_a_question_is_registered_and_its_paper_names_who_answers_for_it(either_hall: Hall) -> None:
    hall = either_hall
    one = begun(hall)
    assert (one.state, one.first_responder) == (HandOverState.HANDED_OVER, FIRST.clerk)
    paper = hall.ask(lambda reading: notice_rows.load(reading.connection, one.notice_id))
    assert paper.kind is NoticeKind.GUIDANCE
    job = hall.ask(lambda reading: spool.job_of(reading.connection, "guidance", one.notice_id, 1))
    content = hall.ask(lambda reading: spool.content_of(reading.connection, job))
    words = words_of(content)
    for said in (
        "新生儿落户到哪里办",
        "王敏（工号0317）",
        "清河公安分局",
        "二楼12号窗口",
        "张明华",
    ):
        assert said in words
    assert pages_png(content, 40)


def test_each_sees_what_he_answers_for_and_what_waits_for_him(hall: Hall) -> None:
    one = begun(hall)
    mine = hall.ask(guide_desk.overview, FIRST.clerk.badge)
    theirs = hall.ask(guide_desk.overview, OTHER.clerk.badge)
    assert (mine.own, mine.others) == ((one,), ())
    assert (theirs.own, theirs.others) == ((), (one,))
    assert WHERE.department not in mine.departments, "departments are those of the catalogue"


def test_the_receiver_signs_off_and_the_list_is_empty(hall: Hall) -> None:
    one = begun(hall)
    done = hall.do(guide_desk.sign_off, OTHER, one.hand_over_id, "已当场办结")
    assert (done.state, done.answered_by, done.answer) == (
        HandOverState.SIGNED_OFF,
        OTHER.clerk,
        "已当场办结",
    )
    assert hall.ask(guide_desk.overview, FIRST.clerk.badge).own == ()


def test_the_first_responder_cannot_sign_off_or_give_back_his_own(hall: Hall) -> None:
    one = begun(hall)
    for act in (guide_desk.sign_off, guide_desk.give_back):
        with pytest.raises(HandOverStepNotAllowed, match="首问责任人不能"):
            hall.do(act, FIRST, one.hand_over_id, "好了")


def test_what_comes_back_is_passed_on_with_a_new_paper_of_the_same_responder(hall: Hall) -> None:
    one = begun(hall)
    with pytest.raises(HandOverStepNotAllowed, match="没有改派"):
        hall.do(guide_desk.pass_on, FIRST, OFFICE, one.hand_over_id, ELSEWHERE)
    back = hall.do(guide_desk.give_back, OTHER, one.hand_over_id, "归民政")
    assert (back.state, back.answer) == (HandOverState.GIVEN_BACK, "归民政")
    with pytest.raises(HandOverStepNotAllowed, match="已退回"):
        hall.do(guide_desk.sign_off, OTHER, one.hand_over_id, "好了")
    again = hall.do(guide_desk.pass_on, OTHER, OFFICE, one.hand_over_id, ELSEWHERE, "请接办")
    assert (again.state, again.destination) == (HandOverState.HANDED_OVER, ELSEWHERE)
    assert again.notice_id != one.notice_id
    paper = hall.ask(lambda reading: notice_rows.load(reading.connection, again.notice_id))
    assert getattr(paper.body, "first_responder", "") == "王敏（工号 0317）"


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        (Question(" ", WHERE), "问题"),
        (Question("到哪里办", Destination(" ")), "办理部门"),
        (Question("问" * 201, WHERE), "超过 200 个字"),
    ],
)
def test_an_incomplete_question_spends_no_number(
    question: Question, missing: str, hall: Hall
) -> None:
    before = hall.entries()
    with pytest.raises(QuestionIncomplete, match=missing):
        hall.do(guide_desk.hand_over, FIRST, OFFICE, question)
    assert hall.entries() == before


def test_an_answer_says_something(hall: Hall) -> None:
    one = begun(hall)
    with pytest.raises(QuestionIncomplete, match="办理结果"):
        hall.do(guide_desk.sign_off, OTHER, one.hand_over_id, "  ")
    with pytest.raises(QuestionIncomplete, match="退回原因"):
        hall.do(guide_desk.give_back, OTHER, one.hand_over_id, "")


def test_the_rows_of_the_guide_desk_come_from_the_journal(either_hall: Hall) -> None:
    hall = either_hall
    begun(hall)
    back = begun(hall)
    hall.do(guide_desk.give_back, OTHER, back.hand_over_id, "归民政")
    hall.do(guide_desk.pass_on, FIRST, OFFICE, back.hand_over_id, ELSEWHERE)
    done = begun(hall)
    hall.do(guide_desk.sign_off, OTHER, done.hand_over_id, "已办结")
    ticket = hall.do(reception.issue_ticket, FIRST)
    hall.do(guide_desk.reprint_slip, FIRST, ticket.number, "小票撕坏")
    rows = hall.rows()
    assert rows["hand_over"]
    assert rows["slip_copy"]
    assert hall.rebuilt() == rows


def test_s23_a_slip_is_printed_again_with_its_mark(desk: Desk, duty: OnDuty) -> None:
    ticket = desk.do(reception.issue_ticket, duty).result(PATIENCE)
    until(desk, lambda status: status.spool.waiting == 0 and _copies(desk, ticket.ticket_id) == {1})
    copy_no = desk.do(
        guide_desk.reprint_slip, duty, f" {ticket.number.lower()} ", "小票撕坏"
    ).result(PATIENCE)
    assert copy_no == 2
    words = _words_of_copy(desk, ticket.ticket_id, 2)
    for said in (ticket.number, "补打", "第2次打印", "小票撕坏"):
        assert said in words


def _words_of_copy(desk: Desk, ticket_id: str, copy_no: int) -> str:
    """What a copy says, once it has come out."""
    until(desk, lambda _status: copy_no in _copies(desk, ticket_id))
    all_printed(desk)
    job = desk.ask(
        lambda reading: spool.job_of(reading.connection, spool.TICKET, ticket_id, copy_no)
    ).result(PATIENCE)
    content = desk.ask(lambda reading: spool.content_of(reading.connection, job)).result(PATIENCE)
    return words_of(content)


def _copies(desk: Desk, ticket_id: str) -> set[int]:
    states = desk.ask(
        lambda reading: spool.states_of(reading.connection, spool.TICKET, ticket_id)
    ).result(PATIENCE)
    return {copy for copy, state in states.items() if state is JobState.HANDED_OVER}


def test_a_slip_is_reprinted_for_a_reason_and_only_while_its_person_waits(hall: Hall) -> None:
    ticket = hall.do(reception.issue_ticket, FIRST)
    with pytest.raises(CopyMarkIncomplete, match="补打原因"):
        hall.do(guide_desk.reprint_slip, FIRST, ticket.number, " ")
    with pytest.raises(tickets.TicketNotFound, match="今天没有 A3099 号"):
        hall.do(guide_desk.reprint_slip, FIRST, "A3099", "小票撕坏")
    hall.do(reception.call_next, FIRST)
    hall.do(reception.start_service, FIRST)
    with pytest.raises(SlipNotReprintable, match="没有补打小票"):
        hall.do(guide_desk.reprint_slip, FIRST, ticket.number, "小票撕坏")


def test_s23_a_failing_printer_costs_no_number_and_what_is_printed_again_says_so(
    desk: Desk, duty: OnDuty
) -> None:
    papers = station_settings(desk.settings.data_folder).papers
    papers.write_text("in the way of the printer's folder")
    ticket = desk.do(reception.issue_ticket, duty).result(PATIENCE)
    until(desk, lambda status: status.spool.troubled > 0)
    error = error_of(desk.do(guide_desk.reprint_slip, duty, ticket.number, "没打出来"))
    assert isinstance(error, SheetNotOut)
    assert "恢复后会自动打出" in str(error)
    waiting = desk.ask(lambda reading: tickets.waiting(reading.connection, reading.today))
    assert [one.number for one in waiting.result(PATIENCE)] == [ticket.number]
    papers.unlink()
    desk.do(reception.issue_ticket, duty).result(PATIENCE)  # the next slip finds the printer well
    assert "补打" not in _words_of_copy(desk, ticket.ticket_id, 1)
    desk.do(guide_desk.reprint_slip, duty, ticket.number, "没打出来").result(PATIENCE)
    words = _words_of_copy(desk, ticket.ticket_id, 2)
    for said in (ticket.number, "补打", "没打出来"):
        assert said in words
