"""What a catalogue file says of silence: 超时默认, 容缺受理, assisting departments."""

from __future__ import annotations

from datetime import date  # noqa: TC003  (pydantic reads it)
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from core.silence import (
    AssistSilence,
    ConditionalAcceptance,
    DefaultConsent,
    ExcludedClass,
    Lapse,
)
from desktop.catalogue_limit import LimitShape, limit_of

_Row = Annotated[int, Field(ge=1)]


class ConditionalShape(BaseModel):
    """`conditional`: rows of the item's materials that may follow after acceptance."""

    model_config = ConfigDict(frozen=True)

    rows: Annotated[tuple[_Row, ...], Field(min_length=1)]
    limit: LimitShape | None = None
    lapse: Lapse | None = None

    @property
    def value(self) -> ConditionalAcceptance:
        """The rule as a value."""
        return ConditionalAcceptance(self.rows, limit_of(self.limit), self.lapse)


class ConsentShape(BaseModel):
    """`default_consent`: the basis and the days under which the office's silence is consent."""

    model_config = ConfigDict(frozen=True)

    basis: str
    leader: str
    effective_from: date
    effective_to: date | None = None

    @property
    def value(self) -> DefaultConsent:
        """The rule as a value."""
        return DefaultConsent(self.basis, self.leader, self.effective_from, self.effective_to)


class SilenceShape(BaseModel):
    """The fields of an item about silence; every one may be left out."""

    model_config = ConfigDict(frozen=True)

    conditional: ConditionalShape | None = None
    default_consent: ConsentShape | None = None
    assist_silence: AssistSilence | None = None
    excluded_class: ExcludedClass | None = None
