"""followup status: who has answered, who has not, days to the deadline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from followup.cli.console import (
    format_option,
    path_option,
    plan_option,
    readers_options,
    show,
    show_findings,
    show_json,
    show_sentence,
    tell,
    verb,
    words,
)
from followup.cli.results import LONG_AGO, closed_as_json, days_to
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.cli.wrapping import columns_of, table_lines, wrapped
from followup.flow.gathering.closed import closed_since
from followup.flow.gathering.reading.readers import Readers
from followup.flow.gathering.workspace import find_workspace
from followup.flow.status import Standing, status
from followup.form.terms.period_names import the_day
from followup.locale import Message, _, literal, n_
from followup.reports.wording.who_answered import who_answered

if TYPE_CHECKING:
    from followup.form.frame import Frame
    from followup.form.terms.units import Unit
    from followup.outputs.records.template_log import LoggedTemplate
    from followup.outputs.to_units.receipt_texts import FileReceipt
    from followup.round.model import Round
    from followup.round.queries import AskedQuery
    from followup.round.unit_state import UnitState


@verb("status", VERBS["status"].sentence)
@plan_option()
@path_option("--drafts", help=_("Also write drafts of mails there: reminders, and what is to be corrected."))
@path_option("--receipts", help=_("Also write a receipt there for each unit that something has come from, to send."))
@readers_options()
@format_option()
def command(
    plan: Path | None, drafts: Path | None, receipts: Path | None, as_format: str, today: date, readers: Readers
) -> int:
    """Show a line a unit, and one a file."""
    standing = status(find_workspace(plan), today, drafts, Terminal(), receipts, readers)
    if as_format == "json":
        show_json(_as_json(standing))
    else:
        if standing.closed is not None:
            show_sentence(words()(closed_since(standing.closed)))
        for sentence in standing.since_closing.sentences if standing.since_closing is not None else ():
            show_sentence(words()(sentence))
        _show(standing.plan.frame, standing.round, today)
        for sentence in _templates(standing):
            show_sentence(words()(sentence))
        _show_receipts(standing.receipts)
        show_findings([*standing.round.faults, *standing.round.idle])
        show("\n" + words()(_how_many_have_answered(standing.round.states)))
        for sentence in _open_questions(standing.round.queries):
            show_sentence(words()(sentence))
    if standing.drafts is not None:
        count, folder = len(standing.drafts.paths), literal(str(drafts))
        tell(n_("{n} draft was written to {path}.", "{n} drafts were written to {path}.", count, path=folder), "good")
    if standing.receipt_texts is not None:
        count, folder = len(standing.receipt_texts.paths), literal(str(receipts))
        tell(
            n_("{n} receipt was written to {path}.", "{n} receipts were written to {path}.", count, path=folder), "good"
        )
    return 0


def _as_json(standing: Standing) -> dict[str, object]:
    from followup.outputs.to_units.receipt_texts import receipts_as_json
    from followup.reports.wording.findings_text import units_as_json

    deadline = standing.plan.day("deadline")
    record: dict[str, object] = {
        "round": standing.plan.round,
        "deadline": deadline.isoformat() if deadline else "",
        "units": units_as_json(standing.round.every_state),
    }
    if standing.drafts is not None:
        record["drafts"] = [str(path) for path in standing.drafts.paths]
        record["stale"] = [str(path) for path in standing.drafts.stale]
    record["files"] = receipts_as_json(standing.receipts, standing.plan.frame.words)
    record["templates"] = [_template_as_json(template, standing.round) for template in standing.templates]
    if standing.receipt_texts is not None:
        record["receipts"] = [str(path) for path in standing.receipt_texts.paths]
    record["later_deadlines"] = {unit.id: day.isoformat() for unit, day in _later(standing.plan.frame)}
    record["questions"] = [_question_as_json(asked) for asked in standing.round.queries]
    if standing.closed is not None:
        record["closed"] = closed_as_json(standing.closed, standing.since_closing)
    return record


def _template_as_json(template: LoggedTemplate, round_: Round) -> dict[str, object]:
    """A template, and whether the unit's answers stand in one of its version."""
    submission = round_.submissions.get(template.unit)
    answered = submission is not None and submission.identity.plan_version == template.plan_version
    record = template._asdict()
    return {name: record[name] for name in ("unit", "day", "plan_version", "file", "address")} | {"answered": answered}


