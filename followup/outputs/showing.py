"""Values, judgements and states in words, the same in every output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from followup.files.book import Link
from followup.form.columns import Column
from followup.form.judgement import Judgement, Level, Origin, Trend
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.values import Missing
from followup.locale import Message, _, literal
from followup.plan.model import Plan, ScaleLevel, Unit
from followup.plan.sheets import LEVEL_IN_DOCUMENTS
from followup.stages.consolidating import Consolidated
from followup.stages.region import RegionTable, UnitRow, UnitState

NEUTRAL = "#5F6368"
WORKING = _("Working material: not masked, not for publication.")
PUBLISHED = _("Published: small numbers are masked.")


def published_mark(plan: Plan, tables: Sequence[RegionTable]) -> Message:
    """What a published document, or a sheet of it, says of its small numbers: that they are masked only where all are."""
    limit = plan.settings.get("small_numbers")
    if isinstance(limit, Decimal) and limit <= 1:
        return _("Published: no numbers are masked.")
    unsaid = tuple(table.section.title for table in tables if table.unsaid)
    masked = tuple(table.section.title for table in tables if table.masked and not table.unsaid)
    if not unsaid:
        return PUBLISHED
    told = _(
        "Published: not all small numbers are masked in {sections}, where the plan does not say of every row whether it "
        "counts people.",
        sections=unsaid,
    )
    return _("{told} All of them are in {masked}.", told=told, masked=masked) if masked else told


STATES: dict[str, tuple[Message, str]] = {
    "answered": (_("answered"), "ok"),
    "with_errors": (_("answered, with cells to correct"), "warning"),
    "missing": (_("has not answered"), "error"),
    "refused": (_("file could not be used"), "error"),
    "conflict": (_("several files that differ"), "error"),
    "superseded": (_("replaced by another file"), "muted"),
}

PRELIMINARY = _("preliminary")


def to_source(place: Place, file: str, text: str = "") -> Link:
    """A link to the cell that something came from; a Word form is opened, for it has no cells."""
    if place.called:
        return Link(text or place.where, file=file)
    return Link(text or place.where, place.sheet, place.cell, file)


def state_title(state: UnitState) -> tuple[Message, str]:
    """How a unit stands, in words, and the style of it."""
    title, style = STATES[state.state]
    if state.untouched:
        return _("the template is not filled in"), style
    if state.preliminary and state.answered:
        return _("{state}, preliminary", state=title), "warning"
    return title, style


def name_of(result: Consolidated, unit: Unit | None) -> str:
    """What a unit, or the region, is called beside its figures: ``Division Nord (preliminär)`` where not approved."""
    name = unit.name if unit is not None else result.plan.text("region")
    preliminary = (unit.id if unit is not None else "") in result.preliminary
    return f"{name} ({result.plan.words(PRELIMINARY)})" if preliminary else name


DEFAULT_LEVELS: dict[str, ScaleLevel] = {
    Level.MET.value: ScaleLevel("met", "✓", "", "#2E7D32"),
    Level.PARTLY.value: ScaleLevel("partly", "●", "", "#9A6700"),
    Level.NOT_MET.value: ScaleLevel("not_met", "✗", "", "#B3261E"),
    Level.NOT_DUE.value: ScaleLevel("not_due", "–", "", NEUTRAL),
    Level.NO_DATA.value: ScaleLevel("no_data", "○", "", NEUTRAL),
    Level.UNDECIDED.value: ScaleLevel("undecided", "?", "", NEUTRAL),
    Trend.UP.value: ScaleLevel("up", "↑", "", NEUTRAL),
    Trend.SAME.value: ScaleLevel("same", "→", "", NEUTRAL),
    Trend.DOWN.value: ScaleLevel("down", "↓", "", NEUTRAL),
    Trend.APART.value: ScaleLevel("apart", "↕", "", NEUTRAL),
    Trend.UNKNOWN.value: ScaleLevel("unknown", "–", "", NEUTRAL),
}
DEFAULT_WORDS: dict[str, Message] = {
    **LEVEL_IN_DOCUMENTS,
    "up": _("Increases"),
    "same": _("Unchanged"),
    "down": _("Decreases"),
    "apart": _("In different directions"),
    "unknown": _("Cannot be decided"),
}


def level_of(plan: Plan, scale: str, key: str) -> ScaleLevel:
    """A step as the plan draws it, or as we do where the plan is silent."""
    declared = plan.scale_of(scale)
    if declared is not None and key in declared.levels:
        return declared.levels[key]
    default = DEFAULT_LEVELS.get(key, ScaleLevel(key, "", key, NEUTRAL))
    word = plan.words(DEFAULT_WORDS[key]) if key in DEFAULT_WORDS else key
    return ScaleLevel(key, default.symbol, word, default.colour)


def levels_in_order(plan: Plan, scale: str, present: Sequence[str]) -> list[ScaleLevel]:
    """The steps of a scale in the plan's order, then those that only we know, of those present."""
    declared = plan.scale_of(scale)
    order = list(declared.levels) if declared is not None else []
    order += [key for key in DEFAULT_LEVELS if key not in order]
    order += [key for key in present if key not in order]
    return [level_of(plan, scale, key) for key in order if key in present]


