"""A locality's rules: one canonical text, nothing unknown, nothing missing, nothing senseless."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import national_calendar
from core.deadline import Urgency, urgency
from core.limit import Limit, Unit
from core.papers import CORRECTION_LIMIT
from core.rule_pack import DEFAULT_PACK, RulePack, RulePackNotUnderstood, parsed, written
from core.silence import AssistSilence, ConditionalAcceptance, Lapse
from tests.core.sample_case import RESTAURANT
from tests.core.sample_review import JOINT_SILENT, REVIEWED

CALENDAR = national_calendar()
ANYANG = replace(
    DEFAULT_PACK, version="2026-1", locality="安阳市", conditional_lapse=Lapse.WITHDRAWN
)


def altered(**changes: object) -> bytes:
    values = json.loads(written(ANYANG)) | changes
    kept = {name: value for name, value in values.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def test_a_pack_survives_its_text() -> None:
    assert parsed(written(ANYANG)) == ANYANG
    assert parsed(written(DEFAULT_PACK)) == DEFAULT_PACK


@given(
    st.builds(
        RulePack,
        version=st.text(min_size=1).filter(str.strip),
        locality=st.text(),
        correction_limit=st.builds(
            Limit, st.integers(1, 99), st.sampled_from([Unit.WORKING_DAY, Unit.DAY, Unit.MONTH])
        ),
        correction_lapse=st.sampled_from([Lapse.WITHDRAWN, Lapse.REFUSED]),
        conditional_lapse=st.sampled_from([Lapse.WITHDRAWN, Lapse.REVOKED]),
        assist_silence=st.sampled_from(AssistSilence),
        contact_limit=st.builds(Limit, st.integers(1, 9), st.just(Unit.WORKING_DAY)),
        repair_limit=st.builds(Limit, st.integers(1, 99), st.just(Unit.WORKING_DAY)),
        three_days_unit=st.sampled_from([Unit.DAY, Unit.WORKING_DAY]),
        blue_at=st.integers(5, 9),
        yellow_at=st.integers(0, 5),
    )
)
def test_any_sensible_pack_is_read_as_it_was_written(pack: RulePack) -> None:
    again = parsed(written(pack))
    assert written(again) == written(pack)


@pytest.mark.parametrize("name", [one.name for one in fields(RulePack)])
def test_a_missing_key_is_named(name: str) -> None:
    with pytest.raises(RulePackNotUnderstood, match=f"缺少 {name}"):
        parsed(altered(**{name: None}))


def test_an_unknown_key_is_an_error_and_not_passed_over() -> None:
    with pytest.raises(RulePackNotUnderstood, match="不认识 grace_days"):
        parsed(altered(grace_days=3))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("version", " "),
        ("version", 1),
        ("locality", []),
        ("correction_limit", "15"),
        ("correction_limit", "0wd"),
        ("correction_limit", "4h"),
        ("correction_limit", 15),
        ("repair_limit", "0d"),
        ("contact_limit", "2wh"),
        ("correction_lapse", "revoked"),
        ("correction_lapse", "forgotten"),
        ("conditional_lapse", "refused"),
        ("assist_silence", "maybe"),
        ("three_days_unit", "mo"),
        ("three_days_unit", "weeks"),
        ("blue_at", -1),
        ("blue_at", True),
        ("blue_at", "2"),
        ("yellow_at", 3),
        ("yellow_at", 1.0),
    ],
)
def test_a_wrong_value_is_named(name: str, value: object) -> None:
    with pytest.raises(RulePackNotUnderstood, match=f"里 {name} 的值不对.*现行规则不变"):
        parsed(altered(**{name: value}))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        written(ANYANG) + b"\n",
        written(ANYANG).replace(b",", b", ", 1),
        altered(locality="安阳市").decode().replace("安", "\\u5b89").encode(),
    ],
)
def test_only_the_one_text_that_is_signed_is_read(content: bytes) -> None:
    with pytest.raises(RulePackNotUnderstood):
        parsed(content)


@given(st.dates(date(2026, 3, 1), date(2026, 11, 30)), st.integers(-9, 30))
def test_the_default_pack_is_what_the_law_books_urgency_was(today: date, ahead: int) -> None:
    due = today + timedelta(days=ahead)
    assert DEFAULT_PACK.urgency(CALENDAR, today, due) is urgency(CALENDAR, today, due)
    assert DEFAULT_PACK.urgency(CALENDAR, today, None) is Urgency.PAUSED
    assert DEFAULT_PACK.correction_limit == CORRECTION_LIMIT


def test_a_locality_sets_its_own_thresholds() -> None:
    pack = replace(DEFAULT_PACK, blue_at=5, yellow_at=3)
    on = date(2026, 11, 2)  # a Monday
    due = {n: CALENDAR.working_days_after(on, n) for n in (1, 3, 4, 5, 6)}
    found = {n: pack.urgency(CALENDAR, on, day) for n, day in due.items()}
    assert found == {
        1: Urgency.DUE1,
        3: Urgency.DUE1,
        4: Urgency.DUE2,
        5: Urgency.DUE2,
        6: Urgency.NORMAL,
    }
    assert pack.urgency(CALENDAR, due[1], on) is Urgency.OVERDUE


def test_an_item_goes_before_its_locality() -> None:
    assert ANYANG.assist_silence_of(JOINT_SILENT) is AssistSilence.NO_OBJECTION
    assert ANYANG.assist_silence_of(RESTAURANT) is AssistSilence.WAITS
    assert ANYANG.conditional_lapse_of(REVIEWED) is Lapse.WITHDRAWN
    assert DEFAULT_PACK.conditional_lapse_of(RESTAURANT) is Lapse.REVOKED
    own = replace(
        REVIEWED, conditional=ConditionalAcceptance((2,), Limit.parse("30d"), Lapse.REVOKED)
    )
    assert ANYANG.conditional_lapse_of(own) is Lapse.REVOKED
    assert ANYANG.conditional_limit_of(own) == Limit.parse("30d")
    assert ANYANG.conditional_limit_of(REVIEWED) == ANYANG.correction_limit
    assert ANYANG.conditional_limit_of(RESTAURANT) == ANYANG.correction_limit
