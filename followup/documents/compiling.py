"""From a row that declares a document, with the rows of its parts, to the document that is composed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Literal, TypedDict

from followup.documents import declared
from followup.documents.declared import Document, DocumentBlock, RowFilter, SectionView, TextForm
from followup.documents.drafts.drafts import SUMMARIES, TO_CHECK, UNANSWERED
from followup.documents.naming import KnownNames
from followup.documents.rows import DocumentRow, PartRow
from followup.expressions import Expression, ResultKind, function_of, names, parse
from followup.form.cells.base import CellType
from followup.form.cells.prose import Prose
from followup.form.columns import Column
from followup.form.place import Place
from followup.form.row_view import RowView
from followup.form.section import Section
from followup.form.traits import DeclaredInPlan, EditableAnswers, RollsUpTo
from followup.form.values import Value
from followup.locale import LANGUAGES, Message, Words
from followup.plan.model import Plan


class Beginning(TypedDict):
    """What every block has."""

    title: Message | None
    level: int
    landscape: bool | None
    place: Place | None


def document_of(row: DocumentRow, known: KnownNames) -> Document:
    """The document; what its rows name and is not there is left out of it (``faults.py`` tells of it)."""
    return Document(
        row.key,
        row.title,
        row.template,
        tuple(block for block in _blocks(row, known) if not (row.final and is_for_work(block))),
        tuple(section.key for section in known.sections_named(row.needs)),
        row.whose,
        any(part.what[0] in OF_TWO_PLANS for part in row.parts),
        row.final,
        row.masked,
        row.own,
        row.place,
    )


OWN_TABLES = "own_tables"


def _blocks(row: DocumentRow, known: KnownNames) -> list[DocumentBlock]:
    """Those of every part; of the tables that the plan declares those that no other part shows."""
    blocks = [(part.what[0] == OWN_TABLES, block) for part in row.parts for block in blocks_of(part, known)]
    named = {key for is_rest, block in blocks if not is_rest for key in block.names}
    return [block for is_rest, block in blocks if not is_rest or named.isdisjoint(block.names)]


OF_TWO_PLANS = ("proposals", "hard_goals", "changes", "goal_counts")
"""What can only be said where two plans are compared."""


def is_for_work(block: DocumentBlock) -> bool:
    """Whether a block is for those who work with a document: a final one holds nothing of what is missing or in doubt."""
    return isinstance(block, declared.WhatIsMissing) or (isinstance(block, declared.DraftedTexts) and block.asks)


def blocks_of(part: PartRow, known: KnownNames) -> Iterator[DocumentBlock]:
    """The blocks of a part: one, or one for each section that it is about; the first has the heading."""
    begins = Beginning(title=part.heading, level=part.level, landscape=part.landscape, place=part.place)
    maker = MAKERS.get(part.what[0])
    if maker is not None:
        yield from maker(part, begins, known)
        return
    sections = known.sections_named(part.what)
    if sections:
        view = _view(part, sections[0], known)
        keys = tuple(section.key for section in sections)
        yield declared.Chapter(
            sections=keys, headings=part.form == "headings", in_words=part.form == "beneath", view=view, **begins
        )


Maker = Callable[[PartRow, Beginning, KnownNames], Iterator[DocumentBlock]]


def _alone(block: Callable[..., DocumentBlock]) -> Maker:
    """A part that needs no more than its heading."""

    def make(_part: PartRow, begins: Beginning, _known: KnownNames) -> Iterator[DocumentBlock]:
        yield block(**begins)

    return make


SHOWN: Mapping[str, TextForm] = {
    "": "paragraphs",
    "paragraphs": "paragraphs",
    "list": "bullets",
    "numbered": "numbered",
    "lettered": "lettered",
    "heading": "heading",
    "signatures": "signatures",
}
"""The forms that the plan's texts may have."""


def _texts(part: PartRow, begins: Beginning, known: KnownNames) -> Iterator[DocumentBlock]:
    kind = known.kind_of_text(part.of[0]) if part.of else ""
    if kind:
        yield declared.PlanTexts(kind=kind, shown=SHOWN.get(part.form, "paragraphs"), **begins)


def _legend(part: PartRow, begins: Beginning, known: KnownNames) -> Iterator[DocumentBlock]:
    yield declared.Legend(scale=known.scale(part.of[0]) if part.of else "", **begins)


def _goal_model(part: PartRow, begins: Beginning, known: KnownNames) -> Iterator[DocumentBlock]:
    counted = [(section.key, field) for section in known.sections_named(part.of) if (field := goal_field(section))]
    yield declared.GoalModel(counted=tuple(counted), **begins)


def _own_tables(_part: PartRow, begins: Beginning, known: KnownNames) -> Iterator[DocumentBlock]:
    for section in known.sections:
        if not section.has(DeclaredInPlan):
            continue
        title = begins["title"] or section.title
        yield declared.Chapter(sections=(section.key,), **Beginning(**{**begins, "title": title}))


def goal_field(section: Section) -> str:
    """The field of a row's ``plan_record`` that holds the goal above it; empty where a section has none."""
    rolls_up = section.trait(RollsUpTo)
    if rolls_up is not None:
        return rolls_up.goal
    columns = (column for sheet in section.plan for column in sheet.columns if isinstance(column, Column))
    return next((column.key for column in columns if column.refers == "goals"), "")


