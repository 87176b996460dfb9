"""Figures as ratios against a bare equivalent measured in the same run.

`make bench`; each line: ours, the bare equivalent, the ratio, and the ratio promised.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import (
    calendar_change,
    call_next,
    deadline_board,
    issue_ticket,
    papers,
    start_up,
    working_days,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.result import Result


def main() -> int:
    """Run every benchmark; exit code 1 when a promise is not kept."""
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        for result in _results(Path(folder)):
            print(result, flush=True)
            kept = kept and result.kept
    return 0 if kept else 1


def _results(folder: Path) -> Iterator[Result]:
    yield from working_days.measure()
    yield issue_ticket.measure(folder)
    yield deadline_board.measure(folder)
    yield from call_next.measure(folder / "call_next")
    yield start_up.measure(folder)
    yield from papers.measure()
    yield calendar_change.measure(folder)


if __name__ == "__main__":
    sys.exit(main())
