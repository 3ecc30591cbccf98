"""The command line: arguments, printing, exit codes. One file a verb; a command is in ``commands``, its job in ``flow``."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run a command; exit with 0, 1, 2, 70 or 130 as the documentation says."""
    gc.disable()  # what is imported stays; run() begins to look for rubbish
    from followup.cli.program import run

    code = run(sys.argv[1:])
    gc.freeze()  # Python looks once more as it ends, through all that the system takes back anyhow
    sys.exit(code)
