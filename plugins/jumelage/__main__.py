"""The command `jumelage`; what takes time is imported once Ctrl-C is handled."""

import importlib
import sys
from collections.abc import Sequence

from jumelage.interruption import INTERRUPTED, interruptible, take_over

COMMANDS: tuple[str, ...] = (
    "build",
    "check",
    "status",
    "new",
    "rename",
    "withdraw",
    "translated",
    "schema",
    "serve",
    "init",
)
COMMANDS += ("preview", "pack", "ledger", "marks", "due", "deploy", "live", "outside", "stored", "takedown")


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run a command and return its exit status: 0 done, 1 problems, 2 wrong usage, 3 not built, 130 interrupted.

    Without `argv` this process is the command's own, and from here to its end Ctrl-C is quiet.
    """
    if argv is None:
        take_over()
    dispatch = importlib.import_module("jumelage.commands.dispatch")
    args = dispatch.arguments(argv, COMMANDS)
    try:
        with interruptible():
            status: int = dispatch.run(args)
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


if __name__ == "__main__":
    sys.exit(main())
