"""The log of templates: which version of which unit's template was made when, and to whom a draft with it was addressed.

A CSV beside the folder of templates, a line a template, the oldest first. What a person has written in it stays.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import NamedTuple

LOG = "templates.csv"


class LoggedTemplate(NamedTuple):
    """A template: the ``day`` it was made (2022-04-20), its round, unit and version of the plan, the file and its digest.

    ``address`` is that of the draft that it was attached to; empty where there was none, or it had no address.
    """

    day: str
    round: str
    unit: str
    plan_version: str
    file: str
    sha256: str
    address: str = ""


def logged_templates(text: str) -> Sequence[LoggedTemplate]:
    """The templates that a log tells of; a line that is none is passed over."""
    width = len(LoggedTemplate._fields)
    lines = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""))
    return [LoggedTemplate(*line) for line in lines if len(line) == width and tuple(line) != LoggedTemplate._fields]


def with_templates(text: str, templates: Iterable[LoggedTemplate]) -> str:
    """The log with these templates; one that it has already, made again of the same plan and in the same words, is told of
    once, on the day that it was made first.
    """
    logged = list(logged_templates(text))
    if not text.strip():
        text = _lines([LoggedTemplate._fields])
    added = []
    for template in templates:
        if not any(_is_told_of(template, other) for other in logged):
            added.append(template)
            logged.append(template)
    return (text if text.endswith("\n") else f"{text}\n") + _lines(added)


def _is_told_of(template: LoggedTemplate, other: LoggedTemplate) -> bool:
    same = template._replace(day=other.day, file=other.file, address=other.address) == other
    return same and template.address in ("", other.address)


def _lines(lines: Iterable[Sequence[str]]) -> str:
    written = StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(lines)
    return written.getvalue()


def read_log(root: Path) -> str:
    """The text of a workspace's log; empty where it has none, or none that is text."""
    try:
        return (root / LOG).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def last_of_each(templates: Iterable[LoggedTemplate]) -> Mapping[str, LoggedTemplate]:
    """The template of each unit that was made last, by the unit's id."""
    return {template.unit: template for template in templates}
