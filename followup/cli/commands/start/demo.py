"""followup demo: the whole job on a bundled example."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from followup.cli.completing import example_names
from followup.cli.console import argument, path_option, show, show_findings, tell, verb, words
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.cli.wrapping import columns_of
from followup.files.disk.whole_path import whole_path
from followup.flow.door.documents import allowed_documents, document_outputs
from followup.flow.door.editions.exclusive import exclusive
from followup.flow.door.formats import MEMORANDUM, SUMMARY
from followup.flow.door.placing import put
from followup.flow.gathering.plans import load_valid_plan
from followup.flow.gathering.workspace import ATTACHMENTS, DECISIONS, FOLDERS, LOG, PLAN, Workspace
from followup.flow.listener import Listener
from followup.flow.merge import Merged, MergeRequest, merge
from followup.flow.plan.plan_diff import plan_diff
from followup.flow.refusal import CouldNotRun, folder_not_written
from followup.flow.start.new import copy_example, example_folder, write_blank_decisions
from followup.flow.template import TemplateRequest, template
from followup.locale import _, literal, n_
from followup.locale.number_words import number_word

if TYPE_CHECKING:
    from followup.documents.declared import Document
    from followup.files.examples.markdown_tables import TextTable
    from followup.form.finding import Finding

FIRST = "norrbotten-2022-04"
MARK = ".followup-demo"
REVISED = "plan reviderad.xlsx"
"""The plan that an example's plan was revised to, where it was."""


@verb("demo", VERBS["demo"].sentence)
@argument("example", _("[EXAMPLE]"), default=FIRST, shell_complete=example_names)
@path_option("--into", default=None, help=_("The folder to work in; else followup-demo here."))
def command(example: str, into: Path | None, today: date) -> int:
    """Run the chain; exit 0 when the findings are those that the example expects."""
    from followup.rulebook.problem import Severity

    source, listener = example_folder(example), Terminal()
    place = _clean_folder(whole_path(into or Path("followup-demo")))
    copy_example(source, place, listener)
    write_blank_decisions(place, listener)
    plan = load_valid_plan(place, listener)
    region, path = literal(plan.sender.region), literal(str(place.plan))
    tell(_("1. The plan of {region} was copied to {path}.", region=region, path=path))
    templates = template(place, TemplateRequest(today=today), listener)
    tell(n_("{n} template was made.", "{n} templates were made.", templates.count))
    empty = {path.stem: path for path in templates.written.paths}
    names = _fill_in(source / "answers", {unit.id: unit.name for unit in plan.units.answering}, empty, place)
    tell(
        n_(
            "2. The answers of a unit were typed into its template: {units}.",
            "2. The answers of {count} units were typed into their templates: {units}.",
            len(names),
            count=number_word(len(names)),
            units=tuple(names),
        )
    )
    merged = merge(place, MergeRequest(today), listener)
    outputs = [*merged.written.paths, *_write_documents(place, allowed_documents(plan), merged, listener)]
    tell(_("3. The answers were checked and merged. What was found:"))
    show_findings(finding for finding in merged.findings if finding.severity is Severity.ERROR)
    outputs += _compare_with_revised(source / REVISED, place, today, listener)
    show("")
    show(_say_results(place, outputs))
    return _compare(source / "expected.md", merged.findings)


def _clean_folder(folder: Path) -> Workspace:
    """An empty folder of our own; one that holds something else is never touched."""
    import shutil

    from followup.flow.door.replaceable import edited_in

    if folder.exists() and not (folder / MARK).is_file() and not _is_empty(folder):
        raise CouldNotRun(
            _("{path} is not empty and is not a demo. Choose another folder with --into.", path=literal(str(folder)))
        )
    _refuse_to_remove(edited_in(folder))
    try:
        shutil.rmtree(folder / ATTACHMENTS, ignore_errors=True)
        shutil.rmtree(folder / LOG, ignore_errors=True)
        for name in FOLDERS:
            shutil.rmtree(folder / name, ignore_errors=True)
            (folder / name).mkdir(parents=True)
        (folder / DECISIONS).unlink(missing_ok=True)
        (folder / MARK).touch()
    except OSError as error:
        raise folder_not_written(folder, error) from error
    return Workspace(folder / PLAN)


