"""Logs: JSON lines in a rotating file, and never a name or an identity number.

Events carry codes, counts and identifiers only; tracebacks are written without local variables.
"""

from __future__ import annotations

import logging
import logging.handlers
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 2_000_000  # bytes per file
_KEPT = 5  # files


def log_to(folder: Path) -> None:
    """Write this process's log to `folder`/yici.log."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = logging.handlers.RotatingFileHandler(
        folder / "yici.log", maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # Libraries quote requests, and requests quote people.
    for chatty in ("httpx2", "httpcore2", "uvicorn.access", "alembic", "sqlalchemy"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


structlog.configure(
    processors=[
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """The log of one module."""
    found: structlog.stdlib.BoundLogger = structlog.get_logger(name)
    return found
