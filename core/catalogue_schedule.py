"""Which catalogue version holds on which day: published ahead, it starts by date alone, offline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True)
class Publication:
    """A published version by name, first day and moment of publication."""

    version: str
    effective_on: date
    published_at: datetime  # aware


@dataclass(frozen=True)
class Term:
    """The days a version holds, both included; `until` is None while nothing follows.

    A version replaced before its first day never holds: `until` is then earlier than `since`.
    """

    publication: Publication
    until: date | None

    @property
    def since(self) -> date:
        """Its first day."""
        return self.publication.effective_on

    def holds_on(self, day: date) -> bool:
        """Whether the version is the one in force that day."""
        return self.since <= day and (self.until is None or day <= self.until)


def terms(publications: tuple[Publication, ...]) -> tuple[Term, ...]:
    """Every version's term in order of their first day; never two on one day.

    Of versions for one and the same day the one published last holds: it puts the others right.
    """
    ordered = sorted(
        publications, key=lambda one: (one.effective_on, one.published_at, one.version)
    )
    return tuple(
        Term(one, after.effective_on - timedelta(days=1) if after else None)
        for one, after in zip(ordered, (*ordered[1:], None), strict=False)
    )


def in_force(publications: tuple[Publication, ...], day: date) -> Publication | None:
    """The version in force on a day; None before the first."""
    for term in terms(publications):
        if term.holds_on(day):
            return term.publication
    return None
