"""The decisions workbook: what the secretariat has decided besides the plan, by whom, why and until when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from followup.files.book import Book
from followup.files.received import ReceivedBook
from followup.form.answers.answers import AnsweredTable
from followup.form.cells.text import Name
from followup.form.columns import Column, PlanTerms
from followup.form.decided import Query
from followup.form.finding import Finding
from followup.form.form import IDENTITY_NAME, Form, Identity, form_tables
from followup.form.layout.layout import PrefilledAnswers, lay_out_tables
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Listing, Section
from followup.form.shapes.find_tables import find_tables
from followup.form.shapes.shape_readers import read_table
from followup.form.terms.judgement import Judgement, JudgementOrigin
from followup.form.terms.units import EVERY_UNIT, REGION
from followup.form.values import Value
from followup.frozen import frozen
from followup.locale import Words, _, literal
from followup.plan.decisions.choices import FILES, FileChoice, choice_of
from followup.plan.decisions.deadlines import DEADLINES, LaterDeadline, deadline_of
from followup.plan.decisions.edited_texts import EDITED, EditedText, edited_texts, unsigned_edits
from followup.plan.decisions.in_force import (
    BELONGS_TO,
    DECIDED_BY,
    UNTIL,
    WHY,
    DecidedBefore,
    DecisionLine,
    InForce,
    line_of,
)
from followup.plan.decisions.queries import QUERIES, queries_of
from followup.plan.decisions.text_order import PLACING, TextPlacing, placing_of
from followup.plan.decisions.waivers import WAIVERS, Waiver, waiver_of
from followup.plan.directory import Directory, nearest_of
from followup.plan.model import Plan
from followup.plan.references import nothing_of_that_name, replaced_by
from followup.plan.sheets import LEVEL_IN_DOCUMENTS, LEVEL_WORD
from followup.plan.unit_changes.unit_changes import former_id, renamed_unit, units_instead
from followup.rulebook.planning.plan import NAME_OF_SEVERAL
from followup.rulebook.planning.unit_changes import UNIT_UNDERSTOOD


@frozen
class LevelColumn:
    """A level in our words or as the templates have it: the words and symbols of the plan's scale of attainment."""

    column: Column

    def expand(self, plan: PlanTerms) -> tuple[Column, ...]:
        """The column; what two levels have in common is taken for neither."""
        scale = plan.scales.of("attainment")
        choice = scale.choice() if scale else LEVEL_WORD
        words = {key: plan.words(word) for key, word in choice.options} if scale else {}
        usual = ((plan.words(word), key) for key, word in LEVEL_IN_DOCUMENTS.items() if key not in words)
        spellings = (*((word, key) for key, word in words.items()), *choice.variants, *usual)
        times = Counter(text.casefold() for text, _key in spellings)
        variants = tuple(spelling for spelling in spellings if times[spelling[0].casefold()] == 1)
        ours = dict(LEVEL_WORD.options)
        options = (*LEVEL_WORD.options, *((key, literal(word)) for key, word in words.items() if key not in ours))
        return replace(self.column, type=replace(LEVEL_WORD, options=options, variants=variants)).expand(plan)


OVERRIDES = Section(
    "overrides",
    _("Overrides"),
    Listing(("what", "unit", "part"), blank=15),
    (
        Column(
            "what", _("What"), Name(_("Write the id of a measure or a goal, as in the plan.")), width=26, required=True
        ),
        Column("unit", _("Unit"), Name(_("Write the unit's id; empty for the region.")), width=18),
        Column("part", _("Part"), Name(_("Write K or M; empty for the whole.")), width=9),
        LevelColumn(Column("level", _("Judgement"), LEVEL_WORD, width=20, required=True)),
        WHY,
        DECIDED_BY,
        UNTIL,
        BELONGS_TO,
    ),
    intro=_("Judgements that stand instead of the computed ones. Both are shown, with who and why."),
)


@frozen
class Override:
    """A judgement decided by a person. ``unit`` is empty for the region, ``part`` a key of the split or empty."""

    what: str
    unit: str
    part: str
    level: str
    why: str
    who: str
    until: date | None
    place: Place

    def judgement(self, scale: str) -> Judgement:
        """The override as a judgement, its reason saying who and why."""
        reason = _("Decided by {who}: {why}", who=literal(self.who), why=literal(self.why))
        if self.until is not None:
            reason = _("{reason} Until {day}.", reason=reason, day=self.until)
        return Judgement(scale, self.level, reason, self.part, JudgementOrigin.OVERRIDE)


DECISION_SHEETS = (OVERRIDES, WAIVERS, FILES, PLACING, EDITED, QUERIES, DEADLINES)


