"""Published catalogues as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from core.catalogue import CatalogueVersion, ItemNotInCatalogue, ServiceItem
from core.errors import Trouble
from db.payload import text_of, value_of
from db.tables import catalogue_version, service_item

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection


class NoCatalogue(Trouble):
    """No catalogue is in force."""


def add(connection: Connection, catalogue: CatalogueVersion) -> None:
    """Write a version; the same version again changes nothing."""
    if connection.execute(
        select(catalogue_version.c.version).where(catalogue_version.c.version == catalogue.version)
    ).scalar_one_or_none():
        return
    connection.execute(
        insert(catalogue_version),
        {"version": catalogue.version, "effective_on": catalogue.effective_on},
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


def version_in_force(connection: Connection, day: date) -> str:
    """The version in force on a day.

    Raises: NoCatalogue.
    """
    version = connection.execute(
        select(catalogue_version.c.version)
        .where(catalogue_version.c.effective_on <= day)
        .order_by(catalogue_version.c.effective_on.desc(), catalogue_version.c.version.desc())
        .limit(1)
    ).scalar_one_or_none()
    if version is None:
        raise NoCatalogue("本机还没有已发布的事项目录，不能收件，请管理员先导入并发布目录。")
    return str(version)


def items(connection: Connection, version: str) -> tuple[ServiceItem, ...]:
    """Every item of a version in catalogue order."""
    rows = connection.execute(
        select(service_item.c.content)
        .where(service_item.c.version == version)
        .order_by(service_item.c.place)
    )
    return tuple(value_of(ServiceItem, content) for content in rows.scalars())


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