def _templates(standing: Standing) -> Iterator[Message]:
    """When templates were made, who has got none, and who has answered in an older one than the last."""
    from followup.outputs.records.template_log import last_of_each

    last, units = last_of_each(standing.templates), standing.plan.units
    for day, n in sorted(Counter(template.day for template in last.values()).items()):
        yield n_("{n} template was made on {day}.", "{n} templates were made on {day}.", n, day=literal(day))
    without = [unit.name for unit in units.answering if unit.id not in last]
    if last and without:
        yield _("No template has been made for {units}.", units=literal(", ".join(without)))
    for unit, template in last.items():
        submission = standing.round.submissions.get(unit)
        version = submission.identity.plan_version if submission is not None else template.plan_version
        if version != template.plan_version:
            days = [t.day for t in standing.templates if (t.unit, t.plan_version) == (unit, version)]
            yield _(
                "{unit} has answered in an older template ({version}, made {day}); the last one was made {last}.",
                unit=literal(units[unit].name),
                version=literal(version),
                day=literal(days[-1] if days else "–"),
                last=literal(template.day),
            )


def _question_as_json(asked: AskedQuery) -> dict[str, str]:
    query, place = asked.query, asked.place
    return {
        "unit": query.unit,
        "sheet": place.sheet,
        "cell": place.cell,
        "question": query.question,
        "by": query.who,
        "asked": query.day.isoformat() if query.day else "",
        "state": asked.state.value,
        "reply": asked.reply,
    }


def _later(frame: Frame) -> Iterator[tuple[Unit, date]]:
    """The units that have a last day of their own, with it."""
    yield from ((unit, unit.deadline) for unit in frame.units.answering if unit.deadline is not None)


def _show(frame: Frame, round_: Round, today: date) -> None:
    from followup.reports.wording.formatting import state_title

    say = words()
    for sentence in _days(frame, today):
        show_sentence(say(sentence))
    listed = [(state.unit.name, say(state_title(state)[0]), _counts(state), state.file) for state in round_.every_state]
    width = columns_of()
    if width and max(map(len, table_lines(listed, 0)), default=0) > width:
        listed = [(*line[:3], "") for line in listed]  # the files stand below, each on a line of its own
    for line in table_lines(listed, width):
        show(line)
    _show_missing(round_.states)


def _counts(state: UnitState) -> str:
    """``2 att rätta, 1 att kontrollera``; empty where there is neither."""
    counts = [
        n_("{n} to correct", "{n} to correct", state.errors) if state.errors else None,
        n_("{n} to check", "{n} to check", state.warnings) if state.warnings else None,
    ]
    return ", ".join(words()(count) for count in counts if count is not None)


def _show_missing(states: Sequence[UnitState]) -> None:
    """Who has not answered and should, with whom to ask: to be pasted into a mail."""
    missing = [state.unit for state in states if state.state == "missing" and not state.excused]
    if missing:
        show("\n" + words()(_("Have not answered (to paste into a mail)")))
    for unit in missing:
        show(f"{unit.name}, {unit.contact}" if unit.contact else unit.name)


def _show_receipts(receipts: Sequence[FileReceipt]) -> None:
    """What came: when, in which file, how much of it was taken over, and what is left."""
    from followup.outputs.to_units.receipt_texts import counts_in_words

    if receipts:
        show("\n" + words()(_("Files that have come (day, digest, name)")))
    days = [receipt.received or words()(_("waits for a merge")) for receipt in receipts]
    width = max(map(len, days), default=0)
    for receipt, day in zip(receipts, days, strict=True):
        counts = f": {counts_in_words(receipt, words())}" if receipt.filled else ""
        line = f"{day:<{width}}  {receipt.sha256[:SHOWN_OF_DIGEST]}  {receipt.file}{counts}"
        show(wrapped(line, columns_of(), width + SHOWN_OF_DIGEST + 4))


SHOWN_OF_DIGEST = 12
"""Signs of a digest that tell files apart; decisions.xlsx takes six of them."""


def _how_many_have_answered(states: Sequence[UnitState]) -> Message:
    answered = sum(state.answered for state in states)
    return who_answered(words(), answered, len(states))


def _open_questions(queries: Sequence[AskedQuery]) -> Iterator[Message]:
    """How many questions no unit has replied to; nothing where there are none."""
    count = sum(asked.is_open for asked in queries)
    if count:
        yield n_("{n} open question.", "{n} open questions.", count)


def _days(frame: Frame, today: date) -> Iterator[Message]:
    deadline, closes = frame.period.deadline, frame.period.closes
    if deadline is not None:
        yield days_to(deadline, today)
    for unit, last in _later(frame):
        yield _("{unit}: {days}", unit=literal(unit.name), days=days_to(last, today))
    if closes is not None:
        day, left = the_day(closes), (closes - today).days
        if left >= 0:
            yield n_("Closes: {day}; {n} day left.", "Closes: {day}; {n} days left.", left, day=day)
        elif -left > LONG_AGO:
            yield _("Closed: {day}.", day=day)
        else:
            yield n_("Closed: {day}; {n} day ago.", "Closed: {day}; {n} days ago.", -left, day=day)
