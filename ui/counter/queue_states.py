"""What the commands of the queue say: numbers, calls, who is set aside, and the counter itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.ticket import TicketState
from ui.controls.command_state import CommandState
from ui.counter.scene import Scene, Stage

if TYPE_CHECKING:
    from core.ticket import Ticket

translate = QCoreApplication.translate


def take_number(_scene: Scene) -> CommandState:
    """取号, an ordinary one."""
    return CommandState.ready(
        translate("acts", "取号"), translate("acts", "给现场群众发一个普通号")
    )


def take_in_class(_scene: Scene) -> CommandState:
    """取号 in a class."""
    note = translate("acts", "写明依据，发一个优先号或急件号")
    return CommandState.ready(translate("acts", "优先/急件"), note)


def call_next(scene: Scene) -> CommandState:
    """叫下一位; at a closed counter the key stays live, and says why nobody is called."""
    title = translate("acts", "叫下一位")
    if present := scene.snapshot.present:
        return CommandState.waits(title, _first(scene, present))
    if scene.closed:
        standing = scene.snapshot.standing
        return CommandState.ready(title, f"{standing.state.word}：{standing.reason}")
    if scene.snapshot.next_up is None:
        return CommandState.waits(title, translate("acts", "没有人等候"))
    return CommandState.ready(title)


def choose(scene: Scene) -> CommandState:
    """To the list of those who wait, and back."""
    title = translate("acts", "选号")
    if not scene.snapshot.others:
        return CommandState.waits(title, translate("acts", "没有别的人等候"))
    return CommandState.ready(title, translate("acts", "↑ ↓ 选号，Enter 叫号，F7 改动"))


def call_again(scene: Scene) -> CommandState:
    """重呼."""
    return _while_called(scene, translate("acts", "重呼"))


def no_show(scene: Scene) -> CommandState:
    """过号."""
    return _while_called(scene, translate("acts", "过号"))


def start(scene: Scene) -> CommandState:
    """开始."""
    return _while_called(scene, translate("acts", "开始"))


def park(scene: Scene) -> CommandState:
    """挂起."""
    title = translate("acts", "挂起")
    present = scene.snapshot.present
    if present is None:
        return CommandState.waits(title, translate("acts", "先叫号"))
    if present.state is not TicketState.SERVING:
        return CommandState.waits(title, translate("acts", "先按 F5 开始"))
    return CommandState.ready(title, translate("acts", "离开一会儿还回来"))


def parked(scene: Scene) -> CommandState:
    """To the list of the parked, and back."""
    count = len(scene.snapshot.parked)
    title = translate("acts", "挂起 {count}").format(count=count)
    if not count:
        return CommandState.waits(title, translate("acts", "没有挂起的人"))
    return CommandState.ready(title, translate("acts", "↑ ↓ 选人，Enter 接着办"))


def missed(scene: Scene) -> CommandState:
    """To the list of the missed numbers, and back."""
    count = len(scene.snapshot.missed)
    title = translate("acts", "过号 {count}").format(count=count)
    if not count:
        return CommandState.waits(title, translate("acts", "今天没有过号"))
    return CommandState.ready(title, translate("acts", "↑ ↓ 选号，Enter 恢复排队"))


def move(scene: Scene) -> CommandState:
    """转办, 退回, 离开, 作废, 改事项: of the person here or the row in hand."""
    title = translate("acts", "转办")
    snapshot = scene.snapshot
    if snapshot.present is None and not snapshot.waiting and not snapshot.parked:
        return CommandState.waits(title, translate("acts", "先叫号"))
    return CommandState.ready(title, translate("acts", "转办、退回、离开、改事项"))


def undo(scene: Scene) -> CommandState:
    """撤销; live after the ten seconds too, so that the key says why it is too late."""
    title = translate("acts", "撤销")
    if not scene.last_step:
        return CommandState.waits(title, translate("acts", "没有可以撤销的叫号、过号或办结"))
    return CommandState.ready(title, translate("acts", "叫号、过号、办结，10 秒内"))


def pause(scene: Scene) -> CommandState:
    """暂停 or 恢复办理."""
    if scene.closed:
        return CommandState.ready(translate("acts", "恢复办理"))
    return CommandState.ready(translate("acts", "暂停"), translate("acts", "写明原因，大厅屏显示"))


def close_day(scene: Scene) -> CommandState:
    """日终清理."""
    title = translate("acts", "日终清理")
    if not scene.snapshot.still_open:
        return CommandState.waits(title, translate("acts", "今天的号都了结了"))
    words = translate("acts", "还有 {count} 个号没了结").format(count=scene.snapshot.still_open)
    return CommandState.ready(title, words)


def _first(scene: Scene, present: Ticket) -> str:
    word = (
        translate("acts", "先办结 {number}")
        if scene.stage is not Stage.CALLED
        else translate("acts", "先接待 {number}")
    )
    return word.format(number=present.number)


def _while_called(scene: Scene, title: str) -> CommandState:
    present = scene.snapshot.present
    if present is None:
        return CommandState.waits(title, translate("acts", "先叫号"))
    if present.state is not TicketState.CALLED:
        return CommandState.waits(title, translate("acts", "已开始办理"))
    return CommandState.ready(title)
