"""The theme as one Qt style sheet."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from ui.theme import Tone

if TYPE_CHECKING:
    from ui.theme import Theme


def style_sheet(theme: Theme) -> str:
    """The rules for every standard control; what they cannot draw paints itself."""
    sizes = theme.sizes
    ink = "\n".join(
        f'QLabel[tone="{tone.value}"] {{ color: {theme.colour(tone).name()}; }}' for tone in Tone
    )
    return ink + _RULES.substitute(
        {tone.value: theme.colour(tone).name() for tone in Tone},
        target=sizes.target,
        row=sizes.row,
        control=sizes.radius_control,
        card=sizes.radius_card,
        field=sizes.target - 2,  # px between the borders
        finger=sizes.kiosk_target - 2,  # as above
    )


_RULES = Template("""
QMainWindow, Page, QWidget#kiosk { background: $canvas; }
Card { background: $surface; border: 1px solid $line; border-radius: ${card}px; }
TopBar { background: $surface; border-bottom: 1px solid $line; }
StatusBar { background: $surface; border-top: 1px solid $line; }
NextUp { background: $accentSoft; border: 1px solid $accentLine; border-radius: ${card}px; }
Rule { background: $line; border: none; }
Banner { background: $redSoft; border: 1px solid $redLine; border-radius: ${control}px; }
ClockStrip, LeaveStrip, SetAsideStrip {
  background: $yellowSoft; border: 1px solid $yellowLine; border-radius: ${control}px;
}
KeyPanel { background: $surface; border: 1px solid $lineStrong; border-radius: ${card}px; }
Strip { border: 1px solid $accentLine; }
UndoToast { background: $subtle; border: none; border-radius: ${control}px; }
Hint { background: $subtle; border: 1px solid $line; border-radius: ${control}px; }

QLineEdit {
  background: $surface; color: $text; border: 1px solid $lineStrong;
  border-radius: ${control}px; padding: 0 12px; min-height: ${field}px;
  selection-background-color: $accent; selection-color: $onAccent;
}
QWidget#kiosk QLineEdit { min-height: ${finger}px; }
QLineEdit:focus { border-color: $accent; }
QLineEdit:disabled { background: $subtle; color: $text3; border-color: $line; }
QLineEdit[refused="true"] { border-color: $red; }

QComboBox {
  background: $surface; color: $text; border: 1px solid $lineStrong;
  border-radius: ${control}px; padding: 0 12px; min-height: ${field}px;
}
QComboBox:focus { border-color: $accent; }
QComboBox QAbstractItemView { background: $surface; color: $text; }
QCheckBox { color: $text; spacing: 8px; }

QPushButton {
  background: $surface; color: $text; border: 1px solid $lineStrong;
  border-radius: ${control}px; padding: 0 16px; min-height: ${field}px;
}
QPushButton:hover { background: $subtle; }
QPushButton:pressed { background: $accentSoft; }
QPushButton:disabled { background: $subtle; color: $text3; border-color: $line; }
QPushButton[place="next"] { background: $accent; color: $onAccent; border-color: $accent; }
QPushButton[place="next"]:hover { background: $accentHover; }
QPushButton[place="next"]:disabled { background: $subtle; color: $text3; border-color: $line; }
QPushButton[place="choice"] { padding: 0 8px; text-align: left; }
QPushButton[place="choice"]:checked { background: $accentSoft; border-color: $accent; }
QPushButton[place="bar"] { min-height: 28px; padding: 0 12px; }
QPushButton[place="tab"] {
  border: none; border-radius: 0; border-bottom: 4px solid transparent;
  padding: 4px 4px 0 4px; margin: 0 8px; min-height: 48px; background: transparent; color: $text2;
}
QPushButton[place="tab"]:hover { color: $accent; }
QPushButton[place="tab"]:focus { background: $accentSoft; }
QPushButton[place="tab"]:checked { color: $accent; border-bottom-color: $accent; }

QLabel[place="cap"] {
  background: $subtle; border: 1px solid $line; border-radius: 4px; padding: 2px 6px;
}

QListView[place="choices"]::item {
  min-height: 40px; padding: 0 12px; border-bottom: 1px solid $line; color: $text;
}
QListView[place="choices"]::item:selected {
  background: $accentSoft; border-left: 4px solid $accent; color: $text;
}
QListView, QTableView {
  background: $surface; border: none; outline: 0; color: $text;
  selection-background-color: $accentSoft; selection-color: $text;
}
QHeaderView { background: $subtle; border: none; }
QHeaderView::section {
  background: $subtle; color: $text2; border: none; border-bottom: 1px solid $line;
  padding: 0 16px; min-height: 38px; font-size: 14px;
}
QTableView::item { border-bottom: 1px solid $line; }

QWidget#sheets { background: $canvas; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 6px; margin: 0; }
QScrollBar::handle:vertical { background: $lineStrong; border-radius: 3px; min-height: 40px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: $surface; color: $text; border: 1px solid $lineStrong; padding: 4px; }
""")
