"""Which command can be given now, why another waits, and which is the right next one."""

from __future__ import annotations

import enum
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.case_states import CaseState
from core.catalogue import ItemKind
from ui.controls.command_state import CommandState, Standing
from ui.counter import queue_states
from ui.counter.scene import Scene, Stage

if TYPE_CHECKING:
    from core.case import Case
    from ui.counter.draft import ChecklistDraft


translate = QCoreApplication.translate


class Act(enum.Enum):
    """The commands of the counter; the value is the key."""

    TAKE_NUMBER = "Ctrl+N"
    TAKE_IN_CLASS = "Ctrl+T"
    CALL_NEXT = "F2"
    CHOOSE = "Ctrl+J"
    CALL_AGAIN = "F3"
    NO_SHOW = "F4"
    START = "F5"
    PAUSE = "Shift+F5"  # or open again
    PARK = "F6"
    PARKED = "Ctrl+G"
    MISSED = "Ctrl+R"
    MOVE = "F7"
    UNDO = "Ctrl+Z"
    CLOSE_DAY = "Shift+F12"
    RECEIVE = "Return"
    ANOTHER = "Ctrl+I"
    CHECKLIST = "F8"
    RULE = "F9"  # 受理, 当场决定 or 送达: what the case's state asks for
    TELL_ONCE = "F10"
    PREVIEW = "Ctrl+P"
    CONFIRM_SHEET = "F11"
    REPRINT = "Shift+F11"
    FINISH = "F12"


def command_states(scene: Scene) -> dict[Act, CommandState]:
    """Every command of the counter; at most one of them is the next."""
    states = {act: say(scene) for act, say in _SAYINGS.items()}
    right = _right_next(scene)
    if right is not None and states[right].standing is Standing.READY:
        states[right] = replace(states[right], standing=Standing.NEXT)
    return states


def _right_next(scene: Scene) -> Act | None:
    match scene.stage:
        case Stage.FREE if scene.closed:
            return Act.PAUSE
        case Stage.FREE:
            return Act.CALL_NEXT if scene.snapshot.next_up else Act.TAKE_NUMBER
        case Stage.CALLED:
            return Act.START
        case Stage.INTAKE:
            return Act.RECEIVE
        case Stage.CASE:
            return _right_next_for_case(scene)


def _right_next_for_case(scene: Scene) -> Act | None:
    case, draft = scene.snapshot.case, scene.draft
    if case is None or draft is None:
        return None
    if draft.open_rows and draft.complete:
        return Act.RULE
    if case.state is CaseState.RECEIVED:
        return None if draft.unexplained else Act.TELL_ONCE
    if scene.sheet_to_confirm:
        return Act.CONFIRM_SHEET
    if scene.printing or scene.came_back:
        return None
    return Act.RULE if case.state is CaseState.DECIDED else Act.FINISH


def _receive(scene: Scene) -> CommandState:
    title = translate("acts", "收件")
    return (
        CommandState.ready(title)
        if scene.stage is Stage.INTAKE
        else CommandState.waits(title, translate("acts", "先按 F5 开始"))
    )


def _another(scene: Scene) -> CommandState:
    title = translate("acts", "再收一件")
    if scene.another:
        return CommandState.ready(translate("acts", "返回办件"))
    if scene.stage is not Stage.CASE:
        return CommandState.waits(title, translate("acts", "先收件"))
    return CommandState.ready(title)


def _checklist(scene: Scene) -> CommandState:
    title = translate("acts", "申请材料")
    return (
        CommandState.ready(title)
        if scene.stage is Stage.CASE
        else CommandState.waits(title, translate("acts", "先收件"))
    )


def _rule(scene: Scene) -> CommandState:
    case, draft = scene.snapshot.case, scene.draft
    if case is None or draft is None or scene.stage is not Stage.CASE:
        return CommandState.waits(translate("acts", "受理"), translate("acts", "先收件"))
    match case.state:
        case CaseState.ACCEPTED:
            return CommandState.waits(
                translate("acts", "受理"), translate("acts", "已受理，转部门审查")
            )
        case CaseState.DECIDED:
            note = _confirming(scene, translate("acts", "打印送达回证"))
            return CommandState.ready(translate("acts", "送达"), note)
        case CaseState.DELIVERED:
            return CommandState.waits(translate("acts", "送达"), translate("acts", "已送达"))
        case CaseState.RECEIVED | CaseState.AWAITING_CORRECTION:
            return _accept(scene, case, draft)
        case _:
            return CommandState.waits(translate("acts", "受理"), case.state.word)


