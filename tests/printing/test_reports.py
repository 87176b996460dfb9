"""Ledgers and monthly reports: heads on every page, no row lost, headings with their lists."""

from __future__ import annotations

import dataclasses

import pypdfium2
import pytest

from core.office_notices import LedgerBody, MonthlyReportBody, ReportColumn, ReportTable
from core.paper_kind import NoticeKind
from printing.documents import render
from tests.printing.conftest import longest
from tests.printing.office_sample import paper, sample_body, words_on
from tests.printing.pdf_text import pages_of, words_of

# --- 台账 ----------------------------------------------------------------------------------------


def test_a_ledger_is_named_and_tells_its_period_count_and_totals() -> None:
    words = words_on(NoticeKind.LEDGER)
    assert "受理台账编号：" in words
    assert "登记期间：2026年9月1日至2026年9月28日共40条" in words
    assert "合计：受理40件；已办结22件；在办17件；超期1件。" in words
    assert "制表人王敏（工号0317）制表窗口3号窗口审核人制表日期2026年9月28日" in words


def test_a_ledger_not_called_one_is_still_titled_as_one() -> None:
    words = words_of(render(paper(dataclasses.replace(sample_body(LedgerBody), name="延期"))))
    assert "延期台账编号：" in words


def test_every_page_of_a_long_ledger_repeats_the_heads_and_no_row_is_lost() -> None:
    notice = longest(NoticeKind.LEDGER)
    assert isinstance(notice.body, LedgerBody)
    table = notice.body.table
    numbered = dataclasses.replace(
        table,
        rows=tuple(
            (str(number), f"20260901-03-{number:04d}", *row[2:])
            for number, row in enumerate(table.rows, start=1)
        ),
    )
    body = dataclasses.replace(notice.body, table=numbered)
    pages = pages_of(render(dataclasses.replace(notice, body=body)))
    head = "".join(column.heading for column in table.columns)
    with_rows = [page for page in pages if "20260901-03-" in page]
    assert len(with_rows) > 20
    assert all(page.count(head) == 1 for page in with_rows)
    found = [page.count("20260901-03-") for page in with_rows]
    assert sum(found) == 400
    for number in range(1, 401):
        assert sum(f"20260901-03-{number:04d}" in page for page in pages) == 1


def test_an_empty_ledger_says_so() -> None:
    notice = paper(
        dataclasses.replace(sample_body(LedgerBody), table=ReportTable("", (), ()), totals=())
    )
    words = words_of(render(notice))
    assert "共0条" in words
    assert "本期没有记录。" in words
    assert "合计：共0条。" in words


def test_figures_stand_below_each_other_and_row_numbers_in_the_middle() -> None:
    columns = (ReportColumn("序号", 10), ReportColumn("件数", 20), ReportColumn("部门", 70))
    rows = (("7", "512", "公安局"), ("77", "1,386", "民政局"), ("777", "98.6%", "卫生健康局"))
    body = dataclasses.replace(sample_body(LedgerBody), table=ReportTable("", columns, rows))
    with pypdfium2.PdfDocument(render(paper(body))) as document:
        text = document[0].get_textpage()
        numbers, figures, names = (
            [where(text, row[column]) for row in rows] for column in range(3)
        )
    assert [right for _, right in figures] == pytest.approx([figures[0][1]] * 3, abs=1)
    assert [left for left, _ in names] == pytest.approx([names[0][0]] * 3, abs=1)
    middles = [(left + right) / 2 for left, right in numbers]
    assert middles == pytest.approx([middles[0]] * 3, abs=1)


def where(text: pypdfium2.PdfTextPage, words: str) -> tuple[float, float]:
    """Left and right edge of the whole words' last appearance."""
    search, last = text.search(words, match_whole_word=True), (0, 0)
    while found := search.get_next():
        last = found
    start, count = last
    boxes = [text.get_charbox(index) for index in range(start, start + count)]
    return boxes[0][0], boxes[-1][2]


# --- 月度通报 ------------------------------------------------------------------------------------


def test_a_monthly_report_has_month_summary_lists_and_requirements() -> None:
    words = words_on(NoticeKind.MONTHLY_REPORT)
    assert "月度通报（2026年8月）编号：" in words
    assert "一、总体情况1.全区进驻部门受理办件1,284件" in words
    assert "二、分项情况（一）各部门办理情况部门受理（件）" in words
    assert "合计1,2841,2511,16891.0%698.6%" in words
    assert "（二）未按时办结的办件办件编号承办部门" in words
    assert "三、工作要求1.市场监督管理局对未出具超时说明的1件办件" in words


def test_a_monthly_report_says_when_its_figures_were_frozen() -> None:
    words = words_on(NoticeKind.MONTHLY_REPORT)
    assert (
        "本通报所列数据于2026年9月1日统计并固定，此后的变动不改变本期数据。"
        "对数据有疑问的，可以到清河区政务服务中心3号窗口核对。"
    ) in words
    assert "制表人王敏（工号0317）审核人签发人印发日期2026年9月28日" in words


def test_a_monthly_report_counts_only_the_sections_it_has() -> None:
    notice = paper(dataclasses.replace(sample_body(MonthlyReportBody), summary=(), requirements=()))
    words = words_of(render(notice))
    assert "一、分项情况（一）各部门" in words
    assert "总体情况" not in words
    assert "工作要求" not in words


def test_a_monthly_report_without_anything_still_closes() -> None:
    notice = paper(
        dataclasses.replace(sample_body(MonthlyReportBody), summary=(), tables=(), requirements=())
    )
    words = words_of(render(notice))
    assert "统计并固定" in words
    assert "盖章处" in words


def test_a_heading_is_never_parted_from_its_list() -> None:
    notice = longest(NoticeKind.MONTHLY_REPORT)
    assert isinstance(notice.body, MonthlyReportBody)
    for summary in range(len(notice.body.summary)):
        body = dataclasses.replace(notice.body, summary=notice.body.summary[:summary])
        pages = pages_of(render(dataclasses.replace(notice, body=body)))
        for table in body.tables:
            head = "".join(column.heading for column in table.columns)
            (page,) = [page for page in pages if table.heading in page]
            assert f"{table.heading}{head}" in page
            assert table.rows[0][0] in page.partition(f"{table.heading}{head}")[2]
