"""The kiosk's pages: choose, type a code, read the number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.controls.plain import Text
from ui.kiosk.touch import TouchButton
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from core.kiosk import Taken
    from ui.theme import Theme

_GAP = 16  # px
_PLACES = {False: (3, 3), True: (2, 6)}  # upright: across, down


class ChoicePage(QWidget):
    """A grid of large buttons, turned over page by page where there are many."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words: Sequence[str] = ()
        self._first = 0
        self._laid_out_for = self._upright
        self.title = Text(theme, Type.KIOSK_TITLE)
        self.title.setWordWrap(True)
        self.empty = Text(theme, Type.KIOSK_BODY, Tone.TEXT_2)
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        self._more = TouchButton(theme, self.tr("更多"))
        self._more.setParent(self)
        self._more.hide()
        self._more.clicked.connect(self._turn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self.title)
        layout.addWidget(self.empty)
        layout.addLayout(self._grid, 1)

    @property
    def buttons(self) -> tuple[TouchButton, ...]:
        """The choices in front."""
        items = [self._grid.itemAt(place) for place in range(self._grid.count())]
        widgets = [item.widget() for item in items if item is not None]
        return tuple(one for one in widgets if isinstance(one, TouchButton))

    def show_choices(self, title: str, words: Sequence[str], empty: str) -> None:
        """Offer these from the first on."""
        self.title.setText(title)
        self.empty.setText("" if words else empty)
        self.empty.setVisible(not words)
        self._words = words
        self._first = 0
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A screen that turns out to be upright has other rows."""
        super().resizeEvent(event)
        if self._words and self._laid_out_for != self._upright:
            self._first = 0
            self._lay_out()

    def say_waiting(self) -> None:
        """The choice is made; its answer is on the way."""
        self.title.setText(self.tr("正在取号……"))

    def _turn(self) -> None:
        self._first += self._room()
        if self._first >= len(self._words):
            self._first = 0
        self._lay_out()

    @property
    def _upright(self) -> bool:
        return self.height() > self.width()

    def _room(self) -> int:
        across, down = _PLACES[self._upright]
        room = across * down
        return room if len(self._words) <= room else room - 1

    def _lay_out(self) -> None:
        for button in self.buttons:
            self._grid.removeWidget(button)
            button.hide()
            if button is not self._more:
                button.deleteLater()
        self._laid_out_for = self._upright
        across, down = _PLACES[self._upright]
        room = self._room()
        for place, words in enumerate(self._words[self._first : self._first + room]):
            button = TouchButton(self._theme, words)
            button.clicked.connect(self._choose(self._first + place))
            self._grid.addWidget(button, place // across, place % across)
        if len(self._words) > room:
            self._grid.addWidget(self._more, room // across, room % across)
            self._more.show()
        for place in range(max(_PLACES[True] + _PLACES[False])):
            self._grid.setColumnStretch(place, 1 if place < across else 0)
            self._grid.setRowStretch(place, 1 if place < down else 0)

    def _choose(self, place: int) -> Callable[[], None]:
        return lambda: self.chosen.emit(place)


class CodePage(QWidget):
    """Digits by finger, for the last four of a telephone number or all of it."""

    entered = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown = QLineEdit()
        self._shown.setReadOnly(True)
        self._shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown.setFont(theme.font(Type.KIOSK_TITLE))
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown.setFixedHeight(theme.sizes.kiosk_target)
        self._shown.setAccessibleName(self.tr("手机号后四位"))
        title = Text(theme, Type.KIOSK_TITLE, Tone.TEXT, self.tr("预约签到"))
        hint = Text(
            theme, Type.KIOSK_BODY, Tone.TEXT_2, self.tr("请输入预约时留的手机号后四位或全号")
        )
        grid = QGridLayout()
        grid.setSpacing(_GAP)
        for place, digit in enumerate("123456789"):
            grid.addWidget(self._key(theme, digit), place // 3, place % 3)
        clear = TouchButton(theme, self.tr("清除"))
        clear.clicked.connect(self.clear)
        done = TouchButton(theme, self.tr("签到取号"), Tone.ACCENT)
        done.clicked.connect(self._enter)
        grid.addWidget(clear, 3, 0)
        grid.addWidget(self._key(theme, "0"), 3, 1)
        grid.addWidget(done, 3, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        for widget in (title, hint, self._shown):
            layout.addWidget(widget)
        layout.addLayout(grid, 1)

    @property
    def code(self) -> str:
        """What was typed so far."""
        return self._shown.text()

    def clear(self) -> None:
        """Forget it."""
        self._shown.clear()

    def _key(self, theme: Theme, digit: str) -> TouchButton:
        key = TouchButton(theme, digit)
        key.clicked.connect(lambda: self._shown.setText(self._shown.text() + digit))
        return key

    def _enter(self) -> None:
        code = self.code
        self.clear()
        if code:
            self.entered.emit(code)


class NumberPage(QWidget):
    """The number, how many are before it, and how its slip fares; or why there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._head = Text(theme, Type.KIOSK_TITLE, Tone.TEXT_2)
        self.number = Text(theme, Type.DISPLAY_COUNTER, Tone.ACCENT)
        self.subject = Text(theme, Type.KIOSK_BODY, Tone.TEXT_2)
        self.ahead = Text(theme, Type.KIOSK_TITLE)
        self.arrival = Text(theme, Type.KIOSK_BODY, Tone.TEXT_2)
        self.wait = Text(theme, Type.KIOSK_BODY, Tone.TEXT_2)
        self.slip = Text(theme, Type.KIOSK_BODY, Tone.TEXT_2)
        self.refusal = Text(theme, Type.KIOSK_TITLE, Tone.RED)
        layout = QVBoxLayout(self)
        layout.setSpacing(_GAP)
        layout.addStretch(1)
        for words in self._lines():
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.setWordWrap(True)
            row = QHBoxLayout()
            row.addWidget(words, 1)
            layout.addLayout(row)
        layout.addStretch(2)

    def show_number(self, taken: Taken) -> None:
        """It is given."""
        self._show(self.tr("您的排队号"), "")
        self.number.setText(taken.number)
        self.subject.setText(taken.subject)
        ahead = self.tr("前面没有人，请留意叫号")
        if taken.people_ahead:
            ahead = self.tr("前面还有 {people} 人").format(people=taken.people_ahead)
        self.ahead.setText(ahead)
        _say(self.arrival, taken.arrival)
        self.slip.setText(self.tr("小票正在打印，请取走"))

    def show_wait(self, words: str) -> None:
        """How long it will take; nothing where nothing is known."""
        _say(self.wait, self.tr("预计等候 {wait}").format(wait=words) if words else "")

    def show_slip_trouble(self) -> None:
        """The number stands, whatever the printer does."""
        self.slip.set_tone(Tone.YELLOW)
        self.slip.setText(self.tr("▲ 小票没有打出来，您的号有效；请记下号码，或到导办台补打小票"))

    def show_refusal(self, sentence: str) -> None:
        """There is none, and why."""
        self._show("", sentence)

    def _show(self, head: str, refusal: str) -> None:
        self.slip.set_tone(Tone.TEXT_2)
        for words in self._lines():
            words.clear()
        for words in (self.arrival, self.wait):
            words.hide()
        self._head.setText(head)
        self.refusal.setText(refusal)

    def _lines(self) -> tuple[Text, ...]:
        return (
            *(self._head, self.number, self.subject, self.ahead, self.arrival, self.wait),
            *(self.slip, self.refusal),
        )


def _say(line: Text, words: str) -> None:
    """A line with nothing to say takes no room."""
    line.setText(words)
    line.setVisible(bool(words))
