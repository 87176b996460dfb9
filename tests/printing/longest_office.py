"""The office's papers at their longest: 40 rows in every list, 400 in a ledger."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

from core.notice_lines import ChargeLine, MissingLine
from core.office_notices import (
    ComplaintBody,
    GuidanceBody,
    GuideBody,
    LedgerBody,
    MonthlyReportBody,
    ProcessStep,
    ReportTable,
    SchoolFeeBody,
    SupervisionBody,
    UrgingBody,
)
from core.paper_kind import NoticeKind

if TYPE_CHECKING:
    from core.notice import NoticeBody
    from core.notice_lines import DueLine

LAST_WORDS = {
    NoticeKind.GUIDANCE: "由首问责任人继续负责协调。咨询电话",
    NoticeKind.URGING: "将发出督办事项通知单，限期完成。咨询电话",
    NoticeKind.SUPERVISION: "处理。咨询电话",
    NoticeKind.COMPLAINT: "可以拨打下列监督电话。咨询电话",
    NoticeKind.GUIDE: "3号窗口。咨询电话",
    NoticeKind.LEDGER: "。咨询电话",
    NoticeKind.MONTHLY_REPORT: "核对。咨询电话",
    NoticeKind.SCHOOL_FEE: "核验本通知书的真伪。咨询电话",
}
UNSEALED = (NoticeKind.GUIDANCE, NoticeKind.GUIDE, NoticeKind.LEDGER)

AWAITED = "2027 年放假安排尚未公布"
OTHER_AWAITED = "2028 年放假安排尚未公布"


def longest_office_body(body: NoticeBody) -> NoticeBody:  # noqa: PLR0911  # one per paper
    match body:
        case GuidanceBody():
            return dataclasses.replace(
                body,
                question=hundred("咨询的问题"),
                first_responder=hundred("首问人"),
                to_department=hundred("办理部门"),
                to_place=hundred("办理地点"),
                to_phone="0000-5500612 转 8001、8002、8003、8004",
                bring=numbered("携带材料"),
                remark=hundred("备注"),
            )
        case UrgingBody(cases=cases, reply_by=due):
            pressed = tuple(
                dataclasses.replace(
                    cases[row % len(cases)],
                    number=f"20261228-03-{row:04d}",
                    item=f"第{row}件事项" + "名称很长" * (row % 24),
                    applicant=f"第{row}个申请人" + "某" * (3 * row % 90),
                    due=provisional(cases[0].due),
                )
                for row in range(1, 41)
            )
            return dataclasses.replace(
                body,
                cases=pressed,
                reason=hundred("催办原因"),
                reply_by=provisional(due, OTHER_AWAITED),
                issued_by=hundred("签发人"),
            )
        case SupervisionBody(reply_by=due):
            return dataclasses.replace(
                body,
                matter=hundred("督办事项"),
                findings=numbered("查明的情况"),
                requirements=numbered("督办的要求"),
                reply_by=provisional(due),
                responsible=hundred("责任人"),
                escalates_to=hundred("上级"),
            )
        case ComplaintBody(reply_by=due):
            return dataclasses.replace(
                body,
                about=hundred("投诉对象"),
                matter="".join(hundred(f"第{part}节") for part in range(6)),
                handler=hundred("承办人"),
                reply_by=provisional(due),
            )
        case GuideBody():
            return longest_guide(body)
        case LedgerBody(table=table):
            return dataclasses.replace(
                body,
                name=hundred("台账"),
                table=long_table(table, 400),
                totals=numbered("合计")[:12],
            )
        case MonthlyReportBody(tables=tables):
            return dataclasses.replace(
                body,
                summary=numbered("情况")[:12],
                tables=tuple(long_table(table, 40) for table in tables),
                requirements=numbered("要求")[:12],
            )
        case SchoolFeeBody(valid_to=due):
            return dataclasses.replace(
                body,
                school=hundred("学校"),
                licence=hundred("许可证"),
                charges=tuple(
                    ChargeLine(
                        f"第{row}项收费" + "名称很长" * (row % 24),
                        f"第{row}项依据" + "很长" * row,
                        f"第{row}项标准",
                        str(row),
                        f"{row * 1280:,}.00",
                    )
                    for row in range(1, 41)
                ),
                valid_to=provisional(due),
                approved_by=hundred("批准人"),
            )
        case _:
            return body


def longest_guide(body: GuideBody) -> GuideBody:
    return dataclasses.replace(
        body,
        subject=hundred("主体"),
        basis=numbered("依据"),
        conditions=numbered("条件"),
        steps=tuple(
            ProcessStep(
                f"第{row}个步骤" + "名称很长" * (row % 24), hundred("由谁办"), f"{row} 个工作日"
            )
            for row in range(1, 41)
        ),
        fee_basis=hundred("收费依据"),
        fee_standard=hundred("收费标准"),
        materials=tuple(
            MissingLine(
                row,
                f"第{row}号材料" + "名称很长" * (row % 24),
                "原件及复印件",
                2,
                hundred("出具单位"),
                f"第{row}号材料的办理说明" + "很长，" * row,
                f"第{row}号材料的依据",
            )
            for row in range(1, 41)
        ),
        optional_rows=tuple(range(1, 41, 3)),
        result=hundred("结果"),
    )


def hundred(name: str) -> str:
    """The name drawn out to a hundred characters."""
    return (name + "甲乙丙丁戊己庚辛壬癸" * 10)[:99] + "末"


def numbered(name: str) -> tuple[str, ...]:
    return tuple(f"第{row}条{name}" + "写得很长" * (row % 24) + "完" for row in range(1, 41))


def provisional(due: DueLine, note: str = AWAITED) -> DueLine:
    return dataclasses.replace(due, due=date(2027, 1, 5), provisional_note=note)


def long_table(table: ReportTable, rows: int) -> ReportTable:
    """As many rows; one text of the sample's widest column is very long in every ninth row."""
    shares = [column.share for column in table.columns]
    widest = shares.index(max(shares))
    cells = [list(table.rows[row % len(table.rows)]) for row in range(rows)]
    for row in range(0, rows, 9):
        cells[row][widest] = hundred(f"第{row}行")
    return dataclasses.replace(table, rows=tuple(tuple(row) for row in cells))