def _accept(scene: Scene, case: Case, draft: ChecklistDraft) -> CommandState:
    immediate = case.item.kind is ItemKind.IMMEDIATE
    title = translate("acts", "当场决定") if immediate else translate("acts", "受理")
    if draft.unexplained:
        return CommandState.waits(
            title, translate("acts", "还有 {count} 项没核对").format(count=draft.unexplained)
        )
    if draft.missing:
        return CommandState.waits(
            title, translate("acts", "还缺 {count} 项").format(count=draft.missing)
        )
    note = translate("acts", "打印准予决定书") if immediate else translate("acts", "打印受理通知书")
    return CommandState.ready(title, _confirming(scene, note))


def _tell_once(scene: Scene) -> CommandState:
    title = translate("acts", "一次性告知")
    case, draft = scene.snapshot.case, scene.draft
    if case is None or draft is None or scene.stage is not Stage.CASE:
        return CommandState.waits(title, translate("acts", "先收件"))
    if case.state is CaseState.AWAITING_CORRECTION:
        return CommandState.waits(title, translate("acts", "已告知，只此一次"))
    if case.state is not CaseState.RECEIVED:
        return CommandState.waits(title, case.state.word)
    if draft.unexplained:
        return CommandState.waits(
            title, translate("acts", "还有 {count} 项没核对").format(count=draft.unexplained)
        )
    if not draft.missing:
        return CommandState.waits(title, translate("acts", "材料齐全，不用告知"))
    note = translate("acts", "打印并交给{name}").format(name=case.applicant.masked_name)
    return CommandState.ready(title, _confirming(scene, note))


def _confirming(scene: Scene, note: str) -> str:
    """The usual note, or that this press confirms characters the typefaces lack."""
    return translate("acts", "核对无误，再按一次照印") if scene.glyphs else note


def _confirm_sheet(scene: Scene) -> CommandState:
    title = translate("acts", "确认出纸")
    if sheet := scene.sheet_to_confirm:
        return CommandState.ready(title, sheet.title)
    if scene.printing:
        return CommandState.waits(title, translate("acts", "正在打印"))
    return CommandState.waits(
        title,
        translate("acts", "都已出纸") if scene.snapshot.sheets else translate("acts", "还没有文书"),
    )


def _preview(scene: Scene) -> CommandState:
    title = translate("acts", "预览")
    if scene.next_paper is None and scene.newest_sheet is None:
        return CommandState.waits(title, translate("acts", "还没有文书"))
    return CommandState.ready(title)


def _reprint(scene: Scene) -> CommandState:
    title = translate("acts", "补打")
    if scene.newest_sheet is None:
        return CommandState.waits(title, translate("acts", "还没有文书"))
    return CommandState.ready(title, translate("acts", "要写明原因"))


def _finish(scene: Scene) -> CommandState:
    title = translate("acts", "办结")
    if scene.stage is Stage.FREE:
        return CommandState.waits(title, translate("acts", "没有在办的号"))
    if scene.stage is Stage.CALLED:
        return CommandState.waits(title, translate("acts", "先开始或过号"))
    case = scene.snapshot.case
    if case is not None and case.state is CaseState.RECEIVED:
        return CommandState.ready(title, translate("acts", "还没有受理或告知"))
    return CommandState.ready(title, translate("acts", "再叫下一位"))


_SAYINGS = {
    Act.TAKE_NUMBER: queue_states.take_number,
    Act.TAKE_IN_CLASS: queue_states.take_in_class,
    Act.CALL_NEXT: queue_states.call_next,
    Act.CHOOSE: queue_states.choose,
    Act.CALL_AGAIN: queue_states.call_again,
    Act.NO_SHOW: queue_states.no_show,
    Act.START: queue_states.start,
    Act.PAUSE: queue_states.pause,
    Act.PARK: queue_states.park,
    Act.PARKED: queue_states.parked,
    Act.MISSED: queue_states.missed,
    Act.MOVE: queue_states.move,
    Act.UNDO: queue_states.undo,
    Act.CLOSE_DAY: queue_states.close_day,
    Act.RECEIVE: _receive,
    Act.ANOTHER: _another,
    Act.CHECKLIST: _checklist,
    Act.RULE: _rule,
    Act.TELL_ONCE: _tell_once,
    Act.PREVIEW: _preview,
    Act.CONFIRM_SHEET: _confirm_sheet,
    Act.REPRINT: _reprint,
    Act.FINISH: _finish,
}
