"""`yici-admin tour`: the whole visit without a screen.

The tour drives real windows, and this folder may not know them: it starts them as a program.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer


def tour(
    out: Annotated[Path, typer.Option(help="文书和截图放在这里")] = Path("out"),
) -> None:
    """Run the tour; its exit code is ours."""
    environment = {"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ)
    finished = subprocess.run(  # noqa: S603  (our own interpreter and module)
        [sys.executable, "-m", "ui.tour", "--out", str(out)], env=environment, check=False
    )
    raise typer.Exit(finished.returncode)
