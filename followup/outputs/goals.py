"""Goals and decisions in the regional workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.files.book import Block, Cell, Link, Sheet, TableColumn, Value
from followup.form.frame import Frame
from followup.form.judgement import Judgement
from followup.locale import Message, _, literal
from followup.outputs.goals_before import put_before
from followup.report.formatting import name_in_plan
from followup.report.goals import counts_in_symbols, goals_in_a_sentence, level_of_goal, reason_of
from followup.stages.consolidating import Region
from followup.stages.rolling_up import SCALE, GoalRow


def put_goals(sheet: Sheet, result: Region) -> None:
    """One row a unit and goal, the region last: counts, and the three judgements with their reasons."""
    frame = result.frame
    words = frame.words
    sheet.put(0, 0, words(_("Goals")), "title")
    told = _(
        "Judged from the measures under each goal by the plan's rule. What a unit or a decision says stands beside."
    )
    sheet.put(1, 0, words(told), "instruction", wrap=False)
    at = 2
    for line in _counted(result):
        sheet.put(at, 0, words(line), "text", wrap=False)
        at += 1
    at = max(at, 3)
    titles = (
        *((_("Unit"), 24), (_("Level"), 18), (_("Goal"), 50), (_("Judgements"), 26), (_("Computed"), 20)),
        *(
            (_("Reason"), 44),
            (_("Own judgement"), 20),
            (_("Unit's reason"), 40),
            (_("Decided"), 20),
            (_("Reason of the decision"), 40),
        ),
    )
    columns = [TableColumn(words(title), "label", width=width) for title, width in titles]
    rows = [_row(goal, frame) for goal in result.goals]
    put_before(result, columns, rows)
    sheet.blocks.append(Block("r_goals", at, 0, columns, rows))
    sheet.freeze = (at + 1, 3)
    sheet.repeat_rows = (at, at)


def _counted(result: Region) -> Iterator[Message]:
    """The region's goals in a sentence, and those of the round before in another."""
    region = [row for row in result.goals if row.unit is None]
    if region:
        yield goals_in_a_sentence(result.frame, region)
    earlier = list(result.before.rows(""))
    if earlier:
        counts = goals_in_a_sentence(result.frame, earlier)
        yield _("At {round}: {counts}", round=literal(result.before.round), counts=counts)


def _row(row: GoalRow, frame: Frame) -> list[Value | Link | Cell]:
    cells: list[Value | Link | Cell] = [
        row.unit.name if row.unit else frame.sender.region,
        row.goal.level,
        Cell(row.goal.name, "label", indent=row.depth),
        counts_in_symbols(frame, row.counts),
    ]
    for judgement in (row.computed, row.own, row.override):
        text, colour, reason = _shown(frame, judgement)
        cells += [Cell(text or None, "label", colour=colour), reason or None]
    return cells


def put_decisions(sheet: Sheet, result: Region) -> None:
    """The decisions in force: overrides, then waivers, then files; those that there are."""
    frame = result.frame
    words = frame.words
    sheet.put(0, 0, words(_("Decisions")), "title")
    at = 2
    for name, titles, rows in decided_tables(result):
        columns = [TableColumn(words(title), "label", width=width) for title, width in titles]
        sheet.blocks.append(Block(name, at, 0, columns, rows))
        at += len(rows) + 3


Decided = tuple[str, Sequence[tuple[Message, int]], list[list[Value | Link | Cell]]]


def decided_tables(result: Region) -> Iterator[Decided]:
    """Name, titles with widths and rows of each table. What was accepted of the answers is for working material only."""
    decisions, published = result.decisions, result.published
    if decisions.overrides:
        yield "r_decisions", OVERRIDE_TITLES, decision_rows(result)
    if decisions.waivers and not published:
        yield "r_waivers", WAIVER_TITLES, _waiver_rows(result)
    if decisions.files and not published:
        yield "r_files", FILE_TITLES, _file_rows(result)


def _waiver_rows(result: Region) -> list[list[Value | Link | Cell]]:
    words = result.frame.words
    return [
        [
            each.rule,
            _unit_name(result, each.unit),
            each.row,
            each.column,
            each.why,
            each.who,
            words.show(each.until) if each.until else "",
        ]
        for each in result.decisions.waivers
    ]


def _file_rows(result: Region) -> list[list[Value | Link | Cell]]:
    return [[each.file, _unit_name(result, each.unit), each.why, each.who] for each in result.decisions.files]


def _unit_name(result: Region, unit: str) -> str:
    return result.frame.units[unit].name if unit in result.frame.units else unit


OVERRIDE_TITLES = (
    (_("What"), 30),
    (_("Unit"), 26),
    (_("Part"), 10),
    (_("Judgement"), 22),
    (_("Why"), 60),
    (_("Decided by"), 30),
    (_("Until"), 12),
)
WAIVER_TITLES = (
    (_("Rule"), 30),
    (_("Unit"), 26),
    (_("Row"), 10),
    (_("Column or cell"), 22),
    (_("Why"), 60),
    (_("Decided by"), 30),
    (_("Until"), 12),
)
FILE_TITLES = ((_("File that counts"), 30), (_("Unit"), 26), (_("Why"), 60), (_("Decided by"), 30))


def decision_rows(result: Region) -> list[list[Value | Link | Cell]]:
    """What, unit, part, judgement, why, who and until when."""
    frame = result.frame
    shorts = {part.key: part.short for part in frame.breakdown}
    rows: list[list[Value | Link | Cell]] = []
    for each in result.decisions.overrides:
        unit = frame.units[each.unit].name if each.unit in frame.units else frame.sender.region
        text, colour, _reason = _shown(frame, each.judgement(SCALE))
        until = frame.words.show(each.until) if each.until else ""
        rows.append(
            [
                name_in_plan(frame, each.what),
                unit,
                shorts.get(each.part, each.part),
                Cell(text, "label", colour=colour),
                each.why,
                each.who,
                until,
            ]
        )
    return rows


def _shown(frame: Frame, judgement: Judgement | None) -> tuple[str, str, str]:
    return *level_of_goal(frame, judgement), reason_of(frame, judgement)
