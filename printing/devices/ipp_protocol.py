"""IPP requests and answers as bytes (RFC 8010), attributes only; no network.

A value is an `int` (integer, enum), a `bool`, a `str` (every kind of text), `bytes` (dates,
resolutions, ranges and whatever is not known), a tuple of attributes (a collection), or None
(RFC 8010 3.5.2: unsupported, unknown, no value).
"""

from __future__ import annotations

import enum
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator


T = TypeVar("T")


class IppNotUnderstood(ValueError):
    """Bytes that are no IPP message."""


class GroupTag(enum.IntEnum):
    """What a group of attributes is about."""

    OPERATION = 0x01
    JOB = 0x02
    PRINTER = 0x04
    UNSUPPORTED = 0x05


class Tag(enum.IntEnum):
    """The syntax of a value."""

    UNSUPPORTED = 0x10
    UNKNOWN = 0x12
    NO_VALUE = 0x13
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    OCTETS = 0x30
    COLLECTION = 0x34
    TEXT_WITH_LANGUAGE = 0x35
    NAME_WITH_LANGUAGE = 0x36
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49


@dataclass(frozen=True)
class Attribute:
    """A named attribute; `values` is never empty. `tag` is the syntax of every value."""

    name: str
    tag: int
    values: tuple[Value, ...]


Value = int | bool | str | bytes | None | tuple[Attribute, ...]


@dataclass(frozen=True)
class Group:
    """A group of attributes."""

    tag: int
    attributes: tuple[Attribute, ...]

    def values(self, name: str, kind: type[T]) -> tuple[T, ...]:
        """The values of an attribute that are of a kind; none when it is not here."""
        return tuple(
            value
            for attribute in self.attributes
            if attribute.name == name
            for value in attribute.values
            if isinstance(value, kind)
        )

    def value(self, name: str, kind: type[T]) -> T | None:
        """The first value of an attribute, if it is of a kind."""
        return next(iter(self.values(name, kind)), None)


@dataclass(frozen=True)
class Message:
    """A request (`code` is the operation) or an answer (`code` is the status)."""

    code: int
    request_id: int
    groups: tuple[Group, ...]
    data: bytes = b""
    version: tuple[int, int] = (2, 0)

    def of(self, tag: GroupTag) -> tuple[Group, ...]:
        """The groups about one thing: one for every job, say."""
        return tuple(group for group in self.groups if group.tag == tag)


def encode(message: Message) -> bytes:
    """The message as sent.

    Raises: struct.error, AttributeError for a value its tag cannot hold.
    """
    head = struct.pack(">BBHi", *message.version, message.code, message.request_id)
    parts = [head]
    for group in message.groups:
        parts.append(bytes((group.tag,)))
        parts += [part for attribute in group.attributes for part in _attribute(attribute)]
    return b"".join((*parts, _END, message.data))


def decode(content: bytes) -> Message:
    """The message in bytes from outside.

    Raises: IppNotUnderstood.
    """
    reader = _Reader(content)
    major, minor = reader.byte(), reader.byte()
    code, request_id = reader.short(), reader.integer()
    groups = []
    tag = reader.byte()
    while tag != _END[0]:
        if tag > _LAST_DELIMITER:
            raise IppNotUnderstood("a value outside any group")
        attributes, following = _read_attributes(reader)
        groups.append(Group(tag, attributes))
        tag = following
    return Message(code, request_id, tuple(groups), reader.rest(), (major, minor))


_END = b"\x03"
_LAST_DELIMITER = 0x0F
_END_COLLECTION = 0x37
_MEMBER_NAME = 0x4A
_DEEPEST = 8  # collections within collections; media-col goes three deep

_OUT_OF_BAND = range(0x10, 0x20)
_NUMBERS = (Tag.INTEGER, Tag.ENUM)
_TEXTS = range(0x40, 0x60)
_TEXTS_WITH_LANGUAGE = (Tag.TEXT_WITH_LANGUAGE, Tag.NAME_WITH_LANGUAGE)


def _attribute(attribute: Attribute) -> Iterator[bytes]:
    name = attribute.name
    for value in attribute.values:
        yield _field(attribute.tag, name, value)
        name = ""  # further values of the same attribute