_SHOWN = {
    Origin.REPLACED: _("({judgement}, computed)"),
    Origin.OVERRIDE: _("{judgement} (decided)"),
    Origin.BESIDE: _("({judgement}, own judgement)"),
}


@dataclass(frozen=True)
class ShownJudgements:
    """A row's judgements on one scale: symbols with words, one colour where there is one level, and the reasons."""

    text: str
    colour: str
    reason: str


def show_judgements(plan: Plan, judgements: Sequence[Judgement], scale: str) -> ShownJudgements:
    """``K: □ Uppnått  M: ▲ Inte uppnått``; parts that agree are said once."""
    own = [judgement for judgement in judgements if judgement.scale == scale]
    shorts = {part.key: part.short for part in plan.split}
    levels = {judgement.level for judgement in own if judgement.counts}
    texts, reasons = [], []
    for judgement in own:
        level = level_of(plan, scale, judgement.level)
        short = f"{shorts.get(judgement.part, judgement.part)}: " if judgement.part else ""
        text = f"{short}{level.symbol} {level.word}".strip()
        texts.append(
            plan.words(_SHOWN[judgement.origin].filled(judgement=text)) if judgement.origin in _SHOWN else text
        )
        reasons.append(f"{short}{plan.words(judgement.reason)}")
    colour = level_of(plan, scale, next(iter(levels))).colour if len(levels) == 1 else ""
    return ShownJudgements("\n".join(texts), colour, "\n".join(reasons))


def show_value(row: FilledRow, column: Column, plan: Plan) -> str:
    """A value as it reads in a document; a refused answer and an incomplete sum say so."""
    if column.key in row.refused:
        return plan.words(_("could not be read"))
    value = row[column.key]
    if value is None:
        return ""
    if isinstance(value, Missing):
        return value.reason
    text = row.row.type_of(column).show(value, plan.words)
    return f"{text}*" if column.key in row.short else text


def show_joined(row: FilledRow, columns: Sequence[Column], plan: Plan) -> str:
    """The parts of a split in one text: ``K: 41 %  M: 41 %``; the total where it stands alone."""
    shorts = {part.key: part.short for part in plan.split}
    shown = [(column, show_value(row, column, plan)) for column in columns]
    parts = [f"{shorts[column.part]}: {text}" for column, text in shown if text and column.part in shorts]
    totals = [text for column, text in shown if text and column.part not in shorts]
    return "\n".join(parts or totals)


def show_short(row: FilledRow, plan: Plan) -> str:
    """What makes a row incomplete: ``ofullständig: 5 av 7``; empty when nothing does."""
    if row.short:
        have, of = min(row.short.values())
        return plan.words(_("incomplete: {have} of {of}", have=have, of=of))
    if row.refused:
        return plan.words(_("incomplete: a cell could not be read"))
    return ""


def row_label(row: UnitRow) -> str:
    """What a row is called: the longest of its first two labels, for a number alone says nothing."""
    labels = [str(value) for value in list(row.filled.row.cells.values())[:2] if isinstance(value, str)]
    return max(labels, key=len, default=row.filled.row.key)


def missing_lines(states: Sequence[UnitState], tables: Sequence[RegionTable], plan: Plan) -> list[Message]:
    """What is missing, in sentences: units, then sums that lack a contributor."""
    lines = [
        _("{unit}: {state}.", unit=literal(state.unit.name), state=state_title(state)[0])
        for state in states
        if state.state != "answered" or state.preliminary
    ]
    for table in tables:
        for row in table.region:
            if not row.filled.short:
                continue
            label = row_label(row)
            have, of = min(row.filled.short.values())
            lines.append(
                _(
                    "{section}, {row}: the region's figure is incomplete, {have} of {of} contributions.",
                    section=table.section.title,
                    row=literal(label),
                    have=have,
                    of=of,
                )
            )
    return lines
