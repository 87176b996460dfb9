"""What the clerk is told after an act upon a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from core.case import Case
    from desktop.casework import Step

translate = QCoreApplication.translate


def case_words(case: Case) -> str:
    """Opened, or opened again."""
    return translate("case_words", "办件 {number} {state}").format(
        number=case.number, state=case.state.word
    )


def step_words(step: Step) -> str:
    """A paper was issued."""
    return translate("case_words", "{state}，{title}已送打印").format(
        state=step.case.state.word, title=step.notice.kind.title
    )


def copy_words(copy_no: int) -> str:
    """A paper was printed again."""
    return translate("case_words", "补打第 {copy} 份，已送打印").format(copy=copy_no)