@frozen
class Decisions:
    """What has been decided besides the plan, and is in force; ``lines`` are the same rows as the record keeps them, by
    the key of their sheet.
    """

    overrides: tuple[Override, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    files: tuple[FileChoice, ...] = ()
    placed: tuple[TextPlacing, ...] = ()
    edited: tuple[EditedText, ...] = ()
    queries: tuple[Query, ...] = ()
    deadlines: tuple[LaterDeadline, ...] = ()
    lines: Mapping[str, Sequence[DecisionLine]] = field(default_factory=dict)

    def override(self, what: str, unit: str, part: str) -> Override | None:
        """The override of a judgement: of its part, else of the whole; or None."""
        candidates = [
            override
            for override in self.overrides
            if (override.what, override.unit) == (what, unit) and override.part in (part, "")
        ]
        return max(candidates, key=lambda override: len(override.part), default=None)

    def file_of(self, unit: str) -> FileChoice | None:
        """Which file of a unit counts, where that has been decided; the first row of a unit stands."""
        return next((file for file in self.files if file.unit == unit), None)


NOTHING_DECIDED = Decisions()


def decisions_form(plan: Plan) -> Form:
    """The decisions workbook as a form of its own."""
    identity = Identity("", "", "", "", "decisions")
    tables = form_tables([(sheet, sheet.expanded(plan), ()) for sheet in DECISION_SHEETS])
    return Form(identity, _("Decisions"), "", tables)


def blank_decisions(words: Words, plan: Plan | None = None, answers: PrefilledAnswers | None = None) -> Book:
    """A decisions workbook, empty but for these rows; of a plan it offers the words of its scale too."""
    book = Book(words(_("Decisions")), language=words.language)
    book.properties = {IDENTITY_NAME: str(Identity("", "", "", "", "decisions"))}
    lay_out_tables(book, decisions_form(plan or Plan()), words, answers)
    return book


def load_decisions(
    book: ReceivedBook, plan: Plan, words: Words, today: date, before: DecidedBefore | None = None
) -> tuple[Decisions, list[Finding]]:
    """The decisions that apply today, and what is wrong in the workbook; a row with an error is not applied.

    A workbook of an earlier version may lack sheets: nothing has been decided there. It may lack the column of the
    occasion too: then ``before`` tells what was in force at an earlier one, and that is not applied again.
    """
    findings: list[Finding] = []
    rows: dict[str, list[FilledRow]] = {sheet.key: [] for sheet in DECISION_SHEETS}
    for sheet, table in _tables(book, plan, words, findings):
        rows[sheet.key] += [row for row, _typed in _in_force(sheet, table, plan, today, before, findings)]
    answering = [unit.id for unit in plan.units.answering]
    decided = Decisions(
        tuple(_override(row, plan) for row in rows[OVERRIDES.key]),
        tuple(waiver_of(row) for row in rows[WAIVERS.key]),
        tuple(choice_of(row) for row in rows[FILES.key]),
        tuple(placing for row in rows[PLACING.key] if (placing := placing_of(row)) is not None),
        edited_texts(rows[EDITED.key]),
        tuple({query.key: query for row in rows[QUERIES.key] for query in queries_of(row, answering)}.values()),
        tuple(later for row in rows[DEADLINES.key] if (later := deadline_of(row)) is not None),
        lines={sheet.key: tuple(line_of(sheet, row) for row in rows[sheet.key]) for sheet in DECISION_SHEETS},
    )
    return decided, [*findings, *unsigned_edits(decided.edited)]


def _tables(
    book: ReceivedBook, plan: Plan, words: Words, findings: list[Finding]
) -> Iterator[tuple[Section, AnsweredTable]]:
    """Each sheet's rows as they were typed; what could not be read of them is added to the findings."""
    for match in find_tables(book, decisions_form(plan).tables):
        read = read_table(match, book.file, "", words)
        findings += read.findings
        yield match.table.section, read.rows


def _in_force(
    sheet: Section,
    table: AnsweredTable,
    plan: Plan,
    today: date,
    before: DecidedBefore | None,
    findings: list[Finding],
) -> Iterator[tuple[FilledRow, FilledRow]]:
    """The rows that count, with ids in the place of names, each beside itself as it was typed."""
    needed = [column.key for column in sheet.expanded(plan) if column.required]
    resolved, in_force = _resolve_names(table, plan, sheet), InForce(plan.round, plan.period.code, today, before)
    judged = in_force.findings(sheet, resolved, "what" if sheet is EDITED else "")
    for typed, (then, fault), row in zip(table, judged, _follow_units(resolved, plan), strict=True):
        faults = [fault] if fault is not None else [*_unresolved(row, plan, sheet)]
        findings += faults
        if not faults and all(row[key] is not None for key in needed) and not row.refused:
            if row["unit"] != then["unit"]:
                understood = UNIT_UNDERSTOOD.problem(units=(row.text("unit"),))
                findings.append(Finding.of(row.place("unit"), understood, typed.text("unit")))
            yield row, typed


REVIEWED = (OVERRIDES, WAIVERS)
"""The sheets whose rows may well be decided again; which file counted, and texts, are of their own round."""


def decisions_to_review(
    book: ReceivedBook, plan: Plan, words: Words, today: date, closed_with: Collection[str] = ()
) -> tuple[PrefilledAnswers, int]:
    """The rows that are in force at a plan's round, for the decisions workbook of the round after it, and how many more
    there are that only let the round be closed: waivers of the rules that it was ``closed_with``.

    Each says which occasion it belongs to: there it is told, and does not act until somebody has written another one.
    """
    review: dict[str, dict[str, dict[str, Value]]] = {}
    left_out = 0
    for sheet, table in _tables(book, plan, words, []):
        rows = _in_force(sheet, table, plan, today, None, []) if sheet in REVIEWED else ()
        for number, (row, typed) in enumerate(rows):
            if sheet is WAIVERS and row.text("rule").casefold() in closed_with:
                left_out += 1
                continue
            values = {column.key: typed[column.key] for column in sheet.expanded(plan)}
            review.setdefault(sheet.key, {})[str(number)] = {**values, BELONGS_TO.key: plan.round}
    return review, left_out


def _override(row: FilledRow, plan: Plan) -> Override:
    until = row["until"]
    return Override(
        row.text("what"),
        row.text("unit"),
        row.text("part"),
        row.text("level"),
        row.text("why"),
        row.text("who"),
        until=until if isinstance(until, date) else None,
        place=row.place("what"),
    )


NAMED = ("what", "unit", "part")
"""The columns that name something of the plan."""


def _resolve_names(table: AnsweredTable, plan: Plan, sheet: Section) -> AnsweredTable:
    """The rows with ids in the place of names; what is neither stays as it is."""
    return table.with_columns({key: [_id_of(row, key, plan, sheet) for row in table] for key in NAMED})


def _id_of(row: FilledRow, column: str, plan: Plan, sheet: Section) -> Value:
    text = row.text(column)
    if not text or _is_of_every_unit(column, sheet, text):
        return row[column]
    meant = _meant(column, text, plan)
    if len(meant) != 1:
        former = former_id(plan, text) if column == "unit" and not meant else ""
        return former or row[column]
    return _for_region(meant[0], plan) if column == "unit" and sheet is OVERRIDES else meant[0]


def _follow_units(table: AnsweredTable, plan: Plan) -> AnsweredTable:
    """The rows with the ids that units have now in the place of those that they had in earlier rounds."""

    def unit_now(row: FilledRow) -> Value:
        id_ = row.text("unit")
        return row["unit"] if not id_ or plan.meant(id_, "units") else renamed_unit(plan, id_) or row["unit"]

    return table.with_columns({"unit": [unit_now(row) for row in table]})


def _unresolved(row: FilledRow, plan: Plan, sheet: Section) -> Iterator[Finding]:
    """Names of nothing, or of several; texts are named by their titles, and stay as they are."""
    for column in NAMED:
        text = row.text(column)
        if not text or _is_of_every_unit(column, sheet, text) or (column == "what" and sheet is not OVERRIDES):
            continue
        meant = _meant(column, text, plan)
        if len(meant) != 1:
            instead = [unit.id for unit in units_instead(plan, text)] if column == "unit" else []
            named = replaced_by(instead) if instead else nothing_of_that_name(_nearest(column, text, plan))
            problem = NAME_OF_SEVERAL.problem(ids=literal(", ".join(meant))) if meant else named
            yield Finding.of(row.place(column), problem, text)


def _is_of_every_unit(column: str, sheet: Section, text: str) -> bool:
    return column == "unit" and stands_for_many(sheet, text)


def stands_for_many(sheet: Section, text: str) -> bool:
    """Whether the text stands for every unit of a waiver or a question."""
    return sheet in (WAIVERS, QUERIES) and text.casefold() in EVERY_UNIT


def _parts(plan: Plan) -> Directory:
    return Directory((part.key, (part.short, part.name)) for part in plan.breakdown)


def _meant(column: str, text: str, plan: Plan) -> tuple[str, ...]:
    if column == "part":
        return _parts(plan).ids_of(text)
    return plan.meant(text, "units") if column == "unit" else plan.meant(text)


def _nearest(column: str, text: str, plan: Plan) -> tuple[str, ...]:
    if column == "part":
        return nearest_of(text, [_parts(plan)])
    return plan.nearest(text, *(("units",) if column == "unit" else ()))


def _for_region(id_: str, plan: Plan) -> str | None:
    """The region itself is written as no unit, where it answers nothing."""
    unit = plan.units.get(id_)
    return None if unit is not None and unit.kind == REGION and not unit.template else id_