def _field(tag: int, name: str, value: Value) -> bytes:
    head = bytes((tag,)) + _counted(name.encode())
    if isinstance(value, tuple):
        members = b"".join(_member(member) for member in value)
        return head + _counted(b"") + members + bytes((_END_COLLECTION, 0, 0, 0, 0))
    return head + _counted(_value(tag, value))


def _member(attribute: Attribute) -> bytes:
    name = bytes((_MEMBER_NAME, 0, 0)) + _counted(attribute.name.encode())
    return name + b"".join(_field(attribute.tag, "", value) for value in attribute.values)


def _value(tag: int, value: float | str | bytes | None) -> bytes:
    match value:
        case None:
            return b""
        case bool():
            return bytes((value,))
        case int():
            return struct.pack(">i", value)
        case str() if tag in _TEXTS_WITH_LANGUAGE:
            return _counted(b"zh-cn") + _counted(value.encode())
        case str():
            return value.encode()
        case bytes():
            return value
        case _:
            raise AttributeError(f"no such value: {type(value).__name__}")


def _counted(content: bytes) -> bytes:
    return struct.pack(">h", len(content)) + content


class _Reader:
    """Takes bytes from the front; running out of them is an error of the sender's."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._place = 0

    def take(self, count: int) -> bytes:
        end = self._place + count
        if count < 0 or end > len(self._content):
            raise IppNotUnderstood("the message ends too early")
        taken = self._content[self._place : end]
        self._place = end
        return taken

    def byte(self) -> int:
        return self.take(1)[0]

    def short(self) -> int:
        return int.from_bytes(self.take(2), signed=False)

    def integer(self) -> int:
        return int.from_bytes(self.take(4), signed=True)

    def counted(self) -> bytes:
        return self.take(self.short())

    def rest(self) -> bytes:
        return self._content[self._place :]


def _read_attributes(reader: _Reader) -> tuple[tuple[Attribute, ...], int]:
    """The attributes up to the next delimiter, and that delimiter."""
    gathered = _Gathered()
    while (tag := reader.byte()) > _LAST_DELIMITER:
        name = _text(reader.counted())
        gathered.add(name, tag, _read_value(reader, tag, 0))
    return gathered.attributes(), tag


def _read_value(reader: _Reader, tag: int, depth: int) -> Value:
    content = reader.counted()
    if tag == Tag.COLLECTION:
        return _read_collection(reader, depth + 1)
    if tag in _OUT_OF_BAND:
        return None
    if tag in _NUMBERS:
        return _Reader(content).integer()
    if tag == Tag.BOOLEAN:
        return _Reader(content).byte() != 0
    if tag in _TEXTS_WITH_LANGUAGE:
        inside = _Reader(content)
        inside.counted()
        return _text(inside.counted())
    return _text(content) if tag in _TEXTS else content


def _read_collection(reader: _Reader, depth: int) -> tuple[Attribute, ...]:
    if depth > _DEEPEST:
        raise IppNotUnderstood("collections nested without end")
    gathered = _Gathered()
    name = ""
    while (tag := reader.byte()) != _END_COLLECTION:
        if tag <= _LAST_DELIMITER:
            raise IppNotUnderstood("a collection without its end")
        reader.counted()  # members are named by a field of their own
        if tag == _MEMBER_NAME:
            name = _text(reader.counted())
        else:
            gathered.add(name, tag, _read_value(reader, tag, depth))
            name = ""
    reader.counted()
    reader.counted()
    return gathered.attributes()


class _Gathered:
    """Attributes as their values come in; a value without a name is a further one."""

    def __init__(self) -> None:
        self._found: list[tuple[str, int, list[Value]]] = []

    def add(self, name: str, tag: int, value: Value) -> None:
        if name:
            self._found.append((name, tag, [value]))
        elif self._found:
            self._found[-1][2].append(value)
        else:
            raise IppNotUnderstood("a value without a name")

    def attributes(self) -> tuple[Attribute, ...]:
        return tuple(Attribute(name, tag, tuple(values)) for name, tag, values in self._found)


def _text(content: bytes) -> str:
    return content.decode("utf-8", errors="replace")
