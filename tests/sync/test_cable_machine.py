"""The exchange holds in any order of events; with a mistake in it, it does not."""

from __future__ import annotations

import os
from contextlib import redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.cable_machine import CableMachine
from tests.sync.planted import MISTAKES

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

# More find more: `YICI_CABLE_EXAMPLES=2000 pytest tests/sync/test_cable_machine.py`
EXAMPLES = int(os.environ.get("YICI_CABLE_EXAMPLES", "6"))
MOST_FOR_A_MISTAKE = 40
HOUSE = settings(
    deadline=None,
    stateful_step_count=20,
    suppress_health_check=list(HealthCheck),
    database=None,
    print_blob=False,
)


def test_the_exchange_holds_whatever_happens_in_whatever_order() -> None:
    run_state_machine_as_test(CableMachine, settings=settings(HOUSE, max_examples=EXAMPLES))


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_planted_mistake_turns_the_machine_red(
    mistake: Callable[[], AbstractContextManager[object]], caplog: pytest.LogCaptureFixture
) -> None:
    looking = settings(
        HOUSE, max_examples=MOST_FOR_A_MISTAKE, derandomize=True, phases=[Phase.generate]
    )
    red = ""
    with mistake(), redirect_stdout(StringIO()):
        try:
            run_state_machine_as_test(CableMachine, settings=looking)
        except Exception as found:  # noqa: BLE001  (red in whatever way)
            red = repr(found)
    assert red, "the machine does not see this mistake"
    caplog.clear()
