"""Quotas per item and per person: kept at the kiosk, exceeded at the desk with a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.queue_policy import DEFAULT_POLICY, QueuePolicyNotSound, require_sound
from core.quota import ItemQuota, PersonQuotaReached, QuotaReached, ReasonMissing
from core.staff import Role
from db import journal
from desktop import queue_room
from desktop.queue_policy_file import DEFAULT_FILE, read_queue_policy
from desktop.quota_room import issue_at_desk, issue_at_kiosk
from tests.house import IMMEDIATE_ITEM, PROMISE_ITEM
from tests.review_hall import STAFF, duty

if TYPE_CHECKING:
    from pathlib import Path

    from tests.review_hall import Hall

PERSON, OTHER = "11010519491231002X", "110101199003078531"


def limited(hall: Hall, of_day: int = 0, of_person: int = 0) -> None:
    quota = ItemQuota(IMMEDIATE_ITEM, of_day, of_person)
    policy = replace(DEFAULT_POLICY, version="2", quotas=(quota,))
    hall.do(queue_room.adopt, STAFF[Role.ADMINISTRATOR], policy)


def test_the_kiosk_refuses_beyond_the_day_and_the_desk_goes_on_with_a_reason(hall: Hall) -> None:
    limited(hall, of_day=2)
    for _ in range(2):
        hall.do(issue_at_kiosk, duty(), IMMEDIATE_ITEM)
    entries = hall.entries()
    with pytest.raises(QuotaReached, match="2 个号已发完，没有发新号，已发的号不受影响"):
        hall.do(issue_at_kiosk, duty(), IMMEDIATE_ITEM)
    with pytest.raises(ReasonMissing, match="写明理由"):
        hall.do(issue_at_desk, duty(), IMMEDIATE_ITEM, reason=" ")
    assert hall.entries() == entries
    extra = hall.do(issue_at_desk, duty(), IMMEDIATE_ITEM, reason="老人专程前来")
    assert extra.number == "A3003"
    assert hall.do(issue_at_kiosk, duty(), PROMISE_ITEM).number == "A3004"
    assert hall.on("09-29").do(issue_at_kiosk, duty(), IMMEDIATE_ITEM).number == "A3001"
    assert "老人专程前来" in repr(hall.rows()["quota_use"])


def test_one_person_is_counted_by_document_and_another_is_not_held_up(hall: Hall) -> None:
    limited(hall, of_person=1)
    hall.do(issue_at_kiosk, duty(), IMMEDIATE_ITEM, PERSON)
    with pytest.raises(PersonQuotaReached, match="每人 1 个的上限"):
        hall.do(issue_at_kiosk, duty(), IMMEDIATE_ITEM, PERSON)
    hall.do(issue_at_kiosk, duty(), IMMEDIATE_ITEM, OTHER)
    hall.do(issue_at_kiosk, duty(), IMMEDIATE_ITEM)
    hall.on("09-29").do(issue_at_kiosk, duty(), IMMEDIATE_ITEM, PERSON)


def test_the_identity_number_is_nowhere_in_clear(hall: Hall) -> None:
    limited(hall, of_person=1)
    hall.do(issue_at_kiosk, duty(), IMMEDIATE_ITEM, PERSON)
    kept = repr(hall.rows()) + repr(hall.ask(lambda r: list(journal.everything(r.connection))))
    assert PERSON not in kept


def test_what_was_counted_is_rebuilt_from_the_journal(hall: Hall) -> None:
    limited(hall, of_day=1)
    hall.do(issue_at_kiosk, duty(), IMMEDIATE_ITEM, PERSON)
    hall.do(issue_at_desk, duty(), IMMEDIATE_ITEM, OTHER, "代办")
    before = hall.rows()
    assert len(before["quota_use"]) == 2
    assert hall.rebuilt() == before


def test_quotas_are_part_of_the_policy_file(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    text = DEFAULT_FILE.read_text(encoding="utf-8")
    path.write_text(f'{text}\n[[quotas]]\nitem = "QR-0017"\nday = 80\nperson = 1\n', "utf-8")
    assert read_queue_policy(path).quotas == (ItemQuota("QR-0017", 80, 1),)


@pytest.mark.parametrize(
    "quotas", [(ItemQuota("a"), ItemQuota("a", 1)), (ItemQuota("a", -1),), (ItemQuota("a", 1, -1),)]
)
def test_quotas_that_contradict_themselves_are_not_sound(quotas: tuple[ItemQuota, ...]) -> None:
    with pytest.raises(QueuePolicyNotSound, match="限额"):
        require_sound(replace(DEFAULT_POLICY, quotas=quotas))
