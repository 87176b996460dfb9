"""The journal's canonical text, its hash chain, and what the chain catches."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.facts import EntityKind, Fact
from core.journal import (
    BEFORE_FIRST,
    SCHEMA_VERSION,
    ChainBroken,
    FloatInPayload,
    JournalEntry,
    canonical,
    require_chain,
)
from core.moment import CHINA

if TYPE_CHECKING:
    from random import Random

TEN_THIRTY_SIX = datetime(2026, 9, 28, 10, 36, tzinfo=CHINA)
ENTRY = JournalEntry(
    hall="清河",
    station="03",
    incarnation="0b6f",
    seq=7,
    op_id="op-7",
    kind="case.accepted",
    schema=SCHEMA_VERSION,
    entity="case",
    entity_id="c-1",
    base_version=2,
    actor="B017",
    occurred_at=TEN_THIRTY_SIX,
    payload='{"accepted_on":"2026-09-28"}',
    prev_hash=BEFORE_FIRST,
)
SEALED_FIELDS = tuple(field.name for field in fields(JournalEntry))

texts = st.text(st.characters(codec="utf-8"), max_size=12)
composed = texts.map(lambda text: unicodedata.normalize("NFC", text))
plain_values = st.recursive(
    st.none() | st.booleans() | st.integers() | composed,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(composed, inner, max_size=4),
    max_leaves=12,
)


def chain_of(payloads: list[str], first: int = 1, head: str = BEFORE_FIRST) -> list[JournalEntry]:
    """One sealed entry per payload, each following from the one before it."""
    chain: list[JournalEntry] = []
    for seq, payload in enumerate(payloads, start=first):
        entry = replace(ENTRY, seq=seq, op_id=f"op-{seq}", payload=payload, prev_hash=head)
        chain.append(entry.sealed())
        head = chain[-1].hash
    return chain


chains = st.lists(texts, min_size=2, max_size=6).map(chain_of)


def altered(entry: JournalEntry, name: str, value: object) -> JournalEntry:
    changes: dict[str, Any] = {name: value}
    return replace(entry, **changes)


def require_whole(chain: list[JournalEntry]) -> str:
    return require_chain(chain, 0, BEFORE_FIRST)


# --- canonical text ------------------------------------------------------------------------------


def test_keys_are_sorted_and_blanks_and_escapes_left_out() -> None:
    value = {"b": [1, True, None], "a": {"d": "办件", "c": 'a"b'}}
    assert canonical(value) == '{"a":{"c":"a\\"b","d":"办件"},"b":[1,true,null]}'


@given(plain_values)
def test_canonical_text_is_the_value_and_nothing_more(value: object) -> None:
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(st.dictionaries(composed, plain_values, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_keys_makes_no_difference(value: dict[str, object], random: Random) -> None:
    keys = list(value)
    random.shuffle(keys)
    assert canonical({key: value[key] for key in keys}) == canonical(value)


@given(texts)
def test_one_text_has_one_form(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert canonical([{"name": decomposed}]) == canonical([{"name": text}])
    assert unicodedata.is_normalized("NFC", canonical({"name": decomposed}))


def test_a_key_has_one_form_too() -> None:
    assert canonical({"e\u0301": 1}) == canonical({"\u00e9": 1})


def test_a_tuple_is_written_as_a_list() -> None:
    assert canonical(({"rows": (1, 2)},)) == '[{"rows":[1,2]}]'


@pytest.mark.parametrize("fraction", [0.5, 1.0, float("nan"), float("inf")])
@pytest.mark.parametrize("place", ["value", "list", "key"])
def test_a_binary_fraction_is_refused_wherever_it_hides(fraction: float, place: str) -> None:
    hidden: object = {"value": fraction, "list": [1, (fraction,)], "key": {"a": {"b": fraction}}}[
        place
    ]
    with pytest.raises(FloatInPayload):
        canonical(hidden)


# --- the seal ------------------------------------------------------------------------------------


def test_the_hash_is_that_of_the_previous_one_and_every_other_field() -> None:
    content = (
        '["清河","03","0b6f",7,"op-7","case.accepted",1,"case","c-1",2,"B017",'
        '"2026-09-28T02:36:00.000000Z","{\\"accepted_on\\":\\"2026-09-28\\"}"]'
    )
    wanted = hashlib.sha256(("0" * 64 + content).encode()).hexdigest()
    assert ENTRY.sealed() == replace(ENTRY, hash=wanted)


def test_the_zone_an_instant_is_written_in_does_not_break_the_seal() -> None:
    elsewhere = replace(ENTRY, occurred_at=TEN_THIRTY_SIX.astimezone(UTC))
    assert elsewhere.expected_hash() == ENTRY.expected_hash()


# --- the chain -----------------------------------------------------------------------------------


@given(st.lists(texts, max_size=6), st.integers(0, 3))
def test_a_whole_chain_gives_its_head_in_one_piece_or_in_two(payloads: list[str], cut: int) -> None:
    chain = chain_of(payloads)
    head = require_whole(chain)
    assert head == (chain[-1].hash if chain else BEFORE_FIRST)
    middle = require_chain(chain[:cut], 0, BEFORE_FIRST)
    assert require_chain(chain[cut:], len(chain[:cut]), middle) == head


@pytest.mark.parametrize("name", SEALED_FIELDS)
@given(chain=chains, data=st.data())
def test_an_altered_field_is_caught(
    name: str, chain: list[JournalEntry], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(chain) - 1))
    value = getattr(chain[place], name)
    match value:
        case int():
            other: object = data.draw(st.integers().filter(lambda drawn: drawn != value))
        case datetime():
            other = value + data.draw(st.timedeltas(timedelta(microseconds=1), timedelta(days=900)))
        case _:
            other = data.draw(texts)
            assume(unicodedata.normalize("NFC", str(other)) != unicodedata.normalize("NFC", value))
    forged = altered(chain[place], name, other)
    with pytest.raises(ChainBroken):
        require_whole([*chain[:place], forged, *chain[place + 1 :]])


@pytest.mark.parametrize(("name", "other"), [("payload", "\uf914"), ("actor", "e\u0301")])
def test_a_field_altered_to_its_look_alike_is_caught(name: str, other: str) -> None:
    first = altered(replace(ENTRY, seq=1), name, unicodedata.normalize("NFC", other)).sealed()
    with pytest.raises(ChainBroken):
        require_whole([altered(first, name, other)])


@given(chains, st.data())
def test_a_dropped_entry_is_caught(chain: list[JournalEntry], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(chain) - 2))
    with pytest.raises(ChainBroken, match=f"应为第 {place + 1} 条，实为第 {place + 2} 条"):
        require_whole(chain[:place] + chain[place + 1 :])


@given(chains)
def test_a_dropped_tail_shows_in_the_head(chain: list[JournalEntry]) -> None:
    assert require_whole(chain[:-1]) != require_whole(chain)


@given(chains, st.data())
def test_swapped_entries_are_caught(chain: list[JournalEntry], data: st.DataObject) -> None:
    places = data.draw(st.sets(st.integers(0, len(chain) - 1), min_size=2, max_size=2))
    one, other = sorted(places)
    swapped = [*chain]
    swapped[one], swapped[other] = chain[other], chain[one]
    with pytest.raises(ChainBroken):
        require_whole(swapped)
    with pytest.raises(ChainBroken, match=f"第 {one + 1} 条与前一条接不上"):
        require_whole([replace(entry, seq=seq) for seq, entry in enumerate(swapped, start=1)])


@given(chains, st.data(), texts)
def test_an_inserted_entry_is_caught(
    chain: list[JournalEntry], data: st.DataObject, payload: str
) -> None:
    place = data.draw(st.integers(0, len(chain) - 1))
    forged = chain_of([payload], place + 1, chain[place].prev_hash)
    with pytest.raises(ChainBroken):
        require_whole(chain[:place] + forged + chain[place:])
    moved = [replace(entry, seq=entry.seq + 1).sealed() for entry in chain[place:]]
    with pytest.raises(ChainBroken, match=f"第 {place + 2} 条与前一条接不上"):
        require_whole(chain[:place] + forged + moved)


@given(chains, st.data(), texts)
def test_an_entry_resealed_with_other_content_is_caught_by_the_next(
    chain: list[JournalEntry], data: st.DataObject, payload: str
) -> None:
    place = data.draw(st.integers(0, len(chain) - 2))
    assume(
        unicodedata.normalize("NFC", payload) != unicodedata.normalize("NFC", chain[place].payload)
    )
    forged = replace(chain[place], payload=payload).sealed()
    with pytest.raises(ChainBroken, match=f"第 {place + 2} 条与前一条接不上"):
        require_whole([*chain[:place], forged, *chain[place + 1 :]])


def test_a_chain_must_follow_the_head_it_is_held_against() -> None:
    chain = chain_of(["a", "b"])
    with pytest.raises(ChainBroken, match=r"工位 03 的日志第 1 条与前一条接不上.*请保留数据库"):
        require_chain(chain, 0, chain[0].hash)
    with pytest.raises(ChainBroken, match="工位 03 的日志应为第 6 条，实为第 1 条"):
        require_chain(chain, 5, BEFORE_FIRST)


@pytest.mark.parametrize("seq", [0, 4], ids=["seal", "gap"])
def test_a_broken_chain_is_told_in_one_sentence(seq: int) -> None:
    with pytest.raises(ChainBroken) as broken:
        require_chain([replace(ENTRY, seq=1)], seq, BEFORE_FIRST)
    said = str(broken.value)
    assert (said.count("。"), said[-1]) == (1, "。")
    assert "后面的条目没有采用，请保留数据库并联系管理员" in said


# --- what entries are about ----------------------------------------------------------------------


def test_every_fact_has_a_kind_of_its_own_named_after_what_it_is_about() -> None:
    kinds = [fact.kind for fact in get_args(Fact)]
    assert len(set(kinds)) == len(kinds)
    about = {fact.kind: fact.entity for fact in get_args(Fact)}
    assert {kind.split(".")[0] for kind in kinds} == {entity.value for entity in EntityKind}
    assert all(kind.split(".")[0] == entity.value for kind, entity in about.items())
