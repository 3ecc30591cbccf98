"""What lists of measures that regions have already call their columns, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from followup.form.cells.base import CellType
from followup.form.terms.breakdown import Breakdown
from followup.plan.lists.core_lists import EVERY_UNIT_WORDS, GOAL_LEVELS, ID_TITLES, NUMBER_TITLES, OWNER_TITLES
from followup.plan.lists.importable import Importable, ImportedColumn, ImportedFigures, ImportedLevels
from followup.rulebook.planning.imported import LISTED_PARTS_OF_ONE, LISTED_SUM_FOR_EACH
from followup.rulebook.problem import Problem

DIRECTION_WORDS = (
    *(
        (word, "higher")
        for word in ("öka", "ökar", "ska öka", "upp", "högt", "högre är bättre", "högt är bra", "hög", "↑", "+")
    ),
    *(
        (word, "lower")
        for word in ("minska", "minskar", "ska minska", "ner", "ned", "lågt", "lägre är bättre", "lågt är bra")
    ),
    *((word, "lower") for word in ("låg", "↓", "-", "–")),
)


def is_target(text: str) -> bool:
    """Whether a text says a limit, a change or a day: what is only a sentence is no target."""
    from followup.sections.figure_kinds import target_of
    from followup.targets.model import Kind

    return target_of(text).kind is not Kind.UNKNOWN


def unit_in_target(text: str) -> str:
    """The unit of measurement that a limit has of its own: "högst 5 %" is a percentage; empty where it has none that we know,
    or where the target is a change, whose unit need not be that of the measure.
    """
    from followup.form.written.units_of_measure import is_known_unit
    from followup.sections.figure_kinds import LEVELS, target_of

    target = target_of(text)
    return target.unit if target.kind in LEVELS and target.unit and is_known_unit(target.unit) else ""


def is_unit_of_measurement(text: str) -> bool:
    """Whether a text is a unit that we know, or is short enough to be one of the region's own."""
    from followup.form.written.units_of_measure import is_known_unit

    return is_known_unit(text) or (len(text.split()) <= 2 and not text[:1].isdigit() and len(text) <= 15)


def is_sure_outcome(value: object, cells: Mapping[str, object]) -> bool:
    """Whether an outcome can only be what it is: a percentage of a share, or anything of what is none."""
    from followup.files.extending.added_rows import Share
    from followup.form.written.units_of_measure import is_share

    return isinstance(value, Share) == is_share(str(cells.get("unit", "")))


def outcome_cell(cells: Mapping[str, object]) -> CellType:
    """How an outcome is written, in the unit of measurement of its row: "-34,5 mnkr" of what is in mnkr."""
    from followup.form.cells.number import AnyFigure
    from followup.form.written.units_of_measure import is_share

    unit = str(cells.get("unit") or "")
    return AnyFigure() if is_share(unit) else AnyFigure(unit)


def is_answered_in_words(cells: Mapping[str, object]) -> bool:
    """Whether yes, no or a day answers a measure, by its target or its unit of measurement."""
    from followup.sections.figure_kinds import target_of
    from followup.targets.done_outcome import is_answered_by_done

    unit = str(cells.get("unit") or "").casefold().replace(" ", "")
    return unit in ("ja/nej", "j/n") or is_answered_by_done(target_of(str(cells.get("target") or "")))


def is_same_unit(cells: Mapping[str, object], planned: Mapping[str, object]) -> bool:
    """Whether a list has its outcomes in the unit of measurement that the plan has; also where either says none."""
    from followup.form.written.units_of_measure import canonical_unit, is_share

    one, other = (str(of.get("unit") or "").casefold() for of in (cells, planned))
    return not one or not other or canonical_unit(one) == canonical_unit(other) or (is_share(one) and is_share(other))


def limits_of(cells: Mapping[str, object]) -> Sequence[Decimal]:
    """The limits of a row's target, as figures of its unit of measurement are stored."""
    from followup.sections.figure_kinds import levels_of, target_of

    return list(levels_of(target_of(str(cells.get("target") or "")), str(cells.get("unit") or "")))


