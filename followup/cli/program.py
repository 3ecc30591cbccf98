"""The program: its verbs, its languages, and what becomes of an exception."""

from __future__ import annotations

import gc
import gettext
import importlib
import io
import os
import sys
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from followup import locale
from followup.cli import console
from followup.cli.help_pages import HelpfulGroup
from followup.cli.journal import begin_journal, journal, what_libraries_log, what_libraries_say
from followup.cli.journal_options import journal_options
from followup.cli.misspelt import OneOf, no_option
from followup.cli.summaries import ALSO, VERBS, Work
from followup.flow.refusal import CouldNotRun
from followup.locale import _, literal
from followup.version import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

DONE, FINDINGS, COULD_NOT_RUN, OUR_FAULT, INTERRUPTED = 0, 1, 2, 70, 130
GC_THRESHOLD = (500_000, 50, 50)
"""When Python looks for rubbish: what a round reads is kept to the end, and to look through it costs a fifth of the time."""


class Verbs(HelpfulGroup):
    """The verbs, each loaded when it is called: a person waits for every import."""

    also = ALSO

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command = importlib.import_module(f"followup.cli.commands.{VERBS[cmd_name].module}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """What libraries log meanwhile is heard as what they warn of is."""
        with what_libraries_log(_hear_library):
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each verb with its whole sentence, part of the work by part; nothing is loaded for it."""
        words, width = console.words(), max(map(len, VERBS))
        for work in Work:
            listed = [(name.ljust(width), words(verb.sentence)) for name, verb in VERBS.items() if verb.work is work]
            if listed:
                with formatter.section(words(work.value)):
                    formatter.write_dl(listed)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Where more is told."""
        with formatter.section(console.words()(_("More"))):
            formatter.write_dl([(typed, console.words()(what)) for typed, what in MORE])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The verbs that begin so, with their sentences: none of them is loaded for it."""
        from click.shell_completion import CompletionItem

        words = console.words()
        verbs = [
            CompletionItem(name, help=words(verb.sentence))
            for name, verb in VERBS.items()
            if name.startswith(incomplete)
        ]
        return verbs if not incomplete.startswith("-") else click.Command.shell_complete(self, ctx, incomplete)


MORE = (
    ("followup", _("where you are, and what to do next")),
    ("followup merge --help", _("what a command does, with examples")),
)
"""What the help of the program ends with."""


def run(arguments: Sequence[str]) -> int:
    """Run the program with these arguments and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(*GC_THRESHOLD)
    gc.enable()
    console.choose_language(arguments)
    _teach_click(console.words().language)
    run_journal = begin_journal(_description_of_run(arguments))
    code = OUR_FAULT
    try:
        with what_libraries_say(_hear_library):
            code = _run(arguments)
    except BrokenPipeError:
        code = DONE
    except Exception as error:
        code = _not_written(error) or _our_fault(error)
    finally:
        if run_journal.has_log:
            took = literal(f"{run_journal.seconds():.1f}")
            ended = _("Ended with code {code} after {seconds} seconds.", code=code, seconds=took)
            run_journal.write(console.words()(ended))
        begin_journal()  # whoever runs more in this process begins anew; the log is closed
    return code


def _description_of_run(arguments: Sequence[str]) -> str:
    """For the help desk: ``followup 0.2.0, Python 3.11.7, win32, in C:/…: followup merge --pdf``."""
    typed = " ".join(f'"{argument}"' if " " in argument else argument for argument in arguments)
    try:
        here = str(Path.cwd())
    except OSError:
        here = "?"  # the folder is gone
    python = ".".join(map(str, sys.version_info[:3]))
    return f"followup {__version__}, Python {python}, {sys.platform}, in {here}: followup {typed}".rstrip()


def _hear_library(text: str) -> None:
    """A library's warning, where somebody wants to know of every step; with FOLLOWUP_TRACE always."""
    if os.environ.get("FOLLOWUP_TRACE"):
        click.echo(text, err=True)
    console.tell_detail(text)


def _run(arguments: Sequence[str]) -> int:
    try:
        return _program().main(list(arguments), "followup", standalone_mode=False, color=console.in_colour()) or DONE
    except (click.exceptions.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.ClickException as error:
        _show_refused(error)
        return COULD_NOT_RUN
    except CouldNotRun as error:
        console.show_stopped(error, _wants_json(arguments))
        return COULD_NOT_RUN


def _show_refused(error: click.ClickException) -> None:
    """What was typed wrong, in a sentence; then where the command is explained."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    program = ctx.command_path if ctx is not None else "followup"
    if isinstance(error, click.NoSuchOption) and ctx is not None:
        sentence = console.words()(no_option(error.option_name, ctx.command, program))
    else:
        sentence = error.format_message()
    console.tell(literal(sentence), "error")
    if ctx is not None and not sentence.endswith("--help"):
        console.tell(_("More of it: {program} --help", program=literal(program)))


def _program() -> Verbs:
    words = console.words()
    return Verbs(
        "followup",
        help=words(
            _("Follow-up of goals and activities: templates out, answers in, one regional workbook and one summary.")
        ),
        params=[
            click.Option(["--language"], type=OneOf(locale.LANGUAGES), help=words(_("Language of messages."))),
            click.Option(
                ["--today"],
                type=console.DayOption(),
                metavar=words(_("YYYY-MM-DD")),
                help=words(_("Without a command: the day to count from, instead of today.")),
            ),
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_version,
                help=words(_("Show the version and exit.")),
            ),
            *journal_options(words),
        ],
        callback=_show_where_we_are,
        invoke_without_command=True,
        no_args_is_help=False,
        options_metavar=words(console.OPTIONS),
        subcommand_metavar=words(console.VERB),
        context_settings=console.HELP_OPTIONS,
    )


@click.pass_context
def _show_where_we_are(ctx: click.Context, language: str | None, today: date | None) -> int:
    """Of ``followup`` alone: where we are and what to do next."""
    if ctx.invoked_subcommand is None:
        from followup.cli.commands.start.whereabouts import show_whereabouts

        return show_whereabouts(today or date.today())
    if today is not None:
        ctx.fail(console.words()(_("Write --today after the command.")))
    return DONE


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
    if journal().has_log:
        import traceback

        journal().write("".join(traceback.format_exception(error)))
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
