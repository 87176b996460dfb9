"""A limit as a catalogue file writes it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from core.limit import Limit


class LimitShape(BaseModel):
    """`20` `wd`, from where it counts, and which law sets it."""

    model_config = ConfigDict(frozen=True)

    value: int
    unit: str
    starts: str = "受理"
    source: str = ""
    unit_as_written: str = ""


def limit_of(found: LimitShape | None) -> Limit | None:
    """The limit as a value.

    Raises: LimitNotUnderstood.
    """
    return None if found is None else Limit.parse(f"{found.value}{found.unit}")
