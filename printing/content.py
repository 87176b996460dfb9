"""Page content written beforehand."""

from __future__ import annotations

from typing import NamedTuple


class Content(NamedTuple):
    """Operators that reportlab's canvas takes for one of its text objects or paths."""

    operators: str

    def getCode(self) -> str:  # noqa: N802  # reportlab's name
        """The operators."""
        return self.operators
