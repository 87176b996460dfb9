"""How dates, times and statutes read on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.moment import CHINA

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from core.notice import Notice
    from core.notice_lines import Remedies

LICENSING_LAW = "《中华人民共和国行政许可法》"


def day_words(day: date) -> str:
    """`2026年10月9日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def due_words(day: date) -> str:
    """`2026年10月9日（星期五）`."""
    return f"{day_words(day)}（星期{'一二三四五六日'[day.weekday()]}）"


def moment_words(at: datetime) -> str:
    """`2026年9月28日10时36分` of an aware instant, Beijing time."""
    local = at.astimezone(CHINA)
    return f"{day_words(local.date())}{local.hour}时{local.minute:02d}分"


def item_words(notice: Notice) -> str:
    """The item's name and code."""
    return f"{notice.item_name}（事项编码 {notice.item_code}）"


def place_words(notice: Notice) -> str:
    """The hall and its counter."""
    return f"{notice.letterhead.hall}{notice.letterhead.counter}"


def slip_words(slip_code: str) -> str:
    """The slip code in groups of four, as eye and hand want it."""
    return " ".join(slip_code[start : start + 4] for start in range(0, len(slip_code), 4))


def remedy_words(remedies: Remedies, paper: str) -> str:
    """Whom to turn to and until when, counted from receipt of `本通知书`.

    Source: 行政复议法 art. 20, 行政诉讼法 art. 46.
    """
    return (
        f"如不服本决定，可以自收到{paper}之日起 {remedies.review_within}内，依照"
        f"《中华人民共和国行政复议法》第二十条向{remedies.review_organ}申请行政复议；"
        f"也可以自收到{paper}之日起 {remedies.suit_within}内，依照"
        f"《中华人民共和国行政诉讼法》第四十六条向{remedies.court}提起行政诉讼。"
    )


def is_licence(basis: Sequence[str]) -> bool:
    """Whether the item is a licence, as its basis tells; other items are worded neutrally."""
    return any("行政许可法" in entry for entry in basis)


def citation(basis: Sequence[str], articles: str) -> str:
    """`依照…，` with every basis, or nothing when there is none.

    For a licence the given articles of the 行政许可法 come first and replace an entry that only
    names the law or the beginning of those articles.
    """
    entries = list(basis)
    if is_licence(basis):
        exact = f"{LICENSING_LAW}{articles}"
        entries = [exact, *(entry for entry in basis if not _repeats(entry, exact))]
    return f"依照{'、'.join(entries)}，" if entries else ""


def _repeats(entry: str, exact: str) -> bool:
    full = entry.replace("《行政许可法》", LICENSING_LAW)
    return exact.startswith(full.replace("(", "（").replace(")", "）"))
