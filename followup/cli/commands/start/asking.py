"""What a person is asked about a new round, where somebody sits at the terminal: each question once, each with a way past."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from followup.cli.console import PATH, DayOption, tell, words
from followup.files.disk.whole_path import whole_path
from followup.flow.refusal import CouldNotRun
from followup.flow.start.followed import Kind, kind_named, kinds
from followup.frozen import frozen
from followup.locale import Message, _, literal
from followup.locale.nearest import did_you_mean, nearest
from followup.plan.rounds.rounds import days_of
from followup.plan.workbook.first_round import FirstRound
from followup.plan.workbook.short_ids import short_id

UNITS_QUESTION = _("The units that answer, with commas between, or a file with a list of them:")
LISTS = frozenset((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".docx"))
"""Of files in which a list stands in a table."""


@frozen
class GivenRound:
    """What was given on the command line of a first round; ``units`` are names with commas between, or a file with a list of them."""

    region: str | None = None
    units: str | None = None
    wanted: tuple[str, ...] = ()
    round: str | None = None
    period_from: date | None = None
    period_to: date | None = None
    deadline: date | None = None


def somebody_is_there() -> bool:
    """Whether a question would be read and answered."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask_folder(earlier: Path | None) -> Path:
    """The folder to make, here or beside the workspace of the round before; CouldNotRun where nobody is there to ask."""
    name = _ask(_("What shall the folder be called, for example T1 2026?"), somebody_is_there())
    if not name:
        raise CouldNotRun(_("Name the folder to make: followup new FOLDER"))
    return (whole_path(earlier).parent if earlier is not None else Path()) / PATH.convert(name, None, None)


def ask_round() -> str:
    """The round to come; nothing where nobody is there to ask."""
    return _ask(_("Which round, for example T2 2022?")) if somebody_is_there() else ""


def complete_round(given: GivenRound) -> tuple[FirstRound, tuple[str, ...], Path | None]:
    """The round with what is not given asked for, or proposed, the names of the kinds of what is followed up, and the file
    that has the units as a list to take in.

    CouldNotRun for a kind or a file that there is not.
    """
    asks = somebody_is_there()
    wanted = tuple(_kind(name).name for name in given.wanted)
    if asks:
        tell(_("Answer what you know; press Enter to leave a question for later. All of it stands in plan.xlsx."))
    region = given.region if given.region is not None else _ask(_("The region's name:"), asks)
    region_id = short_id(region)
    round_ = given.round if given.round is not None else _ask(_("The round, for example T1 2026:"), asks)
    first, last = days_of(round_)
    first = given.period_from or _ask_day(_("First day that is reported:"), asks, first)
    last = given.period_to or _ask_day(_("Last day that is reported:"), asks, last)
    deadline = given.deadline or _ask_day(_("Last day to answer, as year-month-day:"), asks, None)
    units = given.units if given.units is not None else _ask(UNITS_QUESTION, asks)
    if asks and not wanted:
        wanted = _ask_kinds()
    file = list_of_units(units)
    named = unit_names(units) if file is None else ()
    start = FirstRound(region, region_id, round_, first, last, deadline, named, has_list=file is not None)
    return start, wanted, file


def list_of_units(text: str) -> Path | None:
    """The file that a text names, where units stand in a table of it; CouldNotRun where it is not there. None of names, and
    of a text file with one in each line.
    """
    path = Path(text.strip().strip('"'))
    suffix = path.suffix.casefold()
    if suffix not in LISTS and not (suffix == ".csv" and path.is_file() and _has_titles(path)):
        return None
    if not path.is_file():
        raise CouldNotRun(_("There is no file {path}.", path=literal(str(path))))
    return path


def _has_titles(path: Path) -> bool:
    """Whether the first line of a text says of its columns which has the names: without titles they are in the first."""
    from followup.plan.lists.core_lists import UNITS_IMPORT

    line, *_rest = [*_text_in(path).splitlines(), ""]
    titles = {title.strip().strip('"').casefold() for title in re.split(r"[;\t,]", line)}
    return len(titles) > 1 and not titles.isdisjoint(UNITS_IMPORT.of_column("name").titles)


