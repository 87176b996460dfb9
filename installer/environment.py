"""The checkout's own Python: `.venv`, filled from pyproject.toml within constraints.txt.

A stamp inside `.venv` says what the last finished installation was for. It is removed before pip
starts and written after pip ended well, so an installation cut off half-way is never mistaken
for a good one.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from enum import Enum, auto
from pathlib import Path

from installer.errors import PackageInstallError, SetupError, VirtualEnvironmentError

LAST_LINES = 15


class Parts(Enum):
    """What is installed into `.venv`, as pip writes it; each one holds those before it."""

    PRODUCT = "."
    DEVELOPMENT = ".[dev]"
    MEASURING = ".[dev,bench]"


class Work(Enum):
    """What has to be done before `.venv` can be used."""

    NOTHING = auto()
    INSTALL = auto()
    REBUILD = auto()


@dataclass(frozen=True)
class Stamp:
    """What an installation was made for.

    `checkout` is part of it because a `.venv` keeps absolute paths: copied along with its
    checkout it would still run the old one.
    """

    checkout: str
    python: str
    requirements_sha256: str
    parts: str


@dataclass(frozen=True)
class Outcome:
    """How a captured command ended."""

    status: int
    output: str


def captured(command: Sequence[str], folder: Path) -> Outcome:
    """Run `command` in `folder` and keep what it says."""
    done = subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return Outcome(done.returncode, done.stdout)


@dataclass(frozen=True)
class VirtualEnvironment:
    """`.venv` of the checkout at `root`."""

    root: Path
    call: Callable[[Sequence[str], Path], Outcome] = captured

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self.root / ".venv"

    def program(self, name: str) -> Path:
        """Return the path of an installed program, `python` among them."""
        if os.name == "nt":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name

    def work(self, parts: Parts) -> Work:
        """Say what is left to do until `parts` can be used."""
        wanted = self._wanted(parts)
        found = self._found()
        if found is None or not self.program("python").exists():
            return Work.REBUILD
        if (found.checkout, found.python) != (wanted.checkout, wanted.python):
            return Work.REBUILD
        if found.requirements_sha256 != wanted.requirements_sha256:
            return Work.INSTALL
        known = [each.value for each in Parts]
        if found.parts not in known[known.index(wanted.parts) :]:
            return Work.INSTALL
        return Work.NOTHING

    def provide(self, parts: Parts) -> None:
        """Make `.venv` ready for `parts`; does nothing when it is.

        Raises:
            VirtualEnvironmentError: `.venv` could not be made.
            PackageInstallError: pip failed; the text ends pip's last lines with a sentence.
        """
        work = self.work(parts)
        if work is Work.NOTHING:
            return
        self._stamp_file.unlink(missing_ok=True)
        if work is Work.REBUILD:
            self._rebuild()
        self._install(parts)
        self._write(self._wanted(parts))

    def _rebuild(self) -> None:
        print("Making .venv ...", flush=True)
        outcome = self.call([sys.executable, "-m", "venv", "--clear", ".venv"], self.root)
        _expect_success(
            outcome,
            VirtualEnvironmentError(
                ".venv could not be made; please delete the folder .venv and start again."
            ),
        )

    def _install(self, parts: Parts) -> None:
        print(
            f"Installing {parts.value} into .venv; the first time takes a few minutes ...",
            flush=True,
        )
        outcome = self.call(
            [
                *(str(self.program("python")), "-m", "pip", "install"),
                *("--no-input", "--disable-pip-version-check"),
                *("-c", "constraints.txt", "-e", parts.value),
            ],
            self.root,
        )
        _expect_success(
            outcome,
            PackageInstallError(
                "pip could not install the packages; please check the network or pip's "
                "configuration and start again."
            ),
        )

    @property
    def _stamp_file(self) -> Path:
        return self.folder / "installed.json"

    def _wanted(self, parts: Parts) -> Stamp:
        requirements = hashlib.sha256()
        for name in ("pyproject.toml", "constraints.txt"):
            requirements.update((self.root / name).read_bytes())
        return Stamp(
            checkout=str(self.root),
            python=f"{sys.version_info.major}.{sys.version_info.minor}",
            requirements_sha256=requirements.hexdigest(),
            parts=parts.value,
        )

    def _found(self) -> Stamp | None:
        try:
            return Stamp(**json.loads(self._stamp_file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _write(self, stamp: Stamp) -> None:
        draft = self._stamp_file.with_suffix(".draft")
        draft.write_text(json.dumps(asdict(stamp), indent=2) + "\n", encoding="utf-8")
        draft.replace(self._stamp_file)


def _expect_success(outcome: Outcome, error: SetupError) -> None:
    if outcome.status == 0:
        return
    print("\n".join(outcome.output.splitlines()[-LAST_LINES:]), file=sys.stderr, flush=True)
    raise error
