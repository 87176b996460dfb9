"""A furnished desk for a first look: a real catalogue of 24 items and one clerk."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from core.staff import Clerk, Role
from desktop.attendance import BadgeTaken, add_clerk
from desktop.catalogue_file import read_catalogue
from desktop.catalogue_room import publish

if TYPE_CHECKING:
    from desktop.desk import Desk

CATALOGUE = Path(__file__).parent / "catalogue.json"
EFFECTIVE_ON = date(2026, 7, 1)
CLERK = Clerk("0317", "王敏", Role.CHIEF_REPRESENTATIVE)
PASSWORD = "qinghe-0317"  # noqa: S105  (shown on the demonstration's sign-in page)


def furnish(desk: Desk) -> None:
    """Publish the demonstration catalogue and give the clerk a badge; once is enough."""
    catalogue = read_catalogue(CATALOGUE).publishable(EFFECTIVE_ON)
    desk.do(publish, catalogue, CLERK.badge).result()
    try:
        desk.do(add_clerk, CLERK, PASSWORD).result()
    except BadgeTaken:
        return
