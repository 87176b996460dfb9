"""A file is there whole or not at all, however it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db.atomic_file import write_atomically, written_atomically

if TYPE_CHECKING:
    from pathlib import Path


class PowerCut(Exception):
    pass


def half_written(path: Path) -> None:
    with written_atomically(path) as file:
        file.write(b"half")
        file.flush()
        raise PowerCut


def broken_off(path: Path) -> None:
    with pytest.raises(PowerCut):
        half_written(path)


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    broken_off(tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_what_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "old"
    write_atomically(path, b"whole")
    broken_off(path)
    assert [one.name for one in tmp_path.iterdir()] == ["old"]
    assert path.read_bytes() == b"whole"


def test_nothing_has_the_name_before_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "new"
    with written_atomically(path, mode=0o600) as file:
        file.write(b"bit by ")
        assert not path.exists()
        file.write(b"bit")
    assert path.read_bytes() == b"bit by bit"
    assert path.stat().st_mode & 0o077 == 0