def _refuse_to_remove(edited: Sequence[Path]) -> None:
    """What a person has changed or put there is never removed."""
    if edited:
        raise CouldNotRun(
            _(
                "{file} was changed or put there by somebody; nothing was removed. Choose another folder with --into, or remove this one.",
                file=literal(str(edited[0])),
            )
        )


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def _fill_in(answers: Path, units: dict[str, str], templates: dict[str, Path], place: Workspace) -> list[str]:
    """Type each unit's answers into its template, as a person does, and put it in the inbox."""
    from followup.files.examples.fill import fill
    from followup.files.examples.markdown_tables import read_tables
    from followup.files.seals.seal import put_seal

    names = []
    for path in sorted(answers.glob("*.md")):
        name = units[path.stem]
        template = next(template for stem, template in templates.items() if stem.startswith(name))
        tables: list[TextTable] = list(read_tables(path.read_text(encoding="utf-8")))
        answers = place.folder("inbox") / template.name
        fill(template, answers, tables)
        put_seal(answers, answers, "demo_answers")  # the next demo may remove them: nobody else has typed there
        names.append(name)
    return names


def _write_documents(
    place: Workspace, allowed: Sequence[Document], merged: Merged, listener: Listener
) -> tuple[Path, ...]:
    """Every other document that is ``allowed``; nobody else writes there meanwhile."""
    from followup.outputs.records.manifest import state_digest

    region, into = merged.region, place.folder("output")
    wanted = [document for document in allowed if document.key != SUMMARY]
    outputs = [output for document in wanted for output in document_outputs(place, document, region, into)]
    with exclusive(into, listener):
        return put(outputs, listener, of=state_digest(merged.inputs, region.frame)).paths


def _compare_with_revised(source: Path, place: Workspace, today: date, listener: Listener) -> list[Path]:
    """The plan after the round and the memorandum on what was changed, where the example has such a plan."""
    from functools import partial

    from followup.files.disk.atomic_files import copy_whole
    from followup.flow.door.writing import Output

    if not source.is_file():
        return []
    revised = Workspace(place.root / REVISED)
    put([Output(revised.plan, "plan", partial(copy_whole, source))], listener)
    into = place.folder("output")
    with exclusive(into, listener):
        compared = plan_diff(place, revised, today, into / f"{MEMORANDUM}.docx", listener)
    changes = len(compared.revision.changes)
    tell(_("4. The plan was revised: {n} changes. See them with followup plan diff.", n=changes))
    show_findings(compared.revision.findings)
    return [compared.report] if compared.report is not None else []


def _say_results(place: Workspace, outputs: Sequence[Path]) -> str:
    say = words()
    lines = [
        (place.plan, _("the plan: everything that the region decides")),
        (place.folder("templates"), _("the empty templates, one a unit")),
        (place.folder("inbox"), _("the filled-in templates")),
        *((path, _LOOK_AT.get(path.suffix, literal(""))) for path in outputs),
    ]
    width = max(len(str(path)) for path, _text in lines)
    listed = [f"  {path!s:<{width}}  {say(text)}" for path, text in lines]
    if 0 < columns_of() < max(map(len, listed)):
        listed = [f"  {path}\n      {say(text)}" for path, text in lines]
    return "\n".join([say(_("Look at:")), *listed])


_LOOK_AT = {
    ".xlsx": _("the regional workbook: overview, sums, every row with its reason and its source, findings"),
    ".docx": _("a document in Word"),
}


def _compare(expected: Path, findings: Sequence[Finding]) -> int:
    """0 when the errors found are those expected, by file, cell label, rule and what was found."""
    from followup.files.examples.markdown_tables import read_tables
    from followup.rulebook.problem import Severity

    (table,) = read_tables(expected.read_text(encoding="utf-8"))
    wanted = sorted(table.rows)
    got = sorted((f.place.unit, f.place.label, f.rule, f.raw) for f in findings if f.severity is Severity.ERROR)
    if wanted == got:
        tell(_("The findings are those that the example expects."), "good")
        return 0
    tell(_("The findings are not those that the example expects."), "error")
    return 1
