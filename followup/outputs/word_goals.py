"""The plan's goals in a Word document: how they are judged, and how they hang together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from followup.documents.declared import GoalModel
from followup.files.docx_table import Text as CellText
from followup.form.frame import Frame
from followup.form.goals import Goal
from followup.locale import _, literal
from followup.outputs.goals import counts_in_symbols, goals_in_a_sentence, shown_judgement
from followup.outputs.showing import name_of
from followup.outputs.word_writing import Writing
from followup.stages.region import RegionTable
from followup.stages.rolling_up import GoalRow

JUDGED_WIDTHS = (0.34, 0.13, 0.13, 0.22, 0.18)
COUNT_WIDTH = 2.2


def goals(doc: Writing) -> None:
    """The goals of the region, or of the unit that the document is about, with what others say beside."""
    whose = doc.unit.id if doc.unit else None
    rows = [row for row in doc.result.goals if (row.unit.id if row.unit else None) == whose]
    if not rows:
        return
    own = _("Own judgement") if doc.unit else _("Units' own judgement")
    titles = [doc.words(each) for each in (_("Goal"), _("Judgements"), _("Judgement"), _("Reason"), own)]
    body = [_judged(doc, row) for row in rows]
    widths = [share * doc.file.width for share in JUDGED_WIDTHS]
    if doc.unit and not any(row[-1].text for row in body):
        titles, body, widths = titles[:-1], [row[:-1] for row in body], [*widths[:3], widths[3] + widths[4]]
    doc.file.paragraph(doc.words(goals_in_a_sentence(doc.frame, rows)), "Followup Sentence")
    if doc.unit:
        named = literal(name_of(doc.result, doc.unit))
        caption = doc.words(_("Goals of {unit}, judged from the measures under them", unit=named))
    else:
        caption = doc.words(_("Goals of the region, judged from the measures under them"))
    doc.file.caption(doc.words(_("Table")), caption)
    doc.file.table(titles, body, widths, caption)


def _judged(doc: Writing, row: GoalRow) -> list[CellText]:
    text, colour, reason = shown_judgement(doc.frame, row.stands)
    if row.override is not None:
        computed, _colour, why = shown_judgement(doc.frame, row.computed)
        text = doc.words(_("{judgement} (decided)", judgement=text)) + "\n"
        text += doc.words(_("({judgement}, computed)", judgement=computed))
        reason += f"\n{why}"
    name = CellText("\u2003" * row.depth + row.goal.name, bold=not row.depth)
    counts = CellText(counts_in_symbols(doc.frame, row.counts))
    return [name, counts, CellText(text, colour), CellText(reason), CellText(_own_of(doc, row.goal.id))]


def _own_of(doc: Writing, goal: str) -> str:
    lines = []
    for row in doc.result.goals:
        if row.goal.id == goal and row.unit is not None and row.own is not None:
            text, _colour, reason = shown_judgement(doc.frame, row.own)
            lines.append(f"{text}. {reason}" if doc.unit else f"{row.unit.name}: {text}. {reason}")
    return "\n".join(lines)


def goal_model(doc: Writing, block: GoalModel) -> None:
    """A sentence a section with how many rows stand under each topmost goal, then every goal with those above it."""
    counted = [(table, field) for key, field in block.counted if (table := _table(doc, key)) is not None]
    frame = doc.frame
    if not frame.goals.now or not counted:
        return
    doc.turn(False)
    _sentences(doc, counted)
    under = [_by_goal(table, field) for table, field in counted]
    paths = list(_paths(frame, set().union(*under)))
    levels = _level_names(paths)
    titles = [*levels, *(doc.words(table.section.title) for table, _field in counted)]
    body = _cells(paths, len(levels), under)
    caption = doc.words(_("How the goals hang together, and how many rows are followed up under each"))
    room = (doc.file.width - COUNT_WIDTH * len(counted)) / len(levels)
    doc.file.caption(doc.words(_("Table")), caption)
    doc.file.table(titles, body, [*[room] * len(levels), *[COUNT_WIDTH] * len(counted)], caption)


def _sentences(doc: Writing, counted: Sequence[tuple[RegionTable, str]]) -> None:
    tops = [goal for goal in doc.frame.goals.now if not goal.parent]
    for table, field in counted:
        counts: Counter[str] = Counter()
        for goal, n in _by_goal(table, field).items():
            counts[doc.frame.goals.perspective(goal)] += n
        told = _(
            "{section} by {level}: {counts}.",
            section=table.section.title,
            level=literal(tops[0].level.lower()),
            counts=tuple(_("{name} {n}", name=literal(goal.name), n=counts[goal.name]) for goal in tops),
        )
        doc.file.paragraph(doc.words(told), "Followup Sentence")


def _by_goal(table: RegionTable, field: str) -> Counter[str]:
    """How many rows stand right under each goal; a row that several units answer is one."""
    goals = {row.filled.row.key: str(row.filled.row.about.get(field) or "") for row in table.rows}
    return Counter(goals.values())


def _paths(frame: Frame, followed: set[str]) -> Iterator[list[Goal]]:
    """Each goal that nothing stands under, or rows do, with those above it, the topmost first."""
    parents = {goal.parent for goal in frame.goals.now}
    for goal in frame.goals.now:
        if goal.id not in parents or goal.id in followed:
            yield list(reversed(list(frame.goals.above(goal.id))))


def _level_names(paths: Sequence[Sequence[Goal]]) -> list[str]:
    deepest = max(paths, key=len)
    return [goal.level for goal in deepest]


def _cells(paths: Sequence[Sequence[Goal]], levels: int, under: Sequence[Mapping[str, int]]) -> list[list[CellText]]:
    """A row a path; what stands in the row above is not said again."""
    body = []
    above: list[str] = []
    for path in paths:
        names = [goal.name for goal in path]
        said = ["" if names[: at + 1] == above[: at + 1] else name for at, name in enumerate(names)]
        above = names
        counts = [str(counts.get(path[-1].id, 0) or "–") for counts in under]
        cells = [CellText(name, bold=at == 0) for at, name in enumerate([*said, *[""] * (levels - len(said))])]
        body.append([*cells, *(CellText(count, right=True) for count in counts)])
    return body


def _table(doc: Writing, section: str) -> RegionTable | None:
    return next((table for table in doc.result.tables if table.section.key == section), None)
