"""The command line in this process, and a station that has something to show."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from desktop.admin.cli import main
from desktop.desk import Desk
from tests.house import accepted, signed_in, station_settings

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Finished:
    returncode: int
    stdout: str
    stderr: str


Admin = Callable[..., Finished]


@pytest.fixture
def admin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Admin:
    """Run a command line in this process, from the entry point to the exit code."""

    def run(*arguments: str) -> Finished:
        monkeypatch.setattr(sys, "argv", ["yici-admin", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return Finished(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture
def busy_folder(station_folder: Path) -> Path:
    """A station with one accepted case, closed."""
    desk = Desk(station_settings(station_folder))
    try:
        accepted(desk, signed_in(desk))
    finally:
        desk.close()
    return station_folder


def told(finished: Finished) -> str:
    """The one sentence a refused command says."""
    assert finished.returncode == 2, finished.stdout + finished.stderr
    (sentence,) = finished.stderr.strip().splitlines()
    assert sentence.endswith("。")
    return sentence
