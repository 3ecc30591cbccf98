"""From the plan workbook to a plan, with a finding for each cell that cannot stand."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from typing import TypeVar

from followup.files.received import ReceivedBook
from followup.form.answers.answers import AnsweredTable, Answers
from followup.form.cells.text import Choice
from followup.form.columns import Column, ColumnMeaning
from followup.form.finding import Finding
from followup.form.form import IDENTITY_SHEET, Form, FormTable, Identity, form_tables
from followup.form.frame import PlanLimits, Sender, Tolerances
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Grid, Section, SectionDeclaration, sections_in
from followup.form.shapes.find_tables import find_tables
from followup.form.shapes.shape_readers import read_table
from followup.form.terms.breakdown import Breakdown, BreakdownPart
from followup.form.terms.concepts import renaming_of
from followup.form.terms.goals import Goal
from followup.form.terms.period import Period
from followup.form.terms.scales import DECIDED, Scale, ScaleLevel, Scales
from followup.form.terms.units import REGION, Unit, UnitTree
from followup.form.traits import HiddenUntilWanted, OfDocumentsOnly
from followup.form.written.plain_text import folded
from followup.locale import Words, _, literal
from followup.locale.inflection import Forms, Renaming
from followup.plan.asked import rows_never_asked, sections_unknown
from followup.plan.attachments import ATTACHMENTS_SHEET
from followup.plan.declared_changes import REVISION_SHEETS
from followup.plan.frame_of_plan import frame_of
from followup.plan.model import Plan
from followup.plan.plan_faults import faults_of_plan, finding_at, findings_that_matter
from followup.plan.references import directories_of, resolve_references
from followup.plan.scale_levels import colours_too_close, signs_that_mean_two_levels
from followup.plan.sheets import (
    COLUMNS_IN_NO_TEMPLATE,
    CORE_SHEETS,
    IN_NO_TEMPLATE,
    LATER_SETTINGS,
    LEVEL_WORD,
    TREND_WORD,
)
from followup.plan.unit_changes.unit_changes import add_lines_of_successors, former_units, replaced_units
from followup.rulebook.planning.plan import (
    CONCEPT_RENAMED,
    FORMS_NOT_FOUR,
    NOT_A_PLAN,
    SCALE_NOT_USED,
    SCALE_OF_TWO_TYPES,
)
from followup.rulebook.planning.unit_changes import UNIT_UNDERSTOOD
from followup.rulebook.problem import Severity
from followup.rulebook.received.file_remarks import OPEN_ELSEWHERE
from followup.rulebook.tables import TABLE_TWICE

WOMEN_AND_MEN = Breakdown((BreakdownPart("women", "Kvinnor", "K"), BreakdownPart("men", "Män", "M")))


def plan_sections(declarations: Iterable[SectionDeclaration]) -> tuple[Section, ...]:
    """The sheets of the plan: its own, each that a section brings, once, and what is attached to a report."""
    sheets = [sheet for declaration in declarations for sheet in declaration.plan]
    return (*CORE_SHEETS, *REVISION_SHEETS, *dict.fromkeys(sheets), ATTACHMENTS_SHEET)


def plan_form(declarations: Sequence[SectionDeclaration], plan: Plan | None = None) -> Form:
    """The plan workbook as a form of its own."""
    plan = plan or Plan(breakdown=WOMEN_AND_MEN)
    return Form(Identity("", "", "", "", "plan"), _("Follow-up plan"), "", _tables(plan_sections(declarations), plan))


def _tables(sections: Sequence[Section], plan: Plan) -> tuple[FormTable, ...]:
    nobody = Unit("", "")
    return form_tables(
        [
            (
                section,
                section.expanded(plan),
                tuple(section.shape.rows(plan, nobody)) if isinstance(section.shape, Grid) else (),
            )
            for section in sections
        ]
    )


def load_plan(
    book: ReceivedBook, declarations: Sequence[SectionDeclaration], words: Words
) -> tuple[Plan, list[Finding]]:
    """The plan that a workbook holds, and what is wrong with it. Errors mean that it must not be used."""
    sheets = plan_sections(declarations)
    plan, findings = Plan(breakdown=WOMEN_AND_MEN, file=book.file, dated=dated_sheets(sheets)), list[Finding]()
    # The core first: its breakdown, rounds and scales make columns of the sheets that sections bring.
    missing = _read_sheets(book, _tables(CORE_SHEETS, plan), plan, findings, words)
    plan.directories = directories_of(plan, _drop(CORE_SHEETS, missing))
    plan.units = _units(plan)  # the parent of a unit may be one that another unit replaces
    references = [*resolve_references(plan, CORE_SHEETS)]
    _understand(plan, findings)
    sheets_of_sections = [section for section in sheets if section not in CORE_SHEETS]
    missing += _read_sheets(book, _tables(sheets_of_sections, plan), plan, findings, words)
    plan.directories = directories_of(plan, _drop(sheets, missing))
    references += resolve_references(plan, sheets_of_sections)
    sections = sections_in(plan, declarations)
    add_lines_of_successors(plan, sections)
    plan.version = _version(plan, sheets)
    plan.frame = frame_of(plan, sections)
    if {"settings", "units"} <= set(missing):
        return plan, [_no_plan(book)]
    findings += _open_elsewhere(book)
    findings += references
    unwanted = {sheet.key for sheet in sheets if sheet.has(HiddenUntilWanted)}
    findings += faults_of_plan(plan, book.file, sheets, [key for key in missing if key not in unwanted])
    findings += sections_unknown(plan, sections)
    findings += rows_never_asked(plan, sections)
    # A cell that names nothing has its finding; a section's check of it would say the same in other words.
    follow_on = {finding.place for finding in references if finding.severity is Severity.ERROR}
    findings += [finding for finding in faults_of_sections(plan, declarations) if finding.place not in follow_on]
    findings = findings_that_matter(plan, sheets, findings)
    return plan, sorted(findings, key=lambda finding: finding.order)


def plan_of_answers(
    file: str, tables: Mapping[str, Answers], version: str, declarations: Sequence[SectionDeclaration]
) -> Plan:
    """The plan again of the rows that it ended up with: they are understood, but not read or looked through anew."""
    sheets = [sheet for sheet in plan_sections(declarations) if sheet.key in tables]
    plan = Plan(breakdown=WOMEN_AND_MEN, file=file, dated=dated_sheets(plan_sections(declarations)), version=version)
    core = [sheet for sheet in sheets if sheet in CORE_SHEETS]
    _put_back(plan, core, tables)
    plan.directories = directories_of(plan, core)
    plan.units = _units(plan)
    _understand(plan, [])
    _put_back(plan, [sheet for sheet in sheets if sheet not in CORE_SHEETS], tables)
    plan.directories = directories_of(plan, sheets)
    plan.frame = frame_of(plan, sections_in(plan, declarations))
    return plan


def _put_back(plan: Plan, sheets: Sequence[Section], tables: Mapping[str, Answers]) -> None:
    for table in _tables(sheets, plan):
        answers = tables[table.section.key]
        plan.records[table.section.key] = AnsweredTable(table.rows_of(answers.keys), answers)


def faults_of_sections(plan: Plan, declarations: Sequence[SectionDeclaration]) -> Iterator[Finding]:
    """What each section finds in its part of a plan."""
    for declaration in declarations:
        for filled, remark in declaration.check_plan(plan) if declaration.check_plan else ():
            yield finding_at(filled, remark.column, remark.problem, remark.raw)


def _no_plan(book: ReceivedBook) -> Finding:
    hidden = book.sheet(IDENTITY_SHEET)
    says_whose = hidden is not None and any(Identity.read(str(raw)) for raw in hidden.cells.values())
    kind = _("a unit's template") if says_whose else _("something else")
    problem = NOT_A_PLAN.problem(kind=kind)
    return Finding.of(Place(book.file), problem)


def _open_elsewhere(book: ReceivedBook) -> Iterator[Finding]:
    """What somebody is changing in the plan right now is not in it yet."""
    for remark in book.remarks:
        if remark.problem.rule == OPEN_ELSEWHERE.id:
            yield Finding.of(Place(book.file), remark.problem, remark.detail)


def _read_sheets(
    book: ReceivedBook, tables: tuple[FormTable, ...], plan: Plan, findings: list[Finding], words: Words
) -> list[str]:
    """Read each sheet that is there; the keys of those that are not."""
    found_sections = set()
    found_tables = deque(find_tables(book, tables))
    while found_tables:  # each is let go of when it has been read: earlier figures are most of a large plan
        found_table = found_tables.popleft()
        key = found_table.table.section.key
        if key in found_sections:
            problem = TABLE_TWICE.problem(title=found_table.table.section.title)
            findings.append(Finding.of(Place(book.file, "", found_table.sheet.name), problem))
            continue
        found_sections.add(key)
        read = read_table(found_table, book.file, "", words)
        plan.records[key] = read.rows
        findings += read.findings
    return [table.section.key for table in tables if table.section.key not in found_sections]


def _drop(sheets: Sequence[Section], missing: Sequence[str]) -> list[Section]:
    return [sheet for sheet in sheets if sheet.key not in missing]


def _understand(plan: Plan, findings: list[Finding]) -> None:
    plan.settings = {row.row.key: row["value"] for row in plan.rows("settings")}
    plan.sender, plan.period, plan.limits = _sender(plan), _period(plan), _limits(plan)
    plan.units = _units(plan)
    plan.goals = plan.goals_that_count(_first_of_each([_goal(row) for row in plan.every_row("goals")]))
    parts = tuple(BreakdownPart(*map(row.text, ("id", "name", "short", "group"))) for row in plan.rows("split"))
    plan.breakdown = Breakdown(parts) if parts else WOMEN_AND_MEN
    plan.scales = Scales(_scales(plan.rows("scales"), findings))
    plan.footnotes = {row.text("id"): row.text("text") for row in plan.rows("texts") if row["kind"] == "footnote"}
    plan.texts = _texts(plan, findings)
    plan.renamed, plan.concepts = _own_words(plan, findings)


def _own_words(plan: Plan, findings: list[Finding]) -> tuple[Mapping[str, str], tuple[Renaming, ...]]:
    """The region's own words for whole texts, by those texts in small letters, and for the nouns in them."""
    renamed, concepts = dict[str, str](), list[Renaming]()
    for row in plan.rows("words"):
        word, ours, forms = map(row.text, ("word", "ours", "forms"))
        concept = renaming_of(word, ours, forms, plan.text("language") or "sv")
        if concept is None:
            renamed[word.casefold()] = ours
            continue
        concepts.append(concept)
        new = literal(", ".join(concept.new))
        if not forms:
            findings.append(finding_at(row, "ours", CONCEPT_RENAMED.problem(forms=new), ours))
        elif Forms.of(forms) is None:
            findings.append(finding_at(row, "forms", FORMS_NOT_FOUR.problem(forms=new), forms))
    return renamed, tuple(concepts)


