"""The materials checklist and the rule that an applicant is told once (行政许可法 art. 32(4))."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.catalogue import MaterialRequirement
from core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class MaterialsUnexplained(Refusal):
    """A required material is neither received nor listed as missing."""


class MaterialsMissing(Refusal):
    """Acceptance was asked for while materials are missing."""


class NothingMissing(Refusal):
    """A correction notice was asked for with nothing to correct."""


class DemandOutsideCatalogue(Refusal):
    """A row that the frozen catalogue version does not hold."""


class DemandAfterNotice(Refusal):
    """A material that the one notice did not list is asked for afterwards."""


class RowState(enum.Enum):
    """What the clerk found for one catalogue row."""

    OPEN = "open"  # nothing said yet
    RECEIVED = "received"
    MISSING = "missing"  # will stand, or stands, in the one notice
    NOT_APPLICABLE = "not_applicable"  # only for rows that are not required


@dataclass(frozen=True)
class Tick:
    """One finding of the clerk: catalogue row number and state."""

    row: int
    state: RowState


@dataclass(frozen=True)
class Checklist:
    """Findings for every row of the frozen catalogue version, in catalogue order."""

    materials: tuple[MaterialRequirement, ...]
    states: tuple[RowState, ...]
    listed: tuple[int, ...] = ()  # rows in the one notice, empty before it is issued

    @classmethod
    def fresh(cls, materials: tuple[MaterialRequirement, ...]) -> Checklist:
        """A checklist on which nothing has been said, optional rows set aside."""
        return cls(
            materials,
            tuple(
                RowState.OPEN if material.required else RowState.NOT_APPLICABLE
                for material in materials
            ),
        )

    def rows(self, state: RowState) -> tuple[MaterialRequirement, ...]:
        """The catalogue rows found in that state."""
        return tuple(
            material
            for material, found in zip(self.materials, self.states, strict=True)
            if found is state
        )

    @property
    def supplied(self) -> tuple[MaterialRequirement, ...]:
        """Rows of the one notice that have come in since."""
        return tuple(
            material for material in self.rows(RowState.RECEIVED) if material.row in self.listed
        )

    @property
    def told(self) -> int:
        """Rows on which the applicant has been told something, for the 已告知全部 meter."""
        return len(self.rows(RowState.RECEIVED)) + len(self.rows(RowState.MISSING))

    @property
    def to_tell(self) -> int:
        """Rows that apply to this application."""
        return len(self.materials) - len(self.rows(RowState.NOT_APPLICABLE))

    def ticked(self, ticks: Iterable[Tick]) -> Checklist:
        """The checklist after the clerk's findings.

        Raises: DemandOutsideCatalogue, MaterialsUnexplained, DemandAfterNotice.
        """
        states = list(self.states)
        for tick in ticks:
            if not 1 <= tick.row <= len(states):
                raise _outside_catalogue(tick.row)
            material = self.materials[tick.row - 1]
            if tick.state is RowState.NOT_APPLICABLE and material.required:
                raise MaterialsUnexplained(
                    f"“{material.name}”是必交材料，不能标为不适用，请勾选已收或缺。"
                )
            demanded = tick.state in (RowState.MISSING, RowState.OPEN)
            if self.listed and demanded and tick.row not in self.listed:
                raise DemandAfterNotice(
                    f"“{material.name}”没有列入已出具的一次性告知书，不能再要求补交，清单没有改动，"
                    "请只核对告知书所列材料；确有新要求须报首席代表。"
                )
            states[tick.row - 1] = tick.state
        return replace(self, states=tuple(states))

    def require_everything_told(self) -> None:
        """Every row that applies is received or listed, and something is listed.

        Raises: MaterialsUnexplained, NothingMissing.
        """
        self._require_no_open_row()
        if not self.rows(RowState.MISSING):
            raise NothingMissing("材料已经齐全，不需要一次性告知，请直接受理。")

    def require_complete(self) -> None:
        """Every row that applies is received.

        Raises: MaterialsUnexplained, MaterialsMissing.
        """
        self._require_no_open_row()
        missing = self.rows(RowState.MISSING)
        if missing:
            names = "、".join(material.name for material in missing)
            raise MaterialsMissing(f"还缺 {len(missing)} 项材料（{names}），没有受理，请先补齐。")

    def demanded(self, rows: Collection[int]) -> Checklist:
        """The checklist with further rows listed as missing, answered for by who demands them.

        Raises: DemandOutsideCatalogue.
        """
        states = list(self.states)
        for row in rows:
            if not 1 <= row <= len(states):
                raise _outside_catalogue(row)
            states[row - 1] = RowState.MISSING
        listed = sorted({*self.listed, *rows})
        return replace(self, states=tuple(states), listed=tuple(listed))

    def with_notice(self) -> Checklist:
        """The checklist once the missing rows stand in the one notice."""
        return replace(self, listed=tuple(material.row for material in self.rows(RowState.MISSING)))

    def _require_no_open_row(self) -> None:
        open_rows = self.rows(RowState.OPEN)
        if open_rows:
            names = "、".join(material.name for material in open_rows)
            raise MaterialsUnexplained(
                f"还有 {len(open_rows)} 项材料没有核对（{names}），请逐项勾选已收或缺。"
            )


def _outside_catalogue(row: int) -> DemandOutsideCatalogue:
    return DemandOutsideCatalogue(
        f"目录里没有第 {row} 项材料，没有改动清单，"
        "窗口不得要求目录以外的材料，请只核对目录所列各项。"
    )
