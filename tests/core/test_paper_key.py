"""Which published keys a hall takes, and what papers call them."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from core.facts import StationKeyPublished
from core.paper_key import SAMPLE_PUBLIC_KEY, KeyNotUsable, key_id, published
from tests.core.sample_paper import KEY, KEY_ENTRY, KEY_FACT


def test_a_station_publishes_its_own_key() -> None:
    key = published(KEY_FACT, KEY_ENTRY)
    assert (key.hall, key.station, key.public_key) == ("qinghe", "03", KEY)
    assert key.since == KEY_ENTRY.occurred_at
    assert key.key_id == key_id(KEY) == hashlib.sha256(bytes.fromhex(KEY)).digest()[:4]


@pytest.mark.parametrize(
    "fact",
    [
        StationKeyPublished("05", KEY),
        StationKeyPublished("03", SAMPLE_PUBLIC_KEY),
        StationKeyPublished("03", KEY[:-1]),
        StationKeyPublished("03", KEY.upper()),
        StationKeyPublished("03", f"{KEY}\n"),
        StationKeyPublished("03", ""),
    ],
    ids=["another station's", "sample", "short", "capitals", "line end", "empty"],
)
def test_a_key_that_vouches_for_nothing_is_not_taken(fact: StationKeyPublished) -> None:
    with pytest.raises(KeyNotUsable, match="工位 03"):
        published(fact, replace(KEY_ENTRY, entity_id=fact.entity_id))
