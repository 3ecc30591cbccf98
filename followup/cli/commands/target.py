"""followup target: how a target or an outcome is understood, one text or many."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from followup.cli.completing import measure_names
from followup.cli.console import format_option, option, show, show_json, show_sentence, tell, verb, words
from followup.cli.misspelt import OneOf
from followup.cli.summaries import VERBS
from followup.flow.gathering.plans import read_plan
from followup.flow.gathering.workspace import find_workspace
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import Message, _, literal
from followup.locale.nearest import did_you_mean

if TYPE_CHECKING:
    from followup.rules.scoring.judged import Judged
    from followup.targets.model import Outcome, Target

ROLES = ("target", "outcome")
DIRECTIONS = ("higher", "lower")
LINE_LIMIT = 1_000_000
"""Characters in a line of input; a longer one is refused."""
MOST_BYTES, MOST_PASSED = 4 * LINE_LIMIT + 2, 1_000 * LINE_LIMIT
"""What is read of a line at once: UTF-8 has at most four bytes a character. Of a line without an end (/dev/zero) no more
is passed over than so many bytes, for its end would be waited for without end."""


@frozen
class TargetQuery:
    """One text to understand, and what the reader of its table knows beside it."""

    text: str
    role: str = "target"
    measure: str = ""
    direction: str = ""
    outcome: str | None = None


@verb("target", VERBS["target"].sentence)
@click.argument("text", nargs=-1, required=False)
@option("--role", type=OneOf(ROLES), default="target", help=_("Whether the text is a target or an outcome."))
@option(
    "--measure",
    metavar="NAME",
    default="",
    shell_complete=measure_names,
    help=_("The measure: its id in the plan, or its name."),
)
@option(
    "--direction",
    type=OneOf(DIRECTIONS),
    default=None,
    help=_("Which way is good, where the text does not say."),
)
@option("--outcome", default=None, help=_("The outcome to judge against the target."))
@option(
    "--from",
    "source",
    default=None,
    help=_("JSON Lines to answer, - for standard input: text, role, measure and outcome in, one object a line out."),
)
@format_option()
def command(
    text: tuple[str, ...],
    role: str,
    measure: str,
    direction: str | None,
    outcome: str | None,
    source: str | None,
    as_format: str,
    today: object,
) -> int:
    """Answer one text, in quotes or without, or each line of a file; exit 2 when there is nothing to read."""
    if bool(text) is (source is not None):
        raise CouldNotRun(_("Write one text, or name a file with --from."))
    if source is not None:
        return _answer_many(source)
    query = TargetQuery(" ".join(text), role, measure, direction or _direction_of(measure), outcome)
    if as_format == "json":
        show_json(answer(query))
    else:
        _show(query)
    return 0


# Many


def _answer_many(source: str) -> int:
    """One object a line, in order; a line that cannot be read gives an object with an ``error``."""
    import json

    read = 0
    for number, line in enumerate(_lines(source), 1):
        if not line.strip():
            continue
        query = _query_of(line)
        if isinstance(query, TargetQuery):
            read += 1
            show(json.dumps(answer(query), ensure_ascii=False))
        else:
            refusal = _("Line {number}: {fault}", number=number, fault=query)
            show(json.dumps({"line": number, "error": words()(refusal)}, ensure_ascii=False))
    if not read:
        raise CouldNotRun(_("There was nothing to read. Write one JSON object a line, with at least text."))
    return 0


def _lines(source: str) -> Iterator[str]:
    if source == "-":
        yield from _decoded(sys.stdin.buffer)
        return
    path = Path(source)
    try:
        with path.open("rb") as file:
            yield from _decoded(file)
    except (OSError, ValueError) as error:
        raise CouldNotRun(_("There is no file or folder {path}.", path=literal(source))) from error


def _decoded(file: IO[bytes]) -> Iterator[str]:
    """Text of each line; bytes that are not UTF-8 become signs that no text is understood with.

    Of a line that is too long only the beginning is given; one that does not end is the last.
    """
    while line := file.readline(MOST_BYTES):
        yield line.decode("utf-8-sig", errors="replace")
        passed = 0
        while line and not line.endswith(b"\n"):
            line = file.readline(MOST_BYTES)
            passed += len(line)
            if passed > MOST_PASSED:
                return


def _query_of(line: str) -> TargetQuery | Message:
    """What a line asks, or why it cannot be read."""
    import json

    if len(line) > LINE_LIMIT:
        return _("The line is too long.")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return _("The line is not a JSON object.")
    if not isinstance(value, dict):
        return _("The line is not a JSON object.")
    return _from_object(value)


def _from_object(value: Mapping[str, Any]) -> TargetQuery | Message:
    text, role = value.get("text"), value.get("role") or "target"
    measure, direction, outcome = value.get("measure"), value.get("direction"), value.get("outcome")
    if not isinstance(text, str):
        return _("The object has no text.")
    if role not in ROLES:
        return _("The role is neither target nor outcome.")
    if direction not in (None, "", *DIRECTIONS):
        return _("The direction is neither higher nor lower.")
    outcome_text = "" if outcome is None else str(outcome)
    name = measure if isinstance(measure, str) else ""
    return TargetQuery(
        text, role, name, direction or _direction_in(name), outcome_text if outcome is not None else None
    )


# Direction


def _direction_of(measure: str) -> str:
    """The direction that the plan gives a measure, by its id or wording; empty where there is no such plan or measure."""
    if not measure or _direction_in(measure):
        return _direction_in(measure)
    try:
        plan, _findings = read_plan(find_workspace(None).plan, words())
    except CouldNotRun:
        return ""
    meant = plan.meant(measure, "measures_planned")
    if not meant:
        unknown = _("There is no measure {name} in the plan, so its direction is not known.", name=literal(measure))
        tell(did_you_mean(unknown, plan.nearest(measure, "measures_planned")), "warning")
    rows = (row for row in plan.rows("measures_planned") if row.text("id") in meant and len(meant) == 1)
    return next((row.text("direction") for row in rows), "")


def _direction_in(measure: str) -> str:
    """The direction that a measure's own name says: "HSE ska öka"; a name that says nothing of the kind gives none."""
    if not re.search(r"\bska(ll)?\b", measure.casefold()):
        return ""
    return {"increase": "higher", "decrease": "lower"}.get(_target(measure).kind.value, "")


