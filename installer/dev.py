"""The way into this checkout: run, test, lint, bench and clean.

`make run` and `make test` call it; on Windows it is `py installer/dev.py run`. It needs nothing
but Python's standard library: it installs the rest itself, then hands over to `.venv`.
Its own messages are English, as a bare terminal may not show Chinese.
"""

import sys

# Up to here an old Python must be able to read this file, or it could not tell its user.
if sys.version_info < (3, 11):  # noqa: UP036 - the machine's Python is not chosen by pyproject
    found = ".".join(str(number) for number in sys.version_info[:2])
    print(f"Yici needs Python 3.11 or newer, this is {found}; please install one.", file=sys.stderr)
    sys.exit(2)

import argparse
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from installer import libraries
from installer.environment import Parts, VirtualEnvironment
from installer.errors import SetupError, UnknownCheckError
from installer.libraries import Need

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Step:
    """One program of `.venv` to start, with its arguments."""

    name: str
    program: str
    arguments: tuple[str, ...]


CHECKS = (
    Step("ruff-check", "ruff", ("check",)),
    Step("ruff-format", "ruff", ("format", "--check")),
    Step("lint-imports", "lint-imports", ()),
    Step("deptry", "deptry", (".",)),
    Step("mypy", "mypy", ()),
)

MADE_BY_THE_TOOLS = (
    *(".venv", "out", "build", "dist"),
    *(".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"),
)


def main(arguments: Sequence[str]) -> int:
    """Do one command and return its exit status: 2 when the set-up itself failed."""
    parser = argparse.ArgumentParser(prog="installer/dev.py", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("passed_on", nargs=argparse.REMAINDER, help="arguments for the command")
    asked = parser.parse_args(arguments)
    try:
        return COMMANDS[asked.command](asked.passed_on)
    except SetupError as error:
        print(error, file=sys.stderr, flush=True)
        return 2
    except KeyboardInterrupt:
        return 130


def run(arguments: Sequence[str]) -> int:
    """Start the program with the demonstration hall."""
    if has_display(sys.platform, os.environ):
        environment = made_ready((*libraries.QT, *libraries.QT_ON_X), Parts.PRODUCT)
        return start(program_on_screen(arguments), environment, os.environ)
    print("No display here: the tour runs in the terminal and writes to out/.", flush=True)
    return start(tour_in_terminal(arguments), made_ready((), Parts.PRODUCT), os.environ)


def test(arguments: Sequence[str]) -> int:
    """Run the checks, then the tests; with `arguments`, pytest alone and with them."""
    environment = made_ready(
        (
            *(*libraries.QT, *libraries.QT_ON_X),
            *(*libraries.TEST_DISPLAY, *libraries.TEST_PRINTERS, *libraries.VOICE),
        ),
        Parts.DEVELOPMENT,
    )
    pytest = pytest_with(arguments)
    if not arguments:
        status = in_order(CHECKS, (pytest,), lambda step: start(step, environment, os.environ))
        if status != 0:
            return status
    return start(pytest, environment, without_screen(os.environ))


def lint(arguments: Sequence[str]) -> int:
    """Run the checks alone: all of them, or those named in `arguments`."""
    chosen = named_checks(arguments)
    environment = made_ready((), Parts.DEVELOPMENT)
    return in_order(chosen, (), lambda step: start(step, environment, os.environ))


def bench(arguments: Sequence[str]) -> int:
    """Measure the product beside its peers, which are installed for this alone."""
    step = Step("bench", "python", ("benchmarks/run.py", *arguments))
    environment = made_ready((*libraries.QT, *libraries.PANGO), Parts.MEASURING)
    return start(step, environment, without_screen(os.environ))


def clean(_arguments: Sequence[str]) -> int:
    """Remove everything the tools have made."""
    remove_leftovers(ROOT)
    return 0


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "lint": lint,
    "bench": bench,
    "clean": clean,
}


def has_display(platform: str, variables: Mapping[str, str]) -> bool:
    """Whether a window can be opened; Windows and macOS always have a desktop."""
    if platform in {"win32", "darwin"}:
        return True
    return bool(variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY"))


def program_on_screen(arguments: Sequence[str]) -> Step:
    """Start the program over an embedded central server and the demonstration catalogue."""
    return Step("run", "python", ("-m", "ui.start", "--demo", *arguments))


def tour_in_terminal(arguments: Sequence[str]) -> Step:
    """Walk the demonstration hall without a window and leave its papers in `out/`."""
    return Step("run", "python", ("-m", "desktop.admin.cli", "tour", "--out", "out", *arguments))


def pytest_with(arguments: Sequence[str]) -> Step:
    """Two workers, a file's tests together: a real X server and PostgreSQL are made per file."""
    return Step("pytest", "python", ("-m", "pytest", "-n", "2", "--dist", "loadfile", *arguments))


def named_checks(names: Sequence[str]) -> tuple[Step, ...]:
    """Return the checks called `names`, all of them for none.

    Raises:
        UnknownCheckError: a name is not among `CHECKS`.
    """
    known = {check.name for check in CHECKS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UnknownCheckError(
            f"There is no check {', '.join(unknown)}; there are "
            f"{', '.join(check.name for check in CHECKS)}."
        )
    return tuple(check for check in CHECKS if not names or check.name in names)


def without_screen(variables: Mapping[str, str]) -> dict[str, str]:
    """Return `variables` with Qt drawing into memory."""
    return {**variables, "QT_QPA_PLATFORM": "offscreen"}


def made_ready(needs: Sequence[Need], parts: Parts) -> VirtualEnvironment:
    """Set up the machine and `.venv` as far as they are not yet, and return `.venv`."""
    if sys.platform == "linux":
        libraries.provide((*libraries.VENV, *needs), libraries.this_machine())
    environment = VirtualEnvironment(ROOT)
    environment.provide(parts)
    return environment


def start(step: Step, environment: VirtualEnvironment, variables: Mapping[str, str]) -> int:
    """Start `step` in the checkout, wait, and return its exit status as a shell would."""
    command = [str(environment.program(step.program)), *step.arguments]
    status = subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode
    return status if status >= 0 else 128 - status


def in_order(steps: Sequence[Step], later: Sequence[Step], perform: Callable[[Step], int]) -> int:
    """Perform `steps` up to the first that fails, then print a line for each, `later` included.

    Returns:
        The exit status of the failed step, 0 when none failed.
    """
    lines = []
    status = 0
    for step in steps:
        if status != 0:
            lines.append(f"{step.name:<13} not run")
            continue
        print(f"== {step.name}", flush=True)
        begun = time.perf_counter()
        status = perform(step)
        verdict = "passed" if status == 0 else f"FAILED with exit status {status}"
        lines.append(f"{step.name:<13} {verdict} in {time.perf_counter() - begun:.1f} s")
    lines += [f"{step.name:<13} {'next' if status == 0 else 'not run'}" for step in later]
    print("\n" + "\n".join(lines) + "\n", flush=True)
    return status


def remove_leftovers(root: Path) -> None:
    """Remove what building, testing and running left in the checkout at `root`."""
    for name in MADE_BY_THE_TOOLS:
        shutil.rmtree(root / name, ignore_errors=True)
    for folder in [*root.glob("*.egg-info"), *root.rglob("__pycache__")]:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
