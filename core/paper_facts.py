"""Facts about the sheets of a paper: handed over, seen by the clerk, printed again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.entity import EntityKind


@dataclass(frozen=True)
class AboutNotice:
    """A fact about one paper."""

    entity: ClassVar[EntityKind] = EntityKind.NOTICE

    notice_id: str

    @property
    def entity_id(self) -> str:
        """The paper it is about."""
        return self.notice_id


@dataclass(frozen=True)
class ReprintOrdered(AboutNotice):
    """补打: a further numbered copy, with the reason."""

    kind: ClassVar[str] = "notice.reprint_ordered"

    copy_no: int
    reason: str


@dataclass(frozen=True)
class PaperHandedOver(AboutNotice):
    """The device took the sheet's bytes; whether paper came out is not known yet."""

    kind: ClassVar[str] = "notice.handed_over"

    print_id: str
    copy_no: int
    sha256: str
    device: str


@dataclass(frozen=True)
class PaperConfirmed(AboutNotice):
    """The clerk saw the sheet."""

    kind: ClassVar[str] = "notice.confirmed"

    copy_no: int
