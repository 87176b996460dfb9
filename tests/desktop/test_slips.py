"""排队小票: one for each number given out, drawn and printed behind the clerk's back."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from desktop import reception
from desktop.desk import Desk
from desktop.device_settings import DeviceSetting
from desktop.paper_proof import proof_of
from tests.house import PATIENCE, PROMISE_ITEM, signed_in, station_settings, until

if TYPE_CHECKING:
    from pathlib import Path

    from core.staff import OnDuty
    from core.ticket import Ticket


def given_out(desk: Desk, duty: OnDuty, item_code: str = "") -> Ticket:
    return desk.do(reception.issue_ticket, duty, item_code).result(PATIENCE)


def slips_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.pdf"))


def test_every_number_gets_its_slip_with_the_people_ahead(desk: Desk, duty: OnDuty) -> None:
    folder = desk.settings.papers / "tickets"
    first = given_out(desk, duty, PROMISE_ITEM)
    until(desk, lambda _: len(slips_in(folder)) == 1)
    second = given_out(desk, duty)
    until(desk, lambda _: len(slips_in(folder)) == 2)
    words = {path.name.split("_")[1]: proof_of(path).text for path in slips_in(folder)}
    assert first.number in words[first.number]
    assert desk.settings.hall_name in words[first.number]
    assert "食品经营许可" in words[first.number]
    assert "前面没有人" in words[first.number]
    assert "前面没有人" not in words[second.number]


def test_a_slip_cut_off_by_the_end_of_the_day_is_printed_once_at_the_next_start(
    station_folder: Path,
) -> None:
    settings = station_settings(station_folder)
    folder = settings.papers / "tickets"
    with closing(Desk(settings)) as desk:
        given_out(desk, signed_in(desk))
    with closing(Desk(settings)) as desk:
        until(desk, lambda status: bool(slips_in(folder)) and status.spool.waiting == 0)
    with closing(Desk(settings)) as desk:
        given_out(desk, signed_in(desk))
        until(desk, lambda status: len(slips_in(folder)) > 1 and status.spool.waiting == 0)
    assert len(slips_in(folder)) == 2


def test_a_ticket_printer_gets_its_own_language(station_folder: Path, tmp_path: Path) -> None:
    roll, papers = tmp_path / "roll.bin", tmp_path / "a4"
    settings = station_settings(station_folder).model_copy(
        update={
            "devices": (
                DeviceSetting(name="A4", address=f"folder:{papers}"),
                DeviceSetting(name="取号机", address=f"escpos+file:{roll}"),
            ),
            "printers": {"default": "A4", "ticket": "取号机"},
        }
    )
    with closing(Desk(settings)) as desk:
        ticket = given_out(desk, signed_in(desk))
        until(desk, lambda status: roll.exists() and status.spool.waiting == 0)
    assert ticket.number.encode() in roll.read_bytes()
    assert not papers.exists()


def test_a_hall_that_names_no_ticket_printer_prints_no_slips(
    station_folder: Path, tmp_path: Path
) -> None:
    papers = tmp_path / "a4"
    settings = station_settings(station_folder).model_copy(
        update={
            "devices": (DeviceSetting(name="A4", address=f"folder:{papers}"),),
            "printers": {"default": "A4"},
        }
    )
    with closing(Desk(settings)) as desk:
        given_out(desk, signed_in(desk))
    assert not papers.exists()
