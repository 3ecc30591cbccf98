"""What a person sees: the result on standard output, everything else on standard error."""

from __future__ import annotations

import functools
import locale as system_locale
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from followup.cli.journal import Journal, NoLog
from followup.flow.refusal import CouldNotRun
from followup.locale import LANGUAGES, Message, Words, _, literal, n_

if TYPE_CHECKING:
    from followup.form.finding import Finding
    from followup.rulebook.problem import Severity

COLOURS = {"error": "red", "warning": "yellow", "info": "cyan", "good": "green"}
_chosen = Words("sv")
_journal = Journal()


def words() -> Words:
    """The terminal's language."""
    return _chosen


def journal() -> Journal:
    """What this run tells of itself, and where."""
    return _journal


def begin_journal() -> Journal:
    """A new one, for a new run."""
    global _journal
    _journal.end()
    _journal = Journal()
    return _journal


def choose_language(arguments: Sequence[str]) -> None:
    """``--language`` anywhere, FOLLOWUP_LANGUAGE, the system's if it is one of ours, else Swedish."""
    global _chosen
    wanted = [os.environ.get("FOLLOWUP_LANGUAGE", ""), *_of_system()]
    for index, argument in enumerate(arguments):
        if argument.startswith("--language="):
            wanted.insert(0, argument.partition("=")[2])
        elif argument == "--language" and index + 1 < len(arguments):
            wanted.insert(0, arguments[index + 1])
    languages = (language for locale in wanted if (language := locale[:2].casefold()) in LANGUAGES)
    _chosen = Words(next(languages, "sv"))


def _of_system() -> list[str]:
    named = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    named = [name for name in named if name and name.split(".")[0] not in ("C", "POSIX")]
    return [*named[:1], _of_windows()]


def _of_windows() -> str:
    """Windows does not set gettext's variables; elsewhere, Python takes C.UTF-8 for American English."""
    if os.name != "nt":
        return ""
    try:
        system = system_locale.getlocale()[0] or ""
    except ValueError:
        return ""
    return {"swedish": "sv", "english": "en"}.get(system.split("_")[0].casefold(), system)


def in_colour() -> bool | None:
    """False where a person has asked for no colour (NO_COLOR); else click tells a terminal from a file."""
    return False if os.environ.get("NO_COLOR") else None


def tell(message: Message | str, kind: str = "") -> None:
    """A line on standard error, coloured where the terminal shows colour; with ``--quiet`` only what is an error."""
    text = _chosen(message)
    _journal.write(text)
    if not _journal.quiet or kind == "error":
        click.secho(text, err=True, fg=COLOURS.get(kind), color=in_colour())


def tell_detail(text: str) -> None:
    """A line for those who follow every step: on standard error with ``--verbose``, and in the log."""
    _journal.write(text)
    if _journal.verbose:
        click.secho(f"{_journal.seconds():6.2f} s  {text}", err=True, dim=True, color=in_colour())


def show(text: str, **style: Any) -> None:
    """A line of the result, on standard output."""
    _journal.write(text)
    click.secho(text, **style)


def show_json(value: Any) -> None:
    """The result for a script: one object."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def show_stopped(stopped: CouldNotRun, as_json: bool) -> None:
    """Why a command could not run: what was found on standard output, for a script as one object, then the sentence."""
    if as_json:
        from followup.reports.wording.findings_text import as_json as finding_as_json

        findings = [finding_as_json(finding, _chosen) for finding in stopped.findings]
        show_json({"error": _chosen(stopped.message), **stopped.so_far, "findings": findings})
    elif stopped.findings:
        show_findings(stopped.findings)
        tell("")
    tell(stopped.message, "error")


def show_findings(findings: Iterable[Finding]) -> None:
    """Findings in words, gravest first, equal ones joined."""
    from followup.reports.wording.findings_text import group_findings, ways_out

    findings = list(findings)
    kind: Severity | None = None
    for severity, text in group_findings(findings, _chosen):
        if severity is not kind:
            show(f"\n{_chosen(severity.title)}", bold=True, fg=COLOURS[severity.key])
            kind = severity
        show(f"  {text}")
    for way in ways_out(findings):
        show(f"\n{_chosen(way)}", dim=True)


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def option(*names: str, help: Message, **more: Any) -> Decorator:
    """An option whose help is in the terminal's language."""
    return click.option(*names, help=_chosen(help), **more)


def verb(name: str, help: Message) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with the options that every command has."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        for add_option in (_language_option(), _today_option()):
            function = add_option(function)
        return click.command(name, help=_chosen(help), options_metavar=_chosen(OPTIONS))(function)

    return decorate


OPTIONS, VERB = _("[OPTIONS]"), _("COMMAND [ARGS]...")


class DayOption(click.ParamType[date]):
    """A day on the command line."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that a text names, or a sentence."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            sentence = _("“{text}” is not a day. Write it as year-month-day: 2022-04-30.", text=str(value))
            self.fail(_chosen(sentence), param, ctx)


class PathOption(click.ParamType[Path]):
    """A path on the command line: one that a file system can hold, whether or not anything is there."""

    name = "path"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, or a sentence for a text that can be none: empty, too long, with signs that no name may have."""
        from followup.files.disk.ordinary_file import can_be_a_path
        from followup.files.disk.whole_path import without_detours

        text = os.fspath(value) if isinstance(value, str | os.PathLike) else str(value)
        if not text.strip() or not can_be_a_path(Path(text)):
            shown = text if len(text) <= SHOWN_OF_PATH else f"{text[:SHOWN_OF_PATH]}…"
            sentence = _("“{path}” cannot be a file or a folder: check what is written there.", path=literal(shown))
            self.fail(_chosen(sentence), param, ctx)
        return without_detours(Path(text))


class NumberOption(click.ParamType[int]):
    """How many, on the command line: 1 or more."""

    name = "number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that a text names, or a sentence."""
        text = str(value)
        if not (text.isascii() and text.isdecimal() and len(text) < 6 and int(text)):
            self.fail(_chosen(_("“{text}” is not how many. Write a whole number, 1 or more.", text=text)), param, ctx)
        return int(text)


PATH = PathOption()
SHOWN_OF_PATH = 80
"""Characters of what was typed for a path, where it is none: pages pasted there would push the sentence out of sight."""


def argument(name: str, shown: Message, **more: Any) -> Decorator:
    """An argument that is a path or a name; ``shown`` stands for it on help pages."""
    return click.argument(name, metavar=_chosen(shown), **more)


def _language_option() -> Decorator:
    return option("--language", type=click.Choice(LANGUAGES), expose_value=False, help=_("Language of messages."))


def _today_option() -> Decorator:
    return option(
        "--today",
        type=DayOption(),
        metavar=_chosen(_("YYYY-MM-DD")),
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
        type=click.Choice(["text", "json"]),
        default="text",
        help=_("Text for people, or JSON for scripts."),
    )


def readers_options() -> Decorator:
    """``--workers`` and ``--dask``, as one value: who reads the answers."""
    of_workers = option(
        "--workers",
        type=NumberOption(),
        metavar=_chosen(_("NUMBER")),
        default=None,
        help=_("How many files are read at once; else as many as this computer has use for."),
    )
    of_dask = option(
        "--dask",
        default="",
        metavar=_chosen(_("ADDRESS")),
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
    return option(*names, type=DayOption(), metavar=_chosen(_("YYYY-MM-DD")), default=None, help=help, **more)


def path_option(*names: str, help: Message, **more: Any) -> Decorator:
    """An option that is a path; whether it exists the command says, in a sentence."""
    return option(*names, type=PATH, help=help, **more)
