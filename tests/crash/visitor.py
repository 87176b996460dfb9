"""One station's morning as a process of its own, to be killed at a named point.

`python -m tests.crash.visitor FOLDER SERVER VISITS [PRINTER]`
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import reception
from desktop.desk import Desk
from desktop.workbench import workbench
from tests.house import PATIENCE, accepted, all_printed, all_sent, signed_in, station_settings

if TYPE_CHECKING:
    from core.staff import OnDuty


def main(folder: Path, server: str, visits: int, printer: str = "") -> None:
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
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), *sys.argv[4:])
