"""What to do while nobody is being served."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.controls.plain import Card, Text
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from ui.theme import Theme


class HintCard(Card):
    """The centre of an empty counter."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        words = self.tr(
            "人到窗口后按 F5 开始，选事项、录姓名和证件号码，"
            "然后逐项核对材料，受理或一次性告知，文书自动打印。"
        )
        text = Text(theme, Type.BODY, Tone.TEXT_2, words)
        text.setWordWrap(True)
        self.body.addWidget(Text(theme, Type.CARD_TITLE, Tone.TEXT, self.tr("申请材料")))
        self.body.addWidget(text)
        self.body.addStretch()
