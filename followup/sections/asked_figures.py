"""Figures asked for with unit and source: those that are common to several units must agree, parts must add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from followup.form.cells.base import CellType
from followup.form.cells.number import Number, Percent
from followup.form.cells.roughly import RoughNumber
from followup.form.cells.text import YES_NO, Name, Names, Text
from followup.form.cells.units import is_share
from followup.form.columns import BY_ROW, Column, PerPart, Role, Wanted
from followup.form.finding import Problem, Remark, Severity
from followup.form.presenting import TableOf
from followup.form.rows import FilledRow, Row
from followup.form.section import Grid, Listing, Section
from followup.form.stated import Stated, Test, states
from followup.form.values import Roughly, number_of
from followup.locale import Message, _, literal
from followup.locale.numbers import show_number
from followup.plan.model import Plan, Unit, concerns
from followup.plan.sheets import ID, VALIDITY
from followup.rules.figures import answered

FIGURES_SHEET = Section(
    "figures_asked",
    _("Figures asked for"),
    Listing(("id",), blank=20),
    (
        Column("id", _("Id"), ID, width=18, required=True),
        Column("question", _("Question"), Name(), width=18, refers="questions_asked"),
        Column("what", _("Figure"), Text(), width=60, required=True, names_row=True),
        Column("unit", _("Counted in"), Name(), width=16, required=True),
        Column("units", _("Units"), Names(), width=24, required=True, refers="units"),
        Column("target", _("Target"), Text(), width=30),
        Column("split", _("Split"), YES_NO, width=10),
        Column("part_of", _("Part of"), Name(), width=18, refers="figures_asked"),
        Column("common", _("Same for all"), YES_NO, width=14),
        Column("people", _("Counts people"), YES_NO, width=12),
        *VALIDITY,
    ),
    intro=_("Figures to be given with a source. A part names the figure that it is a part of; the parts must add up."),
)


def _rows(plan: Plan, unit: Unit) -> Iterable[Row]:
    """The figures that one unit is asked for; a split one has a column for each part."""
    parts = [f"part.{part.key}" for part in plan.first_split]
    for record in plan.rows("figures_asked"):
        if concerns(record["units"], unit):
            kind = RoughNumber(_type_of(record.text("unit")))
            cells = {key: record[key] for key in ("what", "unit", "target")}
            closed = frozenset() if record["split"] == "yes" else frozenset(parts)
            level = 1 if record["part_of"] is not None else 0
            types = {"amount": kind, "part": kind}
            yield Row(record.text("id"), cells, level, types=types, closed=closed, about=record.values)


def _type_of(unit: str) -> CellType:
    return Percent(maximum=None) if is_share(unit) else Number(unit, decimals=None)


def _split(plan: Plan) -> bool:
    return any(row["split"] == "yes" for row in plan.rows("figures_asked"))


NO_SOURCE = _("There is a figure but no source. Write which register or system it comes from, and when.")
NOT_THE_SUM = _("is not the sum of its parts, {total}. Check the figure and its parts.")


@states(Stated(Test.WITH, "source-missing", "source", NO_SOURCE, ("amount",), Severity.ERROR))
def figure_has_no_source(row: FilledRow, _plan: Plan) -> Iterator[Remark]:
    """A figure in a report to an authority must be possible to find again.

    Wrong: 102 000, no source.
    Right: 102 000, "Vårdadministrativa systemet, uttag 2021-01-18".
    """
    if row["amount"] is not None and row["source"] is None and "source" not in row.refused:
        yield Remark("source", Problem("source-missing", NO_SOURCE), "")


@states(Stated(Test.PARTS, "parts-do-not-add-up", "amount", NOT_THE_SUM, ("part",)))
def the_parts_of_a_split_do_not_add_up(row: FilledRow, _plan: Plan) -> Iterator[Remark]:
    """What was counted for women and for men is together what was counted.

    Wrong: 60 in all, of whom 45 women and 10 men.
    Right: 60 in all, of whom 45 women and 15 men.
    """
    parts = [number_of(value) for key, value in row.values.items() if key.startswith("part.")]
    if len(parts) > 1:
        yield from _not_the_whole(row, parts)


def parts_do_not_add_up(rows: Mapping[str, Sequence[FilledRow]], plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """The parts of a figure, as each unit gives them, against the whole that the same unit gives."""
    for record in plan.rows("figures_asked"):
        below = [part.text("id") for part in plan.rows_by("figures_asked", "part_of", record.text("id"))]
        for whole in rows.get(record.text("id"), ()) if below else ():
            own = [row for key in below for row in rows.get(key, ()) if row.origin == whole.origin]
            if len(own) == len(below):
                for remark in _not_the_whole(whole, [number_of(row["amount"]) for row in own]):
                    yield whole, remark


def _not_the_whole(row: FilledRow, parts: Sequence[Decimal | None]) -> Iterator[Remark]:
    """A figure that is not the sum of its parts, each of which is given.

    Wrong: 155 000 contacts, of which 102 000 by telephone, 4 000 by video and 13 000 in writing.
    Right: 155 000 contacts, of which 102 000 by telephone, 40 000 by video and 13 000 in writing.
    """
    known = [part for part in parts if part is not None]
    total, whole = sum(known, Decimal(0)), number_of(row["amount"])
    if whole is not None and len(known) == len(parts) and total != whole:
        told = NOT_THE_SUM.filled(total=total)
        yield Remark("amount", Problem("parts-do-not-add-up", told, Severity.WARNING), _said(row))


def figures_contradict_each_other(
    rows: Mapping[str, Sequence[FilledRow]], plan: Plan
) -> Iterator[tuple[FilledRow, Remark]]:
    """A figure that is the same for all is one figure: two values cannot both be right, and nobody chooses for them.

    Wrong: Folktandvården says 2 000 users of a common app, Psykiatriförvaltningen 2 400.
    Right: both say omkring 2 000.
    """
    for record in plan.rows("figures_asked"):
        if record["common"] != "yes":
            continue
        given = [
            (row, number) for row in rows.get(record.text("id"), ()) if (number := number_of(row["amount"])) is not None
        ]
        for row, number in given:
            others = [other for other, theirs in given if theirs != number]
            if others:
                told = _(
                    "is not what others say of the same figure: {others}. Agree on one, and correct the other.",
                    others=tuple(_cell_of(other) for other in others),
                )
                yield row, Remark("amount", Problem("figures-contradict", told, Severity.WARNING), _said(row))


def _said(row: FilledRow) -> str:
    value = row["amount"]
    if isinstance(value, Roughly):
        return value.text
    return show_number(value) if isinstance(value, Decimal) else ""


def _cell_of(row: FilledRow) -> Message:
    place = row.place("amount")
    return _(
        "{unit} {figure} ({place})",
        unit=literal(place.unit),
        figure=literal(_said(row)),
        place=literal(place.where),
    )


ASKED_FIGURES = Section(
    "asked_figures",
    _("Figures"),
    Grid(_rows),
    (
        Column("what", _("Figure"), Text(), Role.LABEL, width=56),
        Column("target", _("Target"), Text(), Role.LABEL, width=24),
        Column("unit", _("Counted in"), Name(), Role.LABEL, width=14),
        Column("amount", _("Amount"), BY_ROW, width=18, required=True),
        Wanted((PerPart(Column("part", _("Of which {part}"), BY_ROW, width=16)),), _split),
        Column("source", _("Source"), Text(_("Write which register or system, and when.")), width=40),
        Column("comment", _("Comment"), Text(), width=50),
    ),
    intro=_("Write each figure with its source. Write “omkring 2 000” where it is not exact."),
    plan=(FIGURES_SHEET,),
    explained_by="comment",
    checks=(answered("amount"), figure_has_no_source, the_parts_of_a_split_do_not_add_up),
    across=(parts_do_not_add_up, figures_contradict_each_other),
    people="people",
    part_of="part_of",
    wholes=(("amount", "part"),),
    reading=(
        TableOf(
            ("what", "unit", "amount", "part", "source"),
            _("Figures with their sources"),
            tail=("comment",),
            together=True,
            order="figures_asked",
            widths={"what": 5.0, "unit": 1.8, "amount": 2.2, "source": 3.6, "comment": 3.2},
        ),
    ),
)
