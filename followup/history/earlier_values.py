"""Figures of earlier rounds as lines of the plan's sheet of known values, for the tables that the plan itself declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from followup.form.answers.answers import NO_ANSWERS, AnsweredTable, SheetSource
from followup.form.answers.answers_builder import AnswersBuilder
from followup.form.rows import Row, SheetOrigin
from followup.form.section import Section
from followup.form.terms.units import UnitTree
from followup.form.traits import EarlierValues
from followup.history.model import THE_REGION, PastRound
from followup.history.regional_workbook import FIGURES_SHEET

OF_A_CELL = ("table", "row", "unit", "column", "part", "period")
"""The columns of the sheet that say of what a value is."""


def with_earlier_values(
    records: Mapping[str, AnsweredTable], units: UnitTree, sections: Sequence[Section], past: Sequence[PastRound]
) -> dict[str, AnsweredTable]:
    """The plan's sheets with a line for each figure that an earlier round has of these sections and the plan has not."""
    traits = {section.key: trait for section in sections if (trait := section.trait(EarlierValues)) is not None}
    region = next((unit.id for unit in units.values() if not unit.parent), THE_REGION)
    builders: dict[str, AnswersBuilder] = {}
    known: set[tuple[str, ...]] = set()
    for round_ in past:
        for figure in round_.figures:
            trait = traits.get(figure.section)
            if trait is None:
                continue
            if trait.sheet not in builders:
                table = records.get(trait.sheet, NO_ANSWERS)
                builders[trait.sheet] = AnswersBuilder.of(table)
                known |= {tuple(line.text(key).casefold() for key in OF_A_CELL) for line in table}
            base, _dot, part = figure.column.partition(".")
            cell = (figure.section, figure.row, figure.unit or region, base, part, round_.round)
            if base in trait.bases and tuple(name.casefold() for name in cell) not in known:
                named = {key: name for key, name in zip(OF_A_CELL, cell, strict=True) if name}
                line = Row("/".join(cell), {**named, "value": figure.value})
                builders[trait.sheet].add_row(line, SheetSource(SheetOrigin(round_.file, "", FIGURES_SHEET)))
    return {**records, **{sheet: builder.build() for sheet, builder in builders.items()}}
