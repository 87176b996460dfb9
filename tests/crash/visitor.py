"""One station's mornings, each a process of its own that dies at a named point.

`python -m tests.crash.visitor FOLDER SERVER VISITS PRINTER CUT…`; a CUT is `point:turn`.

The mornings are forked off a process that has loaded the program and opened nothing, so that only
the first of them waits for that.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import press, reception
from desktop.desk import Desk
from desktop.workbench import workbench
from tests.house import PATIENCE, accepted, all_printed, all_sent, signed_in, station_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.staff import OnDuty

ROOT = Path(__file__).parents[2]
LONGEST_MORNING = 120  # s


def cut_short(
    folder: Path, cuts: Iterable[str], *, visits: int, server: str = "", printer: str = ""
) -> None:
    """Begin a morning for every cut, one after the other, and see each die there."""
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "tests.crash.visitor"),
            *(str(folder), server, str(visits), printer, *cuts),
        ],
        cwd=ROOT,
        check=False,
    )
    assert ran.returncode == 0, "a morning went on or failed before its cut"


def main(folder: Path, server: str, visits: int, printer: str, cuts: Iterable[str]) -> None:
    """Fork a morning for every cut; ends with a message if one does not die there."""
    press.warm_up()
    for cut in cuts:
        child = os.fork()
        if child == 0:
            os.environ["YICI_FAILPOINT"] = cut
            signal.alarm(LONGEST_MORNING)
            morning(folder, server, visits, printer)
            sys.exit(0)
        _, status = os.waitpid(child, 0)
        ended = os.waitstatus_to_exitcode(status)
        if ended != -signal.SIGKILL:
            sys.exit(f"the morning to be cut at {cut} ended with {ended}")


def morning(folder: Path, server: str, visits: int, printer: str) -> None:
    """Serve people, then wait until everything is printed and sent."""
    desk = Desk(station_settings(folder, server=server, printer=printer))
    duty = signed_in(desk)
    _clear_counter(desk, duty)
    for _ in range(visits):
        accepted(desk, duty)
    if server:
        all_sent(desk)
    else:
        all_printed(desk)
    desk.close()


def _clear_counter(desk: Desk, duty: OnDuty) -> None:
    """Send away whoever stood at the counter when the light went out."""
    present = desk.ask(workbench, duty.counter).result(PATIENCE).present
    if present is not None:
        desk.do(reception.serve_now, duty).result(PATIENCE)
        desk.do(reception.finish_service, duty).result(PATIENCE)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4], sys.argv[5:])
