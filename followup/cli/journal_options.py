"""The options that every command has of how much is told: ``--quiet``, ``--verbose``, ``--log FILE``."""

from __future__ import annotations

from pathlib import Path

import click

from followup.cli.journal import NoLog, journal
from followup.locale import Message, Words, _, literal


def journal_options(say: Words) -> list[click.Option]:
    """All three, in the order of the help page."""
    return [
        click.Option(
            ["--quiet"],
            is_flag=True,
            expose_value=False,
            callback=_be_quiet,
            is_eager=True,
            help=say(_("Tell nothing but the result and what is an error.")),
        ),
        click.Option(
            ["--verbose"],
            is_flag=True,
            expose_value=False,
            callback=_be_verbose,
            is_eager=True,
            help=say(_("Also tell which file is read and written, and how long each step takes.")),
        ),
        click.Option(
            ["--log"],
            metavar=say(_("FILE")),
            expose_value=False,
            callback=_begin_log,
            is_eager=True,
            help=say(_("Also write all that is done and told there, with times: for the help desk.")),
        ),
    ]


def _be_quiet(_ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    journal().quiet |= value


def _be_verbose(_ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    journal().verbose |= value


def _begin_log(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is None or ctx.resilient_parsing:
        return
    path = Path(value)
    try:
        journal().begin_log(path)
    except NoLog:
        _refuse(_("“{path}” is no log of ours, and nothing was written there. Name another file.", path=literal(value)))
    except (OSError, ValueError):
        _refuse(_("“{path}” cannot be written as a log. Name another file.", path=literal(value)))


def _refuse(sentence: Message) -> None:
    from followup.flow.refusal import CouldNotRun

    raise CouldNotRun(sentence)
