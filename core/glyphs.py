"""Characters that no typeface of ours draws: the clerk decides before a number is spent."""

from __future__ import annotations

from core.errors import Refusal


class GlyphsUnconfirmed(Refusal):
    """A paper would show characters by their code, and nobody has looked at them yet."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        """`characters` are those not confirmed, in the order they stand on the paper."""
        shown = "、".join(f"〓〔U+{ord(character):04X}〕" for character in characters)
        super().__init__(
            f"字库里没有 {len(characters)} 个字，纸上会印成 {shown}；没有出具文书、没有占用文号，"
            "请对照证件核对这些字，确认后再出具。"
        )
        self.characters = characters


def require_confirmed(characters: tuple[str, ...], confirmed: frozenset[str]) -> None:
    """Let a paper pass whose undrawable characters the clerk has confirmed.

    Raises: GlyphsUnconfirmed.
    """
    unconfirmed = tuple(one for one in characters if one not in confirmed)
    if unconfirmed:
        raise GlyphsUnconfirmed(unconfirmed)
