"""Cases handed over as JSON lines: which, how often, and nothing lost on the way."""

from __future__ import annotations

import io
import json
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import TypeAdapter
from sqlalchemy import update

from core.case_parts import Ground
from core.case_states import CaseState
from core.exchange import ExchangeRow
from core.limit import Limit
from core.staff import Role
from db.case_records import acted_on
from db.tables import case_file
from desktop import answers, casework, decisions, review
from desktop.case_export import Exported, PeriodNotUnderstood, export_cases
from desktop.exchange_book import CodeTableNotUnderstood, exchange_codes
from tests.core.sample_case import RESTAURANT
from tests.core.sample_review import REVIEWED
from tests.house import one_missing
from tests.review_hall import OFFICE, REMEDIES, duty

if TYPE_CHECKING:
    from pathlib import Path

    from tests.review_hall import Hall

CHIEF = duty(Role.CHIEF_REPRESENTATIVE)
MONDAY, TUESDAY = date(2026, 9, 28), date(2026, 9, 29)
_TABLES = {kind.table: TypeAdapter(kind) for kind in ExchangeRow.__args__}


def exported(hall: Hall, since: date = MONDAY, until: date = MONDAY) -> tuple[Exported, bytes]:
    out = io.BytesIO()
    write = partial(export_cases, codes=exchange_codes(None), since=since, until=until, out=out)
    return hall.ask(write), out.getvalue()


def lines(hall: Hall, since: date = MONDAY, until: date = MONDAY) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported(hall, since, until)[1].splitlines()]


def numbers(found: list[dict[str, Any]]) -> set[str]:
    return {line["row"]["project_no"] for line in found}


def cases_of_every_kind(hall: Hall) -> dict[CaseState, str]:
    """One case in every state a counter can bring it to within a day."""
    found = [
        hall.received(RESTAURANT),
        hall.told_once(RESTAURANT),
        hall.accepted(REVIEWED),
    ]
    conditional = hall.received(REVIEWED)
    missing = one_missing(conditional)
    found.append(
        hall.do(answers.accept_conditionally, duty(), OFFICE, conditional.case_id, missing).case
    )
    case_id = hall.accepted(REVIEWED).case_id
    ten = Limit.parse("10wd")
    hall.do(review.request_procedure, duty(), case_id, Ground.EXPERT_REVIEW, "无标准", ten)
    found.append(hall.case(case_id))
    denied = hall.accepted(REVIEWED)
    hall.do(decisions.deny, CHIEF, OFFICE, denied.case_id, ("场所不符",), REMEDIES)
    found.append(hall.case(denied.case_id))
    delivered = hall.accepted(REVIEWED)
    hall.do(decisions.grant, CHIEF, OFFICE, delivered.case_id)
    hall.do(casework.deliver_at_counter, duty(), OFFICE, delivered.case_id)
    found.append(hall.case(delivered.case_id))
    withdrawn = hall.accepted(REVIEWED)
    hall.do(answers.withdraw, duty(), OFFICE, withdrawn.case_id)
    found.append(hall.case(withdrawn.case_id))
    refused = hall.received(REVIEWED)
    hall.do(answers.refuse, duty(), OFFICE, refused.case_id, "不属本机关", "水务局", REMEDIES)
    found.append(hall.case(refused.case_id))
    return {case.state: case.number for case in found}


