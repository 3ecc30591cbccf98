"""followup export: the facts of the round as a file for those who analyse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from followup.cli.console import inbox_option, into_option, option, plan_option, readers_options, verb
from followup.cli.misspelt import OneOf
from followup.cli.results import show_written
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.flow.export import export
from followup.flow.gathering.reading.readers import Readers
from followup.flow.gathering.workspace import find_workspace
from followup.locale import _, n_
from followup.outputs.registry import FACTS


@verb("export", VERBS["export"].sentence)
@plan_option()
@inbox_option()
@into_option()
@option(
    "--format",
    "as_format",
    type=OneOf(FACTS.names),
    default="csv",
    help=_("CSV, or Parquet with the extra analysis installed."),
)
@option("--published", is_flag=True, help=_("Also write them with small numbers masked, in the folder published."))
@option(
    "--rounds",
    metavar="ID",
    multiple=True,
    help=_(
        "Facts of this round or of an earlier one, may be given several times; all for every one; else of this one."
    ),
)
@readers_options()
def command(
    plan: Path | None,
    inbox: Path | None,
    into: Path | None,
    as_format: str,
    published: bool,
    rounds: tuple[str, ...],
    today: date,
    readers: Readers,
) -> int:
    """Write the facts and show the paths; exit 1 when something is to be corrected."""
    exported = export(find_workspace(plan), as_format, today, inbox, into, published, Terminal(), rounds, readers)
    done = n_("{n} line of facts was exported.", "{n} lines of facts were exported.", len(exported.facts))
    return show_written(exported.paths, exported.findings, done, exported.of_merge)
