"""What a command that writes shows at its end: findings, paths, and what was done."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.cli.console import show, tell, words
from followup.cli.journal import journal
from followup.form.terms.period_names import the_day
from followup.locale import Message, _, n_

if TYPE_CHECKING:
    from followup.flow.closing.kept import HandedOut
    from followup.flow.gathering.since_closing import SinceClosing
    from followup.form.finding import Finding
    from followup.form.section import Section
    from followup.history.closing import ClosedRound
    from followup.round.unsettled import UnsettledMatter


MOST_NAMED = 5
"""Lines of findings that a command names whose result is something else."""
LONG_AGO = 60
"""Days after which it is the day that tells something, and not how many have gone."""


def days_to(deadline: date, today: date) -> Message:
    """The last day to answer, and how many are left, or have gone."""
    left = (deadline - today).days
    day = the_day(deadline)
    if -left > LONG_AGO:
        return _("The last day to answer was {day}.", day=day)
    if left >= 0:
        return n_(
            "Last day to answer: {day}; {n} day left.", "Last day to answer: {day}; {n} days left.", left, day=day
        )
    return n_("Last day to answer: {day}; {n} day late.", "Last day to answer: {day}; {n} days late.", -left, day=day)


def show_written(
    paths: Sequence[Path], findings: Sequence[Finding], done: Message, of_merge: Collection[Finding] = ()
) -> int:
    """What was found and what was ``done`` on standard error, the paths on standard output; 1 when something is to be
    corrected.

    Of what is found ``of_merge`` too only the gravest is named, and the rest counted, but with ``--verbose``.
    """
    from followup.reports.wording.findings_text import group_findings
    from followup.rulebook.problem import Severity

    serious = [finding for finding in findings if finding.severity is not Severity.INFO]
    seen = {id(finding) for finding in of_merge}
    repeated = list(group_findings([finding for finding in serious if id(finding) in seen], words()))
    named = len(repeated) if journal().follows or len(repeated) <= MOST_NAMED + 1 else MOST_NAMED
    own = group_findings([finding for finding in serious if id(finding) not in seen], words())
    for severity, text in sorted((*repeated[:named], *own), key=lambda line: line[0].value):
        tell(text, severity.key)
    if left := len(repeated) - named:
        tell(
            n_(
                "… and {n} line more: followup merge shows it.",
                "… and {n} lines more: followup merge shows them.",
                left,
            )
        )
    for path in paths:
        show(str(path))
    tell(done, "good")
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if errors:
        tell(n_("{n} thing to correct.", "{n} things to correct.", errors), "error")
    return 1 if errors else 0


def closed_as_json(closed: ClosedRound, since: SinceClosing | None = None) -> dict[str, Any]:
    """A closed round as scripts read it, with what stands in the workspace and was not kept."""
    from followup.files.seals.bag import seal_of

    seal = closed.seal or seal_of(closed.folder)
    record = {"round": closed.round, "since": closed.since, "folder": str(closed.folder), "seal": seal}
    return {**record, "new": list(since.new) if since else [], "changed": list(since.changed) if since else []}


def show_handed_out(handed_out: HandedOut) -> int:
    """The paths of the documents of a closed round on standard output; nothing is to be corrected."""
    for path in handed_out.paths:
        show(str(path))
    return 0


def rows_to_decide(matters: Sequence[UnsettledMatter]) -> Iterator[str]:
    """Each sheet's rows with tabs between the cells, so that they can be pasted into decisions.xlsx."""
    by_sheet: dict[str, list[UnsettledMatter]] = {}
    for matter in matters:
        if matter.sheet is not None and matter.rows:
            by_sheet.setdefault(matter.sheet.key, []).append(matter)
    for of_sheet in by_sheet.values():
        yield from _rows_of(of_sheet)


def _rows_of(matters: Sequence[UnsettledMatter]) -> Iterator[str]:
    sheet = matters[0].sheet
    assert sheet is not None
    title = sheet.sheet or sheet.title
    yield "\n" + words()(_("Decide in decisions.xlsx, sheet {sheet}, with why and by whom:", sheet=title))
    yield "\t".join(words()(column.title) for column in columns_of(sheet))
    for matter in matters:
        if len(matter.rows) > 1:
            yield words()(_("One of these:"))
        yield from ("\t".join(row.get(column.key, "") for column in columns_of(sheet)).rstrip() for row in matter.rows)


def columns_of(sheet: Section) -> list[Any]:
    """The columns of a sheet of decisions.xlsx."""
    return list(sheet.columns)
