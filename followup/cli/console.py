"""What a person sees: the result on standard output, everything else on standard error."""

from __future__ import annotations

import functools
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from followup.cli.help_pages import HelpfulCommand
from followup.cli.journal import journal
from followup.cli.journal_options import journal_options
from followup.cli.language import choose_language as choose_language
from followup.cli.language import words as words
from followup.cli.misspelt import OneOf
from followup.cli.summaries import VERBS
from followup.cli.wrapping import columns_of, wrapped
from followup.flow.refusal import CouldNotRun
from followup.locale import LANGUAGES, Message, _, literal

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from followup.form.finding import Finding
    from followup.rulebook.problem import Severity

COLOURS = {"error": "red", "warning": "yellow", "info": "cyan", "good": "green"}


HOLDS_PATH = re.compile(r"[/\\]\S")
"""What is not wrapped: a path with a line end in it could not be copied."""


def in_colour() -> bool | None:
    """False where a person has asked for no colour (NO_COLOR); else click tells a terminal from a file."""
    return False if os.environ.get("NO_COLOR") else None


def tell(message: Message | str, kind: str = "") -> None:
    """A line on standard error, coloured where the terminal shows colour; with ``--quiet`` only what is an error."""
    text = words()(message)
    journal().write(text)
    if not journal().quiet or kind == "error":
        width = 0 if HOLDS_PATH.search(text) else columns_of(sys.stderr)
        click.secho(wrapped(text, width), err=True, fg=COLOURS.get(kind), color=in_colour())


def tell_detail(text: str) -> None:
    """A line for those who follow every step: on standard error with ``--verbose``, and in the log."""
    journal().write(text)
    if journal().verbose:
        click.secho(f"{journal().seconds():6.2f} s  {text}", err=True, dim=True, color=in_colour())


def show(text: str, **style: Any) -> None:
    """A line of the result, on standard output."""
    journal().write(text)
    _print(text, style)


def show_sentence(text: str, **style: Any) -> None:
    """A line of the result that is running text: wrapped between words where a terminal has no room for it."""
    journal().write(text)
    _print(wrapped(text, columns_of()), style)


def _print(text: str, style: Mapping[str, Any]) -> None:
    if style:
        click.secho(text, **style)
    else:
        click.echo(text)


def show_json(value: Any) -> None:
    """The result for a script: one object."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def show_stopped(stopped: CouldNotRun, as_json: bool) -> None:
    """Why a command could not run: what was found on standard output, for a script as one object, then the sentence."""
    if as_json:
        from followup.reports.wording.findings_text import as_json as finding_as_json

        findings = [finding_as_json(finding, words()) for finding in stopped.findings]
        show_json({"error": words()(stopped.message), **stopped.so_far, "findings": findings})
    elif stopped.findings:
        show_findings(stopped.findings)
        tell("")
    tell(stopped.message, "error")


def show_findings(findings: Iterable[Finding]) -> None:
    """Findings in words, gravest first, equal ones joined."""
    from followup.reports.wording.findings_text import group_findings, ways_out

    findings = list(findings)
    kind: Severity | None = None
    for severity, text in group_findings(findings, words()):
        if severity is not kind:
            show(f"\n{words()(severity.title)}", bold=True, fg=COLOURS[severity.key])
            kind = severity
        show_sentence(f"  {text}")
    for way in ways_out(findings):
        show_sentence(f"\n{words()(way)}", dim=True)


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def option(*names: str, help: Message, **more: Any) -> Decorator:
    """An option whose help is in the terminal's language."""
    return click.option(*names, help=words()(help), **more)


def verb(
    name: str, help: Message, examples: Sequence[tuple[str, Message]] = ()
) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with the options that every command has. Its ``examples`` are those given, else those of the verb."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        for add_option in (_language_option(), _today_option()):
            function = add_option(function)
        command = click.command(
            name,
            cls=HelpfulCommand,
            help=words()(help),
            options_metavar=words()(OPTIONS),
            context_settings=HELP_OPTIONS,
        )(function)
        command.params += journal_options(words())
        command.examples = examples or next((verb.examples for verb in VERBS.values() if verb.sentence is help), ())
        return command

    return decorate


HELP_OPTIONS = {"help_option_names": ["-h", "--help"]}
"""What asks for a help page."""


OPTIONS, VERB = _("[OPTIONS]"), _("COMMAND [ARGS]...")


