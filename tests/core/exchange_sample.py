"""Records of cases in every state, and the columns of the national exchange tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.case import evolved
from core.exchange import Act, Batch, CaseRecord, ExchangeRow, IssuedPaper
from core.exchange_rows import rows
from core.facts import CaseReceived
from core.item_codes import ItemCodes
from core.moment import CHINA
from core.numbering import case_series, following
from core.paper_kind import NoticeKind
from desktop.exchange_book import exchange_codes
from tests.core.sample_case import CASE_ID, MONDAY, case_received
from tests.core.sample_review import CALENDAR, REVIEWED, WAYS, sample

if TYPE_CHECKING:
    from core.case import Case
    from core.case_states import CaseState
    from core.facts import CaseFact

MORNING = datetime(2026, 9, 28, 9, 0, tzinfo=CHINA)
BATCH = Batch("b" * 32, datetime(2026, 9, 30, 18, 0, tzinfo=CHINA), exchange_codes(None))
CODED = replace(
    REVIEWED,
    codes=ItemCodes("01", "000131012000", "1" * 31, "1" * 33, "12100000400002259P", 3),
)
ACCEPTANCE = IssuedPaper(NoticeKind.ACCEPTANCE, "清河政务〔2026〕受03-000417")
DECISION = IssuedPaper(NoticeKind.DECISION, "清河政务〔2026〕准03-000018")

# Widths in characters; a name in capitals may not be empty. From the published table definitions.
COLUMNS = {
    "up_pro_accept": {
        "ROW_GUID": 50,
        "PROJECT_NO": 50,
        "CATALOG_CODE": 12,
        "local_catalog_code": 50,
        "TASK_CODE": 36,
        "local_task_code": 50,
        "task_handle_item": 50,
        "TASK_NAME": 1000,
        "TASK_VERSION": 10,
        "project_name": 1000,
        "PROJECT_TYPE": 2,
        "ORG_CODE": 64,
        "ORG_NAME": 100,
        "APPLYER_NAME": 100,
        "APPLYER_TYPE": 2,
        "APPLYER_PAGE_TYPE": 70,
        "APPLYER_PAGE_CODE": 500,
        "contact_name": 100,
        "contact_mobile": 11,
        "APPLY_DATE": 15,
        "APPLY_TYPE": 2,
        "ACCEPT_DATE": 15,
        "accept_doc_no": 50,
        "promise_date": 15,
        "handle_user_name": 100,
    },
    "up_pro_process": {
        "ROW_GUID": 50,
        "PROJECT_NO": 50,
        "EVENT_NAME": 2,
        "PROCESS_NAME": 1000,
        "EVENT_START_TIME": 15,
        "EVENT_END_TIME": 15,
        "HANDLE_USER_NAME": 100,
        "HANDLE_EXPLAIN": 2000,
        "remark": 256,
    },
    "up_pro_result": {
        "ROW_GUID": 50,
        "PROJECT_NO": 50,
        "RESULT_TYPE": 2,
        "RESULT_DATE": 15,
        "result_explain": 2000,
        "result_cetr_name": 256,
        "result_cetr_no": 2000,
        "IS_DELIVERY_RESULTS": 2,
        "satisfaction": 2,
        "handle_user_name": 100,
    },
    "up_pro_special_procedure": {
        "ROW_GUID": 50,
        "PROJECT_NO": 50,
        "SPECIAL_TYPE": 2,
        "SPECIAL_NAME": 1000,
        "SPECIAL_REASON": 2000,
        "SPECIAL_TIME": 15,
        "END_TIME": 15,
        "result": 2000,
        "applyer_user_name": 100,
        "handle_user": 100,
    },
    "up_pro_material": {
        "ROW_GUID": 50,
        "PROJECT_NO": 50,
        "MATERIAL_NAME": 200,
        "GET_TYPE": 2,
        "get_num": 5,
    },
}
SYNC = {"DATA_SOURCE": 3, "CD_OPERATION": 2, "CD_BATCH": 32, "CD_TIME": 15}


def received() -> CaseReceived:
    """The fact that opened the sample case."""
    case = case_received(CODED)
    return CaseReceived(
        CASE_ID,
        following(case_series("03", MONDAY), 0),
        case.ticket_id,
        case.catalogue_version,
        CODED.code,
        case.applicant,
        MONDAY,
        case.counter,
    )


def facts_to(state: CaseState) -> tuple[CaseFact, ...]:
    """What has to happen to the sample case for it to reach a state."""
    way = WAYS[state]
    case, found = case_received(CODED), list(way.facts)
    for fact in way.facts:
        case = evolved(case, fact)
    for event in way.events:
        fact = sample(event, case)
        case = evolved(case, fact)
        found.append(fact)
    return tuple(found)


def record(*facts: CaseFact, papers: tuple[IssuedPaper, ...] = ()) -> CaseRecord:
    """The record of the sample case after those facts, a minute apart from nine on."""
    case: Case = case_received(CODED)
    for fact in facts:
        case = evolved(case, fact)
    acts = tuple(
        Act(f"op-{number}", fact, MORNING + timedelta(minutes=number), "0317", _name(fact))
        for number, fact in enumerate((received(), *facts))
    )
    return CaseRecord(case, acts, papers)


def exported(of: CaseRecord) -> dict[str, list[ExchangeRow]]:
    """Its rows by table."""
    found: dict[str, list[ExchangeRow]] = {table: [] for table in COLUMNS}
    for row in rows(of, BATCH, MONDAY, CALENDAR):
        found[row.table].append(row)
    return found


def _name(fact: CaseFact | CaseReceived) -> str:
    by = getattr(fact, "by", None)
    return by.name if by else "王敏"
