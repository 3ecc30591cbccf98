"""The overview: who has answered, and how it goes, to be looked at before anything is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from followup.files.book import Chart, Series, Sheet
from followup.form.frame import Frame
from followup.form.presenting import LevelsBy, Line
from followup.form.scales import ScaleLevel
from followup.locale import _
from followup.outputs.source_links import file_of
from followup.report.counts import counts_by
from followup.report.formatting import WORKING, levels_in_order, name_of, published_mark, sign_of, state_title
from followup.stages.consolidating import Region
from followup.stages.region import RegionTable

UNIT_WIDTH, STATE_WIDTH, COLUMN_WIDTH = 30, 32, 19


def put_overview(sheet: Sheet, result: Region, inbox: str) -> None:
    """Fill the sheet from the top down: state of each unit, lines, levels by group with a chart, and the legend."""
    frame = result.frame
    words = frame.words
    sheet.widths[0] = UNIT_WIDTH
    for column in range(1, 12):
        sheet.widths[column] = COLUMN_WIDTH
    sheet.widths[1] = STATE_WIDTH
    sheet.put(0, 0, f"{frame.sender.title or frame.round} · {frame.sender.region}", "title")
    mark, style = (published_mark(frame, result.tables), "muted") if result.published else (WORKING, "warning")
    sheet.put(1, 0, words(mark), style, wrap=False)
    for column in (1, 2):
        sheet.put(1, column, None, style)
    sheet.put(2, 0, _facts(result), "muted", wrap=False)
    at = _put_states(sheet, 3, result, inbox)
    for table in result.tables:
        for each in table.section.overview:
            if isinstance(each, LevelsBy):
                at = _put_levels(sheet, at + 2, table, each, result)
    at = _put_lines(sheet, at + 2, result)
    _put_legend(sheet, at + 2, result)


def _facts(result: Region) -> str:
    """What is reported, on one line: occasion, last day, case, sender and date, those that the plan has."""
    frame = result.frame
    facts = (
        (_("Occasion"), frame.round),
        (_("Period to"), frame.period.last),
        (_("Registration number"), frame.sender.dnr),
        (_("Sender"), frame.sender.desk),
        (_("Date of the document"), frame.period.dated),
    )
    return " · ".join(f"{frame.words(title)}: {frame.words.show(value)}" for title, value in facts if value)


def _put_states(sheet: Sheet, at: int, result: Region, inbox: str) -> int:
    words = result.frame.words
    answered = sum(state.answered for state in result.states)
    sheet.put(at, 0, words(_("{n} of {of} units have answered", n=answered, of=len(result.states))), "heading")
    at += 1
    titles = [_("Unit"), _("State"), _("To correct"), _("To check"), _("File")]
    sheet.row(at, 0, [words(each) for each in (titles[:2] if result.published else titles)], "header")
    for state in result.states:
        at += 1
        title, style = state_title(state)
        sheet.put(at, 0, state.unit.name, "label")
        sheet.put(at, 1, words(title), style)
        if result.published:
            continue
        sheet.put(at, 2, state.errors, "label")
        sheet.put(at, 3, state.warnings, "label")
        sheet.put(at, 4, file_of(state, inbox), "label" if state.names_several else "link")
    return at


def _put_levels(sheet: Sheet, at: int, table: RegionTable, declared: LevelsBy, result: Region) -> int:
    """Units × groups with symbols and counts, then the same by level with a chart of it."""
    frame = result.frame
    words = frame.words
    order = [goal.name for goal in frame.goals.values()]
    present_groups = dict.fromkeys(row.filled.text(declared.group) for row in table.rows if declared.group)
    groups = sorted(present_groups, key=lambda name: order.index(name) if name in order else len(order))
    present = {
        judgement.level for row in table.rows for judgement in row.judgements if judgement.scale == declared.scale
    }
    levels = levels_in_order(frame, declared.scale, sorted(present))
    if not levels:
        return at - 2
    sheet.put(at, 0, words(declared.title), "heading")
    titles = [f"{level.symbol} {level.word}".strip() for level in levels]
    sheet.row(at + 1, 0, [words(_("Unit")), *groups, *titles], "header")
    first = at + 2
    for offset, state in enumerate(result.states):
        row = first + offset
        rows = table.of(state.unit)
        counts = counts_by(rows, declared.group, declared.scale)
        sheet.put(row, 0, name_of(result, state.unit), "label")
        for column, group in enumerate(groups, start=1):
            sheet.put(
                row,
                column,
                _in_signs(counts.get(group, Counter()), levels, frame, declared.scale) or None,
                "label",
            )
        total: Counter[str] = sum(counts.values(), Counter())
        for column, level in enumerate(levels, start=1 + len(groups)):
            sheet.put(row, column, total[level.key], "label", colour=level.colour)
    last = first + len(result.states) - 1
    if last > first:
        _put_total(sheet, last + 1, table, declared, levels, len(groups), words(_("All units")))
    sheet.charts.append(
        _levels_chart(sheet, (first, last), 1 + len(groups), levels, titles, last + 3, words(declared.title))
    )
    height = max(240, 90 + 26 * len(result.states))
    return last + 3 + height // 20


def _put_total(
    sheet: Sheet,
    at: int,
    table: RegionTable,
    declared: LevelsBy,
    levels: Sequence[ScaleLevel],
    groups: int,
    title: str,
) -> None:
    """How many there are on each level, all units together; none counted in a unit and in those above it too."""
    rows = [row for row in table.rows if not row.repeats]
    counts: Counter[str] = sum(counts_by(rows, declared.group, declared.scale).values(), Counter())
    sheet.put(at, 0, title, "label total")
    for column in range(1, 1 + groups):
        sheet.put(at, column, None, "label total")
    for column, level in enumerate(levels, start=1 + groups):
        sheet.put(at, column, counts[level.key], "label total")


def _in_signs(counts: Counter[str], levels: Sequence[ScaleLevel], frame: Frame, scale: str) -> str:
    present = [level for level in levels if counts[level.key]]
    return "   ".join(f"{sign_of(frame, scale, level)} {counts[level.key]}" for level in present)


def _levels_chart(
    sheet: Sheet,
    rows: tuple[int, int],
    column: int,
    levels: Sequence[ScaleLevel],
    titles: Sequence[str],
    at: int,
    title: str,
) -> Chart:
    first, last = rows
    series = tuple(
        Series(
            titles[i], (sheet.name, first, 0, last, 0), (sheet.name, first, column + i, last, column + i), level.colour
        )
        for i, level in enumerate(levels)
    )
    height = max(240, 90 + 26 * (last - first + 1))
    return Chart(at, 0, "stacked", title, series, f"{title}: {', '.join(titles)}", width=860, height=height)


def _put_lines(sheet: Sheet, at: int, result: Region) -> int:
    """One figure a unit for each line that a section declares."""
    words = result.frame.words
    lines = [
        (table, each, number)
        for table in result.tables
        for number, each in enumerate(table.section.overview)
        if isinstance(each, Line)
    ]
    if not lines:
        return at - 2
    sheet.put(at, 0, words(_("Key figures")), "heading")
    sheet.row(at + 1, 0, [words(_("Unit")), *(words(line.title) for _table, line, _number in lines)], "header")
    at += 2
    short = False
    for state in result.states:
        sheet.put(at, 0, name_of(result, state.unit), "label")
        for column, (table, line, number) in enumerate(lines, start=1):
            rows = [row.filled for row in table.of(state.unit)]
            value = line.value(rows) if rows else None
            hidden = (state.unit.id, number) in table.hidden_lines
            shown = "–" if hidden else line.type.to_cell(value, words)
            starred = value is not None and not hidden and line.is_short(rows)
            number_format = f'{line.type.number_format}"*"' if starred else line.type.number_format
            sheet.put(at, column, shown, "label", number_format=number_format)
            short = short or starred
        at += 1
    if short:
        sheet.put(at, 0, words(_("* incomplete: a figure that it is made of is missing.")), "text", wrap=False)
        at += 1
    return at - 1


def _put_legend(sheet: Sheet, at: int, result: Region) -> None:
    """What every symbol means, in the plan's own words."""
    frame = result.frame
    words = frame.words
    scales = [scale for scale in frame.scales.values() if scale.levels]
    if not scales:
        return
    sheet.put(at, 0, words(_("Signs")), "heading")
    for scale in scales:
        at += 1
        sheet.put(at, 0, scale.name, "label total")
        for level in scale.levels.values():
            at += 1
            sheet.put(at, 0, f"{level.symbol} {level.word}".strip(), "text", colour=level.colour, wrap=False)
            sheet.put(at, 1, level.meaning, "text", wrap=False)
