"""Adopting a locality's rule pack: signed by who issues it, read, and on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import Refusal
from core.rule_pack import RulePack, parsed
from core.staff import Role
from core.station_facts import RulePackAdopted
from db import rule_packs
from db.signature import signed_by

if TYPE_CHECKING:
    from core.staff import OnDuty
    from db.unit_of_work import UnitOfWork


class PackNotSigned(Refusal):
    """A rule pack that the issuer's key did not sign."""


class PackNotForYou(Refusal):
    """A rule pack is adopted by someone who does not administer the hall."""


def adopt(
    work: UnitOfWork, duty: OnDuty, content: bytes, signature: str, issuer_key: str
) -> RulePack:
    """Put a pack in force; a version adopted already changes nothing.

    `issuer_key` is the issuer's Ed25519 key, 64 hex digits.
    Raises: PackNotForYou, PackNotSigned, RulePackNotUnderstood.
    """
    if duty.clerk.role is not Role.ADMINISTRATOR:
        raise PackNotForYou(
            f"规则包须由管理员采用，{duty.clerk.name}是{duty.clerk.role.word}，没有采用，"
            "请管理员登录后导入。"
        )
    if not _is_signed(issuer_key, content, signature):
        raise PackNotSigned(
            "规则包的签名与发布单位的密钥不符，没有采用，现行规则不变，请向发布单位索取原件。"
        )
    pack = parsed(content)
    if not rule_packs.is_adopted(work.connection, work.identity.hall, pack.version):
        fact = RulePackAdopted(pack.version, content.decode(), signature, duty.clerk)
        work.record(fact, duty.clerk.badge)
    return pack


def _is_signed(issuer_key: str, content: bytes, signature: str) -> bool:
    try:
        return signed_by(issuer_key, content, signature)
    except ValueError:  # not hex, or not the length of a key
        return False
