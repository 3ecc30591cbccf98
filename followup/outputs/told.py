"""Findings in words for people, and as objects for scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from followup.form.finding import Finding, Severity
from followup.form.place import Place
from followup.locale import Words, _

MOST_OF_A_RULE = 20


def sentence(finding: Finding, words: Words, cells: Sequence[str] = ()) -> str:
    """``Länssjukvård 2 · Produktion!D7 · Denna period: ”ca 1100” är inte ett tal. …``; ``cells`` for a whole group."""
    place = finding.place
    spot = ", ".join(cells) or place.cell
    where = f"{place.sheet}!{spot}" if place.sheet and spot else place.sheet
    whose = place.unit or (place.file if finding.found != place.file else "")
    parts = [part for part in (whose, where, place.label) if part]
    found = words(_("“{found}”", found=finding.found)) + " " if finding.found else ""
    spot = f"{' · '.join(parts)}: " if parts else ""
    return f"{spot}{found}{words(finding.advice)}"


def grouped(findings: Iterable[Finding], words: Words) -> Iterator[tuple[Severity, str]]:
    """Sentences with equal findings on a sheet joined, and at most twenty of a rule in a file."""
    told: dict[tuple[str, str], int] = {}
    for finding, cells in _alike(sorted(findings, key=lambda each: each.order)):
        rule = (finding.place.file, finding.rule)
        told[rule] = told.get(rule, 0) + 1
        if told[rule] <= MOST_OF_A_RULE:
            yield finding.severity, sentence(finding, words, cells)
    for (file, kind), times in told.items():
        if times > MOST_OF_A_RULE:
            more = _("{file}: and {n} more of the same kind ({rule}).", file=file, n=times - MOST_OF_A_RULE, rule=kind)
            yield Severity.INFO, words(more)


def _alike(findings: Sequence[Finding]) -> Iterator[tuple[Finding, list[str]]]:
    """Findings that say the same of several cells of a sheet, as one with all its cells in Excel's order."""

    def same(finding: Finding) -> tuple[object, ...]:
        place = finding.place
        return (finding.severity, place.file, place.unit, place.sheet, finding.rule, finding.found, finding.advice)

    by_kind: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        by_kind.setdefault(same(finding), []).append(finding)
    for group in by_kind.values():
        places = sorted((each.place.row, each.place.column, each.place.cell) for each in group if each.place.cell)
        labels = {each.place.label for each in group}
        first = group[0]
        if len(labels) > 1:
            first = replace(first, place=_without_label(first.place))
        yield first, [cell for _row, _column, cell in places]


def _without_label(place: Place) -> Place:
    return replace(place, label="")


def as_json(finding: Finding, words: Words) -> dict[str, str]:
    """One finding as scripts read it."""
    place = finding.place
    return {
        "file": place.file,
        "unit": place.unit,
        "sheet": place.sheet,
        "cell": place.cell,
        "label": place.label,
        "rule": finding.rule,
        "severity": finding.severity.key,
        "found": finding.found,
        "advice": words(finding.advice),
    }