def _units(plan: Plan) -> UnitTree:
    return UnitTree(_first_of_each([_unit(row, plan, _names_of_region(plan)) for row in plan.rows("units")]))


def _names_of_region(plan: Plan) -> Set[str]:
    """What the settings call the region, to know its own row by."""
    names = (row["value"] for row in plan.rows("settings") if row.row.key in ("region", "region_id"))
    return {folded(name) for name in names if isinstance(name, str)}


def _texts(plan: Plan, findings: list[Finding]) -> dict[tuple[str, str], str]:
    """The standing texts by kind and what they are about, in small letters.

    One about a unit that is gone is about those that replace it and have no such text of their own; where several units
    were merged their texts stand one after the other.
    """
    texts, of_former, former = dict[tuple[str, str], str](), dict[tuple[str, str], list[str]](), former_units(plan)
    for row in plan.rows("texts"):
        kind, about, text = map(row.text, ("kind", "about", "text"))
        named = plan.meant(about, "units") if about else ()
        successors = former.get(folded(about), ()) if about and not named else ()
        if kind != "footnote":
            texts[kind, (named[0] if len(named) == 1 else about).casefold()] = text
            for unit in successors:
                of_former.setdefault((kind, unit.casefold()), []).append(text)
            if successors:
                findings.append(finding_at(row, "about", UNIT_UNDERSTOOD.problem(units=tuple(successors)), about))
    return {**{key: "\n".join(of_units) for key, of_units in of_former.items()}, **texts}


