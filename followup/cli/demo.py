"""followup demo: the whole job on a bundled example."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from followup.cli.console import CouldNotRun, argument, path_option, show, show_findings, tell, verb
from followup.cli.merge import merged
from followup.cli.new import FOLDERS, copy_example, example_folder
from followup.cli.report import allowed_documents, write_report
from followup.cli.template import write_templates
from followup.cli.workspace import ATTACHMENTS, DECISIONS, PLAN, Workspace, sound_plan
from followup.cli.writing import merging_alone, write_outputs
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.files.tables import TextTable
    from followup.form.finding import Finding
    from followup.plan.model import Plan
    from followup.stages.consolidating import Consolidated

FIRST = "norrbotten-2022-04"
MARK = ".followup-demo"
REVISED = "plan reviderad.xlsx"
"""The plan that an example's plan was revised to, where it was."""


@verb("demo", _("Do the whole job on a bundled example: plan, templates, answers, regional workbook and summary."))
@argument("example", _("[EXAMPLE]"), default=FIRST)
@path_option("--into", default=None, help=_("The folder to work in; else followup-demo here."))
def command(example: str, into: Path | None, today: date) -> int:
    """Run the chain; exit 0 when the findings are those that the example expects."""
    from followup.form.finding import Severity

    source = example_folder(example)
    place = _clean_folder((into or Path("followup-demo")).absolute())
    copy_example(source, place)
    plan = sound_plan(place)
    tell(
        _(
            "1. The plan of {region} was copied to {path}.",
            region=literal(plan.text("region")),
            path=literal(str(place.plan)),
        )
    )
    templates = {path.stem: path for path in write_templates(place, plan, place.folder("templates"))}
    names = _fill_in(source / "answers", {unit.id: unit.name for unit in plan.answering()}, templates, place)
    tell(_("2. The answers of {n} units were typed into their templates: {units}.", n=len(names), units=tuple(names)))
    with merging_alone(place.folder("output")):
        made = merged(place, plan, place.folder("inbox"), today)
        outputs = write_outputs(place, made, place.folder("output"))
    result = made.result
    outputs += _write_documents(place, plan, result)
    tell(_("3. The answers were checked and merged. What was found:"))
    show_findings(finding for finding in result.findings if finding.severity is Severity.ERROR)
    outputs += _compare_with_revised(source / REVISED, place, today)
    show("")
    show(_say_results(place, outputs))
    return _compare(source / "expected.md", result.findings)


def _clean_folder(folder: Path) -> Workspace:
    """An empty folder of our own; one that holds something else is never touched."""
    import shutil

    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise CouldNotRun(
            _("{path} is not empty and is not a demo. Choose another folder with --into.", path=literal(str(folder)))
        )
    try:
        shutil.rmtree(folder / ATTACHMENTS, ignore_errors=True)
        for name in FOLDERS:
            shutil.rmtree(folder / name, ignore_errors=True)
            (folder / name).mkdir(parents=True)
        (folder / DECISIONS).unlink(missing_ok=True)
        (folder / MARK).touch()
    except OSError as error:
        raise CouldNotRun(
            _("{path} could not be written. Choose a folder where you may write.", path=literal(str(folder)))
        ) from error
    return Workspace(folder / PLAN)


def _fill_in(answers: Path, units: dict[str, str], templates: dict[str, Path], place: Workspace) -> list[str]:
    """Type each unit's answers into its template, as a person does, and put it in the inbox."""
    from followup.files.fill import fill
    from followup.files.tables import read_tables

    names = []
    for path in sorted(answers.glob("*.md")):
        name = units[path.stem]
        template = next(template for stem, template in templates.items() if stem.startswith(name))
        tables: list[TextTable] = list(read_tables(path.read_text(encoding="utf-8")))
        fill(template, place.folder("inbox") / template.name, tables)
        names.append(name)
    return names


def _write_documents(place: Workspace, plan: Plan, result: Consolidated) -> list[Path]:
    """Every other document that the plan's sections allow."""
    wanted = [document for document in allowed_documents(plan) if document.needs]
    return [path for each in wanted for path in write_report(place, each, result, place.folder("output"))]


def _compare_with_revised(source: Path, place: Workspace, today: date) -> list[Path]:
    """The plan after the round and the memorandum on what was changed, where the example has such a plan."""
    import shutil

    from followup.cli.plan import compared, write_memorandum
    from followup.documents.revision import REVISION

    if not source.is_file():
        return []
    revised = Workspace(place.root / REVISED)
    shutil.copyfile(source, revised.plan)
    revision = compared(place, revised)
    tell(_("4. The plan was revised: {n} changes. See them with followup plan diff.", n=len(revision.changes)))
    show_findings(revision.findings)
    memorandum = place.folder("output") / f"{REVISION.key}.docx"
    write_memorandum(place, revision, memorandum, today)
    return [memorandum]


def _say_results(place: Workspace, outputs: Sequence[Path]) -> str:
    from followup.cli.console import words

    say = words()
    lines = [
        (place.plan, _("the plan: everything that the region decides")),
        (place.folder("templates"), _("the empty templates, one a unit")),
        (place.folder("inbox"), _("the filled-in templates")),
        *((path, _LOOK_AT.get(path.suffix, literal(""))) for path in outputs),
    ]
    width = max(len(str(path)) for path, _text in lines)
    return "\n".join([say(_("Look at:")), *(f"  {path!s:<{width}}  {say(text)}" for path, text in lines)])


_LOOK_AT = {
    ".xlsx": _("the regional workbook: overview, sums, every row with its reason and its source, findings"),
    ".docx": _("a document in Word"),
}


def _compare(expected: Path, findings: Sequence[Finding]) -> int:
    """0 when the errors found are those expected, by file, cell label, rule and what was found."""
    from followup.files.tables import read_tables
    from followup.form.finding import Severity

    (table,) = read_tables(expected.read_text(encoding="utf-8"))
    wanted = sorted(table.rows)
    got = sorted((f.place.unit, f.place.label, f.rule, f.found) for f in findings if f.severity is Severity.ERROR)
    if wanted == got:
        tell(_("The findings are those that the example expects."), "good")
        return 0
    tell(_("The findings are not those that the example expects."), "error")
    return 1
