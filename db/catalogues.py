"""Published catalogues as rows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from core.catalogue import CatalogueVersion, ItemNotInCatalogue, ServiceItem
from core.catalogue_schedule import Publication, in_force
from core.errors import Refusal, Trouble
from core.moment import instant, instant_text
from db.payload import text_of, value_of
from db.tables import catalogue_version, service_item

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection


class NoCatalogue(Trouble):
    """No catalogue is in force."""


class CatalogueVersionUnknown(Refusal):
    """A version that was never published here."""


def add(connection: Connection, catalogue: CatalogueVersion, published_at: datetime) -> None:
    """Write a version; the same version again, from another station, only dates it back."""
    known = connection.execute(
        select(catalogue_version.c.published_at).where(
            catalogue_version.c.version == catalogue.version
        )
    ).scalar_one_or_none()
    moment = instant_text(published_at)
    if known is not None:
        # The earliest, in whichever order the entries arrive: every station then agrees.
        connection.execute(
            update(catalogue_version)
            .where(catalogue_version.c.version == catalogue.version)
            .values(published_at=min(known, moment))
        )
        return
    connection.execute(
        insert(catalogue_version),
        {
            "version": catalogue.version,
            "effective_on": catalogue.effective_on,
            "published_at": moment,
        },
    )
    connection.execute(
        insert(service_item),
        [
            {
                "version": catalogue.version,
                "code": item.code,
                "place": place,
                "name": item.name,
                "content": text_of(item),
            }
            for place, item in enumerate(catalogue.items)
        ],
    )


def publications(connection: Connection) -> tuple[Publication, ...]:
    """Every version published, those to come included."""
    rows = connection.execute(select(catalogue_version))
    return tuple(
        Publication(
            row.version,
            row.effective_on,
            instant(row.published_at) if row.published_at else _BEFORE_IT_WAS_KEPT,
        )
        for row in rows
    )


def version_in_force(connection: Connection, day: date) -> str:
    """The version in force on a day.

    Raises: NoCatalogue.
    """
    found = in_force(publications(connection), day)
    if found is None:
        raise NoCatalogue("本机还没有已发布的事项目录，不能收件，请管理员先导入并发布目录。")
    return found.version


def is_known(connection: Connection, version: str) -> bool:
    """Whether a version of that name was published."""
    found = connection.execute(
        select(catalogue_version.c.version).where(catalogue_version.c.version == version)
    ).scalar_one_or_none()
    return found is not None


def published_items(connection: Connection, version: str) -> tuple[ServiceItem, ...]:
    """Every item of a version named by a person.

    Raises: CatalogueVersionUnknown.
    """
    if not is_known(connection, version):
        raise CatalogueVersionUnknown(
            f"没有发布过目录版本 {version}，没有做任何操作，请从目录版本列表中选择。"
        )
    return items(connection, version)


def items(connection: Connection, version: str) -> tuple[ServiceItem, ...]:
    """Every item of a version in catalogue order."""
    rows = connection.execute(
        select(service_item.c.content)
        .where(service_item.c.version == version)
        .order_by(service_item.c.place)
    )
    return tuple(value_of(ServiceItem, content) for content in rows.scalars())


def items_in_force(connection: Connection, day: date) -> tuple[ServiceItem, ...]:
    """The items in force on a day, in catalogue order; none before a catalogue is published."""
    try:
        return items(connection, version_in_force(connection, day))
    except NoCatalogue:
        return ()


def item(connection: Connection, version: str, code: str) -> ServiceItem:
    """One item of a version.

    Raises: ItemNotInCatalogue.
    """
    content = connection.execute(
        select(service_item.c.content).where(
            service_item.c.version == version, service_item.c.code == code
        )
    ).scalar_one_or_none()
    if content is None:
        raise ItemNotInCatalogue(
            f"目录 {version} 里没有事项 {code}，没有改动任何内容，请同步目录后重新选择事项。"
        )
    return value_of(ServiceItem, content)


_BEFORE_IT_WAS_KEPT = datetime.min.replace(tzinfo=UTC)
