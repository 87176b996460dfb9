"""Catalogue versions over time: a case keeps its own for life, a later one starts by date alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from core.catalogue import CatalogueVersion, ItemNotInCatalogue
from core.catalogue_change import StatedBasis, WorseWithoutBasis
from core.catalogue_schedule import in_force
from core.facts import CataloguePublished
from core.limit import Limit
from db import catalogues, journal
from db.payload import fact_of
from desktop import casework
from desktop.catalogue_room import compare, preview, publish, versions
from desktop.deadline_board import deadline_board
from desktop.workbench import item_choices
from tests.core.sample_case import ITEMS, MATERIALS, MONDAY, RESTAURANT, material
from tests.house import all_received, one_missing
from tests.review_hall import CATALOGUE, OFFICE, duty

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.case import Case
    from core.catalogue import ServiceItem
    from tests.review_hall import Hall

OTHERS = CATALOGUE.items[1:]
DEMANDING = replace(
    RESTAURANT,
    materials=(*MATERIALS, material(6, "验资报告")),
    promise=Limit.parse("15wd"),
    acceptance=Limit.parse("1wd"),
)
BASIS = (StatedBasis(RESTAURANT.code, "《某条例》第九条"),)


def version(
    name: str, *items: ServiceItem, on: date = MONDAY, others: Iterable[ServiceItem] = OTHERS
) -> CatalogueVersion:
    return CatalogueVersion(name, on, (*items, *others))


def publish_demanding(hall: Hall, on: date = MONDAY) -> None:
    hall.do(publish, version("demanding", DEMANDING, on=on), "0999", BASIS)


def received(hall: Hall) -> Case:
    return hall.received(RESTAURANT)


def test_no_open_case_is_touched_by_a_new_version(either_hall: Hall) -> None:
    hall = either_hall
    case, told = received(hall), hall.told_once(RESTAURANT)
    board = hall.ask(deadline_board)
    rows = hall.rows()
    publish_demanding(hall)
    after = hall.rows()
    for name in ("case_file", "checklist_row", "clock", "notice"):
        assert after[name] == rows[name]
    assert hall.ask(deadline_board) == board
    assert hall.case(case.case_id) == case
    assert hall.rebuilt() == after
    tomorrow = hall.on("09-29")  # the day after the new version's own acceptance limit
    step = tomorrow.do(casework.tell_once, duty(), OFFICE, case.case_id, one_missing(case))
    assert [line.name for line in step.notice.body.missing] == ["营业执照"]  # type: ignore[union-attr]
    done = tomorrow.do(casework.accept, duty(), OFFICE, told.case_id, all_received(told))
    assert done.case.item == RESTAURANT
    assert received(tomorrow).item == DEMANDING


def test_an_item_that_is_gone_takes_no_new_case_and_keeps_its_old_ones(hall: Hall) -> None:
    case = received(hall)
    hall.do(publish, version("without"), "0999")
    with pytest.raises(ItemNotInCatalogue, match="没有事项 XK-0001"):
        received(hall)
    done = hall.do(casework.accept, duty(), OFFICE, case.case_id, all_received(case))
    assert done.case.catalogue_version == CATALOGUE.version


def test_a_version_published_ahead_starts_on_its_day(hall: Hall) -> None:
    publish_demanding(hall, on=date(2026, 10, 8))
    assert received(hall.on("09-30")).item == RESTAURANT
    assert received(hall.on("10-08")).item == DEMANDING
    old, new = (line.term for line in hall.ask(versions))
    assert (old.until, new.since, new.until) == (date(2026, 10, 7), date(2026, 10, 8), None)
    assert len(hall.ask(item_choices)) == len(CATALOGUE.items)


def test_of_two_versions_for_one_day_the_later_published_puts_the_other_right(
    either_hall: Hall,
) -> None:
    hall = either_hall
    for hour, name in enumerate(("z-wrong", "m-wrong", "a-right"), start=9):
        item = replace(RESTAURANT, result=name)
        hall.on("09-28", hour).do(publish, version(name, item), "0999")
    assert received(hall).item.result == "a-right"
    rows = hall.rows()
    assert hall.rebuilt() == rows


def test_a_version_published_at_two_stations_dates_from_the_earlier(hall: Hall) -> None:
    later = hall.now + timedelta(hours=1)
    moments = []
    for first, second in ((hall.now, later), (later, hall.now)):
        with hall.connection.begin() as transaction:
            for moment in (first, second):
                catalogues.add(hall.connection, version("twice", RESTAURANT), moment)
            found = in_force(catalogues.publications(hall.connection), MONDAY)
            transaction.rollback()
        assert found
        moments.append((found.version, found.published_at))
    assert moments == [("twice", hall.now)] * 2


def test_nothing_gets_worse_without_a_basis_and_the_basis_is_on_record(hall: Hall) -> None:
    before = hall.entries()
    with pytest.raises(WorseWithoutBasis, match="新增必交材料“验资报告”"):
        hall.do(publish, version("demanding", DEMANDING), "0999")
    assert hall.entries() == before
    publish_demanding(hall)
    *_, last = hall.ask(lambda reading: list(journal.everything(reading.connection)))
    fact = fact_of(last)
    assert isinstance(fact, CataloguePublished)
    assert fact.bases == BASIS
    # What is measured is the version it takes over from, not the oldest one.
    hall.do(publish, version("again", replace(DEMANDING, result="证")), "0999")


def test_a_version_is_measured_by_the_one_of_its_own_day(hall: Hall) -> None:
    publish_demanding(hall, on=date(2026, 10, 8))
    items = (DEMANDING, *OTHERS)
    assert hall.ask(preview, items, date(2026, 10, 9)) == ()
    assert hall.ask(preview, items, date(2026, 9, 29)) != ()
    there = hall.ask(compare, CATALOGUE.version, "demanding")
    assert {change.item_code for change in there} == {RESTAURANT.code}
    assert hall.ask(preview, ITEMS, date(2025, 1, 1))[0].words == "新增事项"
