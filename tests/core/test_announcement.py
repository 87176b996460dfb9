"""Calls are said one after the other, each to its end, none lost, none doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from core.announcement import Announcement, Announcements
from core.moment import CHINA

NINE = datetime(2026, 9, 28, 9, 0, tzinfo=CHINA)
ONE = Announcement("t-1", "A3012", "3", 1, NINE)
TWO = Announcement("t-2", "A3013", "5", 1, NINE + timedelta(milliseconds=400))


def recalled(one: Announcement, seconds: int) -> Announcement:
    return replace(one, call=one.call + 1, called_at=one.called_at + timedelta(seconds=seconds))


def test_s21_two_calls_within_a_second_are_both_said_in_order() -> None:
    state = Announcements().hearing([TWO, ONE]).begun()
    assert state.speaking == ONE
    assert state.begun().speaking == ONE, "the second waits for the first to end"
    state = state.finished().begun()
    assert state.speaking == TWO
    assert state.finished().begun().speaking is None


def test_a_recall_joins_the_one_still_waiting_in_its_place() -> None:
    state = Announcements().hearing([ONE, TWO]).hearing([recalled(ONE, 2), TWO])
    assert state.waiting == (recalled(ONE, 2), TWO)


def test_a_recall_of_what_is_being_said_is_said_afterwards() -> None:
    state = Announcements().hearing([ONE]).begun().hearing([recalled(ONE, 2)])
    assert (state.speaking, state.waiting) == (ONE, (recalled(ONE, 2),))


def test_a_recall_after_it_was_said_is_said_again() -> None:
    state = Announcements().hearing([ONE]).begun().finished().hearing([recalled(ONE, 9)])
    assert state.begun().speaking == recalled(ONE, 9)


def test_what_was_said_is_not_said_again_because_something_else_changed() -> None:
    state = Announcements().hearing([ONE]).begun().finished()
    assert state.hearing([ONE, TWO]).waiting == (TWO,)


def test_one_that_waits_expires_when_nobody_is_called_any_more() -> None:
    state = Announcements().hearing([ONE, TWO]).begun().hearing([ONE])
    assert state.finished().begun().speaking is None


def test_what_is_being_said_is_said_to_its_end_even_when_the_person_has_come() -> None:
    state = Announcements().hearing([ONE]).begun().hearing([])
    assert state.speaking == ONE


def test_an_undone_no_show_calls_nobody_anew() -> None:
    state = Announcements().hearing([ONE]).begun().finished().hearing([]).hearing([ONE])
    assert state.waiting == ()


def test_a_voice_switched_on_late_says_only_what_is_called_from_then_on() -> None:
    state = Announcements.begun_with([ONE]).hearing([ONE, TWO])
    assert state.waiting == (TWO,)


def test_yesterdays_calls_are_forgotten() -> None:
    tomorrow = replace(TWO, called_at=TWO.called_at + timedelta(days=1, seconds=1))
    state = Announcements().hearing([ONE]).begun().finished().hearing([tomorrow])
    assert set(state.heard) == {"t-2"}


def test_it_says_number_and_counter() -> None:
    assert ONE.words == "请 A3012 号到 3 号窗口"


class HallVoice(RuleBasedStateMachine):
    """Counters call, recall and take in; a voice of varying slowness follows on a virtual clock."""

    def __init__(self) -> None:
        super().__init__()
        self.state = Announcements()
        self.now = NINE
        self.ends_at = NINE
        self.called: dict[str, Announcement] = {}
        self.counters = 0
        self.said: list[tuple[Announcement, datetime, datetime]] = []

    @rule(pause=st.integers(0, 1500))
    def call(self, pause: int) -> None:
        self.pass_time(pause)
        self.counters += 1
        number = self.counters
        new = Announcement(f"t-{number}", f"A{number:04d}", str(number), 1, self.now)
        self.called[new.ticket_id] = new
        self.hear()

    @precondition(lambda self: self.called)
    @rule(data=st.data(), pause=st.integers(1, 1500))
    def recall(self, data: st.DataObject, pause: int) -> None:
        self.pass_time(pause)
        before = self.called[data.draw(st.sampled_from(sorted(self.called)))]
        self.called[before.ticket_id] = replace(before, call=before.call + 1, called_at=self.now)
        self.hear()

    @precondition(lambda self: self.called)
    @rule(data=st.data(), pause=st.integers(0, 9000))
    def come(self, data: st.DataObject, pause: int) -> None:
        self.pass_time(pause)
        del self.called[data.draw(st.sampled_from(sorted(self.called)))]
        self.hear()

    @precondition(lambda self: self.state.speaking is None and self.state.waiting)
    @rule(length=st.integers(2000, 9000))
    def begin(self, length: int) -> None:
        self.state = self.state.begun()
        assert self.state.speaking is not None
        self.ends_at = self.now + timedelta(milliseconds=length)
        self.said.append((self.state.speaking, self.now, self.ends_at))

    @precondition(lambda self: self.state.speaking is not None)
    @rule()
    def end(self) -> None:
        self.now = max(self.now, self.ends_at)
        self.state = self.state.finished()

    def pass_time(self, milliseconds: int) -> None:
        self.now += timedelta(milliseconds=milliseconds)

    def hear(self) -> None:
        self.state = self.state.hearing(self.called.values())

    @invariant()
    def never_two_at_once(self) -> None:
        for (_, _, ended), (_, begun, _) in zip(self.said, self.said[1:], strict=False):
            assert begun >= ended

    @invariant()
    def nobody_waits_twice_or_for_nothing(self) -> None:
        waiting = [one.ticket_id for one in self.state.waiting]
        assert len(set(waiting)) == len(waiting)
        assert set(waiting) <= set(self.called)

    @invariant()
    def no_call_is_lost(self) -> None:
        said = {one.key for one, _, _ in self.said} | {one.key for one in self.state.waiting}
        assert {one.key for one in self.called.values()} <= said

    @invariant()
    def first_calls_are_said_in_their_order(self) -> None:
        first: dict[str, int] = {}
        for one, _, _ in self.said:
            first.setdefault(one.ticket_id, int(one.ticket_id[2:]))
        assert list(first.values()) == sorted(first.values())


TestHallVoice = HallVoice.TestCase
