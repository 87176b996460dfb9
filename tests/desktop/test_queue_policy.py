"""The order of the queue as a file, adopted for every station and on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from core.queue_policy import (
    DEFAULT_POLICY,
    CounterProfile,
    QueuePolicyNotSound,
)
from core.queue_policy_facts import QueuePolicyAdopted
from core.staff import Role
from core.ticket_class import TicketClass
from desktop.queue_policy_file import DEFAULT_FILE, QueuePolicyNotUnderstood, read_queue_policy
from desktop.queue_room import PolicyNotForYou, PolicyVersionTaken, adopt, in_force
from tests.review_hall import STAFF

if TYPE_CHECKING:
    from pathlib import Path

    from tests.review_hall import Hall

ADMINISTRATOR = STAFF[Role.ADMINISTRATOR]
OURS = replace(
    DEFAULT_POLICY,
    version="2026-10",
    ageing=timedelta(minutes=7),
    counters=(CounterProfile("1", ("QR-0017",), ("XK-0001",)),),
)


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = DEFAULT_FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "policy.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_the_file_that_ships_is_the_order_without_one() -> None:
    assert read_queue_policy(DEFAULT_FILE) == DEFAULT_POLICY


def test_a_file_says_what_each_counter_serves(tmp_path: Path) -> None:
    path = changed(tmp_path, 'version = "default"', 'version = "2026-10"')
    with path.open("a", encoding="utf-8") as file:
        file.write('[[counters]]\ncounter = "1"\nitems = ["QR-0017"]\nalso = ["XK-0001"]\n')
    policy = read_queue_policy(path)
    assert (policy.version, policy.counters) == ("2026-10", OURS.counters)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("urgent = 3", "vip = 3", "里的 shares.vip 没有人认识"),
        ("ageing_minutes = 20", "aging_minutes = 20", "没有写"),
        ("tickets = 60", "tickets = 60\npeople = 3", "里的 cap.people 没有人认识"),
        ("tickets = 60", "tickets = -1", "里的 cap.tickets 的值不对"),
        ("tickets = 60", "tickets = 1.5", "里的 cap.tickets 的值不对"),
        ("ordinary = 1", "ordinary = 0", "里的 shares.ordinary 的值不对"),
        ("[cap]", "[cap", "写法有误"),
    ],
    ids=["class", "lacking", "key", "negative", "fraction", "no share", "syntax"],
)
def test_a_file_with_a_mistake_is_refused_in_one_sentence(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    with pytest.raises(QueuePolicyNotUnderstood, match=f"{words}.*现行规则不变.*再试。$"):
        read_queue_policy(changed(tmp_path, old, new))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(QueuePolicyNotUnderstood, match=r"none.toml 读不到"):
        read_queue_policy(tmp_path / "none.toml")


def test_an_adopted_policy_is_in_force_and_on_record(either_hall: Hall) -> None:
    hall = either_hall
    assert hall.ask(in_force) == DEFAULT_POLICY
    hall.do(adopt, ADMINISTRATOR, OURS)
    assert hall.ask(in_force) == OURS
    newer = replace(OURS, version="2026-11", ageing=timedelta())
    hall.on("10-30").do(adopt, ADMINISTRATOR, newer)
    assert hall.ask(in_force) == newer
    rows = hall.rows()
    assert hall.rebuilt() == rows
    assert len(rows["queue_policy"]) == 2


def test_the_one_in_force_again_changes_nothing(hall: Hall) -> None:
    hall.do(adopt, ADMINISTRATOR, OURS)
    before = hall.entries()
    hall.do(adopt, ADMINISTRATOR, OURS)
    hall.do(adopt, ADMINISTRATOR, OURS)
    assert hall.entries() == before


def test_a_version_is_adopted_once(hall: Hall) -> None:
    hall.do(adopt, ADMINISTRATOR, OURS)
    with pytest.raises(PolicyVersionTaken, match=r"2026-10 以前采用过.*换一个版本号"):
        hall.do(adopt, ADMINISTRATOR, replace(OURS, ageing=timedelta()))
    hall.on("09-29").do(adopt, ADMINISTRATOR, replace(OURS, version="2026-11"))
    with pytest.raises(PolicyVersionTaken):
        hall.on("09-30").do(adopt, ADMINISTRATOR, OURS)


def test_nonsense_is_not_adopted(hall: Hall) -> None:
    nonsense = replace(OURS, counters=OURS.counters * 2)
    with pytest.raises(QueuePolicyNotSound):
        hall.do(adopt, ADMINISTRATOR, nonsense)
    with pytest.raises(QueuePolicyNotSound):  # nor when another station sends it
        hall.do(lambda work: work.record(QueuePolicyAdopted(nonsense, ADMINISTRATOR), "0999"))
    assert hall.ask(in_force) == DEFAULT_POLICY


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_the_order_is_the_administrators_to_adopt(hall: Hall, role: Role) -> None:
    before = hall.entries()
    with pytest.raises(PolicyNotForYou, match=f"是{role.word}，没有采用"):
        hall.do(adopt, STAFF[role], OURS)
    assert hall.entries() == before


def test_every_class_has_a_share_in_the_shipped_file() -> None:
    assert {one.klass for one in DEFAULT_POLICY.shares} == set(TicketClass)
