"""Two versions of one item compared, line by line; in doubt a change counts as a disadvantage."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from core.case_record import DELIVERY_LIMIT, acceptance_limit
from core.catalogue import ItemKind, LimitStart
from core.catalogue_change import Effect
from core.limit import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.catalogue import MaterialRequirement, ServiceItem
    from core.limit import Limit

Found = tuple[Effect, str]


def item_changes(before: ServiceItem, after: ServiceItem) -> Iterator[Found]:
    """What became of each disclosure, in the order of the guide."""
    yield from _texts(before, after)
    yield from _kind(before, after)
    yield from _lists("条件", before.conditions, after.conditions)
    yield from _lists("环节", before.procedure, after.procedure)
    yield from _lists("不计时的特别程序", before.special_procedures, after.special_procedures)
    yield from _limits(before, after)
    yield from _fee(before, after)
    yield from _materials(before.materials, after.materials)
    yield from _silence(before, after)


def compared(before: Limit | None, after: Limit | None) -> Effect:
    """Whether a limit became shorter or longer; one that cannot be told apart counts as longer."""
    if before == after:
        return Effect.NEUTRAL
    if before is None or after is None:
        return Effect.BETTER if before is None else Effect.WORSE
    if before.unit is after.unit or not (before.value and after.value):
        return Effect.BETTER if after.value < before.value else Effect.WORSE
    return Effect.BETTER if _most_days(after) <= _fewest_days(before) else Effect.WORSE


_ALIKE = 0.6  # of two names' characters: below, they name two different things


def _texts(before: ServiceItem, after: ServiceItem) -> Iterator[Found]:
    for name, old, new in (
        ("事项名称", before.name, after.name),
        ("实施主体", before.subject, after.subject),
        ("承办部门", before.department, after.department),
        ("依据", "、".join(before.basis_lines), "、".join(after.basis_lines)),
        ("办理结果", before.result, after.result),
        ("结果有效期", before.result_validity, after.result_validity),
    ):
        if old != new:
            yield Effect.NEUTRAL, f"{name}由“{old or '无'}”改为“{new or '无'}”"
    if before.codes != after.codes:
        yield Effect.NEUTRAL, "国家目录编码变更"


def _kind(before: ServiceItem, after: ServiceItem) -> Iterator[Found]:
    if before.kind is ItemKind.IMMEDIATE and after.kind is not ItemKind.IMMEDIATE:
        yield Effect.WORSE, "不再是即办件"
    elif after.kind is ItemKind.IMMEDIATE and before.kind is not ItemKind.IMMEDIATE:
        yield Effect.BETTER, "改为即办件"
    elif before.kind is not after.kind:
        yield Effect.NEUTRAL, "办件类型变更"


def _lists(name: str, before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Found]:
    gone = [line for line in before if line not in after]
    new = [line for line in after if line not in before]
    for old, reworded in _reworded(gone, new):
        yield _of_words(old, reworded), f"{name}“{old}”改为“{reworded}”"
        gone.remove(old)
        new.remove(reworded)
    for line in new:
        yield Effect.WORSE, f"新增{name}“{line}”"
    for line in gone:
        yield Effect.BETTER, f"取消{name}“{line}”"
    if not gone and not new and before != after and sorted(before) == sorted(after):
        yield Effect.NEUTRAL, f"{name}的顺序变更"


def _limits(before: ServiceItem, after: ServiceItem) -> Iterator[Found]:
    for name, old, new in (
        ("承诺时限", before.promise, after.promise),
        ("法定时限", _statutory(before), _statutory(after)),
        ("受理答复时限", acceptance_limit(before), acceptance_limit(after)),
        ("送达时限", before.delivery or DELIVERY_LIMIT, after.delivery or DELIVERY_LIMIT),
    ):
        effect = compared(old, new)
        if effect is not Effect.NEUTRAL:
            verb = "缩短" if effect is Effect.BETTER else "延长"
            yield effect, f"{name}{verb}：{_limit(old)} → {_limit(new)}"
    if before.statutory and after.statutory and before.statutory.start is not after.statutory.start:
        later = after.statutory.start is LimitStart.ACCEPTANCE
        words = "自受理起算" if later else "自收到申请起算"
        yield (Effect.WORSE if later else Effect.BETTER), f"法定时限改为{words}"


def _fee(before: ServiceItem, after: ServiceItem) -> Iterator[Found]:
    old, new = before.fee, after.fee
    if new.charged and not old.charged:
        yield Effect.WORSE, f"新增收费：{new.standard}"
    elif old.charged and not new.charged:
        yield Effect.BETTER, f"取消收费（原 {old.standard}）"
    elif new.charged and old.standard != new.standard:
        # Standards are prose ("每证 20 元；补领 40 元"): which is dearer is for a person to say.
        yield Effect.WORSE, f"收费标准由“{old.standard}”改为“{new.standard}”"
    elif old != new:
        yield Effect.NEUTRAL, "收费依据或说明变更"


def _materials(
    before: tuple[MaterialRequirement, ...], after: tuple[MaterialRequirement, ...]
) -> Iterator[Found]:
    gone = {one.name: one for one in before}
    new: dict[str, MaterialRequirement] = {}
    for one in after:
        same = gone.pop(one.name, None)
        if same is None:
            new[one.name] = one
        else:
            yield from _material(same, one)
    for old, reworded in _reworded(list(gone), list(new)):
        yield _of_words(old, reworded), f"材料“{old}”改为“{reworded}”"
        yield from _material(gone.pop(old), new.pop(reworded))
    for name, one in new.items():
        yield Effect.WORSE, f"新增{'必交' if one.required else ''}材料“{name}”"
    for name in gone:
        yield Effect.BETTER, f"取消材料“{name}”"


def _material(old: MaterialRequirement, new: MaterialRequirement) -> Iterator[Found]:
    if old.required is not new.required:
        effect = Effect.WORSE if new.required else Effect.BETTER
        yield effect, f"材料“{new.name}”改为{'必交' if new.required else '非必交'}"
    if old.copies != new.copies:
        effect = Effect.WORSE if new.copies > old.copies else Effect.BETTER
        yield effect, f"材料“{new.name}”由 {old.copies} 份改为 {new.copies} 份"
    if old.form != new.form:
        original = "原件" in new.form and "原件" not in old.form
        effect = Effect.WORSE if original else Effect.NEUTRAL
        yield effect, f"材料“{new.name}”由{old.form}改为{new.form}"
    if (old.issuer, old.note, old.basis) != (new.issuer, new.note, new.basis):
        yield Effect.NEUTRAL, f"材料“{new.name}”的出具单位、说明或依据变更"


def _silence(before: ServiceItem, after: ServiceItem) -> Iterator[Found]:
    for name, old, new in (
        ("超时默认", before.default_consent, after.default_consent),
        ("容缺受理", before.conditional, after.conditional),
    ):
        if old and not new:
            yield Effect.WORSE, f"取消{name}"
        elif new and not old:
            yield Effect.BETTER, f"新增{name}"
        elif old != new:
            # Its days, rows or consequence moved: which way is for a person to say.
            yield Effect.WORSE, f"{name}的条件变更"
    if before.assist_silence is not after.assist_silence:
        yield Effect.NEUTRAL, "协办逾期的后果变更"


def _reworded(gone: list[str], new: list[str]) -> list[tuple[str, str]]:
    """Lines that are the same thing in other words, each used once."""
    pairs, free = [], list(new)
    for old in gone:
        likeness = [(SequenceMatcher(None, old, one).ratio(), one) for one in free]
        best = max(likeness, default=(0.0, ""))
        if best[0] >= _ALIKE:
            pairs.append((old, best[1]))
            free.remove(best[1])
    return pairs


def _of_words(old: str, new: str) -> Effect:
    """Longer words may hide a further demand in an old line."""
    return Effect.WORSE if len(new) > len(old) else Effect.NEUTRAL


def _statutory(item: ServiceItem) -> Limit | None:
    return item.statutory.limit if item.statutory else None


def _fewest_days(limit: Limit) -> int:
    """Calendar days it takes at least."""
    return limit.value * (28 if limit.unit is Unit.MONTH else 1)


def _most_days(limit: Limit) -> int:
    """Calendar days it takes at most, a long holiday at its end included."""
    match limit.unit:
        case Unit.WORKING_DAY:
            return limit.value * 2 + _LONG_HOLIDAY
        case Unit.MONTH:
            return limit.value * 31 + _LONG_HOLIDAY
        case _:
            return limit.value + _LONG_HOLIDAY


_LONG_HOLIDAY = 10  # days; the Spring Festival of 2026 has nine


def _limit(limit: Limit | None) -> str:
    return limit.words() if limit else "无"
