"""A filled-in form of an act, read as what the act needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.errors import Refusal
from core.limit import Limit, Unit
from core.notice_lines import Remedies
from desktop.case_forms import Ask
from desktop.corrections import SecondPerson


class AnswerNotUsable(Refusal):
    """A field of a form is empty or holds something that cannot be read."""


@dataclass(frozen=True)
class Answers:
    """A filled-in form."""

    given: tuple[tuple[Ask, str], ...] = ()
    chosen: tuple[int, ...] = ()  # the rows ticked

    def words(self, ask: Ask) -> str:
        """What was typed or chosen."""
        return next((text.strip() for one, text in self.given if one is ask), "")

    def parts(self, ask: Ask) -> tuple[str, ...]:
        """What was typed, one thing after the other."""
        text = self.words(ask)
        for mark in "，,；;\n":
            text = text.replace(mark, "、")
        return tuple(part.strip() for part in text.split("、") if part.strip())

    def limit(self) -> Limit:
        """The number of working days.

        Raises: AnswerNotUsable.
        """
        text = self.words(Ask.DAYS)
        if not (text.isdecimal() and int(text)):
            raise AnswerNotUsable(
                f"“{text}”不是工作日数，没有登记，办件没有变动，请填 1 以上的整数。"
            )
        return Limit.parse(f"{int(text)}{Unit.WORKING_DAY.value}")

    def day(self, ask: Ask) -> date:
        """A day written 2026-09-28.

        Raises: AnswerNotUsable.
        """
        try:
            return date.fromisoformat(self.words(ask))
        except ValueError as error:
            raise AnswerNotUsable(
                f"{ask.value}“{self.words(ask)}”不是日期，没有登记，办件没有变动，"
                "请按 2026-09-28 的写法填写。"
            ) from error

    def number(self) -> int:
        """Which special procedure.

        Raises: AnswerNotUsable.
        """
        text = self.words(Ask.PROCEDURE)
        if not text.isdecimal():
            raise AnswerNotUsable(
                "这个办件没有待办的特别程序，没有登记，办件没有变动，请先申请特别程序。"
            )
        return int(text)

    def remedies(self) -> Remedies:
        """Where the applicant may turn.

        Raises: AnswerNotUsable: 行政许可法 art. 38 demands both.
        """
        body, court = self.words(Ask.REVIEW_BODY), self.words(Ask.COURT)
        if not (body and court):
            raise AnswerNotUsable(
                "没有写明复议机关和诉讼法院，没有出具，办件没有变动，请填写后再办。"
            )
        return Remedies(body, court)

    def second(self) -> SecondPerson:
        """Who signs second."""
        return SecondPerson(self.words(Ask.SECOND_BADGE), self.words(Ask.SECOND_PASSWORD))
