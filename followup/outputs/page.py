"""A page for a browser: what a command did, who has answered, what was found, and where the results are.

Plain HTML, complete in itself: no script, nothing from a network. The same result gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from followup.form.finding import Finding
from followup.frozen import growing
from followup.locale import Message, Words, _
from followup.outputs.records.manifest import way_to
from followup.reports.wording.findings_text import drop_echoes, finding_in_words
from followup.reports.wording.formatting import state_title
from followup.round.unit_state import UnitState
from followup.rulebook.problem import Severity

MOST_FINDINGS = 500
COLOURS = {"good": "good", "warning": "warning", "error": "error"}


@growing
class CommandResult:
    """What a command has to tell, filled in as it goes on.

    ``files`` are those that findings name; ``judged`` where something was looked for; ``stopped`` says why it could do
    nothing.
    """

    title: Message
    day: date
    whose: str = ""
    lines: list[Message] = field(default_factory=list)
    units: Sequence[UnitState] = ()
    findings: Sequence[Finding] = ()
    files: Mapping[str, Path] = field(default_factory=dict)
    outputs: Sequence[Path] = ()
    judged: bool = False
    stopped: Message | None = None


class FileLink(NamedTuple):
    """A text, with the way from the page to a file."""

    text: str
    way: str


class UnitLine(NamedTuple):
    """A unit as the page shows it."""

    name: str
    state: str
    colour: str
    errors: int
    warnings: int
    file: FileLink


class FindingLine(NamedTuple):
    """A finding as the page shows it."""

    kind: str
    colour: str
    unit: str
    file: FileLink
    sheet: str
    cell: str
    label: str
    text: str


def page_of(result: CommandResult, folder: Path, words: Words) -> str:
    """The page, with ways to the files as seen from the folder that it is to lie in."""
    shown = drop_echoes(sorted(result.findings, key=lambda finding: finding.order))
    more = len(shown) - MOST_FINDINGS
    return render_page(
        "result.html",
        language=words.language,
        title=words(result.title),
        whose=result.whose,
        day=words.show(result.day),
        stopped=words(result.stopped) if result.stopped else "",
        lines=[words(line) for line in result.lines],
        units=[_unit(state, result, folder, words) for state in result.units],
        findings=[_finding(finding, result, folder, words) for finding in shown[:MOST_FINDINGS]],
        more=words(_("… and {n} more.", n=more)) if more > 0 else "",
        counts=_counts(shown, words),
        judged=result.judged,
        outputs=[FileLink(path.name, _way(path, folder)) for path in result.outputs],
        say={key: words(text) for key, text in HEADINGS.items()},
    )


def render_page(template: str, **values: object) -> str:
    """A page of the bundled ``workbook_templates``, with these values; nothing in them is taken for HTML."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from followup.files.disk.bundled import bundled

    environment = Environment(
        loader=FileSystemLoader(bundled("workbook_templates")), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template(template).render(**values)


HEADINGS = {
    "outputs": _("The results"),
    "units": _("Who has answered"),
    "findings": _("What was found"),
    "nothing": _("Nothing to remark."),
    "unit": _("Unit"),
    "state": _("State"),
    "to_correct": _("To correct"),
    "to_check": _("To check"),
    "file": _("File"),
    "sheet": _("Sheet"),
    "cell": _("Cell"),
    "what": _("What is wrong, and what to write"),
    "kind": _("Severity"),
}


def _unit(state: UnitState, result: CommandResult, folder: Path, words: Words) -> UnitLine:
    title, colour = state_title(state)
    file = _file(state.file, result, folder)
    return UnitLine(state.unit.name, words(title), COLOURS.get(colour, ""), state.errors, state.warnings, file)


def _finding(finding: Finding, result: CommandResult, folder: Path, words: Words) -> FindingLine:
    place = finding.place
    file = _file(place.file, result, folder)
    kind = words(finding.severity.title)
    where = (place.sheet, place.cell, place.label)
    return FindingLine(kind, finding.severity.key, place.unit, file, *where, finding_in_words(finding, words))


def _file(name: str, result: CommandResult, folder: Path) -> FileLink:
    """The file's name, leading to it where it is known where that is."""
    path = result.files.get(name)
    return FileLink(name, _way(path, folder) if path is not None else "")


def _way(path: Path, folder: Path) -> str:
    """As an address; a whole path where there is no way from the folder (another drive)."""
    way = way_to(path, folder)
    return path.resolve().as_uri() if Path(way).is_absolute() else quote(way, errors="surrogateescape")


def _counts(findings: Iterable[Finding], words: Words) -> list[tuple[str, str]]:
    """How many there are of each severity: (severity, ``3 att rätta``)."""
    findings = list(findings)
    counts = []
    for severity in Severity:
        n = sum(finding.severity is severity for finding in findings)
        if n:
            counts.append((severity.key, words(_("{kind}: {n}", kind=severity.title, n=n))))
    return counts
