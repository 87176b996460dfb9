"""Small sets of tickets a station may call without asking."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from core.home_set import HomeSet, Refill, refills
from core.moment import CHINA
from core.queue_policy import CounterProfile, Waiting
from core.ticket_class import TicketClass

EIGHT = datetime(2026, 9, 28, 8, tzinfo=CHINA)
ITEMS = ("QR-0017", "XK-0001")


def waiting(number: int, *items: str) -> Waiting:
    return Waiting(f"t{number}", f"A{number:03d}", TicketClass.ORDINARY, items, EIGHT)


def home(station: str, *tickets: str, items: tuple[str, ...] = ()) -> HomeSet:
    return HomeSet(station, CounterProfile(station, items), tickets)


def test_the_emptiest_set_gets_the_first_of_the_pool() -> None:
    given_out = refills([waiting(1), waiting(2), waiting(3)], [home("1", "x"), home("2")], 2)
    assert given_out == (Refill("t1", "2"), Refill("t2", "1"), Refill("t3", "2"))


def test_a_full_set_gets_nothing() -> None:
    assert refills([waiting(1)], [home("1", "x", "y")], 2) == ()


def test_a_ticket_goes_only_where_its_item_is_served() -> None:
    pool = [waiting(1, "XK-0001"), waiting(2, "QR-0017")]
    assert refills(pool, [home("1", items=("QR-0017",))], 2) == (Refill("t2", "1"),)


@given(
    st.lists(st.sampled_from(ITEMS), max_size=12),
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from([(), *((one,) for one in ITEMS)]))),
    st.integers(0, 4),
)
def test_sets_are_filled_to_their_size_and_no_ticket_goes_twice(
    items: list[str], counters: list[tuple[int, tuple[str, ...]]], size: int
) -> None:
    pool = [waiting(number, item) for number, item in enumerate(items)]
    sets = [
        home(str(station), *(f"{station}-{n}" for n in range(held)), items=serves)
        for station, (held, serves) in enumerate(counters)
    ]
    found = refills(pool, sets, size)
    assert len({one.ticket_id for one in found}) == len(found)
    for one in sets:
        got = [refill for refill in found if refill.station == one.station]
        assert not got or len(one.tickets) + len(got) <= size
        left = [
            ticket
            for ticket in pool
            if one.profile.serves(ticket.items)
            and ticket.ticket_id not in {refill.ticket_id for refill in found}
        ]
        assert not left or len(one.tickets) + len(got) >= size
