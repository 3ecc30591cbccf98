"""Where one is, and what to do next: of a workspace what there is in it, by its plan as it is kept and by its files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.flow.gathering.workspace import Workspace, find_workspace, workspaces_below
from followup.flow.listener import SILENT, Listener
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import Message, _, n_

if TYPE_CHECKING:
    from followup.history.closing import ClosedRound
    from followup.plan.model import Plan


@frozen
class NextStep:
    """A command, and why it is the one to run, or what it is for."""

    command: str
    why: Message


@frozen
class LastMerging:
    """The merge that the results are of: its day, how many ``answers`` it had, and what is newer than it.

    ``newer`` are names of files of the inbox that it had not, or had otherwise; ``gone`` those that it had and that are no
    longer there. ``changed`` are the plan and the decisions, where they are others by now.
    """

    day: str
    answers: int
    newer: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def is_fresh(self) -> bool:
        """Whether nothing that it was made from has changed since."""
        return not (self.newer or self.gone or self.changed)


@frozen
class Whereabouts:
    """What there is in a workspace, and what to do next. ``place`` is None in no workspace; ``plan`` is None where there is
    none that can be read, and ``unreadable`` says why.

    ``asks`` says whether the plan asks anybody anything; ``outdated`` are templates that were made of an earlier version of
    it. ``below`` are names of folders with a plan, where there is none here.

    ``templates`` and ``answers`` are numbers of files, ``answered`` of units whose answers are merged, ``units`` of those
    that are to answer. No answer is read for it.
    """

    place: Workspace | None = None
    plan: Plan | None = None
    unreadable: Message | None = None
    errors: int = 0
    asks: bool = True
    units: int = 0
    templates: int = 0
    outdated: int = 0
    answers: int = 0
    answered: int = 0
    returned: int = 0
    reminders: int = 0
    merged: LastMerging | None = None
    closed: ClosedRound | None = None
    next: NextStep | None = None
    others: tuple[NextStep, ...] = ()
    below: tuple[str, ...] = ()


def whereabouts(today: date | None = None, listener: Listener = SILENT, plan: Path | None = None) -> Whereabouts:
    """Of the workspace that we are in, or of that of a ``plan``. Nothing is refused: what cannot be read is told of."""
    from followup.flow.gathering.closed import closed_now
    from followup.flow.gathering.plans import read_plan
    from followup.rulebook.problem import Severity

    try:
        place = find_workspace(plan)
    except CouldNotRun:
        return Whereabouts(next=_EXAMPLE, others=_OUTSIDE, below=workspaces_below(Path.cwd()))
    try:
        read, findings = read_plan(place.plan, listener.words, listener)
    except CouldNotRun as refusal:
        return Whereabouts(place, unreadable=refusal.message, next=NextStep("followup plan check", _LOOK_OVER))
    taken, answers = _last_merge(place, read.round), _answers_in(place)
    here = Whereabouts(
        place,
        read,
        errors=sum(finding.severity is Severity.ERROR for finding in findings),
        asks=_asks(read),
        units=sum(unit.template for unit in read.units.answering),
        templates=len(_templates_in(place)),
        outdated=_outdated(place, read),
        answers=len(answers),
        answered=len(taken.get("taken", ())),
        returned=_written_since(place.folder("returned"), ".xlsx", _last_came(answers)),
        reminders=_written_since(
            place.folder("drafts"), ".eml", max(_last_came(answers), _end_of(read.day("deadline")))
        ),
        merged=_merged(place, taken, answers),
        closed=closed_now(place, listener, read.round),
    )
    first, *others = _steps(here, today or date.today())
    return replace(here, next=first, others=tuple(others))


_LOOK_OVER = _("tells what is wrong in the plan, cell by cell")
_FILL_IN = _("the plan asks for nothing yet: fill in plan.xlsx, or take in a list that you have")
_RETURNED = _("send the marked copies in returned to their units; what has come so far can be merged meanwhile")
_REMINDED = _("the reminders lie in drafts: send them, and put the answers into inbox as they come")
_EXAMPLE = NextStep("followup demo", _("see the whole job on an example"))
_OUTSIDE = (
    NextStep("followup new", _("begin with your own: a folder with a plan to fill in")),
    NextStep("followup guide", _("the guides, for the division, the secretariat, the controller and IT")),
    NextStep("followup --help", _("all commands")),
)


# ------------------------------------------------------------------------------------------------- what there is


def _templates_in(place: Workspace) -> Sequence[Path]:
    from followup.files.containers.inbox import is_rubbish

    return [path for path in place.folder("templates").glob("*.xlsx") if not is_rubbish(path.name)]


def _outdated(place: Workspace, plan: Plan) -> int:
    """How many units had their last template of another version of the plan, by the log."""
    from followup.flow.door.templates.sent_templates import templates_in_log
    from followup.outputs.records.template_log import last_of_each

    made = last_of_each(template for template in templates_in_log(place) if template.round == plan.round)
    return sum(template.plan_version != plan.version for template in made.values())


def _last_came(answers: Iterable[Path]) -> float:
    """When the newest answer was put into the inbox, in seconds since 1970; 0 where there is none."""
    return max((path.stat().st_mtime for path in answers), default=0)


def _end_of(day: date | None) -> float:
    """When a day is over; before the last day to answer the drafts in the workspace are those of the templates."""
    return datetime.combine(day, time.max).timestamp() if day is not None else 0


def _written_since(folder: Path, suffix: str, since: float) -> int:
    """How many files of a kind lie in a folder and are newer."""
    return sum(path.stat().st_mtime >= since for path in folder.glob(f"*{suffix}"))


def _asks(plan: Plan) -> bool:
    """Whether anything stands on the sheets of what is followed up, and some unit is to answer."""
    from followup.flow.declarations import declarations
    from followup.form.traits import OfDocumentsOnly

    sheets = (sheet for kind in declarations() for sheet in kind.plan if not sheet.has(OfDocumentsOnly))
    return bool(plan.units.answering) and any(True for sheet in sheets for _row in plan.every_row(sheet.key))


def _answers_in(place: Workspace) -> Sequence[Path]:
    from followup.files.containers.inbox import submissions_in

    inbox = place.folder("inbox")
    return submissions_in([inbox])[0] if inbox.is_dir() else []


def _last_merge(place: Workspace, round_: str) -> Mapping[str, Any]:
    """What the record of the last merge of the round says; empty where there is none, or none that can be read."""
    from followup.files.disk.ordinary_file import text_of
    from followup.files.size_limits import OWN
    from followup.outputs.records.manifest import MANIFEST

    try:
        content = json.loads(text_of(place.folder("output") / MANIFEST, OWN.file))
        return content if isinstance(content, dict) and content.get("round") == round_ else {}
    except (OSError, ValueError):
        return {}


def _merged(place: Workspace, record: Mapping[str, Any], answers: Sequence[Path]) -> LastMerging | None:
    from followup.files.disk.ordinary_file import digest_of
    from followup.files.size_limits import USUAL

    if not record:
        return None
    inputs = [entry for entry in record.get("inputs", ()) if isinstance(entry, dict)]
    known = {str(entry.get("sha256") or "") for entry in inputs}
    # Of a mail or a compressed folder the record has what lies in it.
    within = {name.split(" › ")[0] for entry in inputs if " › " in (name := str(entry.get("file")))}
    inbox = place.folder("inbox")
    names = {path: path.relative_to(inbox).as_posix() for path in answers}
    digests = {path: digest_of(path, USUAL.file).sha256 for path in answers if path.name not in within}
    newer = [names[path] for path, digest in digests.items() if digest not in known]
    there = {path.name for path in answers}
    gone = {Path(str(entry.get("file")).split(" › ")[0]).name for entry in inputs} - there
    return LastMerging(
        str(record.get("today", "")), len(inputs), tuple(newer), tuple(sorted(gone)), tuple(_changed(place, record))
    )


def _changed(place: Workspace, record: Mapping[str, Any]) -> Iterator[str]:
    """The plan and the decisions, where their bytes are others than the merge had."""
    from followup.files.disk.atomic_files import sha256_of

    for key, path in (("plan", place.plan), ("decisions", place.decisions)):
        of_merge = record.get(key)
        digest = of_merge.get("sha256") if isinstance(of_merge, dict) else None
        if digest and path.is_file() and sha256_of(path) != digest:
            yield path.name


# --------------------------------------------------------------------------------------------- what to do next


def _steps(here: Whereabouts, today: date) -> Iterator[NextStep]:
    """The one to take first, then others that are of use as things stand."""
    if here.closed is not None:
        yield NextStep("followup new --from .", _("the round is closed: begin the next one"))
        yield NextStep("followup verify", _("look whether what was kept is as it was"))
        yield NextStep("followup reopen --why TEXT", _("open the round again"))
        return
    if here.errors:
        sentence = n_("the plan has {n} error", "the plan has {n} errors", here.errors)
        yield NextStep("followup plan check", _("{how_many}: see which, and correct plan.xlsx", how_many=sentence))
        yield NextStep("followup import FILE", _("take a list that you have, of measures or units, into the plan"))
        return
    first = _first_step(here, today)
    yield first
    for other in _OTHERS:
        if other.command != first.command and _is_of_use(other.command, here):
            yield other


def _first_step(here: Whereabouts, today: date) -> NextStep:
    if not here.asks:
        return NextStep("followup import FILE --as measures", _FILL_IN)
    if here.outdated and not here.answers:
        return NextStep("followup template", _("the plan has changed since the templates were made: make them anew"))
    if not here.templates and not here.answers:
        return NextStep("followup template", _("no template has been made yet"))
    if not here.answers:
        return _wait(here, today)
    if here.merged is None:
        return NextStep(
            "followup merge", _RETURNED if here.returned else _("the answers in inbox have not been merged")
        )
    if not here.merged.is_fresh:
        return NextStep("followup merge", _("the results are older than what they are made from"))
    if here.answered < here.units and here.reminders:
        return NextStep("followup status", _REMINDED)
    if here.answered < here.units:
        missing = n_("{n} unit has not answered", "{n} units have not answered", here.units - here.answered)
        return NextStep("followup status --drafts drafts", _("{missing}: mails to remind are written", missing=missing))
    return NextStep("followup close", _("all units have answered: close the round, or see what is to be decided first"))


def _wait(here: Whereabouts, today: date) -> NextStep:
    """No answer has come: before the last day one waits, after it one reminds."""
    deadline = here.plan.day("deadline") if here.plan is not None else None
    if here.reminders:
        return NextStep("followup status", _REMINDED)
    if deadline is not None and deadline < today:
        return NextStep("followup status --drafts drafts", _("no answer has come: mails to remind are written"))
    return NextStep("followup status", _("send each unit its template, and put the answers into inbox as they come"))


_OTHERS = (
    NextStep("followup status", _("who has answered, and who has not")),
    NextStep("followup check", _("what is to be corrected in the answers, before a merge")),
    NextStep("followup report --all", _("the Word documents of the plan")),
    NextStep("followup plan check", _LOOK_OVER),
)


def _is_of_use(command: str, here: Whereabouts) -> bool:
    """Whether there is anything that the command could work on."""
    needs_answers = command.startswith(("followup check", "followup report"))
    return not needs_answers or here.answers > 0
