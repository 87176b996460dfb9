"""办理: the acts the case's state and the clerk's role allow, and the form of the one chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.case_forms import Shape
from desktop.filled_form import Answers
from ui.controls.plain import Card, RefusalLine, Text
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.case_states import CaseEvent
    from desktop.case_forms import Ask, Field
    from ui.pages.case_file_model import CaseFileModel
    from ui.theme import Theme

_ROW = 220  # px of a material's name beside its box


class ActPanel(Card):
    """A list of acts; choosing one puts its fields in the list's place, refusals beside them."""

    previewed = Signal()

    def __init__(self, theme: Theme, model: CaseFileModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self._shown: tuple[object, ...] = ()
        self._title = Text(theme, Type.CARD_TITLE, Tone.TEXT, self.tr("可以办理"))
        self.refusal = RefusalLine(theme)
        self.acts = _Column()
        self.form = ActForm(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.acts)
        self._stack.addWidget(self.form)
        self.body.addWidget(self._title)
        self.body.addWidget(self.refusal)
        self.body.addWidget(self._stack, 1)
        self.form.given.connect(self._carry_out)
        self.form.looked_at.connect(self._preview)
        self.form.left.connect(lambda: model.choose(None))
        model.changed.connect(self._show)
        model.refused.connect(self.refusal.say)
        model.carried_out.connect(self.refusal.clear)

    @property
    def offered(self) -> tuple[str, ...]:
        """The acts on offer, in words."""
        return tuple(button.text() for button in self.acts.buttons)

    def begin(self) -> None:
        """Put the keyboard on the first field, or on the first act."""
        if self._model.act is not None:
            self.form.begin()
        elif self.acts.buttons:
            self.acts.buttons[0].setFocus()

    def _show(self) -> None:
        model = self._model
        file, act = model.file, model.act
        self.form.set_busy(words=self.tr("正在保存……") if model.busy else "")
        shown = (file.case.version if file else None, file.may if file else (), act, model.case_id)
        if shown == self._shown:
            return
        self._shown = shown
        self.refusal.clear()
        self._title.setText(act.word if act else self.tr("可以办理"))
        if act is not None:
            self.form.show_fields(model.fields)
            self._stack.setCurrentWidget(self.form)
            self.form.begin()
            return
        self.form.show_fields(())  # a second person's password does not stay
        self.acts.clear()
        for event in file.may if file else ():
            self.acts.add(self._theme, event, self._model.choose)
        if file is not None and not file.may:
            self.acts.say(self._theme, self.tr("这个办件现在没有您这个岗位可以办理的事。"))
        self._stack.setCurrentWidget(self.acts)

    def _carry_out(self, given: Answers) -> None:
        self.refusal.clear()
        self._model.carry_out(given)

    def _preview(self, given: Answers) -> None:
        if self._model.show_paper(given):
            self.previewed.emit()
        else:
            self.refusal.say(self.tr("这一步不出具文书，没有可预览的内容，可以直接办理。"))


class _Column(QScrollArea):
    """The acts below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self._words: list[Text] = []
        self._layout = QVBoxLayout()
        self._layout.setContentsMargins(6, 6, 8, 6)
        self._layout.setSpacing(8)
        self._layout.addStretch()
        inside = QWidget()
        inside.setLayout(self._layout)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def clear(self) -> None:
        for widget in (*self.buttons, *self._words):
            self._layout.removeWidget(widget)
            widget.deleteLater()
        self.buttons, self._words = [], []

    def add(self, theme: Theme, event: CaseEvent, choose: Callable[[CaseEvent], None]) -> None:
        button = QPushButton(event.word)
        button.setFont(theme.font(Type.LABEL))
        button.clicked.connect(lambda: choose(event))
        self.buttons.append(button)
        self._layout.insertWidget(self._layout.count() - 1, button)

    def say(self, theme: Theme, words: str) -> None:
        text = Text(theme, Type.BODY, Tone.TEXT_2, words)
        text.setWordWrap(True)
        self._words.append(text)
        self._layout.insertWidget(0, text)


class ActForm(QWidget):
    """The fields of one act; Enter in the last one, or the button, carries it out."""

    given = Signal(object)  # Answers
    looked_at = Signal(object)  # Answers
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.fields: dict[Ask, QLineEdit | QComboBox] = {}
        self.rows: dict[int, QCheckBox] = {}
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(4)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(6, 6, 8, 6)
        column.addLayout(self._grid)
        column.addStretch()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.do = QPushButton()
        self.do.setProperty("place", "next")
        look = QPushButton(self.tr("预览文书"))
        back = QPushButton(self.tr("返回  Esc"))
        for button in (self.do, look, back):
            button.setFont(theme.font(Type.LABEL))
        self.do.clicked.connect(lambda: self.given.emit(self.answers()))
        look.clicked.connect(lambda: self.looked_at.emit(self.answers()))
        back.clicked.connect(self.left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area, 1)
        for button in (self.do, look, back):
            layout.addWidget(button)
        self.set_busy("")

    def set_busy(self, words: str) -> None:
        """Whether the act is on its way, in words."""
        self.do.setText(words or self.tr("确认办理"))
        self.do.setEnabled(not words)

    def show_fields(self, fields: tuple[Field, ...]) -> None:
        """Ask these."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.fields, self.rows = {}, {}
        for field in fields:
            label = Text(self._theme, Type.LABEL, Tone.TEXT_2, field.ask.value)
            self._grid.addWidget(label, self._grid.rowCount(), 0)
            if field.shape is Shape.SEVERAL:
                self._add_rows(field)
                continue
            control = self._control(field)
            control.setFont(self._theme.font(Type.BODY))
            control.setAccessibleName(field.ask.value)
            label.setBuddy(control)
            self.fields[field.ask] = control
            self._grid.addWidget(control, self._grid.rowCount(), 0)
        if not fields:
            words = self.tr("不用再填什么，确认后立即生效。")
            self._grid.addWidget(Text(self._theme, Type.BODY, Tone.TEXT_2, words), 0, 0)

    def begin(self) -> None:
        """To the first field."""
        next(iter((*self.rows.values(), *self.fields.values(), self.do))).setFocus()

    def answers(self) -> Answers:
        """What stands in the fields."""
        return Answers(
            tuple((ask, _words(control)) for ask, control in self.fields.items()),
            tuple(row for row, box in self.rows.items() if box.isChecked()),
        )

    def _add_rows(self, field: Field) -> None:
        for choice in field.choices:
            font = self._theme.font(Type.BODY_SMALL)
            shown = QFontMetrics(font).elidedText(choice.words, Qt.TextElideMode.ElideRight, _ROW)
            box = QCheckBox(shown)
            box.setFont(font)
            box.setToolTip(choice.words)
            box.setAccessibleName(choice.words)
            box.setMinimumHeight(self._theme.sizes.target)
            self.rows[int(choice.value)] = box
            self._grid.addWidget(box, self._grid.rowCount(), 0)

    def _control(self, field: Field) -> QLineEdit | QComboBox:
        if field.shape is Shape.ONE_OF:
            several = QComboBox()
            for choice in field.choices:
                several.addItem(choice.words, choice.value)
            return several
        line = QLineEdit(field.value)
        if field.shape is Shape.SECRET:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        line.returnPressed.connect(self._next)
        return line

    def _next(self) -> None:
        """Enter goes on to the next field, and from the last one carries the act out."""
        controls = list(self.fields.values())
        here = next((n for n, one in enumerate(controls) if one.hasFocus()), len(controls) - 1)
        if here + 1 < len(controls):
            controls[here + 1].setFocus()
        else:
            self.do.click()


def _words(control: QLineEdit | QComboBox) -> str:
    if isinstance(control, QComboBox):
        return str(control.currentData() or "")
    return control.text()
