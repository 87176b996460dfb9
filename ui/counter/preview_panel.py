"""预览: the paper as it will come out, beside what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.controls.plain import Card, KeyCap, RefusalLine, Text
from ui.counter.preview_model import DPI, Looking
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.paper_preview import PaperPreview
    from ui.counter.preview_model import PreviewModel
    from ui.theme import Theme

_SCREEN_DPI = 96  # 100 % of the paper's size, as Qt reckons a screen
_AROUND = 12  # px of canvas around a page


class PreviewPanel(Card):
    """Lies over the case while it is looked at; Esc or the key that opened it closes it."""

    closed = Signal()

    def __init__(self, theme: Theme, model: PreviewModel) -> None:
        super().__init__()
        self._model = model
        self._title = Text(theme, Type.CARD_TITLE)
        self._note = Text(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._note.setWordWrap(True)
        self._facts = Text(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._facts.setWordWrap(True)
        self._refusal = RefusalLine(theme)
        self._size = QPushButton()
        self._size.setFont(theme.font(Type.LABEL))
        self._size.setCheckable(True)
        self._size.toggled.connect(self._scale)
        back = QPushButton(self.tr("返回"))
        back.setFont(theme.font(Type.LABEL))
        back.clicked.connect(self.closed)
        self._pages: list[tuple[QLabel, QImage]] = []
        self._column = QVBoxLayout()
        self._column.setContentsMargins(_AROUND, _AROUND, _AROUND, _AROUND)
        self._column.setSpacing(_AROUND)
        sheets = QWidget()
        sheets.setObjectName("sheets")
        sheets.setLayout(self._column)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._area.setWidget(sheets)
        self._area.setAccessibleName(self.tr("文书预览"))
        beside = QVBoxLayout()
        beside.setSpacing(8)
        for widget in (self._title, self._facts, self._note, self._refusal):
            beside.addWidget(widget)
        beside.addStretch()
        beside.addWidget(self._size)
        leave = QHBoxLayout()
        leave.addWidget(back, 1)
        leave.addWidget(KeyCap(theme, "Esc"))
        beside.addLayout(leave)
        side = QWidget()
        side.setFixedWidth(theme.sizes.left_column)
        side.setLayout(beside)
        beside.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(theme.sizes.gutter)
        row.addWidget(self._area, 1)
        row.addWidget(side)
        self.body.addLayout(row)
        self._scale(False)  # noqa: FBT003  (Qt's own signal carries it)
        model.changed.connect(self._show)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page anew."""
        super().resizeEvent(event)
        self._fit()

    def _show(self) -> None:
        model = self._model
        preview = model.preview
        self._title.setText(preview.title if preview else self.tr("文书预览"))
        self._facts.setText(_facts(self, preview) if preview else "")
        self._note.setText(self._words(model.looking, preview))
        if model.refusal:
            self._refusal.say(model.refusal)
        else:
            self._refusal.clear()
        self._size.setVisible(preview is not None)
        self._lay_pages(preview.pages if preview else ())

    def _words(self, looking: Looking, preview: PaperPreview | None) -> str:
        if looking is Looking.NOTHING:
            return self.tr("现在没有要出具的文书，也没有打印过。")
        if looking is Looking.REFUSED:
            return self.tr("现在还不能出具：")
        if preview is None:
            return self.tr("正在排版……")
        if looking is Looking.COMING:
            return self.tr("还没有出具，编号还没有占用；确认无误后按下方的按键出具并打印。")
        return self.tr("这就是送到打印机的内容，逐点一致。")

    def _lay_pages(self, pages: tuple[bytes, ...]) -> None:
        for label, _ in self._pages:
            self._column.removeWidget(label)
            label.deleteLater()
        self._pages = []
        for number, png in enumerate(pages, start=1):
            label = QLabel()
            label.setAccessibleName(self.tr("第 {page} 页").format(page=number))
            self._column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
            self._pages.append((label, QImage.fromData(png)))
        self._fit()

    def _scale(self, _full: bool) -> None:  # noqa: FBT001  (Qt's own signal carries it)
        full = self._size.isChecked()
        self._size.setText(self.tr("适合高度") if full else self.tr("原大 100%"))
        self._fit()

    def _fit(self) -> None:
        ratio = self.devicePixelRatioF()
        for label, page in self._pages:
            if self._size.isChecked():
                width = page.width() * _SCREEN_DPI / DPI
            else:
                room = self._area.viewport().height() - 2 * _AROUND
                width = page.width() * max(room, 1) / page.height()
            shown = page.scaledToWidth(
                max(1, round(width * ratio)), Qt.TransformationMode.SmoothTransformation
            )
            shown.setDevicePixelRatio(ratio)
            label.setPixmap(QPixmap.fromImage(shown))


def _facts(panel: PreviewPanel, preview: PaperPreview) -> str:
    lines = [
        preview.number,
        panel.tr("共 {pages} 页").format(pages=len(preview.pages)),
        panel.tr("内容指纹 {digest}").format(digest=preview.sha256[:16]),
    ]
    return "\n".join(lines)
