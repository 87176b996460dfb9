"""Base45 (RFC 9285): bytes as the characters of a QR symbol's alphanumeric mode."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


class NotBase45(ValueError):
    """A text that no bytes are written as."""


def encoded(content: bytes) -> str:
    """Three characters for two bytes, two for a last single one."""
    pairs, last = divmod(len(content), 2)
    groups = [
        _characters(int.from_bytes(content[start : start + 2]), 3)
        for start in range(0, 2 * pairs, 2)
    ]
    if last:
        groups.append(_characters(content[-1], 2))
    return "".join(groups)


def decoded(text: str) -> bytes:
    """The bytes the text was made from.

    Raises: NotBase45.
    """
    content = b""
    for start in range(0, len(text), 3):
        group = text[start : start + 3]
        size = len(group) - 1
        value = _value(group)
        if size == 0 or value >= 256**size:
            raise NotBase45(group)
        content += value.to_bytes(size)
    return content


def _characters(value: int, count: int) -> str:
    """The least significant first."""
    return "".join(ALPHABET[value // 45**place % 45] for place in range(count))


def _value(group: str) -> int:
    value = 0
    for place, character in enumerate(group):
        found = ALPHABET.find(character)
        if found < 0:
            raise NotBase45(group)
        value += found * 45**place
    return value
