"""A clerk at the window: keys, what the page says, and what the desk has recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from desktop import demonstration
from ui.controls.command import CommandAction
from ui.hands import Hands
from ui.pages.workbench import WorkbenchPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.case import Case
    from core.case_states import CaseState
    from core.ticket import Ticket
    from ui.controls.command_state import CommandState
    from ui.counter.acts import Act
    from ui.counter.scene import Scene, Stage
    from ui.pages.workbench_model import WorkbenchModel
    from ui.shell import Shell

NAME = "欧阳伟"
IDENTITY = "11010519491231002X"


class Visit:
    """Everything goes through the keyboard of one window."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.hands = Hands(shell)

    def sign_in(self) -> None:
        """Badge, password, and on to the workbench."""
        self.enter(demonstration.CLERK.badge, demonstration.PASSWORD)
        self.hands.wait("the workbench", lambda: isinstance(self.shell.page, WorkbenchPage))
        self.settle()

    def enter(self, *fields: str) -> None:
        """Type into one field after the other, each with Enter."""
        for words in fields:
            if words.isascii():
                self.hands.write(words)
            else:
                self.hands.compose(words)
            self.hands.press("Return")

    @property
    def page(self) -> WorkbenchPage:
        """The workbench in front."""
        page = self.shell.page
        assert isinstance(page, WorkbenchPage)
        return page

    @property
    def model(self) -> WorkbenchModel:
        """What the workbench shows."""
        return self.page.model

    @property
    def scene(self) -> Scene:
        """What is before the clerk."""
        scene = self.model.scene
        assert scene is not None
        return scene

    @property
    def case(self) -> Case:
        """The case in hand."""
        case = self.scene.snapshot.case
        assert case is not None
        return case

    def state(self) -> CaseState:
        """How far the case in hand has come."""
        return self.case.state

    def stage(self) -> Stage:
        """How far the visit has come."""
        return self.scene.stage

    @property
    def present(self) -> Ticket:
        """Who is at the counter."""
        ticket = self.scene.snapshot.present
        assert ticket is not None
        return ticket

    @property
    def waiting(self) -> list[str]:
        """The numbers that wait."""
        return [one.ticket.number for one in self.scene.snapshot.waiting]

    @property
    def words(self) -> str:
        """All that is written on the page."""
        return "\n".join(one.text() for one in self.page.findChildren(QLabel) if one.isVisible())

    @property
    def asked(self) -> bool:
        """Whether the page is asking something."""
        return self.page.strips.strip.isVisible()

    @property
    def offered(self) -> list[str]:
        """The choices of what is being asked, without their digits."""
        return [button.text()[3:] for button in self.page.strips.strip.buttons]

    @property
    def focus(self) -> QWidget:
        """Where the keyboard speaks to."""
        return self.shell.focusWidget()

    def says(self, act: Act) -> CommandState:
        """What the button of an act says."""
        return next(
            action.state
            for action in self.page.actions()
            if isinstance(action, CommandAction) and action.shortcut().toString() == act.value
        )

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each after the outcome of the one before."""
        for key in keys:
            self.hands.press(key)
            self.settle()

    def scan(self, code: str) -> None:
        """What a scanner does: letters, wherever the focus is, and Enter."""
        for letter in code:
            self.hands.write(letter)
        self.press("Return")

    def serve(self) -> None:
        """A number, called and started."""
        self.press("Ctrl+N", "F2", "F5")

    def receive(self, item: str, name: str = NAME, identity: str = IDENTITY) -> None:
        """Item, name and number, each with Enter."""
        self.enter(item, name, identity)
        self.settle()

    def settle(self) -> None:
        """Until no act is on its way and its outcome is shown."""
        self.hands.wait("the outcome", lambda: self.shell.page.settled)

    def paper_out(self) -> None:
        """Until a sheet has reached the printer, then confirm it."""
        self.hands.give("F11")
        self.settle()
