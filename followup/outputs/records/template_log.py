"""What the log of templates says: which version of which unit's template was made when, and to whom a draft was addressed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

TEMPLATES = "templates.csv"


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


def logged_templates(lines: Iterable[Mapping[str, str]]) -> Sequence[LoggedTemplate]:
    """The templates that the lines of a log tell of, the oldest first."""
    return [LoggedTemplate(**line) for line in lines]


def not_logged(templates: Iterable[LoggedTemplate], logged: Sequence[LoggedTemplate]) -> Iterator[LoggedTemplate]:
    """The templates that a log does not tell of: one that was made again as it was stands there on its first day."""
    return (template for template in templates if not any(_is_told_of(template, other) for other in logged))


def _is_told_of(template: LoggedTemplate, other: LoggedTemplate) -> bool:
    same = template._replace(day=other.day, file=other.file, address=other.address) == other
    return same and template.address in ("", other.address)


def last_of_each(templates: Iterable[LoggedTemplate]) -> Mapping[str, LoggedTemplate]:
    """The template of each unit that was made last, by the unit's id."""
    return {template.unit: template for template in templates}
