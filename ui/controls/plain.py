"""Writing, cards and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.marks import Look, draw_mark, draw_pill, pill_size
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.theme import Theme

CARD_PADDING = 16  # px
_MARK = 16  # px


class Text(QLabel):
    """A line or paragraph in one of the theme's types; never read as rich text."""

    def __init__(self, theme: Theme, style: Type, tone: Tone = Tone.TEXT, words: str = "") -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)  # an applicant's name may hold "<"
        self.setFont(theme.font(style))
        self.setProperty("tone", tone.value)

    def set_tone(self, tone: Tone) -> None:
        """Write in another colour from now on."""
        if self.property("tone") != tone.value:
            self.setProperty("tone", tone.value)
            self.style().polish(self)


class ElidedText(Text):
    """A single line that ends in … where there is no room; the whole stays readable on hover."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)
        self.setToolTip(self.text() if shown != self.text() else "")

    def minimumSizeHint(self) -> QSize:
        """As narrow as the layout wishes."""
        return QSize(0, super().minimumSizeHint().height())


class KeyCap(Text):
    """A key as it looks on the keyboard."""

    def __init__(self, theme: Theme, cap: str) -> None:
        super().__init__(theme, Type.KEY, Tone.TEXT_2, cap)
        self.setProperty("place", "cap")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class Card(QFrame):
    """A white sheet on the canvas."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(CARD_PADDING, CARD_PADDING, CARD_PADDING, CARD_PADDING)
        self.body.setSpacing(8)


class Hint(QFrame):
    """Words on a quiet ground."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = Text(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._words.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self._words)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def show_words(self, words: str) -> None:
        """Say this."""
        self._words.setText(words)


class Rule(QFrame):
    """A hairline between parts; upright ones separate words in a row."""

    @classmethod
    def lying(cls) -> Rule:
        """Across the card."""
        rule = cls()
        rule.setFixedHeight(1)
        return rule

    @classmethod
    def upright(cls) -> Rule:
        """Between two words."""
        rule = cls()
        rule.setFixedSize(1, 20)
        return rule


class Mark(QWidget):
    """The shape of a look by itself."""

    def __init__(self, theme: Theme, look: Look) -> None:
        super().__init__()
        self._theme = theme
        self._look = look
        self.setFixedSize(_MARK, _MARK)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        draw_mark(QPainter(self), self._theme, self._look, QRectF(self.rect()))


class RefusalLine(QWidget):
    """What is wrong, beside the fields it is about; takes no room while nothing is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sentence = Text(theme, Type.BODY_SMALL, Tone.RED)
        self._sentence.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Mark(theme, Look.ALARM))
        layout.addWidget(self._sentence, 1)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says; empty while nothing is wrong."""
        return self._sentence.text()

    def say(self, sentence: str) -> None:
        """Say it until cleared."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()

    def clear(self) -> None:
        """Nothing is wrong any more."""
        self._sentence.clear()
        self.hide()


class Pill(QWidget):
    """A state as word, shape and colour."""

    def __init__(self, theme: Theme, look: Look, words: str) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(look, words)

    def show_state(self, look: Look, words: str) -> None:
        """Show another state."""
        self._look, self._words = look, words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """The state in words."""
        return self._words

    @property
    def look(self) -> Look:
        """How grave the state is shown."""
        return self._look

    def sizeHint(self) -> QSize:
        """Room for mark and word."""
        return pill_size(self._theme, self._words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw mark and word."""
        draw_pill(QPainter(self), self._theme, self._look, self._words, self.rect())
