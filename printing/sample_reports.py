"""The lists of the sample ledger and the sample monthly report."""

from __future__ import annotations

from datetime import date

from core.office_notices import ReportColumn, ReportTable


def _table(heading: str, columns: dict[str, int], *rows: tuple[str, ...]) -> ReportTable:
    return ReportTable(
        heading, tuple(ReportColumn(name, share) for name, share in columns.items()), rows
    )


_ITEMS = (
    ("食品经营许可（餐饮服务，新办）", "市场监督管理局"),
    ("第三类医疗器械经营许可延续", "市场监督管理局"),
    ("道路货物运输经营许可（普通货运）", "交通运输局"),
    ("护士执业注册（首次）", "卫生健康局"),
)
_DAYS = (
    (date(2026, 9, 7), date(2026, 9, 20), "已办结"),
    (date(2026, 9, 9), date(2026, 9, 22), "已办结"),
    (date(2026, 9, 17), date(2026, 10, 8), "在办"),
    (date(2026, 9, 18), date(2026, 10, 9), "在办"),
)
_OVERDUE = 23
_SURNAMES, _CLERKS = "张李王陈刘", ("王敏", "孙丽", "何建军")


def _accepted(number: int) -> tuple[str, ...]:
    """The row of that number: days in the order of acceptance, one of them overdue."""
    accepted, due, state = _DAYS[number // 12]
    item, department = _ITEMS[number % len(_ITEMS)]
    return (
        str(number),
        f"{accepted:%Y%m%d}-03-{200 + number:04d}",
        accepted.isoformat(),
        f"{_SURNAMES[number % len(_SURNAMES)]}*{'明' * (number % 2)}",
        item,
        department,
        due.isoformat(),
        _CLERKS[number % len(_CLERKS)],
        "超期 3 个工作日" if number == _OVERDUE else state,
    )


ACCEPTED_IN_SEPTEMBER = _table(
    "",
    {
        "序号": 5,
        "办件编号": 14,
        "受理日期": 9,
        "申请人": 7,
        "事项": 25,
        "承办部门": 13,
        "承诺办结": 9,
        "经办人": 6,
        "状态": 12,
    },
    *(_accepted(number) for number in range(1, 41)),
)

MONTH_OF_AUGUST = (
    _table(
        "（一）各部门办理情况",
        {
            "部门": 28,
            "受理（件）": 12,
            "办结（件）": 12,
            "现场办结（件）": 14,
            "现场办结率": 12,
            "超期（件）": 11,
            "满意率": 11,
        },
        ("市场监督管理局", "512", "498", "460", "89.8%", "4", "98.6%"),
        ("公安局", "386", "386", "379", "98.2%", "0", "99.2%"),
        ("卫生健康局", "143", "137", "124", "86.7%", "1", "97.8%"),
        ("交通运输局", "128", "121", "110", "85.9%", "1", "96.7%"),
        ("民政局", "115", "109", "95", "82.6%", "0", "99.1%"),
        ("合计", "1,284", "1,251", "1,168", "91.0%", "6", "98.6%"),
    ),
    _table(
        "（二）未按时办结的办件",
        {
            "办件编号": 15,
            "承办部门": 18,
            "事项": 29,
            "承诺办结": 11,
            "超期": 13,
            "超时说明": 14,
        },
        *(
            (number, department, item, due, late, "未出具" if "0287" in number else "已出具")
            for number, department, item, due, late in (
                ("20260806-03-0231", *_ITEMS[0][::-1], "2026-08-20", "3 个工作日"),
                ("20260807-03-0244", *_ITEMS[0][::-1], "2026-08-21", "1 个工作日"),
                ("20260810-03-0262", *_ITEMS[1][::-1], "2026-08-24", "2 个工作日"),
                ("20260811-03-0287", *_ITEMS[1][::-1], "2026-08-25", "2 个工作日"),
                ("20260812-05-0104", *_ITEMS[3][::-1], "2026-08-26", "1 个工作日"),
                ("20260813-06-0077", *_ITEMS[2][::-1], "2026-08-27", "1 个工作日"),
            )
        ),
    ),
    _table(
        "（三）催办、督办和投诉",
        {"类别": 28, "发出或者收到（件）": 24, "已反馈或者答复（件）": 24, "逾期（件）": 24},
        ("催办单", "9", "9", "0"),
        ("督办事项通知单", "2", "2", "0"),
        ("投诉", "7", "7", "0"),
    ),
)
