"""Figures as ratios against a bare equivalent measured in the same run.

`make bench`; each line: ours, the bare equivalent, the ratio, and the ratio promised.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import issue_ticket, start_up, working_days


def main() -> int:
    """Run every benchmark; exit code 1 when a promise is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        results = [
            *working_days.measure(),
            issue_ticket.measure(Path(folder)),
            start_up.measure(Path(folder)),
        ]
    for result in results:
        print(result)
    return 0 if all(result.kept for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
