from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.devices.ipp_protocol import (
    Attribute,
    Group,
    GroupTag,
    IppNotUnderstood,
    Message,
    Tag,
    Value,
    decode,
    encode,
)

# RFC 8010, appendix A.1: a Print-Job request.
FROM_THE_RFC = (
    b"\x01\x01\x00\x02\x00\x00\x00\x01\x01"
    b"\x47\x00\x12attributes-charset\x00\x05utf-8"
    b"\x48\x00\x1battributes-natural-language\x00\x05en-us"
    b"\x45\x00\x0bprinter-uri\x00\x2cipp://printer.example.com/ipp/print/pinetree"
    b"\x42\x00\x08job-name\x00\x06foobar"
    b"\x22\x00\x16ipp-attribute-fidelity\x00\x01\x01"
    b"\x02"
    b"\x21\x00\x06copies\x00\x04\x00\x00\x00\x14"
    b"\x44\x00\x05sides\x00\x13two-sided-long-edge"
    b"\x03%!PDF..."
)
UNDERSTOOD = Message(
    code=2,
    request_id=1,
    groups=(
        Group(
            GroupTag.OPERATION,
            (
                Attribute("attributes-charset", Tag.CHARSET, ("utf-8",)),
                Attribute("attributes-natural-language", Tag.LANGUAGE, ("en-us",)),
                Attribute(
                    "printer-uri", Tag.URI, ("ipp://printer.example.com/ipp/print/pinetree",)
                ),
                Attribute("job-name", Tag.NAME, ("foobar",)),
                Attribute("ipp-attribute-fidelity", Tag.BOOLEAN, (True,)),
            ),
        ),
        Group(
            GroupTag.JOB,
            (
                Attribute("copies", Tag.INTEGER, (20,)),
                Attribute("sides", Tag.KEYWORD, ("two-sided-long-edge",)),
            ),
        ),
    ),
    data=b"%!PDF...",
    version=(1, 1),
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
VALUES: dict[int, st.SearchStrategy[Value]] = {
    Tag.INTEGER: st.integers(-(2**31), 2**31 - 1),
    Tag.ENUM: st.integers(-(2**31), 2**31 - 1),
    Tag.BOOLEAN: st.booleans(),
    Tag.OCTETS: st.binary(max_size=20),
    Tag.NO_VALUE: st.none(),
    **dict.fromkeys((Tag.TEXT, Tag.NAME, Tag.KEYWORD, Tag.URI, Tag.TEXT_WITH_LANGUAGE), TEXT),
}


def attributes_with(values: dict[int, st.SearchStrategy[Value]]) -> st.SearchStrategy[Attribute]:
    return st.sampled_from(sorted(values)).flatmap(
        lambda tag: st.builds(
            Attribute,
            NAMES,
            st.just(tag),
            st.lists(values[tag], min_size=1, max_size=3).map(tuple),
        )
    )


PLAIN = attributes_with(VALUES)
COLLECTIONS: st.SearchStrategy[Value] = st.lists(PLAIN, max_size=3).map(tuple)
ATTRIBUTES = attributes_with(VALUES | {Tag.COLLECTION: COLLECTIONS})
MESSAGES = st.builds(
    Message,
    code=st.integers(0, 0xFFFF),
    request_id=st.integers(1, 2**31 - 1),
    groups=st.lists(
        st.builds(
            Group, st.sampled_from(sorted(GroupTag)), st.lists(ATTRIBUTES, max_size=4).map(tuple)
        ),
        max_size=3,
    ).map(tuple),
    data=st.binary(max_size=40),
)


def test_the_example_of_the_standard_is_read_and_written() -> None:
    assert decode(FROM_THE_RFC) == UNDERSTOOD
    assert encode(UNDERSTOOD) == FROM_THE_RFC


@given(MESSAGES)
def test_what_is_written_is_read_back(message: Message) -> None:
    assert decode(encode(message)) == message


@given(st.binary(max_size=200))
def test_bytes_from_anywhere_are_understood_or_refused(content: bytes) -> None:
    with contextlib.suppress(IppNotUnderstood):
        decode(content)


@given(MESSAGES, st.data())
def test_a_message_cut_short_is_refused(message: Message, data: st.DataObject) -> None:
    whole = encode(message)
    attributes_end = len(whole) - len(message.data)
    cut = data.draw(st.integers(0, attributes_end - 1))
    with pytest.raises(IppNotUnderstood):
        decode(whole[:cut])


@given(MESSAGES, st.data())
def test_a_damaged_message_is_understood_or_refused(message: Message, data: st.DataObject) -> None:
    whole = bytearray(encode(message))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] = data.draw(st.integers(0, 255))
    with contextlib.suppress(IppNotUnderstood):
        decode(bytes(whole))


def test_collections_without_end_are_refused() -> None:
    endless = b"\x02\x00\x00\x00\x00\x00\x00\x01\x04" + b"\x34\x00\x01a\x00\x00" * 2000
    with pytest.raises(IppNotUnderstood):
        decode(endless)
