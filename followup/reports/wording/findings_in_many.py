"""Findings that say the same of many files: one line, with how many there are and the first of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from followup.form.finding import Finding
from followup.form.place import Place
from followup.locale import Words, literal, n_

NAMED = 3
"""Units or files that such a line names; so many alone have a line each."""
Kind = tuple[object, ...]
Group = tuple[Finding, list[str]]
"""Findings of one unit or file that say the same, with their cells."""


def kind_of(finding: Finding) -> Kind:
    """What findings have in common that say the same of several files: all but whose they are, and the cell of a row that
    has a label.
    """
    place = finding.place
    raw = "" if finding.raw == place.file else finding.raw
    return (finding.severity, finding.rule, raw, finding.advice, place.sheet, place.label or place.cell)


def kinds_in_many(findings: Iterable[Finding]) -> frozenset[Kind]:
    """Those of more than three units or files."""
    whose: dict[Kind, set[str]] = {}
    for finding in findings:
        if whose_of(finding.place):
            whose.setdefault(kind_of(finding), set()).add(whose_of(finding.place))
    return frozenset(kind for kind, of in whose.items() if len(of) > NAMED)


def whose_of(place: Place) -> str:
    """The unit, else the file."""
    return place.unit or place.file


def join_over_files(groups: Sequence[Group], words: Words) -> Iterator[Group]:
    """The groups in their order, but those of many units or files as one, where the first of them stands."""
    many = kinds_in_many(finding for finding, _cells in groups)
    together: dict[Kind, list[Group]] = {}
    for group in groups:
        if kind_of(group[0]) in many:
            together.setdefault(kind_of(group[0]), []).append(group)
    for finding, cells in groups:
        kind = kind_of(finding)
        if kind not in many:
            yield finding, cells
        elif kind in together:
            yield _as_one(together.pop(kind), words)


def _as_one(groups: Sequence[Group], words: Words) -> Group:
    first, cells = groups[0]
    same_cells = all(other == cells for _finding, other in groups)
    names = list(dict.fromkeys(whose_of(finding.place) for finding, _cells in groups))
    by_unit = all(finding.place.unit for finding, _cells in groups)
    how_many = (
        n_("{n} unit ({first} …)", "{n} units ({first} …)", len(names))
        if by_unit
        else n_("{n} file ({first} …)", "{n} files ({first} …)", len(names))
    )
    whose = words(how_many.filled(first=tuple(literal(name) for name in names[:NAMED])))
    place = replace(first.place, unit=whose, file="")
    if not same_cells:
        place = replace(place, row=-1, column=-1)
    raw = "" if first.raw == first.place.file else first.raw
    return replace(first, place=place, raw=raw), cells if same_cells else []
