"""followup excel: what is done through the running Excel, on Windows and macOS."""

from __future__ import annotations

import click

from followup.cli.commands.of_excel.install import install
from followup.cli.commands.of_excel.open_workbook import pdf, refresh, show_cell
from followup.cli.console import HELP_OPTIONS, OPTIONS, VERB, words
from followup.cli.help_pages import HelpfulGroup
from followup.cli.summaries import VERBS


@click.group(
    "excel",
    cls=HelpfulGroup,
    help=words()(VERBS["excel"].sentence),
    options_metavar=words()(OPTIONS),
    context_settings=HELP_OPTIONS,
    subcommand_metavar=words()(VERB),
)
def command() -> None:
    """The verbs of the running Excel."""


for subcommand in (refresh, pdf, show_cell, install):
    command.add_command(subcommand)
