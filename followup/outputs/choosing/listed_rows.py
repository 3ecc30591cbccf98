"""What the sheets choose among: the units' rows in words, in the order of goals, so that those of a goal, and of a measure,
stand together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from followup.form.cells.number import YES_OR_NO
from followup.form.columns import Column, Role
from followup.form.presenting import LevelCounts
from followup.form.rows import label_of
from followup.form.terms.scales import ATTAINMENT
from followup.region.consolidating import Region
from followup.region.model import RegionTable
from followup.reports.idle_trends import without_idle_trend
from followup.reports.lists.goal_list import fields_of_goals
from followup.reports.wording.judgements import ScaleWords, scales_of
from followup.reports.wording.value_texts import RowBatch, show_values

LONGEST = 180
"""Of a name in a list: formulas look for texts of at most 255."""


class ListedRow(NamedTuple):
    """A unit's row in words, and the goal right above it."""

    section: str
    key: str
    goal: str
    unit: str
    label: str
    target: str
    figures: str
    level: str
    answers: str
    no_figures: str
    """What stands in the place of figures, before what was answered in words: a day, "nej", that a cell could not be read."""


class Choice(NamedTuple):
    """What may be chosen: what it is called in the list, and which of the rows are its: so many, from the first (from 1)."""

    name: str
    key: str
    first: int
    size: int


def is_judged(table: RegionTable) -> bool:
    """Whether a section's rows are judged against targets."""
    return any(isinstance(line, LevelCounts) and line.scale == ATTAINMENT for line in table.section.overview)


def listed_rows(region: Region) -> list[ListedRow]:
    """The rows of every section that has goals above it; the order of a goal's is the plan's, unit by unit."""
    order = {goal: at for at, (goal, _name) in enumerate(_goals_below(region, ""))}
    rows: list[tuple[tuple[int, int, int, int], ListedRow]] = []
    units = {unit: at for at, unit in enumerate(region.frame.units)}
    for number, table in enumerate(map(without_idle_trend, region.tables)):
        fields = sorted(fields_of_goals(table.section))
        for row, listed in zip(table.rows, _in_words(region, table), strict=True):
            goal = next((id_ for field in fields if (id_ := str(row.filled.row.plan_record.get(field) or ""))), "")
            if goal in order:
                place = table.order.get(listed.key, len(table.order))
                unit = units.get(row.unit.id, 0) if row.unit else 0
                rows.append(((order[goal], number, place, unit), listed._replace(goal=goal)))
    return [listed for _order, listed in sorted(rows, key=lambda pair: pair[0])]


def goal_choices(region: Region, rows: Sequence[ListedRow]) -> list[Choice]:
    """The goals with rows below them, indented by their level; those of a goal and of all below it stand together."""
    counts, first = Counter(row.goal for row in rows), dict[str, int]()
    for at, row in enumerate(rows, start=1):
        first.setdefault(row.goal, at)
    choices = []
    for goal, name in _goals_below(region, ""):
        below = [goal, *(id_ for id_, _name in _goals_below(region, goal))]
        starts = [first[id_] for id_ in below if id_ in first]
        if starts:
            choices.append(Choice(name, goal, min(starts), sum(counts[id_] for id_ in below)))
    return _told_apart(choices)


def measure_choices(rows: Sequence[ListedRow], section: str) -> list[Choice]:
    """The rows of a section that units share."""
    found: dict[str, Choice] = {}
    for at, row in enumerate(rows, start=1):
        if row.section == section:
            known = found.get(row.key, Choice(row.label, row.key, at, 0))
            found[row.key] = known._replace(size=at - known.first + 1)
    return _told_apart(list(found.values()))


def _told_apart(choices: Sequence[Choice]) -> list[Choice]:
    """No two of a name, whatever their capitals: a list is looked up by it, as far as a formula takes a text."""
    choices = [choice._replace(name=choice.name[:LONGEST]) for choice in choices]
    names = Counter(choice.name.casefold() for choice in choices)
    return [
        choice if names[choice.name.casefold()] == 1 else choice._replace(name=f"{choice.name} ({choice.key})")
        for choice in choices
    ]


def _goals_below(region: Region, goal: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """The goals below one, each with those below it behind it: its id, and its name indented."""
    for child in region.frame.goals.now:
        if child.parent == goal or (not goal and child.parent not in region.frame.goals):
            yield child.id, "\u2003" * depth + child.name
            yield from _goals_below(region, child.id, depth + 1)


def _in_a_row(texts: Iterable[str]) -> str:
    """A target, and its unit where it ends with a number: "75 index", but "Minska" and "minst 80 %"."""
    together = ""
    for text in (text for text in texts if text and text not in YES_OR_NO):
        together = f"{together} {text}".strip() if not together or together[-1].isdigit() else together
    return together


def _in_words(region: Region, table: RegionTable) -> Iterator[ListedRow]:
    """The rows of a section, still without their goals."""
    frame, rows = region.frame, table.rows
    words = [ScaleWords(frame, scale) for scale in scales_of(table)]
    targets = [column for column in table.columns if column.role is Role.LABEL and column.before_answers]
    batch = RowBatch(rows)
    answers = [column for column in table.columns if column.role is not Role.LABEL]
    are_figures = {column.key: [isinstance(value, Decimal) for value in batch.values(column.key)] for column in answers}
    figures = [column for column in answers if any(are_figures[column.key])]
    texts = [column for column in answers if column not in figures]
    shown = {column.key: show_values(batch, column, frame) for column in answers}
    numberless = {
        column.key: [
            "" if is_figure else text
            for text, is_figure in zip(shown[column.key], are_figures[column.key], strict=True)
        ]
        for column in figures
    }
    in_figures, in_texts = (_titled(region, len(rows), some, shown) for some in (figures, texts))
    instead = _titled(region, len(rows), figures, numberless)
    shown_targets = [show_values(batch, column, frame) for column in targets]
    for at, row in enumerate(rows):
        levels = [text for scale in words if (text := scale.levels(row.judgements)[0])]
        yield ListedRow(
            table.section.key,
            row.filled.row.key,
            "",
            row.unit.name if row.unit else frame.sender.region,
            label_of(row.filled),
            _in_a_row(target[at] for target in shown_targets),
            in_figures[at],
            "\n".join(levels),
            in_texts[at],
            "\n".join(filter(None, (instead[at], in_texts[at]))),
        )


def _titled(region: Region, count: int, columns: Sequence[Column], shown: Mapping[str, Sequence[str]]) -> list[str]:
    """What is shown of each of so many rows, the columns below each other, each behind its title."""
    titled: list[list[str]] = [[] for _row in range(count)]
    for column in columns:
        title = region.frame.words(column.title)
        for lines, text in zip(titled, shown[column.key], strict=True):
            if text:
                lines.append(f"{title}: {text}")
    return ["\n".join(lines) for lines in titled]
