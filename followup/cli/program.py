"""The program: its verbs, its languages, and what becomes of an exception."""

from __future__ import annotations

import gc
import gettext
import importlib
import io
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import click

from followup import locale
from followup.cli import console
from followup.cli.summaries import VERBS
from followup.flow.refusal import CouldNotRun
from followup.locale import _
from followup.version import __version__

DONE, FINDINGS, COULD_NOT_RUN, OUR_FAULT, INTERRUPTED = 0, 1, 2, 70, 130
GC_THRESHOLD = (500_000, 50, 50)
"""When Python looks for rubbish: what a round reads is kept to the end, and to look through it costs a fifth of the time."""


class Verbs(click.Group):
    """The verbs, each loaded when it is called: a person waits for every import."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command = importlib.import_module(f"followup.cli.commands.{VERBS[cmd_name].module}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each verb with its sentence, of commands that do nothing."""
        words = console.words()
        listed = [click.Command(name, help=words(verb.sentence)) for name, verb in VERBS.items()]
        _InOrder(commands=listed).format_commands(ctx, formatter)


class _InOrder(click.Group):
    """Commands in the order that they were given."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def run(arguments: Sequence[str]) -> int:
    """Run the program with these arguments and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(*GC_THRESHOLD)
    console.choose_language(arguments)
    _teach_click(console.words().language)
    try:
        return _run(arguments)
    except BrokenPipeError:
        return DONE
    except Exception as error:
        return _not_written(error) or _our_fault(error)


def _run(arguments: Sequence[str]) -> int:
    try:
        return _program().main(list(arguments), "followup", standalone_mode=False, color=console.in_colour()) or DONE
    except (click.exceptions.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return COULD_NOT_RUN
    except CouldNotRun as error:
        console.show_stopped(error, _wants_json(arguments))
        return COULD_NOT_RUN


def _program() -> Verbs:
    words = console.words()
    return Verbs(
        "followup",
        help=words(
            _("Follow-up of goals and activities: templates out, answers in, one regional workbook and one summary.")
        ),
        params=[
            click.Option(["--language"], type=click.Choice(locale.LANGUAGES), help=words(_("Language of messages."))),
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_version,
                help=words(_("Show the version and exit.")),
            ),
        ],
        callback=lambda language: None,
        options_metavar=words(console.OPTIONS),
        subcommand_metavar=words(console.VERB),
    )


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"followup {__version__}")
        ctx.exit()


def _teach_click(language: str) -> None:
    """Click asks gettext for its own words: give it our catalogue."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("followup", str(Path(locale.__file__).parent))
    gettext.textdomain("followup")


def _wants_json(arguments: Sequence[str]) -> bool:
    return "--format=json" in arguments or ("--format", "json") in pairwise(arguments)


def _not_written(error: Exception) -> int:
    """The exit code for an output that no command expected to be in the way, with its sentence; 0 for another fault."""
    from followup.files.disk.atomic_files import FULL, OutputInUse
    from followup.files.disk.output_errors import why_not_written

    if isinstance(error, OutputInUse):
        console.tell(why_not_written(error.path, error.full), "error")
        return COULD_NOT_RUN
    if isinstance(error, OSError) and error.errno in FULL:
        console.tell(why_not_written(Path(str(error.filename or Path.cwd())), full=True), "error")
        return COULD_NOT_RUN
    return 0


def _our_fault(error: Exception) -> int:
    """A fault of the tool itself: one line to report, the trace only for those who ask for it."""
    if os.environ.get("FOLLOWUP_TRACE"):
        raise error
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    spot = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    sentence = _(
        "followup itself has failed; no file was changed by half. Report this line: {version} {fault} {spot}",
        version=__version__,
        fault=type(error).__name__,
        spot=spot,
    )
    console.tell(sentence, "error")
    return OUR_FAULT
