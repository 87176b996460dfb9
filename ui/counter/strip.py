"""A strip on the page that asks one thing: choices by digit, then what the chosen one needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from core.errors import Refusal
from ui.controls.plain import Card, ElidedText, RefusalLine, Text
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.theme import Theme

_ONE_ROW = 5  # choices at most
_COLUMNS = 4  # of more


@dataclass(frozen=True)
class Blank:
    """One field; `explain` says below it what was understood, as it is typed."""

    name: str
    value: str = ""
    explain: Callable[[str], str] | None = None


@dataclass(frozen=True)
class Choice:
    """One choice; without blanks it acts at once. `act` gets what stands in the blanks."""

    words: str
    act: Callable[..., None]
    blanks: tuple[Blank, ...] = ()


class Strip(Card):
    """Open until its act is carried out, or Esc; what is refused is said in it."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._choices: tuple[Choice, ...] = ()
        self._chosen: Choice | None = None
        self.buttons: list[QPushButton] = []
        self.fields: list[QLineEdit] = []
        self._title = Text(theme, Type.CARD_TITLE)
        self._note = ElidedText(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._close = QPushButton(self.tr("收起  Esc"))
        self._close.setFont(theme.font(Type.LABEL))
        self._close.clicked.connect(self.closed)
        self._blanks = QWidget()
        self._do = QPushButton(self.tr("确定  Enter"), self._blanks)
        self._do.setProperty("place", "next")
        self._do.setFont(theme.font(Type.LABEL))
        self._do.clicked.connect(self._carry_out)
        self._refusal = RefusalLine(theme)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._form = QGridLayout(self._blanks)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(8)
        self._form.setVerticalSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._note, 1)
        head.addWidget(self._close)
        self.body.addLayout(head)
        self.body.addLayout(self._grid)
        self.body.addWidget(self._blanks)
        self.body.addWidget(self._refusal)
        self.hide()

    @property
    def title(self) -> str:
        """What it asks."""
        return self._title.text()

    @property
    def refusal(self) -> str:
        """What stands in it as wrong."""
        return self._refusal.sentence

    def ask(self, title: str, choices: tuple[Choice, ...], note: str = "") -> None:
        """Ask this, the keyboard on the first choice."""
        self._choices = choices
        self._title.setText(title)
        self._note.setText(note)
        self.setAccessibleName(" ".join(filter(None, (title, note))))
        self._show_choices()
        self._show_blanks(None)
        self._refusal.clear()
        self.show()
        self.buttons[0].setFocus()

    def refuse(self, sentence: str) -> None:
        """Say in place why it was not done."""
        self._refusal.say(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses, arrows go along the choices, Enter presses what is in hand."""
        place = event.key() - Qt.Key.Key_1
        focused = self.focusWidget()
        if isinstance(focused, QLineEdit):
            super().keyPressEvent(event)
        elif 0 <= place < len(self._choices) and not event.isAutoRepeat():
            self._choose(place)
        elif event.key() in _STEPS and focused in self.buttons:
            there = self.buttons.index(focused) + _STEPS[Qt.Key(event.key())]
            if 0 <= there < len(self.buttons):
                self.buttons[there].setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focused, QPushButton) and not event.isAutoRepeat():
                focused.click()
        else:
            super().keyPressEvent(event)

    def _show_choices(self) -> None:
        for button in self.buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for place, choice in enumerate(self._choices):
            button = QPushButton(f"{place + 1}  {choice.words}")
            button.setProperty("place", "choice")
            button.setCheckable(True)
            button.setFont(self._theme.font(Type.LABEL))
            button.clicked.connect(lambda _=False, at=place: self._choose(at))
            self.buttons.append(button)
            self._grid.addWidget(button, place // self._columns, place % self._columns)

    @property
    def _columns(self) -> int:
        return _ONE_ROW if len(self._choices) <= _ONE_ROW else _COLUMNS

    def _choose(self, place: int) -> None:
        for at, button in enumerate(self.buttons):
            button.setChecked(at == place)
        choice = self._choices[place]
        self._refusal.clear()
        self._show_blanks(choice)
        if choice.blanks:
            self.fields[0].setFocus()
            self.fields[0].selectAll()
        else:
            self._carry_out()

    def _show_blanks(self, choice: Choice | None) -> None:
        self._chosen = choice
        while (item := self._form.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget is not self._do:
                widget.hide()
                widget.deleteLater()
        self.fields = []
        blanks = choice.blanks if choice else ()
        for column, blank in enumerate(blanks):
            self._add_blank(column, blank)
        if blanks:
            self._form.addWidget(self._do, 1, len(blanks))
        self._blanks.setVisible(bool(blanks))

    def _add_blank(self, column: int, blank: Blank) -> None:
        label = Text(self._theme, Type.LABEL, Tone.TEXT_2, blank.name)
        field = QLineEdit(blank.value)
        field.setFont(self._theme.font(Type.BODY))
        field.setAccessibleName(blank.name)
        field.returnPressed.connect(self._go_on)
        label.setBuddy(field)
        self.fields.append(field)
        self._form.addWidget(label, 0, column)
        self._form.addWidget(field, 1, column)
        if blank.explain is not None:
            understood = ElidedText(self._theme, Type.BODY_SMALL, Tone.TEXT_2)
            self._form.addWidget(understood, 2, column)
            explain = blank.explain

            def say(typed: str) -> None:
                understood.setText(explain(typed))
                understood.setVisible(bool(understood.text()))

            field.textChanged.connect(say)
            say(blank.value)

    def _go_on(self) -> None:
        here = next((at for at, field in enumerate(self.fields) if field.hasFocus()), -1)
        if 0 <= here < len(self.fields) - 1:
            self.fields[here + 1].setFocus()
        else:
            self._carry_out()

    def _carry_out(self) -> None:
        if self._chosen is None:
            return
        self._refusal.clear()
        try:
            self._chosen.act(*(field.text() for field in self.fields))
        except Refusal as refusal:
            self._refusal.say(str(refusal))


_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
}
