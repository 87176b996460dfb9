"""How often one station, or one address, may ask.

Token buckets in the memory of one process: behind a balancer with n processes a station may ask n
times as often, and a restart forgets. The limit keeps a station gone mad from starving the others;
it is no account of anything.
"""

from __future__ import annotations

import math
import threading
import time
from typing import TYPE_CHECKING

from core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_MOST_BUCKETS = 10_000


class TooManyRequests(Refusal):
    """Asked too often; `wait` seconds from now it will be answered."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"请求太频繁，请 {wait} 秒后再试")
        self.wait = wait


class Buckets:
    """One bucket per asker: `burst` at once, then `per_second`."""

    def __init__(
        self, per_second: float, burst: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_second = per_second
        self._burst = burst
        self._clock = clock
        self._levels: dict[Hashable, tuple[float, float]] = {}  # (left, as of)
        self._lock = threading.Lock()

    def take(self, asker: Hashable) -> None:
        """Take one from the asker's bucket.

        Raises: TooManyRequests, and takes nothing.
        """
        now = self._clock()
        with self._lock:
            left, since = self._levels.get(asker, (float(self._burst), now))
            left = min(self._burst, left + (now - since) * self._per_second)
            if left < 1:
                raise TooManyRequests(math.ceil((1 - left) / self._per_second))
            if len(self._levels) >= _MOST_BUCKETS:
                self._forget_full(now)
            self._levels[asker] = (left - 1, now)

    def _forget_full(self, now: float) -> None:
        self._levels = {
            asker: (left, since)
            for asker, (left, since) in self._levels.items()
            if left + (now - since) * self._per_second < self._burst
        }
