"""导办台: take a question on, hand it over with a 指引单, and follow it to its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout

from core.entity import EntityKind
from core.guide_desk import HandOver, HandOverState
from desktop import guide_desk
from ui.controls.command import CommandAction, CommandButton
from ui.controls.command_state import CommandState, Standing
from ui.controls.plain import Card, Text
from ui.page import Page
from ui.pages.appointment_strip import AppointmentStrip
from ui.pages.guide_cards import NumberCard, QuestionCard, fields
from ui.pages.hand_over_list import HandOverList, HandOverModel, Line
from ui.pages.take_number import TakeNumberCard, is_slip
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from core.errors import YiciError
    from core.staff import OnDuty
    from core.ticket import Ticket
    from desktop.desk import Change
    from desktop.guide_desk import GuideDesk
    from desktop.office import Office
    from ui.bridge import Bridge, Command
    from ui.theme import Theme


class GuideDeskPage(Page):
    """Left: a question, and slips printed again; right: numbers, and the open hand-overs."""

    def __init__(self, theme: Theme, bridge: Bridge, office: Office, duty: OnDuty) -> None:
        super().__init__(self.tr("导办台"))
        self._bridge = bridge
        self._office = office
        self._duty = duty
        self._busy = False
        self.answer = QLineEdit()
        self.model = HandOverModel(self)
        self.list = HandOverList(theme, self.model)
        self._empty = Text(
            theme,
            Type.BODY,
            Tone.TEXT_2,
            self.tr("没有未办结的咨询。不归本窗口的问题在左边登记，按 F9 打印指引单。"),
        )
        self._stack = QStackedWidget()
        self.begin = self._command("F9", self.tr("登记并打印指引单"), self._begin)
        self.sign_off = self._command("F10", self.tr("签收办结"), self._sign_off)
        self.give_back = self._command("F8", self.tr("退回首问"), self._give_back)
        self.pass_on = self._command("F7", self.tr("改派"), self._pass_on)
        self.reprint = self._command("Ctrl+P", self.tr("补打小票"), self._reprint)
        self.revive = self._command("Ctrl+R", self.tr("恢复排队"), self._revive)
        self.question = QuestionCard(theme, self.begin)
        self.number = NumberCard(theme, self.reprint, self.revive)
        self.take = TakeNumberCard(theme, bridge, duty)
        self.take.told.connect(self.told)
        self.take.cautioned.connect(self.cautioned)
        self.appointments = AppointmentStrip(theme, bridge, duty, self.take)
        self.appointments.told.connect(self.told)
        self.addAction(self.take.issue)
        for action in (self.appointments.book, self.appointments.today):
            self.addAction(action)
            self.take.add_command(CommandButton(theme, action, theme.sizes.target))
        self._lay_out(theme)
        self._overview = bridge.query(self, guide_desk.overview, duty.clerk.badge).success(
            self._show
        )
        selection = self.list.selectionModel()
        selection.currentChanged.connect(self._follow)
        bridge.changed.connect(self._hear)
        self._show_standings()
        self._overview.run()

    @property
    def settled(self) -> bool:
        """Whether no act is on its way."""
        return not self._busy and self.take.settled and self.appointments.settled

    def take_scan(self, scanned: str) -> bool:
        """Here a slip gives its holder a number; the case is opened where it is called."""
        if not is_slip(scanned):
            return False
        self.take.rejoin(scanned)
        return True

    def arrive(self) -> None:
        """Ready for the next question."""
        self._overview.run()
        self.take.arrive()
        self.resume()

    def resume(self) -> None:
        """To the question, or out of what the strip asks."""
        if self.appointments.isVisible():
            self.appointments.put_away()
            return
        self.question.refusal.clear()
        self.number.refusal.clear()
        self.take.refusal.clear()
        self.question.words.setFocus()

    def _begin(self) -> None:
        self._run(
            self._bridge.command(
                self, guide_desk.hand_over, self._duty, self._office, self.question.written()
            )
        )

    def _sign_off(self) -> None:
        if (line := self._chosen()) is not None:
            self._run(
                self._bridge.command(
                    self,
                    guide_desk.sign_off,
                    self._duty,
                    line.hand_over.hand_over_id,
                    self.answer.text(),
                )
            )

    def _give_back(self) -> None:
        if (line := self._chosen()) is not None:
            self._run(
                self._bridge.command(
                    self,
                    guide_desk.give_back,
                    self._duty,
                    line.hand_over.hand_over_id,
                    self.answer.text(),
                )
            )

    def _pass_on(self) -> None:
        if (line := self._chosen()) is not None:
            self._run(
                self._bridge.command(
                    self,
                    guide_desk.pass_on,
                    self._duty,
                    self._office,
                    line.hand_over.hand_over_id,
                    self.question.destination(),
                    self.question.note.text(),
                )
            )

    def _reprint(self) -> None:
        if self._busy:
            return
        self._start()
        command = self._bridge.command(
            self,
            guide_desk.reprint_slip,
            self._duty,
            self.number.number.text(),
            self.number.reason.text(),
        )
        command.success(self._reprinted).failure(self._refuse_number).settled(self._settle).run()

    def _revive(self) -> None:
        if self._busy:
            return
        self._start()
        command = self._bridge.command(
            self, guide_desk.revive, self._duty, self.number.number.text()
        )
        command.success(self._revived).failure(self._refuse_number).settled(self._settle).run()

    def _run(self, command: Command[HandOver]) -> None:
        if self._busy:
            return
        self._start()
        command.success(self._done).failure(self._refuse).settled(self._settle).run()

    def _start(self) -> None:
        self._busy = True
        self.question.refusal.clear()
        self.number.refusal.clear()
        self._show_standings()

    def _settle(self) -> None:
        self._busy = False
        self._show_standings()

    def _done(self, one: HandOver) -> None:
        self.question.clear()
        self.answer.clear()
        said = {
            HandOverState.HANDED_OVER: self.tr("已转 {department}，指引单正在打印"),
            HandOverState.GIVEN_BACK: self.tr("已退回首问责任人"),
            HandOverState.SIGNED_OFF: self.tr("已签收办结"),
        }
        self.told.emit(said[one.state].format(department=one.destination.department))
        self._overview.run()

    def _reprinted(self, copy_no: int) -> None:
        self.told.emit(
            self.tr("{number} 的小票正在补打，第 {copy} 份").format(
                number=self.number.number.text().strip().upper(), copy=copy_no
            )
        )
        self.number.clear()

    def _revived(self, ticket: Ticket) -> None:
        self.told.emit(self.tr("{number} 已恢复排队").format(number=ticket.number))
        self.number.clear()

    def _refuse(self, error: YiciError) -> None:
        self.question.refusal.say(str(error))

    def _refuse_number(self, error: YiciError) -> None:
        self.number.refusal.say(str(error))

    def _show(self, desk: GuideDesk) -> None:
        chosen = self._chosen()
        lines = [Line(one, own=True) for one in desk.own]
        lines += [Line(one, own=False) for one in desk.others]
        self.model.show_lines(lines)
        self._stack.setCurrentIndex(1 if lines else 0)
        row = self.model.row_of(chosen.hand_over.hand_over_id) if chosen else -1
        self.list.setCurrentIndex(self.model.index(max(0, row)))
        self.question.suggest(desk.departments)
        back = sum(one.state is HandOverState.GIVEN_BACK for one in desk.own)
        self.urgent.emit(back)
        self._show_standings()

    def _hear(self, change: Change) -> None:
        if any(touched.entity is EntityKind.HAND_OVER for touched in change.touched):
            self._overview.run()

    def _follow(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_standings()

    def _show_standings(self) -> None:
        ready = Standing.WAITS if self._busy else Standing.READY
        first = Standing.WAITS if self._busy else Standing.NEXT
        self.begin.show_state(
            CommandState(self.tr("登记并打印指引单"), first, self.tr("首问负责，办结为止"))
        )
        self.reprint.show_state(CommandState(self.tr("补打小票"), ready))
        self.revive.show_state(CommandState(self.tr("恢复排队"), ready))
        line = self._chosen()
        theirs = line is not None and not line.own
        waiting = line is not None and line.hand_over.state is HandOverState.HANDED_OVER
        answer = ready if theirs and waiting else Standing.WAITS
        self.sign_off.show_state(CommandState(self.tr("签收办结"), answer))
        self.give_back.show_state(CommandState(self.tr("退回首问"), answer))
        back = line is not None and not waiting
        self.pass_on.show_state(CommandState(self.tr("改派"), ready if back else Standing.WAITS))

    def _chosen(self) -> Line | None:
        return self.model.line_at(self.list.currentIndex())

    def _command(self, key: str, title: str, act: object) -> CommandAction:
        action = CommandAction(key, title, self)
        action.triggered.connect(act)
        self.addAction(action)
        return action

    def _lay_out(self, theme: Theme) -> None:
        gutter = theme.sizes.gutter
        left = QVBoxLayout()
        left.setSpacing(gutter)
        left.addWidget(self.question)
        left.addWidget(self.number)
        left.addStretch()
        card = Card()
        card.body.addWidget(Text(theme, Type.CARD_TITLE, Tone.TEXT, self.tr("未办结的咨询")))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        card.body.addWidget(self._stack, 1)
        card.body.addLayout(fields(theme, (((self.tr("结果或退回原因"), self.answer),),)))
        buttons = QHBoxLayout()
        for action in (self.sign_off, self.give_back, self.pass_on):
            buttons.addWidget(CommandButton(theme, action, theme.sizes.target))
        buttons.addStretch()
        card.body.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gutter, gutter, gutter, gutter)
        layout.setSpacing(gutter)
        right = QVBoxLayout()
        right.setSpacing(gutter)
        right.addWidget(self.take)
        right.addWidget(self.appointments)
        right.addWidget(card, 1)
        right.addStretch()  # takes the room while the card makes way
        self.appointments.appearing.connect(card.hide)
        self.appointments.gone.connect(card.show)
        layout.addLayout(left)
        layout.addLayout(right, 1)