class DayOption(click.ParamType[date]):
    """A day on the command line."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The one day that a text names, or a sentence."""
        from followup.form.written.day_text import days_in

        days = days_in(str(value))
        if len(days) != 1:
            sentence = _("“{text}” is not a day. Write it as year-month-day: 2022-04-30.", text=str(value))
            self.fail(words()(sentence), param, ctx)
        return days[0]


class PathOption(click.ParamType[Path]):
    """A path on the command line: one that a file system can hold, whether or not anything is there."""

    name = "path"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, or a sentence for a text that can be none: empty, too long, with signs that no name may have."""
        from followup.files.disk.ordinary_file import can_be_a_path
        from followup.files.disk.whole_path import without_detours

        text = _without_quotation_marks(os.fspath(value) if isinstance(value, str | os.PathLike) else str(value))
        if not text.strip() or not can_be_a_path(Path(text)):
            shown = text if len(text) <= SHOWN_OF_PATH else f"{text[:SHOWN_OF_PATH]}…"
            sentence = _("“{path}” cannot be a file or a folder: check what is written there.", path=literal(shown))
            self.fail(words()(sentence), param, ctx)
        return without_detours(Path(text))

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Whatever lies there: the shell itself knows."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


class NumberOption(click.ParamType[int]):
    """How many, on the command line: 1 or more."""

    name = "number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that a text names, or a sentence."""
        text = str(value)
        if not (text.isascii() and text.isdecimal() and len(text) < 6 and int(text)):
            self.fail(words()(_("“{text}” is not how many. Write a whole number, 1 or more.", text=text)), param, ctx)
        return int(text)


def _without_quotation_marks(text: str) -> str:
    """A path as Windows copies it stands in quotation marks, and a mail program makes other ones of them."""
    inner = text.strip()
    is_quoted = len(inner) > 2 and inner[0] in QUOTATION_MARKS and inner[-1] in QUOTATION_MARKS
    return inner[1:-1] if is_quoted and not Path(text).exists() else text


QUOTATION_MARKS = "\"'”“„’‘»«"
PATH = PathOption()
SHOWN_OF_PATH = 80
"""Characters of what was typed for a path, where it is none: pages pasted there would push the sentence out of sight."""


def argument(name: str, shown: Message, **more: Any) -> Decorator:
    """An argument that is a path or a name; ``shown`` stands for it on help pages."""
    return click.argument(name, metavar=words()(shown), **more)


def _language_option() -> Decorator:
    return option("--language", type=OneOf(LANGUAGES), expose_value=False, help=_("Language of messages."))


def _today_option() -> Decorator:
    return option(
        "--today",
        type=DayOption(),
        metavar=words()(_("YYYY-MM-DD")),
        default=None,
        callback=lambda _ctx, _param, value: value or date.today(),
        help=_("The day to count from, instead of today."),
    )


def plan_option() -> Decorator:
    """``--plan``: which workspace."""
    return path_option("--plan", help=_("The plan; else the nearest plan.xlsx upwards."))


def inbox_option() -> Decorator:
    """``--inbox``: the answers."""
    return path_option("--inbox", help=_("The folder of filled-in workbooks; else inbox beside the plan."))


def into_option() -> Decorator:
    """``--into``: the results."""
    return path_option("--into", help=_("The folder for the results; else output beside the plan."))


def format_option() -> Decorator:
    """``--format text|json``."""
    return option(
        "--format",
        "as_format",
        type=OneOf(["text", "json"]),
        default="text",
        help=_("Text for people, or JSON for scripts."),
    )


def readers_options() -> Decorator:
    """``--workers`` and ``--dask``, as one value: who reads the answers."""
    of_workers = option(
        "--workers",
        type=NumberOption(),
        metavar=words()(_("NUMBER")),
        default=None,
        help=_("How many files are read at once; else as many as this computer has use for."),
    )
    of_dask = option(
        "--dask",
        default="",
        metavar=words()(_("ADDRESS")),
        help=_("The scheduler of a Dask cluster that reads the files: tcp://computer:8786."),
    )

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def with_readers(workers: int | None, dask: str, **others: Any) -> Any:
            from followup.flow.gathering.reading.readers import Readers

            return function(readers=Readers(workers, dask), **others)

        return of_workers(of_dask(with_readers))

    return decorate


def day_option(*names: str, help: Message, **more: Any) -> Decorator:
    """An option that is a day."""
    return option(*names, type=DayOption(), metavar=words()(_("YYYY-MM-DD")), default=None, help=help, **more)


def path_option(*names: str, help: Message, **more: Any) -> Decorator:
    """An option that is a path; whether it exists the command says, in a sentence."""
    return option(*names, type=PATH, help=help, **more)
