"""The look: every role present, readable, Chinese on a bare machine, no unnamed control."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QFontDatabase, QRawFont
from PySide6.QtWidgets import QWidget

import ui
from core.deadline import Urgency
from tests.house import PROMISE_ITEM
from ui.controls.command import CommandButton
from ui.marks import Look, ink_of
from ui.style_sheet import style_sheet
from ui.theme import Scheme, Tone, Type, read_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.visit import Visit
    from ui.theme import Theme

READABLE = 4.5  # WCAG 2.2, 1.4.3
_NO_SCREEN = {"tour.py", "hands.py"}  # they act and tell in a terminal
SOURCES = [
    path for path in sorted(Path(ui.__file__).parent.rglob("*.py")) if path.name not in _NO_SCREEN
]


def luminance(colour: QColor) -> float:
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", Scheme)
def test_every_scheme_is_readable(scheme: Scheme) -> None:
    theme = read_theme(scheme)
    pairs = [
        (text, ground)
        for text in (Tone.TEXT, Tone.TEXT_2, Tone.TEXT_3, Tone.ACCENT)
        for ground in (Tone.CANVAS, Tone.SURFACE, Tone.SUBTLE)
    ]
    pairs += [(ink_of(look).text, ink_of(look).fill) for look in Look]
    pairs += [(Tone.ON_ACCENT, Tone.ACCENT), (Tone.ON_ACCENT, Tone.ACCENT_HOVER)]
    pairs += [(Tone.TEXT, Tone.ACCENT_SOFT), (Tone.RED, Tone.RED_SOFT)]
    dim = {
        pair: round(found, 2)
        for pair in pairs
        if (found := contrast(*map(theme.colour, pair))) < READABLE
    }
    assert not dim


@pytest.mark.parametrize("scheme", Scheme)
def test_every_scheme_makes_a_whole_style_sheet(scheme: Scheme) -> None:
    rules = style_sheet(read_theme(scheme))
    assert "$" not in rules
    assert rules.count("{") == rules.count("}")


def test_each_urgency_has_a_shape_of_its_own() -> None:
    looks = [Look.of_urgency(urgency) for urgency in Urgency]
    assert len(set(looks)) == len(looks)


def test_chinese_and_rare_characters_come_from_the_products_own_fonts(theme: Theme) -> None:
    assert QFontDatabase.isScalable("Noto Sans SC")
    regular = QRawFont.fromFont(theme.font(Type.BODY))
    assert regular.familyName() == "Noto Sans SC"
    assert all(regular.supportsCharacter(ord(character)) for character in "一次性告知受理办结")
    rare = theme.font(Type.BODY).families()[1]
    font = theme.font(Type.BODY)
    font.setFamilies([rare])
    assert QRawFont.fromFont(font).supportsCharacter(0x20000)


def test_digits_are_equally_wide(theme: Theme) -> None:
    raw = QRawFont.fromFont(theme.font(Type.TICKET_HERO))
    widths = {
        point.x() for point in raw.advancesForGlyphIndexes(raw.glyphIndexesForString("0123456789"))
    }
    assert len(widths) == 1


def test_qts_own_words_are_chinese(theme: Theme) -> None:
    del theme
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_every_control_the_keyboard_reaches_has_a_name(visit: Visit) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    visit.press("A", "F9")
    nameless = [
        widget
        for widget in visit.shell.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.objectName().startswith("qt_")
        and not (widget.accessibleName() or widget.property("text"))
    ]
    assert not nameless


def test_every_target_is_large_enough(visit: Visit) -> None:
    small = [
        button.accessibleName()
        for button in visit.shell.findChildren(CommandButton)
        if button.sizeHint().height() < 40
    ]
    assert not small


def test_every_command_shows_its_key(visit: Visit) -> None:
    caps = [button.command.cap for button in visit.page.findChildren(CommandButton)]
    assert set(caps) >= {"F2", "F3", "F4", "F5", "F9", "F10", "F11", "F12", "Shift F11", "Ctrl N"}
    visit.hands.press("F1")
    listed = {line.cap for line in visit.page.key_list()}
    assert listed >= set(caps) - {"Enter"}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_what_the_clerk_reads_can_be_translated(source: Path) -> None:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    plain = [text for text in _untranslated(tree) if _chinese(text)]
    assert not plain


def _untranslated(node: ast.AST) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if _is_apart(child):
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value
        yield from _untranslated(child)


def _is_apart(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr="tr" | "translate") | ast.Name(id="translate")):
            return True
        case ast.Raise():  # errors carry their sentence from every room of the house
            return True
        case ast.Expr(value=ast.Constant()):  # a docstring
            return True
        case ast.keyword(arg="help" | "description"):  # of the command line
            return True
        case ast.Assign(targets=[ast.Name(id=name)]):  # a table of the rules, not words
            return name in {"_WEEKDAYS", "_WEEKEND", "_FIRST_CODES"}
        case _:
            return False


def _chinese(text: str) -> bool:
    return any("一" <= character <= "鿿" for character in text)
