import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from installer.errors import LibrariesMissingError, PackageInstallError
from installer.libraries import (
    PANGO,
    QT,
    QT_ON_X,
    TEST_DISPLAY,
    TEST_PRINTERS,
    VENV,
    VOICE,
    Kind,
    Machine,
    Need,
    is_present,
    provide,
)

ALL = (*VENV, *QT, *QT_ON_X, *TEST_DISPLAY, *TEST_PRINTERS, *VOICE, *PANGO)
EGL = Need(Kind.LIBRARY, "libEGL.so.1", "libegl1")
XVFB = Need(Kind.PROGRAM, "Xvfb", "xvfb")
INSTALL = ["apt-get", "install", "-y", "--no-install-recommends"]


class Apt:
    """apt-get of a machine that has `present`, with the exit status of each sub-command."""

    def __init__(self, present: Sequence[Need] = (), update: int = 0, install: int = 0) -> None:
        self.present = present
        self.status = {"update": update, "install": install}
        self.commands: list[list[str]] = []

    def machine(self, *, has_apt: bool = True, is_root: bool = True) -> Machine:
        return Machine(has_apt, is_root, lambda need: need in self.present, self.call)

    def call(self, command: Sequence[str]) -> int:
        self.commands.append(list(command))
        return self.status[command[1]]


@given(st.sets(st.sampled_from(ALL)))
def test_root_installs_exactly_the_missing_packages(present: set[Need]) -> None:
    apt = Apt(tuple(present))
    provide(ALL, apt.machine())
    missing = [need.package for need in ALL if need not in present]
    expected = [["apt-get", "update", "-qq"], [*INSTALL, *missing]] if missing else []
    assert apt.commands == expected


def test_a_complete_machine_is_left_alone_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    apt = Apt(ALL)
    provide(ALL, apt.machine(is_root=False))
    assert (apt.commands, capsys.readouterr().out) == ([], "")


def test_another_user_gets_the_line_to_type() -> None:
    apt = Apt()
    with pytest.raises(LibrariesMissingError) as caught:
        provide([EGL, XVFB], apt.machine(is_root=False))
    line = "sudo apt-get install -y --no-install-recommends libegl1 xvfb"
    assert str(caught.value).endswith(f": {line}")
    assert apt.commands == []


def test_a_machine_without_apt_is_told_and_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    apt = Apt()
    provide([EGL, XVFB], apt.machine(has_apt=False, is_root=False))
    assert "lacks libEGL.so.1, Xvfb;" in capsys.readouterr().out
    assert apt.commands == []


def test_a_failed_install_stops_the_set_up() -> None:
    with pytest.raises(PackageInstallError, match=r"apt-get install .* libegl1$"):
        provide([EGL], Apt(install=100).machine())


def test_a_broken_package_source_does_not_stop_the_set_up() -> None:
    apt = Apt(update=100)
    provide([EGL], apt.machine())
    assert apt.commands[-1] == [*INSTALL, "libegl1"]


def test_no_package_is_named_twice() -> None:
    assert len({need.package for need in ALL}) == len({need.name for need in ALL}) == len(ALL)


@pytest.mark.skipif(sys.platform != "linux", reason="the names are those of a Linux loader")
@pytest.mark.parametrize(("name", "present"), [("libc.so.6", True), ("libabsent.so.9", False)])
def test_a_library_is_there_when_the_loader_finds_it(name: str, *, present: bool) -> None:
    assert is_present(Need(Kind.LIBRARY, name, "any")) is present


@pytest.mark.skipif(sys.platform == "win32", reason="needs a file that is executable by its mode")
def test_a_program_is_there_when_the_path_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not is_present(XVFB)
    (tmp_path / "Xvfb").touch(mode=0o755)
    assert is_present(XVFB)


@pytest.mark.parametrize(("name", "present"), [("venv", True), ("absent_module", False)])
def test_a_module_is_there_when_python_finds_it(name: str, *, present: bool) -> None:
    assert is_present(Need(Kind.MODULE, name, "any")) is present