def unit_names(text: str) -> tuple[str, ...]:
    """Names with commas or semicolons between; of a text file one in each line."""
    path = Path(text.strip().strip('"'))
    if path.suffix.casefold() in (".txt", ".csv") and path.is_file():
        names = _lines_of(path)
    elif path.suffix and path.is_file():
        refusal = _(
            "{file} is no list of units. Save it as an Excel workbook or as a text file.", file=literal(path.name)
        )
        raise CouldNotRun(refusal)
    else:
        names = text.replace(";", ",").split(",")
    return tuple(dict.fromkeys(name for part in names if (name := " ".join(part.split()))))


def _lines_of(path: Path) -> list[str]:
    """The first column of the lines of a text, in the code page that it is written in."""
    return [line.split(";")[0] for line in _text_in(path).splitlines()]


def _text_in(path: Path) -> str:
    """What a text says, in the code page that it is written in."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _kind(text: str) -> Kind:
    """The kind of that name; CouldNotRun names those that there are."""
    kind = kind_named(text)
    if kind is None:
        names = literal(", ".join(known.name for known in kinds()))
        refusal = _("There is nothing called {name} to follow up. There are: {known}.", name=literal(text), known=names)
        raise CouldNotRun(did_you_mean(refusal, nearest(text, [known.name for known in kinds()])))
    return kind


def _ask(question: Message, asks: bool = True) -> str:
    """What was typed, without spaces around it; nothing where nobody is asked."""
    if not asks:
        return ""
    answer: str = click.prompt(words()(question), default="", show_default=False, prompt_suffix=" ", err=True)
    return " ".join(answer.split())


def _ask_day(question: Message, asks: bool, proposed: date | None) -> date | None:
    """The day; the proposed one where nothing is typed. Asked again where what was typed is no day."""
    while asks:
        shown = proposed.isoformat() if proposed else ""
        text = click.prompt(words()(question), default=shown, show_default=bool(shown), prompt_suffix=" ", err=True)
        if not text.strip():
            return None
        try:
            return DayOption().convert(text.strip(), None, None)
        except click.BadParameter as error:
            tell(error.message, "error")
    return proposed


def _ask_kinds() -> tuple[str, ...]:
    """Those chosen by number; none where all sheets are to be seen."""
    choices: Sequence[Kind] = kinds()
    tell(_("What do you follow up?"))
    for number, kind in enumerate(choices, start=1):
        tell(f"  {number:>2}  {_described(kind)}")
    question = _("The numbers, with spaces between; Enter for all of it:")
    while True:
        chosen = [_chosen(text, choices) for text in _parts(_ask(question))]
        if all(chosen):
            return tuple(dict.fromkeys(kind.name for kind in chosen if kind is not None))
        tell(_("Write numbers from 1 to {n}.", n=len(choices)), "error")


def _parts(typed: str) -> list[str]:
    """Numbers with anything between; names with commas between."""
    parts = typed.replace(",", " ").split()
    return parts if all(map(str.isdecimal, parts)) else [part for part in typed.split(",") if part.strip()]


def _chosen(text: str, choices: Sequence[Kind]) -> Kind | None:
    """The kind of a number, or of a name."""
    if text.isascii() and text.isdecimal():
        return choices[int(text) - 1] if 1 <= int(text) <= len(choices) else None
    return kind_named(text)


def _described(kind: Kind) -> str:
    """The kind with what else tells what it is: the sheets of the plan, where they have other titles."""
    title = words()(kind.title)
    if not kind.sheets:
        return words()(_("a table of ours, {title}", title=literal(title[:1].lower() + title[1:])))
    sheets = [sheet for shown in kind.sheets if (sheet := words()(shown)) != title]
    return f"{title} ({', '.join(sheets)})" if sheets else title
