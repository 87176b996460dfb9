import ast
import subprocess
import sys
from pathlib import Path

import pytest

from installer import dev
from installer.dev import Step
from installer.errors import UnknownCheckError

DEV = Path(dev.__file__)
STEPS = tuple(Step(name, name, ()) for name in ("one", "two", "three"))
LATER = (Step("last", "last", ()),)


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 14)])
def test_an_old_python_says_one_sentence(version: tuple[int, int, int]) -> None:
    code = (
        f"import runpy, sys; sys.version_info = {version}; "
        f"runpy.run_path({str(DEV)!r}, run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    found = f"{version[0]}.{version[1]}"
    expected = f"Yici needs Python 3.11 or newer, this is {found}; please install one.\n"
    assert (done.stdout, done.stderr) == ("", expected)


def test_an_old_python_can_read_the_file() -> None:
    ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": "", "WAYLAND_DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_where_a_window_can_be_opened(
    platform: str, variables: dict[str, str], *, expected: bool
) -> None:
    assert dev.has_display(platform, variables) is expected


def test_checks_are_chosen_by_name_and_kept_in_order() -> None:
    assert dev.named_checks([]) == dev.CHECKS
    names = [check.name for check in dev.named_checks(["mypy", "ruff-check"])]
    assert names == ["ruff-check", "mypy"]


def test_an_unknown_check_is_named_with_the_known_ones() -> None:
    with pytest.raises(UnknownCheckError, match=r"no check flake8; .*ruff-check.*mypy"):
        dev.named_checks(["mypy", "flake8"])


@pytest.mark.parametrize("failing", [None, "one", "two", "three"])
def test_the_first_failure_ends_the_steps(
    failing: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    performed: list[str] = []

    def perform(step: Step) -> int:
        performed.append(step.name)
        return 7 if step.name == failing else 0

    names = [step.name for step in STEPS]
    reached = names if failing is None else names[: names.index(failing) + 1]
    assert dev.in_order(STEPS, LATER, perform) == (0 if failing is None else 7)
    assert performed == reached
    summary = capsys.readouterr().out.strip().splitlines()[-4:]
    assert [line.split()[0] for line in summary] == [*names, "last"]
    for line in summary[:-1]:
        name = line.split()[0]
        assert ("not run" in line) is (name not in reached)
        assert ("FAILED with exit status 7 in " in line) is (name == failing)
        assert ("passed in " in line) is (name in reached and name != failing)
    assert summary[-1].endswith("next" if failing is None else "not run")


def test_cleaning_keeps_what_a_person_wrote(tmp_path: Path) -> None:
    for made in (".venv/bin", "out/papers", "core/__pycache__", "yici.egg-info", ".mypy_cache"):
        (tmp_path / made).mkdir(parents=True)
        (tmp_path / made / "file").touch()
    written = tmp_path / "core" / "clock.py"
    written.touch()
    dev.remove_leftovers(tmp_path)
    assert sorted(tmp_path.rglob("*")) == [written.parent, written]
    dev.remove_leftovers(tmp_path)
