"""The command line: arguments, printing, exit codes. One file a verb; a command is in ``commands``, its job in ``flow``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run a command; exit with 0, 1, 2, 70 or 130 as the documentation says."""
    from followup.cli.program import run

    sys.exit(run(sys.argv[1:]))
