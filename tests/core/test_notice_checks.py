"""The checks of a read notice: the published ones pass, each broken one is named in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from core.calendar import Calendar, national_calendar
from core.national_calendar import NOTICES
from core.notice_import.checks import Check, Finding, Severity, calendar_with, findings, refusals
from core.notice_import.reading import read

CALENDAR = national_calendar()
TEXTS = {
    path.stem: path.read_text("utf-8") for path in (Path(__file__).parent / "notices").glob("*.txt")
}
# An arrangement nobody has published, in the words of a notice.
SAMPLE_2027 = """国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。2月13日（周六）、2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
国务院办公厅
2026年11月5日
"""


def checked(text: str, in_force: Calendar = CALENDAR) -> dict[Check, Finding]:
    first: dict[Check, Finding] = {}
    for one in findings(read(text, in_force), in_force):
        first.setdefault(one.check, one)
    return first


def changed(old: str, new: str) -> dict[Check, Finding]:
    assert old in SAMPLE_2027
    return checked(SAMPLE_2027.replace(old, new))


@pytest.mark.parametrize("name", TEXTS)
def test_a_published_notice_passes(name: str) -> None:
    issued = read(TEXTS[name], CALENDAR).issued
    before = Calendar(tuple(notice for notice in NOTICES if issued and notice.issued < issued))
    assert not refusals(checked(TEXTS[name], before).values())


@pytest.mark.parametrize(
    ("name", "warned"),
    [
        ("2026", set()),
        ("2025", set()),
        ("2012", {Check.DECEMBER_BEFORE}),
        ("2019", {Check.DECEMBER_BEFORE}),
        ("2019-05", set()),
        ("2015-09", {Check.WORKDAYS_OF_YEAR}),
        ("2020-02", {Check.IN_LIEU_EQUALS_MAKE_UP, Check.WORKDAYS_OF_YEAR}),
    ],
)
def test_what_is_out_of_the_ordinary_is_said(name: str, warned: set[Check]) -> None:
    issued = read(TEXTS[name], CALENDAR).issued
    before = Calendar(tuple(notice for notice in NOTICES if issued and notice.issued < issued))
    found = checked(TEXTS[name], before)
    assert set(found) == warned
    assert all(one.severity is Severity.WARN for one in found.values())


def test_a_year_that_balances_has_nothing_to_say() -> None:
    assert checked(SAMPLE_2027) == {}
    days = [date.fromordinal(date(2027, 1, 1).toordinal() + n) for n in range(365)]
    after = calendar_with(read(SAMPLE_2027, CALENDAR), CALENDAR)
    assert sum(map(after.is_working, days)) == 248


@pytest.mark.parametrize(
    ("old", "new", "check", "words"),
    [
        (
            "1月1日（周五）",
            "1月1日（周四）",
            Check.WEEKDAYS_AGREE,
            "2027年1月1日写作周四，实为周五",
        ),
        ("共8天", "共7天", Check.STATED_DAYS_AGREE, "春节写明放假7天，列出的是8天"),
        (
            "4月3日（周六）至5日（周一）",
            "5月1日（周六）至3日（周一）",
            Check.NO_DAY_TWICE,
            "5月1日出现了2次",
        ),
        ("2月13日（周六）", "2月12日（周五）", Check.NO_DAY_TWICE, "2027年2月12日出现了2次"),
        ("9月26日（周日）", "9月27日（周一）", Check.MAKE_UP_AT_WEEKENDS, "9月27日是周一"),
        ("六、中秋节：9月15日（周三）放假1天，不调休。\n", "", Check.EVERY_HOLIDAY, "没有中秋节"),
        ("10月1日（周五）至7日", "10月2日（周六）至7日", Check.HOLIDAY_INSIDE, "没有2027年10月1日"),
        ("9月26日（周日）、", "", Check.IN_LIEU_EQUALS_MAKE_UP, "调休5天，上班日却有4天"),
        ("9月26日（周日）、", "", Check.WORKDAYS_OF_YEAR, "应有248个工作日，照此安排是247个"),
        ("国办发明电〔2026〕9号\n", "", Check.SIGNED, "没有文号"),
        ("国务院办公厅\n2026年11月5日\n", "", Check.SIGNED, "没有成文日期"),
        (
            "1月1日（周五）至3日",
            "2026年12月31日至2027年1月3日",
            Check.DECEMBER_BEFORE,
            "12月31日放假",
        ),
        (
            "一、元旦：1月1日",
            "一、元旦：2028年1月1日（周六）、1月1日",
            Check.WITHIN_YEAR,
            "2028年1月1日不在2027年内",
        ),
    ],
)
def test_each_check_finds_its_fault(old: str, new: str, check: Check, words: str) -> None:
    found = changed(old, new)
    assert words in found[check].words
    assert found[check].words.endswith("。")


def test_which_faults_refuse_the_import() -> None:
    warn_only = {Check.WORKDAYS_OF_YEAR, Check.DECEMBER_BEFORE, Check.YEAR_REPLACED}
    broken = (
        changed("9月26日（周日）、", "") | changed("共8天", "共7天") | changed("国办发明电", "")
    )
    for check, finding in broken.items():
        assert (finding.severity is Severity.WARN) == (check in warn_only)


def test_the_year_must_follow_the_calendar() -> None:
    a_year_later = SAMPLE_2027.replace("2027年", "2028年")
    assert "请先导入2027年" in checked(a_year_later)[Check.YEAR_FOLLOWS].words
    too_old = TEXTS["2007"].replace("2007年", "2003年").replace("2006年", "2002年")
    assert "从2004年开始" in checked(too_old)[Check.YEAR_FOLLOWS].words
    amendment = "关于调整2027年劳动节假期安排的通知\n一、5月1日至4日放假。"
    assert "还没有放假安排" in checked(amendment)[Check.YEAR_FOLLOWS].words


def test_a_year_arranged_already_is_said_to_be_replaced() -> None:
    assert "已有2026年" in checked(TEXTS["2026"])[Check.YEAR_REPLACED].words


def test_a_table_is_checked_like_a_text() -> None:
    rows = "\n".join(f"2027-05-0{day},劳动节,off" for day in (1, 2, 3, 3))
    found = checked(rows)
    assert "2027年5月3日出现了2次" in found[Check.NO_DAY_TWICE].words
    assert "没有元旦" in found[Check.EVERY_HOLIDAY].words


def test_a_holiday_outside_the_law_has_no_balance_to_keep() -> None:
    assert Check.IN_LIEU_EQUALS_MAKE_UP not in checked("2027-08-06,火把节,off")
