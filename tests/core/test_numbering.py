"""Numbers without gaps or twins, and slip codes that show a misreading."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from core.numbering import (
    STATION_FORM,
    NumberOutOfSeries,
    Series,
    SeriesKind,
    SeriesNumber,
    SlipNotReadable,
    case_series,
    case_text,
    following,
    notice_series,
    notice_text,
    readable_slip,
    require_following,
    slip_code,
    ticket_series,
    ticket_text,
)
from core.paper_kind import NoticeKind
from tests.core.sample_case import CASE_ID, MONDAY

BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
NOT_BASE32 = "0189"
NEW_YEAR = date(2027, 1, 1)

stations = st.from_regex(r"[0-9]{2,4}", fullmatch=True)
serials = st.integers(1, 999)
SLIP = slip_code(CASE_ID)
slips = st.uuids().map(str).map(slip_code)


def ticket(station: str, serial: int) -> str:
    return ticket_text(ticket_series(station, "A", MONDAY), serial)


def numbered(series: Series, serial: int, kind: NoticeKind | None) -> str:
    """A number as it is printed; one of a ticket together with its day."""
    number = SeriesNumber(series, serial)
    if kind is not None:
        return notice_text(number, "清河政务", kind)
    if series.kind is SeriesKind.CASE:
        return case_text(number)
    return f"{series.period} {ticket_text(series, number.serial)}"


# --- series --------------------------------------------------------------------------------------


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["01", "02", "10", "11", "21"]),
            st.sampled_from(["A", "B", SeriesKind.CASE, *NoticeKind]),
            st.sampled_from([MONDAY, MONDAY + timedelta(days=1), NEW_YEAR]),
        ),
        max_size=60,
    )
)
def test_stations_issuing_in_any_order_leave_no_gap_and_no_twin(
    issues: list[tuple[str, str | SeriesKind | NoticeKind, date]],
) -> None:
    last: Counter[str] = Counter()
    issued: Counter[tuple[object, ...]] = Counter()
    texts = []
    for station, group, day in issues:
        match group:
            case NoticeKind():
                series = notice_series(station, group, day)
            case SeriesKind():
                series = case_series(station, day)
            case mark:
                series = ticket_series(station, mark, day)
        number = following(series, last[series.key])
        require_following(number, last[series.key])
        last[series.key] += 1
        period = day.year if isinstance(group, NoticeKind) else day
        issued[station, group, period] += 1
        assert number == SeriesNumber(series, issued[station, group, period])
        texts.append(
            numbered(series, number.serial, group if isinstance(group, NoticeKind) else None)
        )
    assert len(set(texts)) == len(texts)


def test_tickets_and_cases_begin_anew_every_day_and_papers_every_year() -> None:
    tuesday = MONDAY + timedelta(days=1)
    assert ticket_series("03", "A", MONDAY) != ticket_series("03", "A", tuesday)
    assert case_series("03", MONDAY) != case_series("03", tuesday)
    decision = NoticeKind.DECISION
    assert notice_series("03", decision, MONDAY) == notice_series("03", decision, tuesday)
    assert notice_series("03", decision, MONDAY) != notice_series("03", decision, NEW_YEAR)


@pytest.mark.parametrize("serial", [0, 1, 8, 10, 20])
def test_only_the_next_number_is_taken(serial: int) -> None:
    series = case_series("03", MONDAY)
    with pytest.raises(NumberOutOfSeries, match=f"{series.key} 第 {serial} 号.*没有采用"):
        require_following(SeriesNumber(series, serial), last=8)


def test_a_number_nobody_asked_for_is_not_taken() -> None:
    with pytest.raises(NumberOutOfSeries):
        require_following(SeriesNumber(case_series("03", MONDAY), 1), last=None)


def test_cases_and_papers_go_on_past_the_width_they_are_printed_with() -> None:
    assert case_text(following(case_series("03", MONDAY), 9999)) == "20260928-03-10000"
    paper = following(notice_series("03", NoticeKind.ONE_TIME, MONDAY), 999_999)
    assert notice_text(paper, "清河政务", NoticeKind.ONE_TIME).endswith("03-1000000")


# --- texts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("station", "serial", "text"),
    [("03", 12, "A3012"), ("30", 12, "A30012"), ("0120", 7, "A120007"), ("9999", 999, "A9999999")],
)
def test_a_ticket_is_short_enough_to_be_called(station: str, serial: int, text: str) -> None:
    assert ticket(station, serial) == text


@given(stations, serials, stations, serials)
@example("03", 12, "30", 12)
@example("03", 121, "31", 21)
@example("12", 3, "01", 23)
@example("1", 1, "11", 1)
def test_tickets_of_a_day_differ_by_station_or_serial(
    one: str, first: int, other: str, second: int
) -> None:
    assume(int(one) != int(other) or (one == other and first != second))
    assert ticket(one, first) != ticket(other, second)


@pytest.mark.parametrize(
    ("station", "may_be"),
    [("03", True), ("10", True), ("100", True), ("9999", True)]
    + [(odd, False) for odd in ("3", "003", "00", "0000", "0100", "10000", "", "A1")],
)
def test_a_station_has_one_written_form(station: str, may_be: bool) -> None:  # noqa: FBT001
    assert bool(re.match(STATION_FORM, station)) is may_be


def test_a_case_number_tells_day_station_and_serial() -> None:
    assert case_text(SeriesNumber(case_series("03", MONDAY), 412)) == "20260928-03-0412"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (NoticeKind.ACCEPTANCE, "清河政务〔2026〕受03-000417"),
        (NoticeKind.ONE_TIME, "清河政务〔2026〕告03-000417"),
        (NoticeKind.DECISION, "清河政务〔2026〕准03-000417"),
        (NoticeKind.DELIVERY, "清河政务〔2026〕送03-000417"),
    ],
)
def test_a_paper_number_tells_office_year_paper_station_and_serial(
    kind: NoticeKind, text: str
) -> None:
    assert (
        notice_text(SeriesNumber(notice_series("03", kind, MONDAY), 417), "清河政务", kind) == text
    )


# --- slips ---------------------------------------------------------------------------------------


def test_a_slip_code_belongs_to_its_case() -> None:
    assert slip_code(CASE_ID) == SLIP
    assert re.fullmatch("YC[A-Z2-7]{14}", SLIP)


@given(st.sets(st.uuids().map(str), min_size=2, max_size=20))
def test_cases_have_different_slips(case_ids: set[str]) -> None:
    assert len({slip_code(case_id) for case_id in case_ids}) == len(case_ids)


@given(
    slips, st.lists(st.tuples(st.integers(0, 20), st.sampled_from(" -\t\r\n\u3000")), max_size=8)
)
def test_a_slip_is_read_however_it_is_spaced_and_cased(
    code: str, separators: list[tuple[int, str]]
) -> None:
    typed = code
    for place, separator in separators:
        typed = typed[:place] + separator + typed[place:]
    assert readable_slip(typed) == readable_slip(typed.lower()) == code


@given(slips, st.integers(0, 15), st.sampled_from(BASE32))
def test_a_single_misread_character_is_refused(code: str, place: int, character: str) -> None:
    assume(code[place] != character)
    with pytest.raises(SlipNotReadable, match="读错了一位" if place > 1 else "不是本系统的"):
        readable_slip(code[:place] + character + code[place + 1 :])


@given(slips, st.integers(0, 15), st.sampled_from(NOT_BASE32 + "?*"))
def test_a_character_outside_the_alphabet_is_refused(code: str, place: int, character: str) -> None:
    assume(code[place] != "7")  # below
    with pytest.raises(SlipNotReadable):
        readable_slip(code[:place] + character + code[place + 1 :])


@pytest.mark.parametrize("character", NOT_BASE32)
def test_a_misread_seven_is_refused(character: str) -> None:
    code = next(code for code in map(slip_code, map(str, count())) if "7" in code[2:-1])
    with pytest.raises(SlipNotReadable):
        readable_slip(code.replace("7", character))


@pytest.mark.parametrize(
    "scanned",
    ["", "YC", SLIP[:-1], f"{SLIP}A", f"XY{SLIP[2:]}", "6901234567892", f"https://a.cn/{SLIP}"],
)
def test_anything_else_is_no_slip(scanned: str) -> None:
    with pytest.raises(SlipNotReadable, match=r"不是本系统的.*请扫描纸上的二维码"):
        readable_slip(scanned)
