"""Which remark on a placeholder or a mark of a Word template: by what is nearly it."""

from __future__ import annotations

from collections.abc import Collection

from followup.files.received import FileRemark
from followup.locale import literal
from followup.locale.nearest import nearest, one_of
from followup.rulebook.planning.word_templates import (
    MARK_MISSING,
    MARK_NOT_READ,
    PLACEHOLDER_NEARLY_KNOWN,
    TEMPLATE_NOT_USED,
    UNKNOWN_PLACEHOLDER,
)

MARK = "[[innehåll]]"


def shown(field: str) -> str:
    """A placeholder as it is written in Word."""
    return "{{ " + field + " }}"


def unknown_placeholder(written: str, name: str, fields: Collection[str]) -> FileRemark:
    """With the placeholder that is most like it, else with all that there are."""
    if near := nearest(name, fields):
        return FileRemark(PLACEHOLDER_NEARLY_KNOWN.problem(near=one_of(map(shown, near))), written)
    every = tuple(literal(shown(field)) for field in fields)
    return FileRemark(UNKNOWN_PLACEHOLDER.problem(known=every), written)


def mark_missing(written: str) -> FileRemark:
    """``written`` is what may have been meant for it, empty where nothing was."""
    rule = MARK_NOT_READ if written else MARK_MISSING
    return FileRemark(rule.problem(mark=literal(MARK)), written)


def template_not_used(name: str, templates: Collection[str]) -> FileRemark:
    """With the name that is most like it, else with all that there are."""
    near = nearest(name, templates) or tuple(sorted(templates))
    return FileRemark(TEMPLATE_NOT_USED.problem(near=one_of(near)), name)
