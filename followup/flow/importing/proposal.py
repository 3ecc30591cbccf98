"""What a list means for a plan: proposed by what it says, by what was confirmed before, and by what somebody says now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.declarations import declarations
from followup.flow.gathering.plans import read_plan_book
from followup.flow.gathering.workspace import LOG, Workspace
from followup.flow.importing.list_file import read_list_file
from followup.flow.listener import SILENT, Listener
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import _, literal
from followup.locale.nearest import did_you_mean, nearest

if TYPE_CHECKING:
    from followup.files.received import ReceivedBook
    from followup.form.section import Section
    from followup.plan.importing.fields import Field
    from followup.plan.importing.list_table import ListTable
    from followup.plan.importing.reading_rows import MappedTable
    from followup.plan.importing.remembered import Answers
    from followup.plan.lists.importable import Importable
    from followup.plan.model import Plan

REMEMBERED = "imports.csv"
"""The file in the folder of logs that keeps what was confirmed."""
MOST_REMEMBERED = 5_000_000


@frozen
class ListAsked:
    """Which list is taken in: the file, as what, of which of its sheets (empty: all that have it), and what is said of its
    columns and names (``maps``: "Målvärde=mål"), and of columns that every row gets the same in (``usual``).
    """

    file: Path
    name: str
    sheet: str = ""
    maps: Sequence[str] = ()
    usual: Sequence[str] = ()


@frozen
class Proposal:
    """A list beside a plan. ``tables`` are those of the list with what each column means; ``names`` and ``usual`` as in
    ``Answers``, by the keys of columns; ``confirmed`` says that all of it was confirmed before.
    """

    place: Workspace
    name: str
    plan: Plan
    plan_book: ReceivedBook
    book: ReceivedBook
    sheet: Section
    tree: Section | None
    figures: Section | None
    fields: Sequence[Field]
    tables: Sequence[MappedTable]
    names: Mapping[str, str]
    usual: Mapping[str, str]
    layout: str
    confirmed: bool

    @property
    def trait(self) -> Importable:
        """What the sheet declares of lists."""
        from followup.plan.lists.importable import Importable

        trait = self.sheet.trait(Importable)
        assert trait is not None, "only what is declared so is imported"
        return trait

    @property
    def read_elsewhere(self) -> Sequence[tuple[Field, Field]]:
        """The columns that the list lacks and that are read from the text of another, each with that."""
        has = {
            mapped.field.key for table in self.tables for mapped in table.mapping.values() if mapped.field is not None
        }
        keys = [
            (declared.column, declared.read_from[0])
            for declared in self.trait.columns
            if declared.read_from is not None and declared.column not in has and declared.read_from[0] in has
        ]
        pairs = [(self.field(key), self.field(source)) for key, source in keys if key not in self.usual]
        return [(field, source) for field, source in pairs if field is not None and source is not None]

    def field(self, key: str) -> Field | None:
        """A field by its key."""
        return next((field for field in self.fields if field.key == key), None)

    @property
    def has_name(self) -> bool:
        """Whether some column says what the rows are called."""
        keys = {
            mapped.field.key for table in self.tables for mapped in table.mapping.values() if mapped.field is not None
        }
        of_levels = self.trait.levels
        from_levels = of_levels is not None and not of_levels.column
        levels = {field.key for field in self.fields if field.level is not None}
        return self.trait.named_by in keys or (from_levels and bool(keys & levels))


def names_of_lists() -> dict[str, Section]:
    """What a list can be taken in as, by its name on the command line."""
    from followup.plan.lists.importable import importables
    from followup.plan.load import plan_sections

    return importables(plan_sections(declarations()))


MOST_ROWS = 3_000
"""Of a list: a plan of so many rows can be used, and so many names be held against each other in seconds."""


def propose_import(place: Workspace, asked: ListAsked, listener: Listener = SILENT) -> Proposal:
    """Read the list and the plan, and say what each column means. CouldNotRun where either cannot be read, or no table of the
    list can be what it is taken for."""
    from followup.plan.importing.fields import fields_of
    from followup.plan.importing.list_table import find_tables
    from followup.plan.importing.remembered import answers_in, layout_of, titles_said
    from followup.plan.lists.importable import names_of_kinds

    kinds = names_of_lists()
    names = names_of_kinds(plan_sheets())
    if (name := names.get(asked.name.strip().casefold())) is None:
        refusal = _("A list cannot be taken in as {name}.", name=literal(asked.name))
        known = _("Write one of: {known}.", known=literal(", ".join(kinds)))
        raise CouldNotRun(did_you_mean(refusal, dict.fromkeys(names[one] for one in nearest(asked.name, names)), known))
    asked = replace(asked, name=name)
    book = read_list_file(asked.file)
    _keep_sheet(book, asked.sheet)
    plan_book, plan, _findings = _read_plan(place, listener)
    sheet = kinds[asked.name]
    fields = fields_of(sheet, plan)
    said_maps = [_two(text, "--map") for text in asked.maps]
    extra = {title: field for title, word in said_maps if (field := field_called(word, fields)) is not None}
    by_key = {field.key: field for field in fields}
    confirmed = titles_said(remembered_text(place), asked.name)
    extra |= {title: by_key[key] for title, key in confirmed.items() if key in by_key and title not in extra}
    tables = find_tables(book, _with_titles(fields, extra), _named_by(sheet))
    if not tables:
        raise _no_table(book, fields, _named_by(sheet))
    if sum(len(table.rows) for table in tables) > MOST_ROWS:
        sentence = _(
            "{file} has more than {most} rows. Take it in as several lists.", file=literal(book.file), most=MOST_ROWS
        )
        raise CouldNotRun(sentence)
    layout = layout_of(tables)
    before = answers_in(remembered_text(place), asked.name, layout)
    usual = dict(before.usual) | {
        _usual_key(one, fields): other for one, other in (_two(text, "--set") for text in asked.usual)
    }
    return _proposal(place, asked, plan_book, plan, book, sheet, fields, tables, before, said_maps, usual, layout)


def _proposal(
    place: Workspace,
    asked: ListAsked,
    plan_book: ReceivedBook,
    plan: Plan,
    book: ReceivedBook,
    sheet: Section,
    fields: Sequence[Field],
    tables: Sequence[ListTable],
    before: Answers,
    said_maps: Sequence[tuple[str, str]],
    usual: dict[str, str],
    layout: str,
) -> Proposal:
    from followup.plan.importing.mapping import propose_all
    from followup.plan.importing.reading_rows import MappedTable
    from followup.plan.importing.remembered import said_columns
    from followup.plan.lists.importable import Importable

    columns, names = dict(before.columns), dict(before.names)
    apply_maps(said_maps, tables, fields, plan, columns, names, _sheets_of(sheet))
    year = plan.period.last.year if plan.period.last is not None else None
    mapped = [MappedTable(*pair) for pair in zip(tables, propose_all(tables, fields, columns, year), strict=True)]
    trait = sheet.trait(Importable)
    assert trait is not None, "only what is declared so is imported"
    sheets = {section.key: section for section in plan_sheets()}
    tree = sheets[trait.levels.sheet] if trait.levels is not None else None
    figures = sheets[trait.figures.sheet] if trait.figures is not None else None
    has = {meant.field.key for table in mapped for meant in table.mapping.values() if meant.field is not None}
    for declared in trait.columns:
        text = declared.usual(plan) if callable(declared.usual) else declared.usual
        if text and declared.column not in usual and (declared.fills_gaps or declared.column not in has):
            usual[declared.column] = _word_of(text, declared.column, fields)
    every_title = said_columns([(table.table, table.mapping) for table in mapped]).keys()
    confirmed = before.has_all and every_title <= before.columns.keys() and not said_maps
    return Proposal(
        *(place, asked.name, plan, plan_book, book, sheet, tree, figures, fields, mapped, names, usual, layout),
        confirmed=confirmed,
    )


def plan_sheets() -> Sequence[Section]:
    """Every sheet of a plan."""
    from followup.plan.load import plan_sections

    return plan_sections(declarations())


def with_answers(proposal: Proposal, said: Sequence[str]) -> Proposal:
    """The proposal, corrected by somebody: "Målvärde=mål", "HSF=narsjukvard", "Mall=nej" of what every row gets."""
    from followup.plan.importing.mapping import propose_all
    from followup.plan.importing.reading_rows import MappedTable
    from followup.plan.importing.remembered import said_columns

    tables = [mapped.table for mapped in proposal.tables]
    columns = said_columns([(mapped.table, mapped.mapping) for mapped in proposal.tables])
    names, usual, maps = dict(proposal.names), dict(proposal.usual), []
    for one, other in (_two(text, "--map") for text in said):
        field = field_called(one, proposal.fields)
        if field is not None and not _has_column(one, tables) and field_called(other, proposal.fields) is None:
            usual[field.key] = other
        else:
            maps.append((one, other))
    apply_maps(maps, tables, proposal.fields, proposal.plan, columns, names, _sheets_of(proposal.sheet))
    year = proposal.plan.period.last.year if proposal.plan.period.last is not None else None
    proposed = propose_all(tables, proposal.fields, columns, year)
    mapped = [MappedTable(*pair) for pair in zip(tables, proposed, strict=True)]
    return replace(proposal, tables=mapped, names=names, usual=usual)


def without_the_uncertain(proposal: Proposal) -> Proposal:
    """The proposal, in which what is only uncertain does not come along: where nobody is asked."""
    uncertain = [
        mapped.table.title(at)
        for mapped in proposal.tables
        for at, meant in mapped.mapping.items()
        if meant.field is not None and not meant.is_likely
    ]
    return with_answers(proposal, [f"{title}=–" for title in uncertain]) if uncertain else proposal


def apply_maps(
    maps: Sequence[tuple[str, str]],
    tables: Sequence[ListTable],
    fields: Sequence[Field],
    plan: Plan,
    columns: dict[str, str],
    names: dict[str, str],
    own: Sequence[str],
) -> None:
    """What somebody says of titles, by which columns are known, or of names in the cells, also of the rows of the
    sheets that the list comes to, ``own``: "Division Närsjukvård=–" is none of those that the plan has. CouldNotRun where it is neither.
    """
    from followup.form.written.plain_text import folded
    from followup.plan.importing.bare_shares import reading_called
    from followup.plan.importing.fields import EARLIER
    from followup.plan.importing.mapping import LEFT_OUT, said_title

    has_figures = any(field.key == EARLIER for field in fields)
    sheets = [field.column.refers for field in fields if field.column is not None and field.column.refers]
    for one, other in maps:
        titles = _titles_of(one, tables)
        if titles:
            field = field_called(other, fields)
            ids = plan.meant(other, *sheets) if field is None else ()
            if len(ids) == 1:  # a column for each unit, of which this one is said to be that
                names[folded(one)] = ids[0]
                continue
            if field is None and has_figures and (reading := reading_called(other)):
                columns.update({said_title(title): f"{EARLIER} {reading}" for title in titles})
                continue
            if field is None and folded(other) not in NO_COLUMN:
                raise _no_field(other, fields)
            if (
                field is not None and not field.takes_several and field.key != EARLIER
            ):  # it has one column: what had it before does not
                columns.update({title: LEFT_OUT for title, key in columns.items() if key == field.key})
            columns.update({said_title(title): LEFT_OUT if field is None else field.key for title in titles})
            continue
        if folded(other) in NO_COLUMN and one.strip():
            names[folded(one)] = ""
            continue
        ids = plan.meant(other, *sheets, *own)
        if len(ids) != 1:
            raise CouldNotRun(
                _(
                    "The list has no column {title}, and the plan no row {name} that it could be. Columns: {columns}.",
                    title=literal(one),
                    name=literal(other),
                    columns=literal(", ".join(table.title(at) for table in tables for at in table.titles)),
                )
            )
        names[folded(one)] = ids[0]


def _sheets_of(sheet: Section) -> Sequence[str]:
    """The sheets that the rows of a list come to: its own, and that of what they stand under."""
    from followup.plan.lists.importable import Importable

    trait = sheet.trait(Importable)
    return (sheet.key,) if trait is None or trait.levels is None else (sheet.key, trait.levels.sheet)


NO_COLUMN = frozenset({"–", "-", "", "nej", "ingen", "no", "none"})


def _titles_of(text: str, tables: Sequence[ListTable]) -> list[str]:
    """The titles that somebody means: the whole of one, or the letter of its column."""
    from followup.files.addresses import column_letters
    from followup.plan.importing.mapping import said_title

    wanted = said_title(text)
    titles = {table.titles[at][0]: column_letters(at) for table in tables for at in table.titles}
    named = [title for title in titles if said_title(title) == wanted]
    of_letter = [title for title, letter in titles.items() if letter.casefold() == wanted]
    return named or (of_letter if len(of_letter) == 1 else [])


def _has_column(text: str, tables: Sequence[ListTable]) -> bool:
    return bool(_titles_of(text, tables))


def field_called(text: str, fields: Sequence[Field]) -> Field | None:
    """The field that somebody means: its key, its title, or what lists call it."""
    from followup.plan.importing.fields import plain_title

    wanted = plain_title(text)
    own = [field for field in fields if wanted in (field.key, plain_title(field.plan.words(field.title)))]
    called = own or [field for field in fields if wanted in field.titles]
    return called[0] if len(called) == 1 or own else None


def _no_field(text: str, fields: Sequence[Field]) -> CouldNotRun:
    known = literal(", ".join(field.plan.words(field.title) for field in fields))
    return CouldNotRun(_("The plan has no column {title} here. There are: {known}.", title=literal(text), known=known))


def _two(text: str, option: str) -> tuple[str, str]:
    one, sign, other = text.partition("=")
    if not sign or not one.strip():
        raise CouldNotRun(
            _("Write {option} as TITLE=COLUMN, not “{text}”.", option=literal(option), text=literal(text))
        )
    return one.strip(), other.strip()


def _usual_key(text: str, fields: Sequence[Field]) -> str:
    field = field_called(text, fields)
    if field is None:
        raise _no_field(text, fields)
    return field.key


def _word_of(key: str, column: str, fields: Sequence[Field]) -> str:
    """A key of a choice as the plan writes it."""
    from followup.form.cells.base import CellType

    field = next(field for field in fields if field.key == column)
    kind = field.column.type if field.column is not None else None
    return str(kind.to_cell(key, field.plan.words) or key) if isinstance(kind, CellType) else key


def _named_by(sheet: Section) -> str:
    from followup.plan.lists.importable import Importable

    trait = sheet.trait(Importable)
    assert trait is not None, "only what is declared so is imported"
    return trait.named_by


def _with_titles(fields: Sequence[Field], extra: Mapping[str, Field]) -> list[Field]:
    """The fields with titles that somebody says are theirs, so that the row of titles is found by them too."""
    renewed = []
    for field in fields:
        said = tuple(title for title, other in extra.items() if other.key == field.key)
        declared = replace(field.declared, titles=(*field.declared.titles, *said))
        level = replace(field.level, titles=(*field.level.titles, *said)) if field.level is not None else None
        renewed.append(replace(field, declared=declared, level=level) if said else field)
    return renewed


def _keep_sheet(book: ReceivedBook, wanted: str) -> None:
    """Leave only the sheet that somebody has named. CouldNotRun names those that there are."""
    from followup.form.written.plain_text import folded

    if not wanted:
        return
    named = [sheet for sheet in book.sheets if folded(sheet.name) == folded(wanted)]
    if not named:
        known = literal(", ".join(sheet.name for sheet in book.sheets))
        raise CouldNotRun(
            _(
                "{file} has no sheet {sheet}. There are: {known}.",
                file=literal(book.file),
                sheet=literal(wanted),
                known=known,
            )
        )
    book.sheets[:] = named


def _read_plan(place: Workspace, listener: Listener) -> tuple[ReceivedBook, Plan, object]:
    """The plan, whatever is wrong in its cells. CouldNotRun where it is no plan, or somebody has it open."""
    from followup.rulebook.planning.plan import NOT_A_PLAN
    from followup.rulebook.received.file_remarks import OPEN_ELSEWHERE

    book, plan, findings = read_plan_book(place.plan, listener.words)
    for finding in findings:
        if finding.rule in (NOT_A_PLAN.id, OPEN_ELSEWHERE.id):
            raise CouldNotRun(_("{file}: {advice}", file=literal(place.plan.name), advice=finding.advice))
    return book, plan, findings


def _no_table(book: ReceivedBook, fields: Sequence[Field], named_by: str) -> CouldNotRun:
    from followup.plan.importing.list_table import likely_titles

    named = next(field for field in fields if field.key == named_by)
    if titles := likely_titles(book):
        return CouldNotRun(
            _(
                "None of the columns of {file} can be told to be {title}: {columns}. Say which it is: "
                "--map “{first}={title}”.",
                file=literal(book.file),
                title=literal(named.plan.words(named.title)),
                columns=literal(", ".join(titles)),
                first=literal(titles[0]),
            )
        )
    return CouldNotRun(
        _(
            "{file} has no table with a column {title} that can be told. Write above it what it is, or say so: "
            "--map “its title={title}”.",
            file=literal(book.file),
            title=literal(named.plan.words(named.title)),
        )
    )


def remembered_text(place: Workspace) -> str:
    """What was confirmed before, as the file has it; nothing where there is none."""
    from followup.files.disk.ordinary_file import text_of

    try:
        return text_of(place.root / LOG / REMEMBERED, MOST_REMEMBERED)
    except (OSError, ValueError):
        return ""