def outcome_of_parts(text: str, cells: Mapping[str, object], breakdown: Breakdown) -> Mapping[str, Decimal]:
    """The figures of an outcome that has one for each part, as a template takes it: "K 91 %, M 90 %". Nothing of one that says
    more than that.
    """
    from followup.form.cells.number import AnyFigure, Percent
    from followup.form.terms.breakdown import WHOLE
    from followup.form.values import PartFigures
    from followup.form.written.units_of_measure import is_share
    from followup.targets.cell import OutcomeCell

    unit = str(cells.get("unit") or "")
    number = Percent(minimum=None, maximum=None) if is_share(unit) else AnyFigure(unit)
    value = OutcomeCell(number, tuple(breakdown.shorts.items())).parse(text).value
    if not isinstance(value, PartFigures) or value.earlier or value.preliminary:
        return {}
    return dict(value.parts) if any(key != WHOLE for key, _figure in value.parts) else {}


def doubts_of_measure(
    cells: Mapping[str, object], figures: Sequence[Decimal], plan: Any
) -> Iterator[tuple[str, Problem]]:
    """A count whose own figures have decimals, and a limit on what several units count, each by itself."""
    from followup.form.cells.kinds import FigureKind, kind_of
    from followup.form.terms.units import EVERY_UNIT
    from followup.form.written.plain_text import folded

    unit = str(cells.get("unit") or "")
    kind = kind_of(unit, str(cells.get("kind") or ""))
    limits = limits_of(cells)
    parts = [figure for figure in (*figures, *limits) if figure != figure.to_integral_value()]
    if kind is FigureKind.COUNT and parts:
        yield "unit", LISTED_PARTS_OF_ONE.problem(figure=parts[0].normalize())
    names = [name for name in str(cells.get("answers") or "").split(", ") if name]
    is_several = len(names) > 1 or (any(folded(name) in EVERY_UNIT for name in names) and len(plan.units.answering) > 1)
    sums_up = kind in (FigureKind.COUNT, FigureKind.AMOUNT, FigureKind.QUANTITY) and not parts
    if is_several and sums_up and any(limits) and not (cells.get("region_target") or cells.get("adds_up")):
        yield "target", LISTED_SUM_FOR_EACH.problem()


MEASURES_IMPORT = Importable(
    "measures",
    ("styrmått", "mått", "indikatorer", "nyckeltal"),
    "measure",
    (
        ImportedColumn("id", ID_TITLES),
        ImportedColumn("number", NUMBER_TITLES),
        ImportedColumn(
            "measure",
            (
                "styrmått", "mått", "indikator", "indikatorer", "nyckeltal", "mätetal", "resultatmått", "kvalitetsindikator",
                "uppföljningsmått", "mått/indikator", "styrmått/indikator", "indikator/styrmått", "indikator/mått", "kpi",
                "nyckeltal/indikator", "benämning", "namn", "measure", "indicator",
            ),
        ),
        ImportedColumn(
            "unit", ("enhet", "måttenhet", "sort", "mätenhet", "mäts i", "uttrycks i", "enhet/sort", "format"),
            fits=is_unit_of_measurement, read_from=("target", unit_in_target),
        ),
        ImportedColumn(
            "direction", ("riktning", "önskad riktning", "önskad utveckling", "trend", "bättre", "direction"), DIRECTION_WORDS
        ),
        ImportedColumn(
            "target",
            (
                "mål", "målvärde", "målnivå", "målvärden", "måltal", "mål helår", "målsatt värde", "årsmål", "delårsmål", "börvärde",
                "target", "target value",
            ),
            fits=is_target,
        ),
        ImportedColumn("baseline", ("basår", "utgångsvärde", "utgångsläge", "jämförs med", "jämförelseår", "baslinje", "baseline")),
        ImportedColumn("split", ("kön", "könsuppdelad", "könsuppdelat", "könsindelad", "könsfördelat", "k/m", "uppdelning")),
        ImportedColumn("people", ("räknar personer", "antal personer", "individer")),
        ImportedColumn("due", ("följs upp", "uppföljning", "uppföljs", "mättillfälle", "mättillfällen", "rapporteras", "periodicitet")),
        ImportedColumn("answers", OWNER_TITLES, EVERY_UNIT_WORDS),
        ImportedColumn("source", ("källa", "datakälla", "källsystem", "hämtas från", "system", "mätmetod", "source")),
    ),
    ImportedLevels("factor", "goals", GOAL_LEVELS),
    ImportedFigures(
        "outcomes_before",
        ("utfall", "resultat", "värde", "nuläge", "uppnått", "tidigare utfall", "senaste utfall", "outcome", "result"),
        *("measure", "unit", "round", "figure", "answers"),
        cell=outcome_cell, is_sure=is_sure_outcome, is_same_unit=is_same_unit, is_in_words=is_answered_in_words,
        limits=limits_of, of_parts=outcome_of_parts,
    ),
    doubts=doubts_of_measure,
)  # fmt: skip
