"""One station's exchange as a process of its own, to be killed at a named point.

`python -m tests.crash.exchanger FOLDER SERVER ENTRIES`
"""

from __future__ import annotations

import sys
from pathlib import Path

from sync.exchange import Exchange
from sync.server_link import Introduction, ServerLink
from tests.house import TOKEN
from tests.sync.rig import Rig


def main(folder: Path, server: str, entries: int) -> None:
    """Give so many numbers, then exchange until nothing is left."""
    rig = Rig(folder)
    rig.write(entries)
    with ServerLink(server, Introduction(rig.identity, TOKEN, rig.key)) as link:
        Exchange(link, rig).round()
    rig.connection.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
