"""Which version holds on which day, whatever was published in which order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.catalogue_schedule import Publication, in_force, terms

FIRST = date(2026, 1, 1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def published(version: str, day: int, hour: int = 0) -> Publication:
    return Publication(version, FIRST + timedelta(days=day), NOON + timedelta(hours=hour))


def held(publications: tuple[Publication, ...], day: int) -> str:
    found = in_force(publications, FIRST + timedelta(days=day))
    return found.version if found else ""


def test_a_version_holds_from_its_day_until_the_next_begins() -> None:
    both = (published("second", 10, hour=-5), published("first", 0))
    assert [held(both, day) for day in (-1, 0, 9, 10, 99)] == [
        "", "first", "first", "second", "second",
    ]  # fmt: skip
    first, second = terms(both)
    assert (first.until, second.until) == (FIRST + timedelta(days=9), None)


def test_of_two_for_one_day_the_one_published_last_holds() -> None:
    wrong, right = published("z", 5, hour=1), published("a", 5, hour=2)
    assert held((wrong, right), 5) == "a"
    replaced = terms((wrong, right))[0]
    assert replaced.publication == wrong
    assert not any(replaced.holds_on(FIRST + timedelta(days=day)) for day in range(9))


publications = st.lists(
    st.builds(published, st.text("abc", min_size=1), st.integers(0, 20), st.integers(0, 9)),
    unique_by=lambda one: one.version,
).map(tuple)


@given(publications, st.integers(-1, 25), st.randoms())
def test_the_latest_first_day_holds_and_order_of_arrival_does_not_matter(
    found: tuple[Publication, ...], day: int, shuffled: object
) -> None:
    today = FIRST + timedelta(days=day)
    begun = [one for one in found if one.effective_on <= today]
    holding = in_force(found, today)
    assert (holding is None) == (not begun)
    if holding:
        assert holding.effective_on == max(one.effective_on for one in begun)
    other = list(found)
    shuffled.shuffle(other)  # type: ignore[attr-defined]  # a random.Random
    assert in_force(tuple(other), today) == holding
    assert sum(term.holds_on(today) for term in terms(found)) == (1 if begun else 0)
