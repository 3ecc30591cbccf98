"""What is wrong with a plan as a whole: sheets and settings that are missing, and rows that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.files.names import file_name
from followup.form.finding import Finding
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.terms.units import Unit
from followup.locale import Message, literal
from followup.plan.model import Plan
from followup.plan.rounds.validity import is_struck, row_outlives_what_it_refers_to, validity_can_be_placed
from followup.plan.sheets import LEVEL_IN_DOCUMENTS, REQUIRED_SETTINGS
from followup.plan.unit_changes.unit_changes import faults_of_unit_changes
from followup.rulebook.planning.plan import (
    BAR_IN_AN_ID,
    CLOSES_TOO_EARLY,
    CONTACT_MISSING,
    GOALS_NOT_JUDGED,
    OPTIONAL_SHEET_MISSING,
    OWN_TEMPLATES_REFUSED,
    PERIOD_BACKWARDS,
    ROW_UNDER_ITSELF,
    SETTING_REQUIRED,
    SHEET_MISSING,
    UNITS_OF_ONE_NAME,
)
from followup.rulebook.problem import Problem


def faults_of_plan(plan: Plan, file: str, sheets: Sequence[Section], missing: Sequence[str]) -> Iterator[Finding]:
    """``sheets`` are those that a plan has, ``missing`` the keys of those that this one lacks."""
    yield from _missing_sheets(plan, file, sheets, missing)
    yield from _missing_settings(plan)
    yield from _units_of_one_name(plan)
    yield from _rounds_that_cannot_stand(plan, sheets)
    yield from _rows_under_themselves(plan)
    yield from _bars_in_ids(plan)
    yield from faults_of_unit_changes(plan)


def findings_that_matter(plan: Plan, sheets: Sequence[Section], findings: Sequence[Finding]) -> list[Finding]:
    """Those that are not about a row that is struck: nobody is asked about it, so nothing there has to be mended.

    Its id, its last round, and the row of its own sheet that it stands under are looked at all the same: other rows, and
    other rounds, know it by these. A row that is asked for in a later round is mended best before that.
    """
    struck: set[tuple[str, int]] = set()
    still_read: set[Place] = set()
    for sheet in sheets:
        if plan.has_struck(sheet.key):
            columns = [column.key for column in sheet.expanded(plan) if column.refers == sheet.key]
            for row in plan.every_row(sheet.key):
                if is_struck(row, plan.round):
                    place = row.place("valid_to")
                    struck.add((place.sheet, place.row))
                    still_read.update(row.place(key) for key in ("id", "valid_to", *columns))
    return [
        finding
        for finding in findings
        if (finding.place.sheet, finding.place.row) not in struck or finding.place in still_read
    ]


NEEDED = {"settings", "units"}
"""Sheets that no plan can do without. A new kind of section brings another sheet, and makes no older plan faulty."""


def _missing_sheets(plan: Plan, file: str, sheets: Sequence[Section], missing: Sequence[str]) -> Iterator[Finding]:
    """A line for each sheet that is missing: an error where cells refer to it, each of which would be one else."""
    referred = {
        column.refers
        for sheet in sheets
        for column in sheet.expanded(plan)
        if column.refers in missing and any(row[column.key] is not None for row in plan.every_row(sheet.key))
    }
    for sheet in sheets:
        if sheet.key in missing:
            rule = SHEET_MISSING if sheet.key in referred | NEEDED else OPTIONAL_SHEET_MISSING
            yield Finding.of(Place(file), rule.problem(title=sheet.sheet or sheet.title))


def _missing_settings(plan: Plan) -> Iterator[Finding]:
    for row in plan.rows("settings"):
        if row.row.key in REQUIRED_SETTINGS and row["value"] is None and "value" not in row.refused:
            problem = SETTING_REQUIRED.problem(setting=_as_message(row["setting"]), help=_as_message(row["explained"]))
            yield finding_at(row, "value", problem, "")
    earlier, later = plan.period.first, plan.period.last
    if earlier and later and earlier > later:
        row = next(row for row in plan.rows("settings") if row.row.key == "period_to")
        yield finding_at(row, "value", PERIOD_BACKWARDS.problem(), later.isoformat())
    yield from _closes_before_the_last_day_to_answer(plan)
    yield from _refuses_its_own_templates(plan)


def _refuses_its_own_templates(plan: Plan) -> Iterator[Finding]:
    """The version of the plan as it is stands among those whose templates are refused."""
    versions = plan.settings.get("refused_templates")
    if isinstance(versions, tuple) and plan.version in versions:
        row = next(row for row in plan.rows("settings") if row.row.key == "refused_templates")
        yield finding_at(row, "value", OWN_TEMPLATES_REFUSED.problem(), plan.version)


def _closes_before_the_last_day_to_answer(plan: Plan) -> Iterator[Finding]:
    """The day on which the round closes is before the last day to answer."""
    deadline, closes = plan.period.deadline, plan.period.closes
    if deadline and closes and closes < deadline:
        row = next(row for row in plan.rows("settings") if row.row.key == "closes")
        yield finding_at(row, "value", CLOSES_TOO_EARLY.problem(day=deadline), closes.isoformat())


def settings_left_empty(plan: Plan) -> Iterator[Finding]:
    """Settings that a plan can do without, and that are easily forgotten; said once, when the plan is looked through."""
    for row in plan.rows("settings"):
        if row["value"] is None and "value" not in row.refused:
            if row.row.key == "contact":
                yield finding_at(row, "value", CONTACT_MISSING.problem(), "")
            if row.row.key == "all_from" and plan.goals:
                yield finding_at(row, "value", GOALS_NOT_JUDGED.problem(cannot=LEVEL_IN_DOCUMENTS["undecided"]), "")


def _rows_under_themselves(plan: Plan) -> Iterator[Finding]:
    """Units and goals are trees: a parent that leads back to the row itself would go round for ever."""
    for sheet in ("units", "goals"):
        parents = {row.text("id"): row.text("parent") for row in plan.every_row(sheet) if row["id"] is not None}
        for row in plan.every_row(sheet):
            above, seen = row.text("parent"), set[str]()
            while above in parents and above not in seen and above != row.text("id"):
                seen.add(above)
                above = parents[above]
            if above and above == row.text("id"):
                yield finding_at(row, "parent", ROW_UNDER_ITSELF.problem(), row.text("parent"))


def _bars_in_ids(plan: Plan) -> Iterator[Finding]:
    """The identity of a template has bars between its parts."""
    named = [(row, "value") for row in plan.rows("settings") if row.row.key in ("region_id", "round")]
    for row, column in [*named, *((row, "id") for row in plan.rows("units"))]:
        if "|" in row.text(column):
            yield finding_at(row, column, BAR_IN_AN_ID.problem(), row.text(column))


def _as_message(value: object) -> Message:
    return value if isinstance(value, Message) else literal(str(value))


def _rounds_that_cannot_stand(plan: Plan, sheets: Sequence[Section]) -> Iterator[Finding]:
    """Rounds in the sheets that have them, and rows that are asked for under a goal or another row that is struck."""
    for sheet in sheets:
        if sheet.key not in plan.dated:
            continue
        remarks = [*validity_can_be_placed(plan.every_row(sheet.key))]
        for column in sheet.expanded(plan):
            if column.refers in plan.dated:
                above = {row.text("id"): row for row in plan.every_row(column.refers)}
                remarks += row_outlives_what_it_refers_to(plan.every_row(sheet.key), column.key, above)
        for row, remark in remarks:
            yield finding_at(row, remark.column, remark.problem, remark.raw)


def _units_of_one_name(plan: Plan) -> Iterator[Finding]:
    """Units whose files would be called the same, told where the second stands."""
    first: dict[str, Unit] = {}
    for row in plan.rows("units"):
        unit = plan.units.get(row.text("id"))
        if unit is None or not unit.name:
            continue
        other = first.setdefault(file_name(unit.name).casefold(), unit)
        if other.id != unit.id:
            yield finding_at(row, "name", UNITS_OF_ONE_NAME.problem(other=literal(other.id)), unit.name)


def finding_at(row: FilledRow, column: str, problem: Problem, raw: str) -> Finding:
    """What is wrong with a cell of a row of the plan."""
    return Finding.of(row.place(column), problem, raw)
