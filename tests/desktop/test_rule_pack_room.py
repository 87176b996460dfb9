"""A locality's rules are adopted when signed, and hold from then on, for new acts only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.clock import ClockKind
from core.limit import Limit
from core.rule_pack import DEFAULT_PACK, RulePackNotUnderstood, written
from core.silence import AssistSilence, Lapse
from core.staff import Role
from db import rule_packs
from db.signature import public_text, sign
from desktop import answers
from desktop.rule_pack_room import PackNotForYou, PackNotSigned, adopt
from tests.core.sample_review import REVIEWED, day, due_of
from tests.house import one_missing
from tests.review_hall import OFFICE, duty

if TYPE_CHECKING:
    from tests.review_hall import Hall

ISSUER = Ed25519PrivateKey.from_private_bytes(b"the province's own rule pack key")
KEY = public_text(ISSUER)
ADMINISTRATOR = duty(Role.ADMINISTRATOR)
LOCAL = replace(
    DEFAULT_PACK,
    version="2026-1",
    locality="清河市",
    correction_limit=Limit.parse("5wd"),
    correction_lapse=Lapse.REFUSED,
    conditional_lapse=Lapse.WITHDRAWN,
    assist_silence=AssistSilence.NO_OBJECTION,
)
CONTENT = written(LOCAL)
SIGNATURE = sign(ISSUER, CONTENT)


def in_force(hall: Hall) -> object:
    return hall.ask(lambda r: rule_packs.in_force(r.connection, r.identity.hall))


def test_without_a_pack_the_rules_are_those_that_always_were(hall: Hall) -> None:
    assert in_force(hall) == DEFAULT_PACK
    case = hall.told_once(REVIEWED)
    assert due_of(case, ClockKind.CORRECTION) == day("10-23")


def test_an_adopted_pack_holds_for_what_is_done_from_then_on(hall: Hall) -> None:
    before = hall.told_once(REVIEWED)
    assert hall.do(adopt, ADMINISTRATOR, CONTENT, SIGNATURE, KEY) == LOCAL
    assert in_force(hall) == LOCAL
    told = hall.told_once(REVIEWED)
    assert (told.lapse, due_of(told, ClockKind.CORRECTION)) == (Lapse.REFUSED, day("10-10"))
    case = hall.received(REVIEWED)
    owed = hall.do(answers.accept_conditionally, duty(), OFFICE, case.case_id, one_missing(case))
    assert owed.case.lapse is Lapse.WITHDRAWN
    assert owed.notice.body.lapse == "视为撤回申请"  # type: ignore[union-attr]
    assert hall.case(before.case_id) == before
    rows = hall.rows()
    assert hall.rebuilt() == rows


def test_the_newest_pack_is_in_force_and_the_same_again_changes_nothing(hall: Hall) -> None:
    hall.do(adopt, ADMINISTRATOR, CONTENT, SIGNATURE, KEY)
    before = hall.entries()
    hall.do(adopt, ADMINISTRATOR, CONTENT, SIGNATURE, KEY)
    assert hall.entries() == before
    second = replace(LOCAL, version="2026-2", repair_limit=Limit.parse("5wd"))
    later = hall.on("09-29")
    later.do(adopt, ADMINISTRATOR, written(second), sign(ISSUER, written(second)), KEY)
    assert in_force(hall) == second


@pytest.mark.parametrize(
    ("content", "signature", "key"),
    [
        (CONTENT, sign(Ed25519PrivateKey.generate(), CONTENT), KEY),
        (written(replace(LOCAL, repair_limit=Limit.parse("99wd"))), SIGNATURE, KEY),
        (CONTENT, SIGNATURE, public_text(Ed25519PrivateKey.generate())),
        (CONTENT, "", KEY),
        (CONTENT, "签名", KEY),
        (CONTENT, SIGNATURE, ""),
    ],
    ids=["another hand", "altered", "another key", "unsigned", "no hex", "no key"],
)
def test_what_its_issuer_did_not_sign_is_not_adopted(
    hall: Hall, content: bytes, signature: str, key: str
) -> None:
    before = hall.entries()
    with pytest.raises(PackNotSigned, match="现行规则不变"):
        hall.do(adopt, ADMINISTRATOR, content, signature, key)
    assert (hall.entries(), in_force(hall)) == (before, DEFAULT_PACK)


def test_a_signature_makes_no_sense_of_nonsense(hall: Hall) -> None:
    content = b'{"version":"1"}'
    with pytest.raises(RulePackNotUnderstood):
        hall.do(adopt, ADMINISTRATOR, content, sign(ISSUER, content), KEY)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_rules_are_the_administrators_to_adopt(hall: Hall, role: Role) -> None:
    with pytest.raises(PackNotForYou):
        hall.do(adopt, duty(role), CONTENT, SIGNATURE, KEY)
