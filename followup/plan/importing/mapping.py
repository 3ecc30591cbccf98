"""Which column of a list means what: proposed by titles and by what stands in them, unless somebody has said so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from followup.files.received import Look, Raw
from followup.form.cells.base import as_text
from followup.form.columns import ColumnMeaning
from followup.form.written.plain_text import folded
from followup.frozen import frozen
from followup.plan.importing.bare_shares import Reading
from followup.plan.importing.fields import (
    CERTAIN,
    EARLIER,
    LIKELY,
    Field,
    content_share,
    plain_title,
    title_score,
    years_in,
)
from followup.plan.importing.figure_titles import figure_title, names_part_of
from followup.plan.importing.list_table import ListTable

SAMPLE = 60
"""Values of a column by which its meaning is judged."""
PROPOSED = 0.4
"""Less than this is no proposal: what is in such a column does not come along."""
MARKS = frozenset({"x", "ja", "j", "1", "✓", "✔", "☑", "•", "●", "yes", "y", "sant"})
NO_MARKS = frozenset({"", "-", "–", "—", "nej", "n", "0", "no", "falskt"})
UNCERTAIN = 0.5
"""How sure a column is of which only its marks tell anything."""
ASKED = 0.59
"""What is left of the score of a title that names more than a round: it may be whose the figures are."""
LEFT_OUT = "–"
"""Said of a column of the list: it does not come along."""


@frozen
class MappedColumn:
    """What a column of a list means. ``field`` is None for what does not come along; ``names`` is the row of another sheet
    that an x in the column stands for. ``sure`` is 0–1, and 1 of what somebody has said. ``reading`` is what has been said
    of figures without a percent sign.
    """

    field: Field | None
    sure: float = 0.0
    names: str = ""
    reading: Reading = Reading.UNSAID

    @property
    def said(self) -> str:
        """What it means, as it is remembered."""
        return LEFT_OUT if self.field is None else f"{self.field.key} {self.reading}".strip()

    @property
    def is_certain(self) -> bool:
        """Whether the title says it, and nothing that stands there says otherwise."""
        return self.sure >= CERTAIN

    @property
    def is_likely(self) -> bool:
        """Whether it may be taken without a question where nobody is there to ask."""
        return self.sure >= LIKELY


ColumnMapping = Mapping[int, MappedColumn]
"""What every column of a table means, by its place."""


def propose_all(
    tables: Sequence[ListTable], fields: Sequence[Field], given: Mapping[str, str], year: int | None
) -> list[dict[int, MappedColumn]]:
    """What the columns of each table mean; those of the same titles mean the same, and are judged together."""
    by_titles: dict[tuple[tuple[int, tuple[str, ...]], ...], list[ListTable]] = {}
    for table in tables:
        by_titles.setdefault(tuple(table.titles.items()), []).append(table)
    proposed = {titles: propose(alike[0], fields, given, year, alike[1:]) for titles, alike in by_titles.items()}
    return [proposed[tuple(table.titles.items())] for table in tables]


def propose(
    table: ListTable,
    fields: Sequence[Field],
    given: Mapping[str, str],
    year: int | None,
    others: Sequence[ListTable] = (),
) -> dict[int, MappedColumn]:
    """What each column means. ``given`` are the keys of fields by titles as they compare; LEFT_OUT for none. Each field has
    one column, but for those that may name several rows; of several years' columns that of ``year`` is it. ``others`` are
    tables with the same titles.
    """
    mapping: dict[int, MappedColumn] = {}
    by_key = {field.key: field for field in fields}
    for column, texts in table.titles.items():
        key = next((given[plain] for text in texts if (plain := said_title(text)) in given), None)
        if key is not None:
            mapping[column] = MappedColumn(by_key.get(field_key(key)), 1.0, reading=_reading_in(key))
    for column in table.titles:
        if column not in mapping and (marked := _marks(table, column, fields, others)) is not None:
            mapping[column] = marked
    taken = {mapped.field.key for mapped in mapping.values() if mapped.field is not None}
    unsaid = [at for at in table.titles if at not in mapping]
    scored = sorted(_scored([table, *others], unsaid, fields, year), key=lambda one: one[:3])
    for _order, column, _place, score, field in scored:
        if column not in mapping and field.key not in taken and score >= PROPOSED:
            mapping[column] = MappedColumn(field, score)
            if field.key != EARLIER:
                taken.add(field.key)
    return {column: mapping.get(column, MappedColumn(None)) for column in sorted(table.titles)}


def field_key(said: str) -> str:
    """The key of the field of what was said of a column."""
    return said.partition(" ")[0]


def _reading_in(said: str) -> Reading:
    word = said.partition(" ")[2]
    return Reading(word) if word in [*Reading] else Reading.UNSAID


def said_title(text: str) -> str:
    """A title as somebody repeats it: on one line, in whatever letters; years stand."""
    return folded(" ".join(text.split()))


def _scored(
    tables: Sequence[ListTable], columns: Sequence[int], fields: Sequence[Field], year: int | None
) -> Iterator[tuple[float, int, int, float, Field]]:
    """How well each column fits each field, best first when sorted."""
    table = tables[0]
    for column in columns:
        values = [value for one in tables for value in one.values(column)][:SAMPLE]
        by_title = {one.key: _title_score(table, column, one, year) for one in fields}
        for place, field in enumerate(fields):
            score = by_title[field.key] if field.level is None or _has_names(values) else 0.0
            share = content_share(field, values) if score or field.declared.fits or field.directory else None
            if score and share is not None:
                # Where the title may mean something else, what stands there decides; else its cells are told one by one.
                is_rivalled = any(other >= 0.8 * score for key, other in by_title.items() if key != field.key)
                score = min(1.0, score + 0.02 * share) if share >= 0.5 else score * (0.5 if is_rivalled else 0.85)
            elif share is not None and share >= 0.9 and len(values) > 2 and field.directory is not None:
                score = 0.45
            # What its content speaks for goes before what only the title does: "Mål" with limits is a target.
            order = -(score + (0.01 if share is not None and share >= 0.5 else 0.0))
            yield order, column, place, score, field


def _has_names(values: Sequence[tuple[Raw, Look | None]]) -> bool:
    """Whether anything in a column can be a name: figures alone are no goals."""
    return not values or any(sign.isalpha() for raw, _look in values for sign in as_text(raw))


def _title_score(table: ListTable, column: int, field: Field, year: int | None) -> float:
    score = title_score(table.titles[column], field)
    if field.key != EARLIER:
        is_of_a_part = _can_be_a_target(field) and names_part_of(table.title(column), field)
        return 0.0 if is_of_a_part else score * _year_factor(table, column, field, year)
    named = figure_title(table.title(column), field)
    if not named.round:
        return 0.0
    if not named.is_sure:
        return score * ASKED
    return max(score, LIKELY) if named.part else score


def _can_be_a_target(field: Field) -> bool:
    """Whether a field is a target, or a goal, as both are called: that of women alone is no target for all, and no goal."""
    return field.level is not None or (field.column is not None and field.column.meaning is ColumnMeaning.TARGET)


def _year_factor(table: ListTable, column: int, field: Field, year: int | None) -> float:
    """Less for a column of another year than the plan's, where there are several, and for a level that has a year."""
    years = years_in(table.titles[column][0])
    if not years:
        return 1.0
    if field.level is not None:
        return 0.5
    others = [at for at in table.titles if at != column and years_in(table.titles[at][0])]
    rivals = [at for at in others if plain_title(table.title(at)) == plain_title(table.title(column))]
    if not rivals or year is None or year in years:
        return 1.0
    return (
        0.6 if any(year in years_in(table.title(at)) for at in rivals) else 0.8 + 0.0001 * min(max(years) - 2000, 500)
    )


