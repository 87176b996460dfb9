"""Papers of every kind in three data sets: ordinary, longest, rare names."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import pytest

from core.case_notices import AcceptanceBody, DecisionBody, DeliveryBody, OneTimeBody
from core.paper_kind import NoticeKind
from printing.sample import SAMPLES, sample_notice
from tests.printing.longest_office import longest_office_body

if TYPE_CHECKING:
    from core.notice import Notice, NoticeBody

RARE_NAME = "𬱖㛃䶮𠮷𡋾"
LONG_NAME = ("清河区" + "甲乙丙丁戊己庚辛壬癸" * 9 + "有限责任公司")[:99] + "末"


@pytest.fixture(params=SAMPLES, ids=lambda kind: kind.value)
def kind(request: pytest.FixtureRequest) -> NoticeKind:
    value: NoticeKind = request.param
    return value


@pytest.fixture(params=["ordinary", "longest", "rare"])
def notice(request: pytest.FixtureRequest, kind: NoticeKind) -> Notice:
    if request.param == "longest":
        return longest(kind)
    return sample_notice(kind, "张明华" if request.param == "ordinary" else RARE_NAME)


@pytest.fixture
def long_one_time() -> Notice:
    return longest(NoticeKind.ONE_TIME)


def longest(kind: NoticeKind) -> Notice:
    """100-character names, 40 rows in every list, provisional dates."""
    notice = sample_notice(kind, LONG_NAME)
    return dataclasses.replace(
        notice,
        item_name="从事特别长的行政许可事项名称" * 7 + "完毕" if notice.item_name else "",
        letterhead=dataclasses.replace(
            notice.letterhead, hall="清河区" + "政务服务中心" * 16, department="综合执法局" * 30
        ),
        clerk="欧阳" * 20,
        body=_longest_body(notice.body),
    )


def _longest_body(body: NoticeBody) -> NoticeBody:
    provisional = "2027 年放假安排尚未公布"
    match body:
        case AcceptanceBody(dues=dues, materials=materials):
            late = tuple(
                dataclasses.replace(due, due=date(2027, 1, 5), provisional_note=provisional)
                for due in dues
            )
            rows = tuple(
                dataclasses.replace(materials[0], name=f"第{row}号材料" + "名称很长" * (row % 24))
                for row in range(1, 41)
            )
            return dataclasses.replace(body, dues=late, materials=rows)
        case OneTimeBody(missing=missing, correct_by=due):
            return dataclasses.replace(
                body,
                missing=tuple(
                    dataclasses.replace(
                        missing[row % 2],
                        row=row,
                        name=f"第{row}号材料" + "名称很长" * (row % 24),
                        how=f"第{row}号材料的办理说明" + "很长，" * row,
                    )
                    for row in range(1, 41)
                ),
                correct_by=dataclasses.replace(
                    due, due=date(2027, 1, 5), provisional_note=provisional
                ),
            )
        case DecisionBody():
            return dataclasses.replace(body, result="准予特别长的办理结果" * 40)
        case DeliveryBody():
            return dataclasses.replace(
                body, papers=tuple(f"准予决定书　第{row}份" for row in range(1, 41))
            )
        case _:
            return longest_office_body(body)
