"""What the log of merges says of a merge: a line for it, and one for each file that came, changed or is gone since the last.

The log is outside what the same inputs give the same bytes of: it says by the clock when something was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from followup.files.disk.atomic_files import sha256_of
from followup.form.frame import Frame
from followup.outputs.records.manifest import MergeInputs, input_entries, state_digest
from followup.rulebook.problem import Severity
from followup.version import __version__

MERGES = "merges.csv"


class LogLine(NamedTuple):
    """A line; ``event`` is ``merged``, or of a file ``came``, ``changed`` (other bytes under the same name), ``state``
    (the same bytes count otherwise) or ``gone``. ``today`` is the day that the merge counted from.

    ``state`` is what became of the file, as in ``manifest.json``; of a merge a digest of the round's state. ``changed`` is
    how many facts a merge changed since the one before it.
    """

    when: str
    event: str
    round: str
    today: str
    followup: str = __version__
    plan: str = ""
    decisions: str = ""
    unit: str = ""
    file: str = ""
    sha256: str = ""
    state: str = ""
    filled: int | str = ""
    read: int | str = ""
    refused: int | str = ""
    errors: int | str = ""
    warnings: int | str = ""
    into: str = ""
    changed: int | str = ""


Entry = Mapping[str, Any]
Lines = Iterable[Mapping[str, str]]


def lines_of_merge(
    inputs: MergeInputs, frame: Frame, changed: int, into: str, before: Lines, now: datetime
) -> Iterator[LogLine]:
    """The lines of a merge into a folder, after those that the log has ``before``; ``changed`` facts are others than in the
    merge before.
    """
    when = now.astimezone().isoformat(timespec="seconds")
    entries, decisions = list(input_entries(inputs)), inputs.decisions_file
    counts = [_counts(entry) for entry in entries]
    findings = [finding.severity for finding in inputs.round.findings]
    filled, read, refused = (sum(count.get(key, 0) for count in counts) for key in ("filled", "read", "refused"))
    yield LogLine(
        when,
        "merged",
        frame.round,
        inputs.today.isoformat(),
        plan=sha256_of(inputs.plan_file),
        decisions=sha256_of(decisions) if decisions.is_file() else "",
        state=state_digest(inputs, frame),
        filled=filled,
        read=read,
        refused=refused,
        errors=findings.count(Severity.ERROR),
        warnings=findings.count(Severity.WARNING),
        into=into,
        changed=changed,
    )
    blank = LogLine(when, "", frame.round, inputs.today.isoformat())
    yield from _changes(_present(frame.round, before), entries, blank)


def _counts(entry: Entry) -> Mapping[str, Any]:
    counts: Mapping[str, Any] = entry.get("values", {})
    return counts


def _changes(before: Mapping[str, Mapping[str, str]], entries: Sequence[Entry], blank: LogLine) -> Iterator[LogLine]:
    for entry in entries:
        last = before.get(entry["file"])
        if last is None:
            event = "came"
        elif last["sha256"] != entry["sha256"]:
            event = "changed"
        elif last["state"] != entry["state"]:
            event = "state"
        else:
            continue
        described: dict[str, Any] = {key: entry[key] for key in ("unit", "file", "sha256", "state")}
        yield blank._replace(event=event, **described, **_counts(entry))
    names = {entry["file"] for entry in entries}
    for name, last in before.items():
        if name not in names:
            yield blank._replace(event="gone", unit=last["unit"], file=name, sha256=last["sha256"])


def _present(round_: str, lines: Lines) -> Mapping[str, Mapping[str, str]]:
    """The last line of each file that the last merge of the round had, by its name."""
    present: dict[str, Mapping[str, str]] = {}
    for line in lines:
        if line["round"] == round_ and line["event"] == "gone":
            present.pop(line["file"], None)
        elif line["round"] == round_ and line["file"]:
            present[line["file"]] = line
    return present


def days_received(round_: str, lines: Lines) -> Mapping[str, str]:
    """The day of the first merge of the round that had a file, by the file's digest."""
    days: dict[str, str] = {}
    for line in lines:
        if line["round"] == round_ and line["event"] in ("came", "changed"):
            days.setdefault(line["sha256"], line["today"])
    return days
