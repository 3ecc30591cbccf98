"""Which units of earlier rounds the plan's units replace, as it stands on their sheet, and what cannot stand there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from followup.form.answers.answers import NO_ANSWERS
from followup.form.answers.answers_builder import AnswersBuilder
from followup.form.finding import Finding
from followup.form.rows import FilledRow, Row
from followup.form.section import EarlierFigures, Section
from followup.form.terms.units import REGION, Predecessor, Unit, UnitTree
from followup.form.written.plain_text import folded
from followup.locale import Percentage, literal
from followup.plan.model import Plan
from followup.plan.unit_changes.predecessors import predecessors_in
from followup.rulebook.planning.unit_changes import PREDECESSOR_STILL_THERE, SHARE_LEFT_OUT, SHARES_NOT_WHOLE
from followup.rulebook.problem import Problem

REPLACES = "replaces"
"""The column of the units' sheet."""

ALL = Decimal(1)

Successor = tuple[Unit, Decimal | None]
"""A unit, and its share of the one that it replaces."""


def replaced_units(row: FilledRow, plan: Plan) -> Iterator[Predecessor]:
    """The units that a row of the units' sheet names; one that the plan has too goes by its id.

    The unit's own name is that of the unit before it: it has got another id.
    """
    own = row.text("id")
    for predecessor in predecessors_in(row[REPLACES]):
        meant = plan.meant(predecessor.unit, "units")
        is_other = len(meant) == 1 and (meant[0] != own or folded(predecessor.unit) == folded(own))
        yield predecessor._replace(unit=meant[0]) if is_other else predecessor


def successors_of(units: UnitTree) -> Mapping[str, Sequence[Successor]]:
    """Each unit that is replaced, with those that replace it, in the plan's order; capitals do not matter."""
    spelled: dict[str, str] = {}
    successors: dict[str, list[Successor]] = {}
    for unit in units.values():
        for predecessor, share in unit.replaces:
            id_ = spelled.setdefault(folded(predecessor), predecessor)
            successors.setdefault(id_, []).append((unit, share))
    return successors


def keeps_a_part(id_: str, successors: Sequence[Successor]) -> bool:
    """Whether a unit that is replaced goes on with what its own row says of it."""
    return any(unit.id == id_ for unit, _share in successors)


def former_units(plan: Plan) -> Mapping[str, Sequence[str]]:
    """The units that answer no more, as they compare, each with those that replace it and get a template.

    None where the region itself replaces it, for then nobody has taken over.
    """
    return {
        folded(id_): [unit.id for unit, _share in successors if unit.template and unit.kind != REGION]
        for id_, successors in successors_of(plan.units).items()
        if (id_ not in plan.units or not plan.units[id_].template) and not keeps_a_part(id_, successors)
    }


def former_id(plan: Plan, text: str) -> str:
    """The id of the unit of earlier rounds that a text names, which others replace; empty where it names none."""
    if (former := plan.former.get(folded(text))) is not None:
        return former.id
    return next((id_ for id_ in successors_of(plan.units) if folded(id_) == folded(text)), "")


def units_instead(plan: Plan, former: str) -> Sequence[Unit]:
    """The units that replace one of earlier rounds, by its id, which the plan may name by what it was called."""
    unit = plan.former.get(folded(former))
    spelled = {folded(former)} | ({folded(unit.name)} if unit is not None else set())
    return [
        successor
        for id_, successors in successors_of(plan.units).items()
        if folded(id_) in spelled
        for successor, _share in successors
    ]


def renamed_unit(plan: Plan, former: str) -> str:
    """The id that a unit of earlier rounds has now: of the only one that replaces it, all of it, and nothing else.

    Empty where there is none: what was decided of one unit is not said of another that has more in it, or less.
    """
    instead = units_instead(plan, former)
    if len(instead) != 1 or instead[0].kind == REGION or former in plan.units:
        return ""
    replaces = instead[0].replaces
    return instead[0].id if len(replaces) == 1 and replaces[0].share in (None, ALL) else ""


def add_lines_of_successors(plan: Plan, sections: Sequence[Section]) -> None:
    """Give a unit that has no line of its own on a sheet of the period compared with those of the units it replaces.

    Such a line says that the unit fills in a row, so without one nobody would be asked. Figures are brought to it later.
    """
    for earlier in dict.fromkeys(trait for section in sections if (trait := section.trait(EarlierFigures)) is not None):
        table = plan.records.get(earlier.sheet.key, NO_ANSWERS)
        if earlier.round or earlier.month or not len(table):
            continue
        rows_of: dict[str, list[str]] = {}
        for row in table:
            rows_of.setdefault(row.text(earlier.unit), []).append(row.text(earlier.row))
        lines = [
            {earlier.unit: unit.id, earlier.row: key}
            for unit in plan.units.answering
            if unit.id not in rows_of
            for key in dict.fromkeys(key for other in unit.replaces for key in rows_of.get(other.unit, ()))
        ]
        if lines:
            builder = AnswersBuilder.of(table)
            for line in lines:
                builder.add_row(Row("/".join(line.values()), dict(line)), builder.source)
            plan.records[earlier.sheet.key] = builder.build()


def faults_of_unit_changes(plan: Plan) -> Iterator[Finding]:
    """Shares that are not the whole of a unit, and units that are replaced and go on all the same."""
    rows = {row.text("id"): row for row in plan.rows("units")}
    for predecessor, successors in successors_of(plan.units).items():
        still = plan.units.get(predecessor)
        if still is not None and still.template and not keeps_a_part(predecessor, successors):
            problem = PREDECESSOR_STILL_THERE.problem(unit=literal(predecessor))
            for unit, _share in successors:
                yield _finding(rows[unit.id], problem)
        yield from _faults_of_shares(predecessor, successors, rows)


def _faults_of_shares(
    predecessor: str, successors: Sequence[Successor], rows: Mapping[str, FilledRow]
) -> Iterator[Finding]:
    """Told at the last of the units, or at each that has no share where others have one."""
    shares = [share for _unit, share in successors if share is not None]
    without = [unit for unit, share in successors if share is None]
    if not shares:
        return
    if without:
        with_one = tuple(unit.id for unit, share in successors if share is not None)
        for unit in without:
            yield _finding(rows[unit.id], SHARE_LEFT_OUT.problem(unit=literal(predecessor), others=with_one))
    elif not are_whole(shares):
        last, others = successors[-1][0], tuple(unit.id for unit, _share in successors[:-1])
        problem = SHARES_NOT_WHOLE.problem(
            sum=Percentage(sum(shares, Decimal(0))), unit=literal(predecessor), others=others or ("–",)
        )
        yield _finding(rows[last.id], problem)


def are_whole(shares: Sequence[Decimal]) -> bool:
    """Whether shares make up the whole: exactly, or as equal parts that were rounded (33,3 % three times)."""
    if sum(shares, Decimal(0)) == ALL:
        return True
    part = ALL / len(shares)
    return all(share == part.quantize(share, ROUND_HALF_UP) for share in shares)


def _finding(row: FilledRow, problem: Problem) -> Finding:
    entries = row[REPLACES]
    return Finding.of(row.place(REPLACES), problem, ", ".join(entries) if isinstance(entries, tuple) else "")
