"""National codes as a catalogue file writes them, and the form its locality gives them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from core.item_codes import CodeForms, CodePart, ItemCodes, PartKind


class CodesShape(BaseModel):
    """`codes` of one item; every one may be left out."""

    model_config = ConfigDict(frozen=True)

    item_type: str = ""
    catalog: str = ""
    task: str = ""
    handle_item: str = ""
    organ: str = ""
    task_version: int = 1

    @property
    def codes(self) -> ItemCodes:
        """The codes as a value."""
        return ItemCodes(**self.model_dump())


class _PartShape(BaseModel):
    model_config = ConfigDict(frozen=True)

    name: str
    length: int = Field(ge=1)
    kind: Literal["digits", "letters_and_digits", "credit_code", "catalog_code"]


class FormsShape(BaseModel):
    """`code_forms` of a file: the parts of a 基本编码 and of an 实施编码."""

    model_config = ConfigDict(frozen=True)

    catalog: tuple[_PartShape, ...] = ()
    task: tuple[_PartShape, ...] = ()

    @property
    def forms(self) -> CodeForms:
        """The forms as a value."""
        return CodeForms(_parts(self.catalog), _parts(self.task))


def _parts(found: tuple[_PartShape, ...]) -> tuple[CodePart, ...]:
    return tuple(CodePart(one.name, one.length, PartKind(one.kind)) for one in found)
