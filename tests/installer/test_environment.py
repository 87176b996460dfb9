import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from installer.environment import LAST_LINES, Outcome, Parts, VirtualEnvironment, Work, captured
from installer.errors import PackageInstallError, VirtualEnvironmentError


class Tools:
    """`python -m venv` and `pip`, noting what they were asked; `pip` may be made to fail."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.pip: Callable[[], Outcome] = lambda: Outcome(0, "")
        self.venv = Outcome(0, "")

    def call(self, command: Sequence[str], folder: Path) -> Outcome:
        if command[2] == "venv":
            self.asked.append("venv")
            assert command == [sys.executable, "-m", "venv", "--clear", ".venv"]
            python = VirtualEnvironment(folder).program("python")
            shutil.rmtree(folder / ".venv", ignore_errors=True)
            python.parent.mkdir(parents=True)
            python.touch()
            return self.venv
        assert command[0] == str(VirtualEnvironment(folder).program("python"))
        self.asked.append(" ".join(command[1:]))
        return self.pip()


PIP = "-m pip install --no-input --disable-pip-version-check -c constraints.txt -e "
PIP_PRODUCT = PIP + "."
PIP_DEVELOPMENT = PIP + ".[dev]"
PIP_MEASURING = PIP + ".[dev,bench]"


@pytest.fixture
def tools() -> Tools:
    return Tools()


@pytest.fixture
def environment(tmp_path: Path, tools: Tools) -> VirtualEnvironment:
    root = tmp_path / "checkout"
    root.mkdir()
    (root / "pyproject.toml").write_text("[project]", encoding="utf-8")
    (root / "constraints.txt").write_text("reportlab==5.1.0", encoding="utf-8")
    return VirtualEnvironment(root, tools.call)


def asked_for(tools: Tools, environment: VirtualEnvironment, parts: Parts) -> list[str]:
    tools.asked.clear()
    environment.provide(parts)
    return list(tools.asked)


@pytest.mark.parametrize(
    ("parts", "pip"),
    [
        (Parts.PRODUCT, PIP_PRODUCT),
        (Parts.DEVELOPMENT, PIP_DEVELOPMENT),
        (Parts.MEASURING, PIP_MEASURING),
    ],
)
def test_everything_is_made_once(
    tools: Tools, environment: VirtualEnvironment, parts: Parts, pip: str
) -> None:
    assert asked_for(tools, environment, parts) == ["venv", pip]
    assert asked_for(tools, environment, parts) == []
    assert environment.work(parts) is Work.NOTHING


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_changed_requirements_are_installed_again(
    tools: Tools, environment: VirtualEnvironment, name: str
) -> None:
    environment.provide(Parts.DEVELOPMENT)
    (environment.root / name).write_text("changed", encoding="utf-8")
    assert asked_for(tools, environment, Parts.DEVELOPMENT) == [PIP_DEVELOPMENT]
    assert asked_for(tools, environment, Parts.DEVELOPMENT) == []


def test_the_tests_need_more_than_the_program(
    tools: Tools, environment: VirtualEnvironment
) -> None:
    environment.provide(Parts.PRODUCT)
    assert asked_for(tools, environment, Parts.DEVELOPMENT) == [PIP_DEVELOPMENT]
    assert asked_for(tools, environment, Parts.PRODUCT) == []


def test_measuring_needs_more_than_the_tests(tools: Tools, environment: VirtualEnvironment) -> None:
    environment.provide(Parts.DEVELOPMENT)
    assert asked_for(tools, environment, Parts.MEASURING) == [PIP_MEASURING]
    for parts in Parts:
        assert asked_for(tools, environment, parts) == []


def cut_off() -> Outcome:
    raise KeyboardInterrupt


def test_an_installation_cut_off_is_made_anew(
    tools: Tools, environment: VirtualEnvironment
) -> None:
    tools.pip = cut_off
    with pytest.raises(KeyboardInterrupt):
        environment.provide(Parts.PRODUCT)
    tools.pip = lambda: Outcome(0, "")
    assert asked_for(tools, environment, Parts.PRODUCT) == ["venv", PIP_PRODUCT]


def test_a_renewal_cut_off_is_made_anew(tools: Tools, environment: VirtualEnvironment) -> None:
    environment.provide(Parts.PRODUCT)
    tools.pip = cut_off
    with pytest.raises(KeyboardInterrupt):
        environment.provide(Parts.DEVELOPMENT)
    tools.pip = lambda: Outcome(0, "")
    assert asked_for(tools, environment, Parts.PRODUCT) == ["venv", PIP_PRODUCT]


def lose_python(environment: VirtualEnvironment) -> None:
    environment.program("python").unlink()


def damage_the_stamp(environment: VirtualEnvironment) -> None:
    (environment.folder / "installed.json").write_text('{"checkout": ', encoding="utf-8")


def make_the_stamp_older(environment: VirtualEnvironment) -> None:
    (environment.folder / "installed.json").write_text('{"checkout": "/"}', encoding="utf-8")


def lose_the_stamp(environment: VirtualEnvironment) -> None:
    (environment.folder / "installed.json").unlink()


@pytest.mark.parametrize(
    "harm", [lose_python, damage_the_stamp, make_the_stamp_older, lose_the_stamp]
)
def test_a_half_made_environment_is_made_anew(
    tools: Tools, environment: VirtualEnvironment, harm: Callable[[VirtualEnvironment], None]
) -> None:
    environment.provide(Parts.PRODUCT)
    harm(environment)
    assert asked_for(tools, environment, Parts.PRODUCT) == ["venv", PIP_PRODUCT]


def test_an_environment_copied_with_its_checkout_is_made_anew(
    tools: Tools, environment: VirtualEnvironment
) -> None:
    environment.provide(Parts.PRODUCT)
    copy = environment.root.with_name("copy")
    shutil.copytree(environment.root, copy)
    copied = VirtualEnvironment(copy, tools.call)
    assert asked_for(tools, copied, Parts.PRODUCT) == ["venv", PIP_PRODUCT]


def test_another_python_gets_another_environment(
    environment: VirtualEnvironment, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.provide(Parts.PRODUCT)
    newer = type("Version", (), {"major": 3, "minor": sys.version_info.minor + 1})
    monkeypatch.setattr(sys, "version_info", newer)
    work = environment.work(Parts.PRODUCT)
    monkeypatch.undo()
    assert work is Work.REBUILD


def test_a_failed_pip_shows_its_last_lines(
    tools: Tools, environment: VirtualEnvironment, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [f"line {number}" for number in range(40)]
    tools.pip = lambda: Outcome(1, "\n".join(lines))
    with pytest.raises(PackageInstallError):
        environment.provide(Parts.PRODUCT)
    assert capsys.readouterr().err.splitlines() == lines[-LAST_LINES:]
    assert environment.work(Parts.PRODUCT) is Work.REBUILD


def test_a_failed_venv_stops_before_pip(tools: Tools, environment: VirtualEnvironment) -> None:
    tools.venv = Outcome(1, "No space left on device")
    with pytest.raises(VirtualEnvironmentError):
        environment.provide(Parts.PRODUCT)
    assert tools.asked == ["venv"]


def test_a_command_is_captured_in_its_folder(tmp_path: Path) -> None:
    code = "import os, sys; print(os.getcwd()); print('受理', file=sys.stderr); sys.exit(3)"
    outcome = captured([sys.executable, "-X", "utf8", "-c", code], tmp_path)
    assert outcome.status == 3
    assert set(outcome.output.splitlines()) == {str(tmp_path.resolve()), "受理"}