def _sender(plan: Plan) -> Sender:
    return Sender(*map(plan.text, ("region", "region_id", "sender", "contact", "dnr", "title")))


def _period(plan: Plan) -> Period:
    return Period(
        *(plan.text("round"), plan.text("round_code"), plan.day("period_from"), plan.day("period_to")),
        *(plan.text("compare_with"), plan.day("compare_to")),
        *(plan.day("deadline"), plan.day("closes"), plan.day("document_date")),
        compared_first=plan.day("compare_from"),
    )


def _limits(plan: Plan) -> PlanLimits:
    numbers = {key: value for key, value in plan.settings.items() if isinstance(value, Decimal)}
    return PlanLimits(
        all_from=numbers.get("all_from"),
        some_from=numbers.get("some_from"),
        partly_from=numbers.get("partly_from"),
        dead_band=numbers.get("dead_band"),
        small_numbers=numbers.get("small_numbers"),
        tolerances=Tolerances(
            *(numbers.get(f"far_{key}") for key in ("times", "production", "count", "points", "amount", "years"))
        ),
    )


Named = TypeVar("Named", Unit, Goal)


def _first_of_each(rows: Iterable[Named]) -> list[Named]:
    """Of rows with one id the first counts; that there are two is reported elsewhere."""
    by_id: dict[str, Named] = {}
    for row in rows:
        by_id.setdefault(row.id, row)
    return list(by_id.values())