def _of_sections(make: Callable[[PartRow, Section, KnownNames], DocumentBlock | None]) -> Maker:
    """A part that is about sections: a block for each, the first of them with the heading."""

    def blocks(part: PartRow, begins: Beginning, known: KnownNames) -> Iterator[DocumentBlock]:
        for section in known.sections_named(part.of):
            block = make(part, section, known)
            if block is not None:
                yield replace(block, **begins)
                begins = Beginning(**{**begins, "title": None})

    return blocks


def prose_column(section: Section) -> str:
    """The column of a section whose answers are in words; empty where it has none."""
    edited = section.trait(EditableAnswers)
    if edited is not None:
        return edited.column
    columns = (column for column in section.columns if isinstance(column, Column))
    return next((column.key for column in columns if isinstance(column.type, Prose)), "")


def _answers(part: PartRow, section: Section, known: KnownNames) -> DocumentBlock | None:
    column = prose_column(section)
    if not column:
        return None
    order = known.order(section, part.order)
    where = row_filter(part.where, section, known)
    return declared.AnswerBlock(
        section=section.key,
        column=column,
        order=order.column or part.order,
        descending=order.descending,
        short=part.form == "headings",
        where=where,
    )


def _drafted(drafts: Mapping[str, declared.Draft], asks: bool) -> Maker:
    def make(_part: PartRow, section: Section, _known: KnownNames) -> DocumentBlock | None:
        draft = drafts.get(section.key)
        return declared.DraftedTexts(section=section.key, draft=draft, asks=asks) if draft is not None else None

    return _of_sections(make)


MAKERS: Mapping[str, Maker] = {
    "heading": _alone(declared.PartHeading),
    "in_brief": _alone(declared.InBrief),
    "opening": _alone(declared.Opening),
    "texts": _texts,
    "answers": _of_sections(_answers),
    "contributions": _of_sections(lambda _part, section, _known: declared.Contributions(section=section.key)),
    "handed_in": _of_sections(lambda _part, section, _known: declared.HandedIn(section=section.key)),
    "summary": _drafted(SUMMARIES, asks=False),
    "unanswered": _drafted(UNANSWERED, asks=True),
    "to_check": _drafted(TO_CHECK, asks=True),
    "goal_model": _goal_model,
    "goal_counts": _alone(declared.GoalCounts),
    "hard_goals": _alone(declared.HardToReach),
    "proposals": _alone(declared.Proposals),
    "changes": _alone(declared.Changes),
    "decision_chain": _alone(declared.DecisionChain),
    "attachments": _alone(declared.Attachments),
    "others": _alone(declared.OtherChapters),
    OWN_TABLES: _own_tables,
    "missing": _alone(declared.WhatIsMissing),
    "decisions": _alone(declared.DecisionsInForce),
    "reasons": _alone(declared.Reasons),
    "legend": _legend,
}
"""What makes the blocks of each kind of part that is no section."""

ChartKind = Literal["", "line", "column", "bar", "dots"]
CHARTS: Mapping[str, ChartKind] = {"lines": "line", "columns": "column", "bars": "bar", "dots": "dots"}


def _view(part: PartRow, section: Section, known: KnownNames) -> SectionView | None:
    """How the rows are shown, where the part says anything of that."""
    is_list, chart = part.form == "list", _chart_kind(part.form)
    if not (part.columns or part.order or part.group or part.where or is_list or chart):
        return None
    trait = section.trait(DeclaredInPlan)
    levels = dict(trait.levels) if trait is not None else {}
    columns = [key for name in part.columns if (key := known.column(section, name))]
    scales = [kind for name in part.columns if not known.column(section, name) and (kind := known.scale(name))]
    scales += [levels[key] for key in columns if key in levels]  # with symbol and colour, as everywhere
    order = known.order(section, part.order)
    return SectionView(
        tuple(key for key in dict.fromkeys(columns) if key not in levels),
        tuple(dict.fromkeys(scales)),
        known.group(section, part.group) if part.group else None,
        order.column,
        order.descending,
        row_filter(part.where, section, known),
        is_list,
        chart,
    )


def _chart_kind(form: str) -> ChartKind:
    return CHARTS.get(form, "")


def row_filter(text: str, section: Section, known: KnownNames) -> RowFilter | None:
    """Whether a condition is true of a row; None where there is none, or it is not understood."""
    condition = parse(text, ResultKind.CONDITION) if text else None
    if not isinstance(condition, Expression):
        return None
    holds = function_of(condition)
    keys = [known.column(section, name.key) or name.key for name in names(condition)]
    columns = {column.key: column for column in (*known.columns(section),)}

    def chosen(row: RowView) -> bool:
        return holds(*(_as_written(_value(row, key), columns.get(key), known.plan) for key in keys)) is True

    return chosen


def _value(row: RowView, key: str) -> Value:
    """What stands in a column of a row, else what the plan has there."""
    value = row[key] if key in row.columns else None
    return row.row.plan_record.get(key) if value is None else value


def _as_written(value: Value, column: Column | None, plan: Plan) -> object:
    """A choice is known by its key, and by its word in any language."""
    if not isinstance(value, str) or column is None or not isinstance(column.type, CellType):
        return value
    words = {column.type.show(value, language) for language in (plan.words, *map(Words, LANGUAGES))}
    return value if words == {value} else (value, *sorted(words))
