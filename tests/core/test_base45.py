"""Base45 as RFC 9285 writes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base45 import ALPHABET, NotBase45, decoded, encoded

# RFC 9285, 4.3 and 4.4, and the two ends of a group of three.
VECTORS = [
    (b"AB", "BB8"),
    (b"Hello!!", "%69 VD92EX0"),
    (b"base-45", "UJCLQE7W581"),
    (b"ietf!", "QED8WEX0"),
    (b"", ""),
    (b"\xff\xff", "FGW"),
    (b"\x00\x00\x00", "00000"),
]


@pytest.mark.parametrize(("content", "text"), VECTORS)
def test_the_examples_of_the_standard_hold(content: bytes, text: str) -> None:
    assert encoded(content) == text
    assert decoded(text) == content


@given(st.binary(max_size=120))
def test_what_was_encoded_is_decoded(content: bytes) -> None:
    text = encoded(content)
    assert set(text) <= set(ALPHABET)
    assert decoded(text) == content


@pytest.mark.parametrize(
    "text", ["GGW", ":::", "A", "BB8A", "U6", "bb8", "BB8\n", "ＢＢ８", "BB,", "B_8"]
)
def test_a_text_that_no_bytes_give_is_refused(text: str) -> None:
    with pytest.raises(NotBase45):
        decoded(text)


@given(st.text(ALPHABET, max_size=40))
def test_a_text_is_written_in_one_way_only(text: str) -> None:
    try:
        content = decoded(text)
    except NotBase45:
        return
    assert encoded(content) == text
