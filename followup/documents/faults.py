"""What is wrong in the plan's sheets of documents: each fault at its cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from followup.documents.compiling import CHARTS, MAKERS, SHOWN, document_of, goal_field, prose_column
from followup.documents.declared import AnswerBlock, OtherChapters
from followup.documents.drafts.drafts import SUMMARIES, TO_CHECK, UNANSWERED
from followup.documents.from_plan import document_rows, unknown_braces, what_of
from followup.documents.naming import BRACES, KnownNames
from followup.documents.sheets import DOCUMENTS_SHEET, FORM, PART_WORDS, PARTS_SHEET, STAGE
from followup.expressions import Fault, ResultKind, names, parse
from followup.form.cells.prose import Prose
from followup.form.cells.text import Choice, Text
from followup.form.columns import Role
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.traits import DeclaredInPlan
from followup.form.values import Value
from followup.form.written.plain_text import folded
from followup.locale import Message, _, literal
from followup.locale.nearest import nearest, one_of
from followup.plan.model import Plan
from followup.plan.sheets import SCALE_KIND, TEXT_KIND
from followup.rulebook.planning.documents import (
    DOCUMENT_ID_TAKEN,
    DOCUMENT_NEEDS_NEARLY_KNOWN,
    DOCUMENT_NEEDS_UNKNOWN,
    DOCUMENT_WITHOUT_PARTS,
    FINAL_NOT_MASKED,
    FINAL_WITH_WORKING_PART,
    HEADING_BRACE_UNKNOWN,
    PART_COLUMN_NEARLY_KNOWN,
    PART_COLUMN_UNKNOWN,
    PART_DRAWS_WORDS,
    PART_FILTER_FAULTY,
    PART_FORM_UNFIT,
    PART_NEARLY_KNOWN,
    PART_NEEDS_COLUMNS,
    PART_SUBJECT_UNKNOWN,
    PART_UNKNOWN,
    TABLE_CALLED_AS_ANOTHER,
    TABLE_IN_NO_DOCUMENT,
)
from followup.rulebook.problem import Remark

FaultOfRow = tuple[FilledRow, Remark]

OTHER_OUTPUTS = frozenset({"regional", "facts", "record", "published", "plan", "decisions", "inbox", "log", "returned"})
"""KnownNames that other files and folders among the outputs have."""

USABLE = re.compile(r"[\w][\w-]*")
WORKING = ("missing", "unanswered", "to_check")
"""Parts for those who work with a document."""

OF_TABLES = ("", "table", "beneath", "headings", "list", *CHARTS)
OF_ANSWERS = ("", "headings")


def faults_of_documents(sections: Sequence[Section], plan: Plan, tables: Collection[str] = ()) -> Iterator[FaultOfRow]:
    """Every fault of both sheets; what cells name of other sheets has been looked up already.

    ``tables`` are the names, folded, of those that the plan declares: of one that is no section what is wrong is told
    where it stands, and it is not unknown here.
    """
    known = KnownNames(sections, plan)
    final = {row.text("id") for row in plan.rows(DOCUMENTS_SHEET.key) if row["stage"] == "final"}
    for row in plan.rows(DOCUMENTS_SHEET.key):
        yield from ((row, remark) for remark in _faults_of_document(row, known, tables))
    for row in plan.rows(PARTS_SHEET.key):
        yield from ((row, remark) for remark in _faults_of_part(row, known, tables))
        if row.text("document") in final and what_of(row)[:1] and what_of(row)[0] in WORKING:
            yield row, FINAL_WITH_WORKING_PART.remark("what", working=dict(STAGE.options)["working"])
    yield from _not_masked(known)
    yield from _faults_of_tables(known)


def _not_masked(known: KnownNames) -> Iterator[FaultOfRow]:
    """Final documents of the plan that show figures of people, and do not say whether small ones are to be masked."""
    rows = {row.text("id"): row for row in known.plan.rows(DOCUMENTS_SHEET.key)}
    about_people = {section.key: section.title for section in known.sections if _counts_people(section, known.plan)}
    for document in document_rows(known.plan) if rows else ():
        row = rows.get(document.key)
        if row is None or not document.final or row["masked"] is not None:
            continue
        blocks = document_of(document, known).blocks
        shown = {key for block in blocks for key in block.names if not isinstance(block, AnswerBlock)}
        if any(isinstance(block, OtherChapters) for block in blocks):
            shown |= about_people.keys()
        if sections := tuple(title for key, title in about_people.items() if key in shown):
            yield row, FINAL_NOT_MASKED.remark("masked", sections=sections)


def _counts_people(section: Section, plan: Plan) -> bool:
    """Whether figures of a section count people, as a column says or a row of its sheets."""
    if any(column.counts_people for column in section.expanded(plan)):
        return True
    rows = (row for sheet in section.plan for row in plan.rows(sheet.key) if section.people)
    is_declared = section.has(DeclaredInPlan)  # on sheets that hold the rows of other tables too
    return any(row.text(section.people) == "yes" for row in rows if not is_declared or row.text("table") == section.key)


def _faults_of_tables(known: KnownNames) -> Iterator[FaultOfRow]:
    """Tables that the plan declares and that no document shows, or that are called as a perspective is."""
    blocks = [block for row in document_rows(known.plan) for block in document_of(row, known).blocks]
    shown = {key for block in blocks for key in block.names}
    has_rest = any(isinstance(block, OtherChapters) for block in blocks)
    perspectives = {goal.name.casefold(): goal.name for goal in known.plan.goals.values() if not goal.parent}
    what = next(column.title for column in PARTS_SHEET.expanded(known.plan) if column.key == "what")
    for section in known.sections:
        declared = section.trait(DeclaredInPlan)
        if declared is None:
            continue
        row, key, title = declared.line, literal(section.key), declared.line.text("title")
        if not has_rest and section.key not in shown:
            remark = TABLE_IN_NO_DOCUMENT.remark("id", section.key, sheet=PARTS_SHEET.title, word=key, column=what)
            yield row, remark
        if name := perspectives.get(title.casefold()):
            other = _("the perspective {name}", name=literal(name))
            example = _("{title}, outcome", title=literal(title))
            yield row, TABLE_CALLED_AS_ANOTHER.remark("title", title, other=other, example=example)


def _faults_of_document(row: FilledRow, known: KnownNames, tables: Collection[str]) -> Iterator[Remark]:
    id_ = row.text("id")
    if id_ and (id_.casefold() in OTHER_OUTPUTS or not USABLE.fullmatch(id_)):
        why = (
            _("Another output has it.") if id_.casefold() in OTHER_OUTPUTS else _("Write letters, digits and hyphens.")
        )
        yield DOCUMENT_ID_TAKEN.remark("id", why=why)
    if id_ and not known.plan.rows_by(PARTS_SHEET.key, "document", id_):
        column = next(iter(PARTS_SHEET.expanded(known.plan))).title
        yield DOCUMENT_WITHOUT_PARTS.remark("id", sheet=PARTS_SHEET.title, column=column)
    if braces := unknown_braces(row.text("title")):
        yield _unknown_braces("title", braces)
    for name in _several(row["needs"]):
        if known.section(name) is None and folded(name) not in tables:
            yield _unknown_need(name, known)


def _unknown_need(name: str, known: KnownNames) -> Remark:
    near = nearest(name, [known.plan.words(section.title) for section in known.sections])
    rule = DOCUMENT_NEEDS_NEARLY_KNOWN.filled(near=one_of(near)) if near else DOCUMENT_NEEDS_UNKNOWN
    return rule.remark("needs", name)


def _faults_of_part(row: FilledRow, known: KnownNames, tables: Collection[str]) -> Iterator[Remark]:
    if braces := unknown_braces(row.text("heading")):
        yield _unknown_braces("heading", braces)
    what = what_of(row)
    if not what:
        return
    if what[0] in MAKERS:
        yield from _faults_of_kind(row, what[0], known, tables)
        return
    for name in what:
        if known.section(name) is None and folded(name) not in tables:
            yield _unknown_part(name, known)
    sections = known.sections_named(what)
    if sections:
        yield from _faults_of_view(row, sections[0], known)
        yield from _unfit_form(row, OF_TABLES)


def _unknown_braces(cell: str, braces: Sequence[str]) -> Remark:
    there = literal(", ".join(f"{{{name}}}" for name in BRACES))
    return HEADING_BRACE_UNKNOWN.remark(cell, braces=literal(", ".join(braces)), known=there)


def _unknown_part(name: str, known: KnownNames) -> Remark:
    words = known.plan.words
    there = [words(word) for word in PART_WORDS.values()] + [words(section.title) for section in known.sections]
    if near := nearest(name, there):
        return PART_NEARLY_KNOWN.remark("what", name, near=one_of(near))
    return PART_UNKNOWN.remark("what", name)


def _faults_of_kind(row: FilledRow, kind: str, known: KnownNames, tables: Collection[str]) -> Iterator[Remark]:
    """Whether a part that is no section says what it is about, and in a form that it can have."""
    of = _several(row["of"])
    help_ = _help_about(kind, of, known)
    faulty = [name for name in of if known.section(name) is None and folded(name) in tables]
    if help_ is not None and not faulty:
        yield PART_SUBJECT_UNKNOWN.remark("of" if of else "what", ", ".join(of), help=help_)
    sections = known.sections_named(of)
    if kind == "answers" and sections:
        yield from _faults_of_view(row, sections[0], known)
        yield from _unfit_form(row, OF_ANSWERS)
    elif kind == "texts":
        yield from _unfit_form(row, tuple(SHOWN))
    else:
        yield from _unfit_form(row, ("",))


def _help_about(kind: str, of: Sequence[str], known: KnownNames) -> Message | None:
    """What a part should say that it is about, where it does not; None where all is well."""
    words = known.plan.words
    if kind == "texts":
        kinds = tuple(word for _key, word in TEXT_KIND.options)
        return None if of and known.kind_of_text(of[0]) else _("Write a kind of text: {kinds}.", kinds=kinds)
    if kind == "legend":
        kinds = tuple(word for _key, word in SCALE_KIND.options)
        unknown = bool(of) and not known.scale(of[0])
        return _("Write a scale: {kinds}; empty for every one.", kinds=kinds) if unknown else None
    fit = _sections_fit_for(kind, known)
    if fit is None:
        return None
    named = [known.section(name) for name in of]
    if named and all(section in fit for section in named):
        return None
    return _("Write the title of a section: {sections}.", sections=tuple(literal(words(s.title)) for s in fit))


def _sections_fit_for(kind: str, known: KnownNames) -> Sequence[Section] | None:
    """The sections that a kind of part can be about; None for a kind that is about none."""
    drafts = {"summary": SUMMARIES, "unanswered": UNANSWERED, "to_check": TO_CHECK}
    if kind in drafts:
        return [section for section in known.sections if section.key in drafts[kind]]
    if kind in ("answers", "contributions", "handed_in"):
        return [section for section in known.sections if prose_column(section)]
    if kind == "goal_model":
        return [section for section in known.sections if goal_field(section)]
    return None


def _faults_of_view(row: FilledRow, section: Section, known: KnownNames) -> Iterator[Remark]:
    """Columns, order, group and filter, held against the section."""
    for name in _several(row["columns"]):
        if not known.column(section, name) and not known.scale(name):
            yield _no_column("columns", name, section, known)
    if (name := row.text("order")) and not known.order(section, name).column:
        yield _no_column("order", name, section, known)
    if (name := row.text("group")) and known.group(section, name) is None:
        yield _no_column("group", name, section, known)
    text = row.text("filter")
    if text:
        yield from _faults_of_filter(text, section, known)
    if row.text("form") in CHARTS and (words := _words_drawn(_several(row["columns"])[1:], section, known)):
        yield PART_DRAWS_WORDS.remark("form", column=literal(words))


def _words_drawn(names: Sequence[str], section: Section, known: KnownNames) -> str:
    """The first of some columns that holds words; empty where none does."""
    keys = {known.column(section, name): name for name in names}
    answers = (column for column in known.columns(section) if column.role is Role.INPUT)
    of_words = (column for column in answers if isinstance(column.type, Text | Choice | Prose))
    return next((keys[key] for column in of_words for key in (column.key, column.base) if key in keys), "")


def _faults_of_filter(text: str, section: Section, known: KnownNames) -> Iterator[Remark]:
    condition = parse(text, ResultKind.CONDITION)
    if isinstance(condition, Fault):
        yield PART_FILTER_FAULTY.remark("filter", why=condition.message)
        return
    for name in names(condition):
        if name.earlier or not known.column(section, name.key):
            yield _no_column("filter", name.key, section, known)


def _no_column(cell: str, name: str, section: Section, known: KnownNames) -> Remark:
    words = known.plan.words
    columns = dict.fromkeys(words(column.title) for column in known.columns(section))
    near = nearest(name, columns)
    rule = PART_COLUMN_NEARLY_KNOWN.filled(near=one_of(near)) if near else PART_COLUMN_UNKNOWN
    return rule.remark(cell, name, section=section.title, columns=literal(", ".join(columns)))


def _unfit_form(row: FilledRow, fit: Sequence[str]) -> Iterator[Remark]:
    form = row.text("form")
    of_columns = form in CHARTS or (form == "list" and "table" in fit)
    if form not in fit:
        forms = tuple(word for key, word in FORM.options if key in fit)
        yield PART_FORM_UNFIT.remark("form", forms=forms or literal("–"))
    elif of_columns and len(_several(row["columns"])) < (2 if form in CHARTS else 1):
        yield PART_NEEDS_COLUMNS.remark("form")


def _several(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
