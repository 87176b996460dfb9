"""Publishing a catalogue: complete items only, and each version once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from core.catalogue import CatalogueVersion, require_publishable
from core.facts import CataloguePublished
from db.tables import catalogue_version

if TYPE_CHECKING:
    from db.unit_of_work import UnitOfWork


def publish(work: UnitOfWork, catalogue: CatalogueVersion, actor: str) -> None:
    """Put a version in force from its day on; a version already published changes nothing.

    Raises: ItemNotPublishable when an item lacks one of the eight disclosures.
    """
    for item in catalogue.items:
        require_publishable(item)
    known = work.connection.execute(
        select(catalogue_version.c.version).where(catalogue_version.c.version == catalogue.version)
    ).scalar_one_or_none()
    if known is None:
        work.record(CataloguePublished(catalogue), actor)
