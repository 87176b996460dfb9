"""The log: what happened to the program, never who stood at the counter."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from desktop.desk import Desk, keep_log
from tests.house import accepted, signed_in, station_settings, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRETS = ("欧阳伟", "11010519491231002X", "王敏")


@pytest.fixture(autouse=True)
def root_logger_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def test_a_day_with_trouble_leaves_no_name_in_the_log(station_folder: Path) -> None:
    settings = station_settings(station_folder, server="http://127.0.0.1:9")
    keep_log(settings)
    desk = Desk(settings)
    try:
        accepted(desk, signed_in(desk))
        until(desk, lambda status: bool(status.link.reason) and status.spool.waiting == 0)
    finally:
        desk.close()
    written = (station_folder / "log" / "yici.log").read_text(encoding="utf-8")
    assert "link_changed" in written
    for secret in SECRETS:
        assert secret not in written


def test_a_defect_is_logged_without_the_values_in_hand(station_folder: Path) -> None:
    settings = station_settings(station_folder)
    keep_log(settings)
    desk = Desk(settings)
    name = SECRETS[0]

    def defective(_work: object) -> None:
        raise RuntimeError(len(name))

    try:
        error = desk.do(defective).exception(30)
        logging.getLogger("desktop").info("defect", exc_info=error)
    finally:
        desk.close()
    written = (station_folder / "log" / "yici.log").read_text(encoding="utf-8")
    assert "RuntimeError" in written
    assert name not in written