# One


def answer(query: TargetQuery) -> dict[str, Any]:
    """The object of the contract; with an outcome also its level and reason."""
    from followup.targets.as_json import outcome_record, target_record
    from followup.targets.explain import explain, explain_outcome

    say = words()
    if query.role == "outcome":
        outcome = _outcome(query.text)
        return outcome_record(outcome, say(explain_outcome(outcome)))
    target = _target(query.text)
    record = target_record(target, say(explain(target)))
    if query.outcome is not None:
        record |= _judgement_record(target, query)
    return record


def _judgement_record(target: Target, query: TargetQuery) -> dict[str, Any]:
    """Level and reason: one level where all parts have the same, else one a part."""
    from followup.targets.as_json import PARTS

    judged = _judgements(target, query)
    levels = {PARTS.get(part, part): judgement.level.value for part, judgement in judged.items()}
    same = len(set(levels.values())) == 1
    return {"level": next(iter(levels.values())) if same else levels, "reason": words()(_reasons(judged))}


def _judgements(target: Target, query: TargetQuery) -> dict[str, Judged]:
    from followup.rules.scoring.judge_text import judge_text

    assert query.outcome is not None
    return judge_text(target, _outcome(query.outcome), query.direction, query.measure)


def _reasons(judged: Mapping[str, Judged]) -> Message:
    if list(judged) == [""]:
        return judged[""].reason
    reasons = tuple(
        _("{part}: {reason}", part=literal(part or "–"), reason=judgement.reason) for part, judgement in judged.items()
    )
    return _("{reasons}", reasons=reasons)


def _show(query: TargetQuery) -> None:
    """For people: how it is understood; and the level of each part with its reason."""
    from followup.region.levels_in_words import DEFAULT_WORDS
    from followup.targets.explain import explain, explain_outcome

    say = words()
    if query.role == "outcome":
        show_sentence(say(explain_outcome(_outcome(query.text))))
        return
    target = _target(query.text)
    show_sentence(say(explain(target)))
    if query.outcome is None:
        return
    for part, judgement in _judgements(target, query).items():
        level = say(DEFAULT_WORDS[judgement.level.value])
        show_sentence(f"{f'{part}: ' if part else ''}{level}. {say(judgement.reason)}")


def _target(text: str) -> Target:
    from followup.targets.parse import parse_target

    return parse_target(text)


def _outcome(text: str) -> Outcome:
    from followup.targets.parse import parse_outcome

    return parse_outcome(text)
