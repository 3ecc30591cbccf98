"""Values, judgements and states in words, the same in every output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from followup.form.columns import Column, Role
from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.rows import FilledRow, Row, label_of
from followup.form.terms.judgement import Level, Trend
from followup.form.terms.scales import ScaleLevel
from followup.form.terms.units import Unit
from followup.form.texts.row_names import names_of_rows
from followup.locale import Message, _, literal
from followup.plan.scale_levels import free_sign
from followup.region.consolidating import Region
from followup.region.levels_in_words import word_of
from followup.region.model import RegionTable, UnitRow
from followup.reports.table import CellLink
from followup.round.unit_state import UnitState

WORKING = _("Working material: not masked, not for publication.")
PUBLISHED = _("Published: small numbers are masked.")


def published_mark(frame: Frame, tables: Sequence[RegionTable]) -> Message:
    """What a published document, or a sheet of it, says of its small numbers: that they are masked only where all are."""
    limit = frame.limits.small_numbers
    if limit is not None and limit <= 1:
        return _("Published: no numbers are masked.")
    unsaid = tuple(table.section.title for table in tables if table.unsaid)
    masked = tuple(table.section.title for table in tables if table.masked and not table.unsaid)
    if not unsaid:
        return PUBLISHED
    mark = _(
        "Published: not all small numbers are masked in {sections}, where the plan does not say of every row whether it "
        "counts people.",
        sections=unsaid,
    )
    return _("{told} All of them are in {masked}.", told=mark, masked=masked) if masked else mark


STATES: dict[str, tuple[Message, str]] = {
    "answered": (_("answered"), "ok"),
    "with_errors": (_("answered, with cells to correct"), "warning"),
    "missing": (_("has not answered"), "error"),
    "refused": (_("file could not be used"), "error"),
    "conflict": (_("several files that differ"), "error"),
    "superseded": (_("replaced by another file"), "muted"),
}

PRELIMINARY = _("preliminary")


def source_link(place: Place, file: str) -> CellLink:
    """A link to the cell that something came from; a Word form is opened, for it has no cells."""
    return CellLink(file) if place.display_name else CellLink(file, 0, place.sheet, place.cell)


def file_link(state: UnitState, inbox: str) -> CellLink | None:
    """Where the file lies that a unit's answers stand in; several are named, and lead nowhere."""
    return CellLink(f"{inbox}/{state.file}") if state.file and not state.names_several else None


def state_title(state: UnitState) -> tuple[Message, str]:
    """How a unit stands, in words, and the style of it."""
    title, style = STATES[state.state]
    if state.untouched:
        title = _("the template is not filled in")
    if state.excused:
        return _excused(state, title), "muted"
    if state.preliminary and state.answered:
        return _("{state}, preliminary", state=title), "warning"
    return title, style


def _excused(state: UnitState, title: Message) -> Message:
    """How a unit stands that need not answer, and who decided so, where that is for the reader."""
    if not state.excused_by:
        return _("{state}, as decided", state=title)
    why = literal(state.excused_why.rstrip(". "))
    return _("{state}, decided by {who}: {why}", state=title, who=literal(state.excused_by), why=why)


def name_of(result: Region, unit: Unit | None) -> str:
    """What a unit, or the region, is called beside its figures: ``Division Nord (preliminär)`` where not approved."""
    name = unit.name if unit is not None else result.frame.sender.region
    preliminary = (unit.id if unit is not None else "") in result.preliminary
    return f"{name} ({result.frame.words(PRELIMINARY)})" if preliminary else name


DEFAULT_LEVELS: dict[str, ScaleLevel] = {
    Level.MET.value: ScaleLevel("met", "✓", "", "#2E7D32"),
    Level.PARTLY.value: ScaleLevel("partly", "●", "", "#FFD54F"),
    Level.NOT_MET.value: ScaleLevel("not_met", "✗", "", "#A31515"),
    Level.NOT_DUE.value: ScaleLevel("not_due", "–", "", "#F5F6F7"),
    Level.NO_DATA.value: ScaleLevel("no_data", "○", "", "#80868B"),
    Level.UNDECIDED.value: ScaleLevel("undecided", "?", "", "#3B2A6B"),
    # an arrow is no judgement, and a colour would look like one
    Trend.UP.value: ScaleLevel("up", "↑", ""),
    Trend.SAME.value: ScaleLevel("same", "→", ""),
    Trend.DOWN.value: ScaleLevel("down", "↓", ""),
    Trend.APART.value: ScaleLevel("apart", "↕", ""),
    Trend.UNKNOWN.value: ScaleLevel("unknown", "–", ""),
}


def level_of(frame: Frame, scale: str, key: str) -> ScaleLevel:
    """A step as the plan draws it, or as we do where the plan is silent: never with a sign that the plan's scale has."""
    declared = frame.scales.of(scale)
    if declared is not None and key in declared.levels:
        return declared.levels[key]
    default = DEFAULT_LEVELS.get(key, ScaleLevel(key, "", key))
    word = word_of(frame, scale, key)
    signs = tuple((level.key, level.symbol) for level in declared.levels.values()) if declared is not None else ()
    return ScaleLevel(key, _our_signs(signs).get(key, default.symbol), word, default.colour)


