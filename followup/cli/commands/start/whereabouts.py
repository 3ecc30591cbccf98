"""What ``followup`` alone shows: where one is, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from followup.cli.console import show, words
from followup.cli.results import days_to
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.cli.wrapping import columns_of, wrapped
from followup.flow.start.whereabouts import LastMerging, NextStep, Whereabouts, whereabouts
from followup.locale import Message, _, literal, n_

HANG = 4
"""How much further in a line goes on that the terminal has no room for."""
TO_NAME = (_("FOLDER"), _("FILE"), _("NAME"))
"""What stands in a command for what a person chooses."""
NAMED = 3
"""Files that are named where more are newer than the results."""


def show_whereabouts(today: date) -> int:
    """All of it, on standard output: it is the result."""
    here = whereabouts(today, Terminal())
    for line in _lines(here, today):
        show(wrapped(line, columns_of(), HANG))
    return 0


def _lines(here: Whereabouts, today: date) -> Iterator[str]:
    say = words()
    if here.place is None:
        yield say(_("followup makes templates of a plan, reads the answers and merges them for the region."))
        if here.below:
            folders = tuple(literal(name) for name in here.below)
            yield say(_("There is no plan.xlsx here, but there is one in {folders}: go there.", folders=folders))
        else:
            yield say(_("There is no plan.xlsx here or in a folder above, so this is no workspace."))
    else:
        yield from _of_workspace(here, today)
    if here.next is not None:
        yield ""
        yield say(_("Next:"))
        yield from _step(here.next)
    others = [step for step in here.others if _verb_of(step) in VERBS or _verb_of(step).startswith("-")]
    if others:
        yield ""
        yield say(_("Or:"))
        for step in others:
            yield from _step(step)


def _verb_of(step: NextStep) -> str:
    return step.command.split(" ")[1]


def _step(step: NextStep) -> Iterator[str]:
    command = step.command
    for word in TO_NAME:
        command = command.replace(word.id, words()(word))
    yield f"  {command}"
    yield f"      {words()(step.why)}"


def _of_workspace(here: Whereabouts, today: date) -> Iterator[str]:
    say = words()
    if here.plan is None:
        yield say(here.unreadable) if here.unreadable is not None else ""
        return
    yield " · ".join(part for part in _whose(here) if part)
    deadline = here.plan.day("deadline")
    if deadline is not None and here.closed is None:
        yield say(days_to(deadline, today))
    yield ""
    listed = [(say(name), say(text)) for name, text in _there_is(here)]
    width = max(len(name) for name, _text in listed)
    for name, text in listed:
        yield f"  {name:<{width}}  {text}"


def _whose(here: Whereabouts) -> Iterator[str]:
    from followup.form.terms.period_names import span_name

    assert here.plan is not None
    period = here.plan.frame.period
    yield here.plan.sender.region
    yield here.plan.round
    if period.first is not None and period.last is not None:
        yield words()(span_name(period.days))


def _there_is(here: Whereabouts) -> Iterator[tuple[Message, Message]]:
    assert here.place is not None
    name = literal(here.place.plan.name)
    faults = n_("{n} error", "{n} errors", here.errors) if here.errors else _("no error")
    yield _("The plan"), _("{file}, {faults}", file=name, faults=faults)
    none = _("none yet")
    yield _("Templates"), n_("{n} in templates", "{n} in templates", here.templates) if here.templates else none
    yield _("Answers"), n_("{n} file in inbox", "{n} files in inbox", here.answers) if here.answers else none
    yield _("Results"), _results(here.merged) if here.merged is not None else none
    if here.closed is not None:
        yield _("Closed"), literal(f"{here.closed.since}, {here.closed.folder.name}")


def _results(merged: LastMerging) -> Message:
    """When, of how many, and what is newer."""
    of = n_("merged {day}, of {n} file", "merged {day}, of {n} files", merged.answers, day=literal(merged.day))
    since = [
        _("newer: {files}", files=_few(merged.newer)) if merged.newer else None,
        _("gone: {files}", files=_few(merged.gone)) if merged.gone else None,
        _("changed: {files}", files=_few(merged.changed)) if merged.changed else None,
    ]
    told = tuple(message for message in since if message is not None)
    return _("{merged}; {since}", merged=of, since=told) if told else of


def _few(names: tuple[str, ...]) -> Message:
    listed = tuple(literal(name) for name in names[:NAMED])
    more = len(names) - NAMED
    return _("{files} and {n} more", files=listed, n=more) if more > 0 else _("{files}", files=listed)
