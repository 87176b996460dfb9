"""What makes the rules of the catalogue and its export refuse, by the name of the refusal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.catalogue_change import Change, Effect, require_bases
from core.exchange_codes import require_usable
from core.item_codes import CodeForms, ItemCodes, require_codes
from tests.core.exchange_sample import BATCH

if TYPE_CHECKING:
    from collections.abc import Callable

WORSE = Change("XK-0001", "食品经营许可", Effect.WORSE, "增加材料")

PROVOKED_BY_CATALOGUES: dict[str, Callable[[], object]] = {
    "WorseWithoutBasis": lambda: require_bases((WORSE,), ()),
    "ItemCodeNotValid": lambda: require_codes(ItemCodes(task_version=0), CodeForms(), "XK-0001"),
    "ExchangeCodeNotUsable": lambda: require_usable(replace(BATCH.codes, outcomes={})),
}
