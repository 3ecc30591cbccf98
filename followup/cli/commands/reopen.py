"""followup reopen: a closed round is open again; what was kept of it stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from followup.cli.console import option, plan_option, show, tell, verb
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.flow.close import reopen
from followup.flow.gathering.workspace import find_workspace
from followup.locale import _, literal


@verb("reopen", VERBS["reopen"].sentence)
@plan_option()
@option(
    "--why",
    type=click.STRING,
    required=True,
    metavar="TEXT",
    help=_("Why it is opened; this is written down with the day."),
)
def command(plan: Path | None, why: str, today: date) -> int:
    """Open it, and show where what was kept stands."""
    closed = reopen(find_workspace(plan), why, today, Terminal())
    show(str(closed.folder))
    sentence = _(
        "{round} is open again. What was kept stays as it is; the next time it is closed into a folder with a number.",
        round=literal(closed.round),
    )
    tell(sentence, "good")
    return 0
