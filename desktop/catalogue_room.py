"""Publishing a catalogue: complete items only, each version once, nothing worse without basis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.catalogue import CatalogueVersion, require_publishable
from core.catalogue_change import Change, StatedBasis, changes, require_bases
from core.catalogue_schedule import Term, in_force, terms
from core.facts import CataloguePublished
from db import catalogues

if TYPE_CHECKING:
    from datetime import date

    from core.catalogue import ServiceItem
    from db.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True)
class VersionLine:
    """A published version with its term and how many items it has."""

    term: Term
    items: int


def publish(
    work: UnitOfWork,
    catalogue: CatalogueVersion,
    actor: str,
    bases: tuple[StatedBasis, ...] = (),
) -> None:
    """Put a version in force from its day on; a version already published changes nothing.

    It is measured by the version it takes over from. Cases keep the version they were received
    under, whatever is published later.
    Raises: ItemNotPublishable when an item lacks one of the eight disclosures; WorseWithoutBasis.
    """
    if catalogues.is_known(work.connection, catalogue.version):
        return
    for item in catalogue.items:
        require_publishable(item)
    before = _items_on(work, catalogue.effective_on)
    require_bases(changes(before, catalogue.items), bases)
    work.record(CataloguePublished(catalogue, bases), actor)


def preview(reading: Reading, items: tuple[ServiceItem, ...], day: date) -> tuple[Change, ...]:
    """What would change if these items took effect on that day."""
    return changes(_items_on(reading, day), items)


def versions(reading: Reading) -> tuple[VersionLine, ...]:
    """Every published version, those to come included, in order of their first day."""
    return tuple(
        VersionLine(term, len(catalogues.items(reading.connection, term.publication.version)))
        for term in terms(catalogues.publications(reading.connection))
    )


def compare(reading: Reading, before: str, after: str) -> tuple[Change, ...]:
    """What changes between two published versions.

    Raises: CatalogueVersionUnknown.
    """
    return changes(
        *(catalogues.published_items(reading.connection, name) for name in (before, after))
    )


def _items_on(work: Reading | UnitOfWork, day: date) -> tuple[ServiceItem, ...]:
    """The items in force on a day; none before the first version."""
    found = in_force(catalogues.publications(work.connection), day)
    return catalogues.items(work.connection, found.version) if found else ()
