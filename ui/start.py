"""The entry point `yici`: loads the program in the order that is quickest, then runs it."""

import gc

# Loading makes no garbage worth a look, and the collector would look a hundred times; from the
# first window on `ui.screen.GarbageCollection` decides.
gc.disable()

# Qt's import hook slows whatever is imported after it, so everything without Qt comes first.
from desktop import casework, deadline_board, desk, workbench  # noqa: E402, F401
from ui.app import main  # noqa: E402

if __name__ == "__main__":
    raise SystemExit(main())
