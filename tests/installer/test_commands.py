"""`make` and dev.py as they are typed, in a copy of the checkout whose `.venv` only takes notes.

The copy's search path has no apt-get, so whatever the machine lacks, nothing is installed.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from installer.environment import Outcome, Parts, VirtualEnvironment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("installer", "Makefile", "pyproject.toml", "constraints.txt", ".ci")
NOTE = '#!/bin/sh\necho "${0##*/} $*" >> notes\necho "qt=$QT_QPA_PLATFORM" >> screens\n'
CHECKS = [
    "ruff check",
    "ruff format --check",
    "lint-imports ",
    "deptry .",
    "mypy ",
]
OLD_PYTHON = f"""
age='import sys; sys.version_info = (3, 10, 14); exec(sys.argv[1])'
[ "$1" = -c ] && exec "{sys.executable}" -c "$age" "$2"
echo "old Python was given $*"
exit 2
"""
PYTEST = "python -m pytest -n 2 --dist loadfile"


class Checkout:
    """A copy of this checkout with stand-ins for the programs in `.venv` and on the path."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = root / "path"
        self.path.mkdir(parents=True)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, root / name)
            else:
                shutil.copy(source, root / name)
        self.environment = VirtualEnvironment(root, lambda _command, _folder: Outcome(0, ""))
        for name in ("python", "ruff", "lint-imports", "deptry", "mypy"):
            self.ends(name, "exit 0")
        self.environment.provide(Parts.MEASURING)
        self.script(self.path / "python3", f'exec "{sys.executable}" "$@"')

    def ends(self, program: str, ending: str) -> None:
        """Let `program` of `.venv` take its note and then do `ending`."""
        file = self.environment.program(program)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(NOTE + ending + "\n", encoding="utf-8")
        file.chmod(0o755)

    def script(self, file: Path, body: str) -> None:
        file.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        file.chmod(0o755)

    def types(self, command: Sequence[str], **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.root,
            env={"PATH": str(self.path), **variables},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def dev(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return self.types([sys.executable, "installer/dev.py", *arguments], **variables)

    def noted(self, file: str = "notes") -> list[str]:
        notes = self.root / file
        return notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "checkout")


def test_run_opens_the_program_where_there_is_a_display(checkout: Checkout) -> None:
    done = checkout.dev("run", "--hall", "demo", DISPLAY=":9")
    assert done.returncode == 0
    assert checkout.noted() == ["python -m ui.start --demo --hall demo"]
    assert checkout.noted("screens") == ["qt="]


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS always has a display")
def test_run_shows_the_tour_where_there_is_none(checkout: Checkout) -> None:
    done = checkout.dev("run", "--quick")
    assert done.returncode == 0
    assert "No display here" in done.stdout
    assert checkout.noted() == ["python -m desktop.admin.cli tour --out out --quick"]


def test_test_runs_the_checks_and_pytest_last(checkout: Checkout) -> None:
    checkout.ends("python", 'echo "=== 5 passed in 1.00s ==="')
    done = checkout.dev("test")
    assert done.returncode == 0
    assert [note.rstrip() for note in checkout.noted()] == [
        *(check.rstrip() for check in CHECKS),
        PYTEST,
    ]
    assert checkout.noted("screens")[-1] == "qt=offscreen"
    assert done.stdout.splitlines()[-1] == "=== 5 passed in 1.00s ==="


def test_test_with_arguments_is_pytest_alone(checkout: Checkout) -> None:
    assert checkout.dev("test", "-k", "notice", "--lf").returncode == 0
    assert checkout.noted() == [f"{PYTEST} -k notice --lf"]


@pytest.mark.parametrize("program", ["ruff", "lint-imports", "deptry", "mypy", "python"])
def test_a_failed_step_gives_its_status(checkout: Checkout, program: str) -> None:
    checkout.ends(program, "exit 3")
    done = checkout.dev("test")
    assert done.returncode == 3
    assert checkout.noted()[-1].startswith(program)


def test_a_killed_pytest_is_no_success(checkout: Checkout) -> None:
    checkout.ends("python", "kill -KILL $$")
    assert checkout.dev("test", "-x").returncode == 128 + signal.SIGKILL


def test_lint_runs_the_checks_alone(checkout: Checkout) -> None:
    assert checkout.dev("lint").returncode == 0
    assert checkout.noted() == CHECKS
    assert checkout.dev("lint", "mypy").returncode == 0
    assert checkout.noted() == [*CHECKS, "mypy "]


def test_an_unknown_check_runs_nothing(checkout: Checkout) -> None:
    done = checkout.dev("lint", "flake8")
    assert (done.returncode, done.stdout, checkout.noted()) == (2, "", [])
    assert done.stderr.startswith("There is no check flake8")


def test_bench_passes_its_arguments_on(checkout: Checkout) -> None:
    assert checkout.dev("bench", "--rows", "9").returncode == 0
    assert checkout.noted() == ["python benchmarks/run.py --rows 9"]
    assert checkout.noted("screens") == ["qt=offscreen"]


def test_bench_installs_the_engines_it_measures_beside(checkout: Checkout) -> None:
    (checkout.environment.folder / "installed.json").unlink()
    checkout.environment.provide(Parts.DEVELOPMENT)
    assert checkout.dev("test", "-x").returncode == 0
    assert checkout.dev("bench").returncode == 0
    pytest_note, pip_note, bench_note = checkout.noted()
    assert pytest_note == f"{PYTEST} -x"
    assert pip_note.endswith("-c constraints.txt -e .[dev,bench]")
    assert bench_note.rstrip() == "python benchmarks/run.py"


def test_clean_removes_the_environment(checkout: Checkout) -> None:
    assert checkout.dev("clean").returncode == 0
    assert not checkout.environment.folder.exists()
    assert (checkout.root / "installer" / "dev.py").exists()


needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")


@needs_make
@pytest.mark.parametrize("name", ["python3", "python3.12", "python"])
def test_make_takes_the_first_python_new_enough(checkout: Checkout, name: str) -> None:
    new = checkout.path / "python3"
    new.rename(checkout.path / "new")
    checkout.script(new, OLD_PYTHON)
    (checkout.path / "new").rename(checkout.path / name)
    make = shutil.which("make") or "make"
    done = checkout.types([make, "test", "ARGS=-k notice"])
    assert done.returncode == 0, done.stderr
    assert checkout.noted() == [f"{PYTEST} -k notice"]


@needs_make
def test_make_lets_an_old_python_speak(checkout: Checkout) -> None:
    checkout.script(checkout.path / "python3", OLD_PYTHON)
    make = shutil.which("make") or "make"
    done = checkout.types([make, "run"])
    assert done.returncode != 0
    assert "old Python was given installer/dev.py run" in done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_the_integration_run_is_make_test(checkout: Checkout, tmp_path: Path) -> None:
    checkout.script(checkout.path / "make", 'echo "$PWD: make $*"\nexit 4')
    path = os.pathsep.join((str(checkout.path), os.environ["PATH"]))
    done = subprocess.run(
        [checkout.root / ".ci" / "run"],
        cwd=tmp_path,
        env={"PATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (4, f"{checkout.root}: make test\n")
