"""Papers of every kind in three data sets: ordinary, longest, rare names."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from core.notice import CaseBody
from core.paper_kind import NoticeKind
from printing.sample import SAMPLES, sample_notice
from tests.printing.longest_case import LONG_NAME, longest_case_body
from tests.printing.longest_office import longest_office_body

if TYPE_CHECKING:
    from core.notice import Notice, NoticeBody

RARE_NAME = "𬱖㛃䶮𠮷𡋾"


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
    if isinstance(body, CaseBody):
        return longest_case_body(body)
    return longest_office_body(body)
