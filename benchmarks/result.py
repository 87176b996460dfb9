"""One benchmark's figures."""

from __future__ import annotations

import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """Times of ours and of the bare equivalent, in ms, taken in turn."""

    name: str
    ours: tuple[float, ...]
    bare: tuple[float, ...]
    promised: float  # ours may take this many times the bare

    @property
    def ratio(self) -> float:
        """Median against median."""
        return statistics.median(self.ours) / statistics.median(self.bare)

    @property
    def kept(self) -> bool:
        """Whether the promise is kept."""
        return self.ratio <= self.promised

    def __str__(self) -> str:
        mark = "ok  " if self.kept else "MISS"
        return (
            f"{mark} {self.name}: ours {_ms(self.ours)} ms, "
            f"bare {_ms(self.bare)} ms, ratio {self.ratio:.2g} "
            f"(promised ≤ {self.promised:.2g}), n={len(self.ours)}"
        )


def _ms(times: tuple[float, ...]) -> str:
    median = statistics.median(times)
    return f"{median:.0f}" if median >= _WHOLE else f"{median:.3g}"


_WHOLE = 100.0  # ms from which on decimals say nothing
