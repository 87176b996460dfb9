"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

SettingsFile = Annotated[Path | None, typer.Option("--settings", help="设置文件（TOML）")]
DataFolder = Annotated[Path | None, typer.Option("--data-folder", help="数据目录")]
