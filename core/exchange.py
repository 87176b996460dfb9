"""A case as the national exchange tables `up_pro_*` want it: one value per row, nothing masked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.case import Case
from core.exchange_codes import ExchangeCodes
from core.facts import CaseFact, CaseReceived
from core.paper_kind import NoticeKind

# Fields are the columns by their own names. Moments are texts, `20260928T093000`, Beijing time
# (GB/T 39046, GB/T 7408). A column that has no value here is None.


@dataclass(frozen=True)
class Act:
    """One fact of a case with its moment and who did it, by badge and, where known, by name."""

    op_id: str
    fact: CaseFact | CaseReceived
    at: datetime  # aware
    badge: str
    name: str


@dataclass(frozen=True)
class IssuedPaper:
    """A numbered paper of a case."""

    kind: NoticeKind
    number: str


@dataclass(frozen=True)
class CaseRecord:
    """All there is about one case: what it is now, its facts in order, its papers."""

    case: Case
    acts: tuple[Act, ...]  # the first is its receipt
    papers: tuple[IssuedPaper, ...]  # oldest first


@dataclass(frozen=True)
class Batch:
    """One hand-over: its number, its moment, the codes of the platform it goes to."""

    number: str  # at most 32 characters
    at: datetime  # aware
    codes: ExchangeCodes


@dataclass(frozen=True)
class _Row:
    row_guid: str  # the same for the same row of the same case in every batch
    project_no: str
    data_source: str
    cd_operation: str
    cd_batch: str
    cd_time: str


@dataclass(frozen=True)
class AcceptRow(_Row):
    """办件受理信息."""

    table: ClassVar[str] = "up_pro_accept"

    catalog_code: str
    local_catalog_code: str
    task_code: str
    local_task_code: str
    task_handle_item: str | None
    task_name: str
    task_version: int
    project_name: str
    project_type: str
    org_code: str
    org_name: str
    applyer_name: str
    applyer_type: str
    applyer_page_type: str
    applyer_page_code: str
    contact_name: str
    contact_mobile: str | None
    apply_date: str
    apply_type: str
    accept_date: str
    accept_doc_no: str | None
    promise_date: str | None
    handle_user_name: str


@dataclass(frozen=True)
class ProcessRow(_Row):
    """办件过程信息: one act."""

    table: ClassVar[str] = "up_pro_process"

    event_name: str
    process_name: str
    event_start_time: str
    event_end_time: str
    handle_user_name: str
    handle_explain: str
    remark: str | None


@dataclass(frozen=True)
class ResultRow(_Row):
    """办件结果信息."""

    table: ClassVar[str] = "up_pro_result"

    result_type: str
    result_date: str
    result_explain: str
    result_cetr_name: str | None  # the column's own spelling
    result_cetr_no: str | None
    is_delivery_results: str
    satisfaction: str | None
    handle_user_name: str


@dataclass(frozen=True)
class ProcedureRow(_Row):
    """特别程序信息: an extension, or a procedure whose time was not counted."""

    table: ClassVar[str] = "up_pro_special_procedure"

    special_type: str
    special_name: str
    special_reason: str
    special_time: str
    end_time: str
    result: str | None
    applyer_user_name: str
    handle_user: str


@dataclass(frozen=True)
class MaterialRow(_Row):
    """材料目录信息: one material that was taken in."""

    table: ClassVar[str] = "up_pro_material"

    material_name: str
    get_type: str
    get_num: str


ExchangeRow = AcceptRow | ProcessRow | ResultRow | ProcedureRow | MaterialRow