def _goal(row: FilledRow) -> Goal:
    id_, level, name, parent, intro = map(row.text, ("id", "level", "name", "parent", "intro"))
    return Goal(id_, level, name, parent, intro, place=row.place("intro"))


def _unit(row: FilledRow, plan: Plan, region: Set[str]) -> Unit:
    """A unit; the one on top that is called as the region is, of no kind that anybody wrote, is the region itself."""
    sections = row["sections"]
    id_, name, kind, parent, board, contact = (
        row.text(column) for column in ("id", "name", "kind", "parent", "board", "contact")
    )
    if not kind and not parent and {folded(id_), folded(name)} & region:
        kind = REGION
    return Unit(
        id_,
        name,
        kind,
        parent,
        board,
        contact,
        sections=sections if isinstance(sections, tuple) else (),
        template=row["template"] == "yes",
        counted=row.text("counted"),
        replaces=tuple(replaced_units(row, plan)),
    )


def _scales(rows: Sequence[FilledRow], findings: list[Finding]) -> list[Scale]:
    levels: dict[str, dict[str, ScaleLevel]] = {}
    kinds: dict[str, str] = {}
    for row in rows:
        name, kind = row.text("scale"), row.text("kind")
        if kind in kinds.values() and name not in kinds:
            first = next(other for other in kinds if kinds[other] == kind)
            findings.append(finding_at(row, "kind", SCALE_NOT_USED.problem(name=literal(first)), name))
        kinds.setdefault(name, kind)
        if kinds[name] != kind and kind:
            findings.append(finding_at(row, "kind", SCALE_OF_TWO_TYPES.problem(), name))
        key = _level_key(row, kind, findings)
        variants = row["variants"]
        levels.setdefault(name, {})[key] = ScaleLevel(
            key,
            row.text("symbol"),
            row.text("word"),
            row.text("colour"),
            row.text("meaning"),
            variants=variants if isinstance(variants, tuple) else (),
            counts_as=row.text("counts_as"),
            plural=row.text("plural"),
            common=row.text("common"),
            neuter=row.text("neuter"),
        )
    findings += signs_that_mean_two_levels(rows)
    findings += colours_too_close(rows)
    return [Scale(name, kinds[name], steps) for name, steps in levels.items()]


def _level_key(row: FilledRow, kind: str, findings: list[Finding]) -> str:
    """On a scale of attainment or trend the level is one of ours; elsewhere the region's word is its own key.

    A step of attainment may be the region's own too, where the plan says which of ours it counts as.
    """
    choice: Choice | None = {"attainment": LEVEL_WORD, "trend": TREND_WORD}.get(kind)
    if choice is None:
        return row.text("level")
    parsed = choice.parse(row.text("level"))
    if parsed.problem is not None and row.text("counts_as") not in DECIDED:
        findings.append(finding_at(row, "level", parsed.problem, row.text("level")))
    return str(parsed.value or row.text("level"))


def dated_sheets(sheets: Iterable[Section]) -> frozenset[str]:
    """The keys of the sheets whose rows say to which round they count."""
    return frozenset(
        sheet.key
        for sheet in sheets
        if any(isinstance(column, Column) and column.meaning is ColumnMeaning.VALID_TO for column in sheet.columns)
    )


def _version(plan: Plan, sheets: Iterable[Section]) -> str:
    """Eight hexadecimal digits that change when anything in the plan does that a template may be made of.

    A later setting that is empty changes nothing: a plan is the same whether its workbook has a row for it or not. Nor does
    what no template shows, or a sheet about documents alone.
    """
    digest = hashlib.sha256()
    of_documents = {sheet.key for sheet in sheets if sheet.has(OfDocumentsOnly)}
    for sheet in sorted(plan.records.keys() - of_documents):
        for row in plan.records[sheet]:
            if row.row.key in IN_NO_TEMPLATE or (row.row.key in LATER_SETTINGS and row["value"] is None):
                continue
            values = {
                key: value
                for key, value in row.values.items()
                if (value is not None or key in row.row.cells) and (sheet, key) not in COLUMNS_IN_NO_TEMPLATE
            }
            digest.update(f"{sheet}|{row.row.key}|{sorted((k, str(v)) for k, v in values.items())}\n".encode())
    return digest.hexdigest()[:8]
