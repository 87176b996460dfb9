"""What each paper of the office itself says: guidance, urging, supervision, publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from core.notice_lines import ChargeLine, DueLine, MissingLine


@dataclass(frozen=True)
class GuidanceBody:
    """指引单: not our business, so whose it is, and who answered first (首问负责)."""

    question: str
    first_responder: str  # 王敏（工号 0317）
    to_department: str
    to_place: str  # 二楼 12 号窗口
    to_phone: str
    bring: tuple[str, ...]
    remark: str  # may be empty
    paper: Literal["guidance"] = "guidance"


@dataclass(frozen=True)
class UrgedCase:
    """One case that is pressed on with."""

    number: str
    item: str
    applicant: str  # masked
    due: DueLine
    left: str  # 剩 1 个工作日, 超期 2 个工作日


@dataclass(frozen=True)
class UrgingBody:
    """催办单 to a department."""

    cases: tuple[UrgedCase, ...]
    reason: str
    reply_by: DueLine
    issued_by: str
    paper: Literal["urging"] = "urging"


@dataclass(frozen=True)
class SupervisionBody:
    """督办事项通知单: findings, what is required, by when, and who is next if nothing happens."""

    matter: str
    findings: tuple[str, ...]
    requirements: tuple[str, ...]
    reply_by: DueLine
    responsible: str
    escalates_to: str
    basis: tuple[str, ...]
    paper: Literal["supervision"] = "supervision"


@dataclass(frozen=True)
class ComplaintBody:
    """投诉受理单 for the person who complained."""

    channel: str  # 窗口投诉
    received_at: datetime  # aware
    about: str  # counter, clerk or case; may be empty
    matter: str
    handler: str
    reply_by: DueLine
    paper: Literal["complaint"] = "complaint"


@dataclass(frozen=True)
class ProcessStep:
    """One step of an item's process as drawn in its guide."""

    name: str
    who: str  # may be empty
    limit: str  # may be empty


@dataclass(frozen=True)
class GuideBody:
    """办事指南: an item's eight disclosures (八公开) and its process (行政许可法 art. 30)."""

    subject: str  # 主体
    basis: tuple[str, ...]  # 依据
    conditions: tuple[str, ...]  # 条件
    steps: tuple[ProcessStep, ...]  # 程序
    promise: str  # 承诺时间
    statutory: str
    fee_basis: str  # 收费依据
    fee_standard: str  # 收费标准
    materials: tuple[MissingLine, ...]
    optional_rows: tuple[int, ...]  # rows of `materials` that are needed only in some cases
    result: str
    validity: str
    catalogue_version: str
    paper: Literal["guide"] = "guide"


@dataclass(frozen=True)
class ReportColumn:
    """One column of a printed list; `share` of the width, the shares of a list sum to 100."""

    heading: str
    share: int


@dataclass(frozen=True)
class ReportTable:
    """A list as printed: every row has one text per column."""

    heading: str  # may be empty
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class LedgerBody:
    """台账: one of the hall's ledgers over a period."""

    name: str  # 受理台账
    first: date
    last: date
    table: ReportTable
    totals: tuple[str, ...]
    paper: Literal["ledger"] = "ledger"


@dataclass(frozen=True)
class MonthlyReportBody:
    """月度通报: the figures of a month, frozen on the day they were drawn up."""

    month: str  # 2026年9月
    drawn_up_on: date
    summary: tuple[str, ...]
    tables: tuple[ReportTable, ...]
    requirements: tuple[str, ...]
    paper: Literal["monthly_report"] = "monthly_report"


@dataclass(frozen=True)
class SchoolFeeBody:
    """进校收费批准通知书: one licence, one notice (一证一书); outside its five days nobody pays."""

    school: str
    licence: str  # 收费许可证 number
    charges: tuple[ChargeLine, ...]
    valid_from: date
    valid_to: DueLine
    approved_by: str
    paper: Literal["school_fee"] = "school_fee"
