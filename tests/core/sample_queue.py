"""A queue to try policies on: tickets by minutes after nine, on one Monday."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from core.moment import CHINA
from core.queue_policy import DEFAULT_POLICY, CounterProfile, QueuePolicy, Waiting
from core.queue_simulation import DayLog, Shift, Visit
from core.ticket_class import TicketClass

NINE = datetime(2026, 9, 28, 9, 0, tzinfo=CHINA)
ITEMS = ("XK-0001", "QR-0017", "GS-0003")


def at(minutes: float) -> datetime:
    """A moment of the morning."""
    return NINE + timedelta(minutes=minutes)


def ticket(
    serial: int,
    minutes: float,
    klass: TicketClass = TicketClass.ORDINARY,
    items: tuple[str, ...] = (),
    due: float | None = None,
) -> Waiting:
    """`A3001` and so on, waiting since so many minutes after nine."""
    number = f"A3{serial:03d}"
    due_at = None if due is None else at(due)
    return Waiting(f"t{serial}", number, klass, items, at(minutes), due_at)


def two_to_one(**changes: object) -> QueuePolicy:
    """Priority and ordinary 2:1, nothing else in play."""
    shares = tuple(
        replace(one, share=2) if one.klass is TicketClass.PRIORITY else replace(one, share=1)
        for one in DEFAULT_POLICY.shares
    )
    plain = replace(DEFAULT_POLICY, shares=shares, ageing=timedelta())
    return replace(plain, **changes)  # type: ignore[arg-type]


@st.composite
def days(draw: st.DrawFn, counters: tuple[str, ...] = ("1", "2", "3")) -> DayLog:
    """Any morning: arrivals of every class and item, any service times."""
    drawn = draw(
        st.lists(
            st.tuples(
                st.integers(0, 60),
                st.sampled_from(TicketClass),
                st.sampled_from(((), *((item,) for item in ITEMS), ITEMS[:2])),
                st.integers(1, 15),
                st.integers(0, 60),
                st.sampled_from(("", "", "", "", "1")),
                st.sampled_from((None, None, None, 20, 40)),
            ),
            max_size=40,
        )
    )
    visits = tuple(
        Visit(
            replace(
                ticket(serial, arrives, klass, items, due),
                reserved_for=counter,
                not_before=None if aside is None else at(aside),
            ),
            timedelta(minutes=held),
        )
        for serial, (arrives, klass, items, held, due, counter, aside) in enumerate(drawn)
    )
    shifts = tuple(Shift(counter, at(0), at(2000)) for counter in counters)
    return DayLog(visits, shifts)


policies = st.builds(
    lambda shares, ageing, tickets, wait, profiles: replace(
        DEFAULT_POLICY,
        shares=tuple(
            replace(one, share=share)
            for one, share in zip(DEFAULT_POLICY.shares, shares, strict=True)
        ),
        ageing=timedelta(minutes=ageing),
        cap=replace(DEFAULT_POLICY.cap, tickets=tickets, wait=timedelta(minutes=wait)),
        counters=tuple(
            CounterProfile(str(place), *profile) for place, profile in enumerate(profiles, start=1)
        ),
    ),
    st.lists(st.integers(1, 5), min_size=5, max_size=5),
    st.sampled_from((0, 5, 20)),
    st.integers(0, 12),
    st.integers(0, 60),
    st.lists(
        st.sampled_from((((), ()), (ITEMS[:1], ITEMS[1:]), (ITEMS[1:], ITEMS[:1]), (ITEMS, ()))),
        min_size=3,
        max_size=3,
    ),
)