def test_every_line_is_a_row_of_its_table_again(either_hall: Hall) -> None:
    hall = either_hall
    wanted = cases_of_every_kind(hall)
    told, content = exported(hall)
    found = [json.loads(line) for line in content.splitlines()]
    assert numbers(found) == set(wanted.values())
    assert (told.cases, told.lines, told.without_code) == (len(wanted), len(found), len(wanted))
    for line in found:
        row = _TABLES[line["table"]].validate_json(json.dumps(line["row"]), strict=True)
        assert json.loads(_TABLES[line["table"]].dump_json(row)) == line["row"]
    results = {
        line["row"]["project_no"]: line["row"]["result_explain"]
        for line in found
        if line["table"] == "up_pro_result"
    }
    assert results.pop(wanted[CaseState.DECIDED]).startswith("不予（清河政务")
    assert results.pop(wanted[CaseState.DELIVERED]).startswith("准予（清河政务")
    assert results.pop(wanted[CaseState.NOT_ACCEPTED]).startswith("不予受理（清河政务")
    assert results == {wanted[CaseState.WITHDRAWN]: "撤回"}


def test_a_rebuilt_station_hands_over_the_same(hall: Hall) -> None:
    cases_of_every_kind(hall)

    def without_batch() -> list[dict[str, Any]]:
        found = lines(hall)
        for line in found:
            del line["row"]["cd_batch"]
        return found

    before = without_batch()
    hall.rebuilt()
    assert without_batch() == before


def test_a_case_is_handed_over_on_every_day_something_happens_to_it(either_hall: Hall) -> None:
    hall = either_hall
    quiet, busy = hall.accepted(REVIEWED), hall.accepted(REVIEWED)
    hall.on("09-29", 23).do(decisions.grant, CHIEF, OFFICE, busy.case_id)
    assert numbers(lines(hall)) == {quiet.number, busy.number}
    tuesday = lines(hall, TUESDAY, TUESDAY)
    assert numbers(tuesday) == {busy.number}
    assert {line["row"]["cd_operation"] for line in tuesday} == {"U"}
    assert [line["table"] for line in tuesday].count("up_pro_accept") == 1
    assert {line["row"]["cd_operation"] for line in lines(hall)} == {"I"}
    assert lines(hall, date(2026, 9, 30), date(2026, 9, 30)) == []
    assert lines(hall, date(2026, 9, 1), date(2026, 9, 27)) == []


def test_nothing_is_masked(hall: Hall) -> None:
    hall.accepted(REVIEWED)
    text = exported(hall)[1].decode()
    assert "11010519491231002X" in text
    assert "欧阳伟" in text


def test_pages_and_other_halls(hall: Hall) -> None:
    made = [hall.received(RESTAURANT).case_id for _ in range(5)]
    with hall.connection.begin():
        hall.connection.execute(
            update(case_file).where(case_file.c.case_id == made[2]).values(hall="elsewhere")
        )

    def found(page: int) -> list[str]:
        day = (hall.on("09-28", 0).now, hall.on("09-29", 0).now)
        return hall.ask(
            lambda reading: list(acted_on(reading.connection, "qinghe", *day, page=page))
        )

    here = [one for one in made if one != made[2]]
    assert found(1) == found(2) == found(500) == here


def test_a_period_that_ends_before_it_begins_is_refused(hall: Hall) -> None:
    with pytest.raises(PeriodNotUnderstood, match="早于起始日"):
        exported(hall, TUESDAY, MONDAY)


def test_a_platform_gives_only_what_it_wants_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "codes.json"
    file.write_text('{"data_source": "3", "outcomes": {"granted": "01"}}', encoding="utf-8")
    ours, theirs = exchange_codes(None), exchange_codes(file)
    assert theirs.data_source == "3"
    changed = {one for one, code in theirs.outcomes.items() if code != ours.outcomes[one]}
    assert {one.value for one in changed} == {"granted"}
    assert theirs.kinds == ours.kinds


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        '{"colour": "1"}',
        '{"outcomes": "1"}',
        '{"insert": {"a": "1"}}',
        '{"outcomes": {"lost": "1"}}',
        '{"insert": 1}',
    ],
)
def test_a_code_table_with_something_unknown_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "codes.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CodeTableNotUnderstood, match="没有导出任何办件"):
        exchange_codes(file)
    with pytest.raises(CodeTableNotUnderstood):
        exchange_codes(tmp_path / "missing.json")
