"""followup new: a workspace with an empty plan, or with an example's."""

from __future__ import annotations

from pathlib import Path

from followup.cli.console import PATH, argument, option, show, tell, verb, words
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.flow.gathering.workspace import PLAN
from followup.flow.new import make_workspace
from followup.locale import _


@verb("new", VERBS["new"])
@argument("folder", _("FOLDER"), type=PATH)
@option(
    "--example",
    default=None,
    metavar=words()(_("NAME")),
    help=_("Start from a bundled example instead of an empty plan."),
)
def command(folder: Path, example: str | None, today: object) -> int:
    """Write the workspace; refuse one that has a plan already."""
    make_workspace(folder, example, Terminal())
    show(str(folder / PLAN))
    tell(_("Fill in plan.xlsx, then: followup plan check; followup template"), "good")
    return 0