@lru_cache(64)
def _our_signs(signs_of_scale: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The sign of each level that a scale does not have itself, by the (level, sign) that it has."""
    declared = {key for key, _sign in signs_of_scale}
    signs: dict[str, str] = {}
    for keys in (tuple(Level), tuple(Trend)):
        used = [sign for _key, sign in signs_of_scale]
        for key in keys:
            if key.value not in declared:
                signs[key.value] = free_sign(used, DEFAULT_LEVELS[key.value].symbol)
                used.append(signs[key.value])
    return signs


def sign_of(frame: Frame, scale: str, level: ScaleLevel) -> str:
    """A step's sign alone, as in a count; with its word where the sign means another step too, on any scale, or there is none."""
    others = (other for of in frame.scales.values() for other in of.levels.values())
    is_shared = any(other.symbol == level.symbol and other.word != level.word for other in others)
    return f"{level.symbol} {level.word}".strip() if is_shared or not level.symbol else level.symbol


def levels_in_order(frame: Frame, scale: str, present: Sequence[str]) -> list[ScaleLevel]:
    """The steps of a scale in the plan's order, then those that only we know, of those present."""
    declared = frame.scales.of(scale)
    order = list(declared.levels) if declared is not None else []
    order += [key for key in DEFAULT_LEVELS if key not in order]
    order += [key for key in present if key not in order]
    return [level_of(frame, scale, key) for key in order if key in present]


def show_lacking(row: UnitRow, frame: Frame, columns: Sequence[Column] = ()) -> str:
    """What a row lacks: ``ofullständig: 5 av 7``, and which of its figures are to be checked; empty when nothing is."""
    short = _show_short(row.filled, frame, columns)
    titles = tuple(column.title for column in columns if column.key in row.questioned)
    questioned = frame.words(_("to be checked: {columns}", columns=titles)) if titles else ""
    return "; ".join(text for text in (short, questioned) if text)


def _show_short(row: FilledRow, frame: Frame, columns: Sequence[Column]) -> str:
    """What makes a row incomplete: ``ofullständig: 5 av 7``; empty when nothing does.

    Where it is not true of all that ``columns`` ask for, it is said of which: ``ofullständig: 0 av 1 (Varav distansbesök)``.
    """
    if row.coverages:
        return frame.words(_("incomplete: {counts}", counts=tuple(_counts(row, columns))))
    if row.refused:
        return frame.words(_("incomplete: a cell could not be used"))
    return ""


def _counts(row: FilledRow, columns: Sequence[Column]) -> Iterator[Message]:
    """How many of how many contributions there are, once where it is true of the row, else with the titles."""
    asked = {column.key: column for column in columns if column.role is Role.INPUT and column.key in row.coverages}
    by_count: dict[tuple[int, int], list[Column]] = {}
    for key, column in asked.items():
        by_count.setdefault(row.coverages[key], []).append(column)
    complete = [c for c in columns if c.required and c.key not in asked and row.number(c.key) is not None]
    if not by_count or (len(by_count) < 2 and not complete):
        have, of = min(row.coverages.values())
        yield _("{have} of {of}", have=have, of=of)
        return
    for (have, of), short in sorted(by_count.items(), key=lambda counted: counted[0]):
        titles = tuple(column.title for column in short)
        yield _("{have} of {of} ({columns})", have=have, of=of, columns=titles)


def row_label(row: UnitRow) -> str:
    """What a row is called, on its own."""
    return label_of(row.filled)


def rows_of(table: RegionTable) -> Iterator[Row]:
    """The rows of a table as the plan wants them: the units', the region's and those of units with units under them."""
    return (row.filled.row for rows in (table.rows, table.region, table.subtotals) for row in rows)


def missing_lines(states: Sequence[UnitState], tables: Sequence[RegionTable], frame: Frame) -> list[Message]:
    """What is missing, in sentences: units, then sums that lack a contributor."""
    lines = [
        _("{unit}: {state}.", unit=literal(state.unit.name), state=state_title(state)[0])
        for state in states
        if state.state != "answered" or state.preliminary
    ]
    for table in tables:
        incomplete = [row for row in table.region if row.filled.coverages]
        names = names_of_rows(rows_of(table)) if incomplete else {}
        for row in incomplete:
            label = names[row.filled.row.key]
            lines.append(
                _(
                    "{section}, {row}: the region's figure is incomplete, {counts} contributions.",
                    section=table.section.title,
                    row=literal(label),
                    counts=tuple(_counts(row.filled, table.columns)),
                )
            )
    return lines


def name_in_plan(frame: Frame, what: str) -> str:
    """What a goal or a row of the plan is called; its id where it has no name."""
    return frame.names.get(what, what)