def other_years(table: ListTable, mapping: ColumnMapping) -> Iterator[tuple[int, int]]:
    """The columns of other years than the one that was taken, each with that: Mål 2027 beside Mål 2026."""
    taken = {
        plain_title(table.title(at)): at
        for at, meant in mapping.items()
        if meant.field is not None and meant.field.key != EARLIER and years_in(table.title(at))
    }
    for at, meant in mapping.items():
        title = table.title(at)
        if meant.field is None and years_in(title) and plain_title(title) in taken and any(table.values(at)):
            yield at, taken[plain_title(title)]


def _marks(table: ListTable, column: int, fields: Sequence[Field], others: Sequence[ListTable]) -> MappedColumn | None:
    """A column that has nothing but marks, and whose title names a row of another sheet; or would, under an upper title that
    says so, or among others of its kind: then its name is asked about as one that stands in a cell.
    """
    if not _has_only_marks(table, column, others):
        return None
    several = [field for field in fields if field.takes_several]
    for field in several:
        for title in table.titles[column]:
            if field.directory is not None and len(ids := field.directory.ids_of(" ".join(title.split()))) == 1:
                return MappedColumn(field, 1.0, ids[0])
    own = " ".join(table.titles[column][min(1, len(table.titles[column]) - 1)].split())
    for field in several:
        if len(table.titles[column]) > 1 and title_score(table.titles[column][2:], field) >= LIKELY:
            return MappedColumn(field, CERTAIN, own)
    is_title = any(title_score(table.titles[column], field) >= LIKELY for field in fields)
    alike = sum(_has_only_marks(table, at, others) for at in table.titles)
    return MappedColumn(several[0], UNCERTAIN, own) if len(several) == 1 and alike > 1 and not is_title else None


def _has_only_marks(table: ListTable, column: int, others: Sequence[ListTable]) -> bool:
    texts = {folded(as_text(raw)) for one in (table, *others) for raw, _look in one.values(column)}
    return bool(texts & MARKS) and texts <= MARKS | NO_MARKS


def is_marked(raw: Raw | None) -> bool:
    """Whether a cell has a mark."""
    return raw is not None and folded(as_text(raw)) in MARKS


def column_of(mapping: ColumnMapping, key: str) -> int | None:
    """The first column that means a field."""
    return next((at for at, mapped in mapping.items() if mapped.field is not None and mapped.field.key == key), None)
