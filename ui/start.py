"""The entry point `yici`: loads the program in the order that is quickest, then runs it."""

import gc

# Loading makes no garbage worth a look, and the collector would look a hundred times; from the
# first window on `ui.screen.GarbageCollection` decides.
gc.disable()

# Qt's import hook slows whatever is imported after it, so the desk comes first. What only a
# signed-in clerk needs is loaded while the badge is being typed: see `ui.app`.
from desktop import desk  # noqa: E402, F401
from ui.app import main  # noqa: E402

if __name__ == "__main__":
    raise SystemExit(main())
