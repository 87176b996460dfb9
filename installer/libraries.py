"""What the operating system itself must bring: shared libraries, an X server for tests, venv.

Presence is asked of the dynamic loader, not of the package database: Debian 13 and Ubuntu 24.04
renamed packages (libglib2.0-0t64), while a library's own name (its soname) never changes. apt
still takes the old package names there and picks the renamed package.
"""

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from installer.errors import LibrariesMissingError, PackageInstallError


class Kind(Enum):
    """How a need is recognised on a machine."""

    LIBRARY = auto()
    PROGRAM = auto()
    MODULE = auto()


@dataclass(frozen=True)
class Need:
    """One thing of the operating system's, and the Debian package that brings it."""

    kind: Kind
    name: str
    package: str


VENV = (
    Need(
        Kind.MODULE,
        "ensurepip",  # Debian takes it out of Python itself
        f"python{sys.version_info.major}.{sys.version_info.minor}-venv",
    ),
)

QT = (
    Need(Kind.LIBRARY, "libglib-2.0.so.0", "libglib2.0-0"),
    Need(Kind.LIBRARY, "libGL.so.1", "libgl1"),
    Need(Kind.LIBRARY, "libEGL.so.1", "libegl1"),
    Need(Kind.LIBRARY, "libfontconfig.so.1", "libfontconfig1"),
    Need(Kind.LIBRARY, "libxkbcommon.so.0", "libxkbcommon0"),
    Need(Kind.LIBRARY, "libdbus-1.so.3", "libdbus-1-3"),
    Need(Kind.LIBRARY, "libgssapi_krb5.so.2", "libgssapi-krb5-2"),  # QtNetwork
)

QT_ON_X = (
    Need(Kind.LIBRARY, "libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    Need(Kind.LIBRARY, "libxcb-cursor.so.0", "libxcb-cursor0"),
    Need(Kind.LIBRARY, "libxcb-icccm.so.4", "libxcb-icccm4"),
    Need(Kind.LIBRARY, "libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Need(Kind.LIBRARY, "libxcb-shape.so.0", "libxcb-shape0"),
)

TEST_DISPLAY = (
    Need(Kind.PROGRAM, "Xvfb", "xvfb"),
    Need(Kind.PROGRAM, "xauth", "xauth"),
    Need(Kind.PROGRAM, "xdotool", "xdotool"),
)

PANGO = (  # weasyprint
    Need(Kind.LIBRARY, "libpango-1.0.so.0", "libpango-1.0-0"),
    Need(Kind.LIBRARY, "libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
    Need(Kind.LIBRARY, "libharfbuzz-subset.so.0", "libharfbuzz-subset0"),
)


# A printer and a print server of the tests' own; they never touch the machine's.
TEST_PRINTERS = (
    Need(Kind.PROGRAM, "cupsd", "cups"),
    Need(Kind.PROGRAM, "lpadmin", "cups-client"),
    Need(Kind.PROGRAM, "ippeveprinter", "cups-ipp-utils"),
    Need(Kind.PROGRAM, "foomatic-rip", "cups-filters"),
    Need(Kind.PROGRAM, "dbus-daemon", "dbus"),
)


# For making the recordings of the calling voice anew; the product plays those in the repository.
VOICE = (Need(Kind.PROGRAM, "espeak-ng", "espeak-ng"),)


@dataclass(frozen=True)
class Machine:
    """The Linux machine as the set-up sees it; a test hands in another one."""

    has_apt: bool
    is_root: bool
    has: Callable[[Need], bool]
    call: Callable[[Sequence[str]], int]


def this_machine() -> Machine:
    """Return the machine this runs on."""
    return Machine(
        has_apt=shutil.which("apt-get") is not None,
        is_root=os.geteuid() == 0,
        has=is_present,
        call=_call_unattended,
    )


def is_present(need: Need) -> bool:
    """Ask this machine whether it has `need`."""
    match need.kind:
        case Kind.LIBRARY:
            try:
                ctypes.CDLL(need.name)
            except OSError:
                return False
            return True
        case Kind.PROGRAM:
            return bool(program(need.name))
        case Kind.MODULE:
            return importlib.util.find_spec(need.name) is not None


def program(name: str) -> str:
    """Return the path of a program of this machine, or nothing.

    Servers lie in folders that are not on the path of an ordinary user.
    """
    folders = (os.environ.get("PATH", ""), "/usr/sbin", "/sbin")
    return shutil.which(name, path=os.pathsep.join(folders)) or ""


def provide(needs: Iterable[Need], machine: Machine) -> None:
    """Install with apt-get what `machine` lacks of `needs`.

    A machine without apt is told what it lacks and goes on.

    Raises:
        LibrariesMissingError: the user is not root; the text carries the command for them.
        PackageInstallError: apt-get failed.
    """
    missing = [need for need in needs if not machine.has(need)]
    if not missing:
        return
    if not machine.has_apt:
        names = ", ".join(need.name for need in missing)
        print(
            f"This machine lacks {names}; if the next step fails, install them "
            "with the system's own package tool.",
            flush=True,
        )
        return
    install = [
        *("apt-get", "install", "-y", "--no-install-recommends"),
        *(need.package for need in missing),
    ]
    if not machine.is_root:
        raise LibrariesMissingError(
            f"System packages are missing; please run: sudo {shlex.join(install)}"
        )
    print(f"Installing system packages: {' '.join(install[4:])}", flush=True)
    # One broken third-party source fails the update while the needed lists arrive:
    # whether the packages can be had is for the install to say.
    machine.call(["apt-get", "update", "-qq"])
    if machine.call(install) != 0:
        raise PackageInstallError(
            f"apt-get failed (its messages are above); please run it by hand: {shlex.join(install)}"
        )


def _call_unattended(command: Sequence[str]) -> int:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, check=False).returncode
