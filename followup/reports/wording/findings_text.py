"""Findings in words for people, and as objects for scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from followup.form.finding import Finding, ProposedDecision
from followup.form.place import Place
from followup.locale import Message, Words, _, literal
from followup.locale.numbers import as_read
from followup.reports.wording.findings_in_many import join_over_files
from followup.round.unit_state import UnitState
from followup.rulebook.problem import Severity

DECISIONS = "decisions.xlsx"
MOST_OF_A_RULE, MOST_CELLS = 20, 30


def finding_in_words(finding: Finding, words: Words) -> str:
    """What was found and what to write, without the place: ``”ca 1100” är inte ett tal. Skriv bara siffror.``"""
    quotation = words(_("“{found}”", found=as_read(finding.raw))) + " " if finding.raw else ""
    return f"{quotation}{words.recall(finding.advice)}"


def sentence(finding: Finding, words: Words, cells: Sequence[str] = ()) -> str:
    """``Länssjukvård 2 · Produktion!D7 · Denna period: ”ca 1100” är inte ett tal. …``; ``cells`` for a whole group."""
    place = finding.place
    where = spot_in_words(place, words, cells)
    whose = place.unit or (place.file if finding.raw != place.file else "")
    parts = [part for part in (whose, where, place.label) if part]
    spot = f"{' · '.join(parts)}: " if parts else ""
    return f"{spot}{finding_in_words(finding, words)}"


def spot_in_words(place: Place, words: Words, cells: Sequence[str] = ()) -> str:
    """``Produktion!D7, D9``; ``Fråga 4, i Word-filen`` where the answers stand in a Word form."""
    spot = ", ".join(cells) or place.cell
    if place.display_name and spot:
        return words(_("{question}, in the Word file", question=literal(spot)))
    return f"{place.sheet}!{spot}" if place.sheet and spot else spot or place.sheet


MOST_IN_A_LETTER = 15


def letter(unit: str, findings: Iterable[Finding], words: Words) -> str:
    """The text of a mail to a unit with what it has to correct and to check; the marked workbook goes with it.

    Empty where there is nothing for the unit to do. Equal findings are joined, and a long list is cut: the
    workbook has them all.
    """
    findings_of_unit = [replace(finding, place=replace(finding.place, file="", unit="")) for finding in findings]
    sentences = list(group_findings(findings_of_unit, words))
    parts = [
        _paragraph(lead, [text for severity, text in sentences if severity is wanted], words)
        for wanted, lead in ((Severity.ERROR, LETTER_ERRORS), (Severity.WARNING, LETTER_WARNINGS))
    ]
    if not any(parts):
        return ""
    texts = [
        words(LETTER_HELLO),
        words(LETTER_START.filled(unit=literal(unit))),
        *parts,
        words(LETTER_HOW),
        words(LETTER_END),
    ]
    return "\n\n".join(text for text in texts if text) + "\n"


def _paragraph(lead: Message, texts: Sequence[str], words: Words) -> str:
    lines = [f"• {text}" for text in texts[:MOST_IN_A_LETTER]]
    if len(texts) > MOST_IN_A_LETTER:
        lines.append("• " + words(_("… and {n} more, which are listed in the workbook.", n=len(texts) - len(lines))))
    return "\n".join([words(lead), *lines]) if texts else ""


LETTER_HELLO = _("Hello,")
LETTER_START = _("Thank you for the answers from {unit}.")
LETTER_ERRORS = _("This has to be corrected before it can be used:")
LETTER_WARNINGS = _("Please check this too. If it is right, say why in the comment on the row:")
LETTER_HOW = _(
    "The cells are marked in the enclosed workbook, and its first sheet lists them with links. "
    "Correct the cells, save, and send the whole workbook back. The marks may stay."
)
LETTER_END = _("Kind regards")


def drop_echoes(findings: Iterable[Finding]) -> list[Finding]:
    """For people: a lesser finding that repeats what a graver one says of the same value in the same cell is left out.

    The graver one has the answer rewritten, and the next check looks at what is written then.
    """
    findings = list(findings)
    gravest: dict[tuple[object, ...], Severity] = {}
    for finding in findings:
        gravest[_value(finding)] = min(gravest.get(_value(finding), Severity.INFO), finding.severity)
    return [
        finding
        for finding in findings
        if not finding.place.cell or not finding.raw or finding.severity == gravest[_value(finding)]
    ]


def _value(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    return (place.file, place.unit, place.sheet, place.row, place.column, finding.raw)


def group_findings(findings: Iterable[Finding], words: Words) -> Iterator[tuple[Severity, str]]:
    """Sentences, gravest first, with equal findings on a sheet joined, those of more than three units or files too, and
    at most twenty of a rule in a file.

    How many more there are of a rule stands last among those of its severity.
    """
    equal = list(_join_equal(sorted(drop_echoes(findings), key=lambda finding: finding.order)))
    groups = list(join_over_files(equal, words))
    for severity in Severity:
        count: dict[tuple[str, str], int] = {}
        more: dict[tuple[str, str], int] = {}
        for finding, cells in groups:
            if finding.severity is not severity:
                continue
            rule = (finding.place.file, finding.rule)
            count[rule] = count.get(rule, 0) + 1
            if count[rule] > MOST_OF_A_RULE:
                more[rule] = more.get(rule, 0) + max(len(cells), 1)
            else:
                yield severity, sentence(finding, words, _first_cells(cells, words))
        for (file, kind), times in more.items():
            yield severity, words(_and_more(file, kind, times))


def _and_more(file: str, rule: str, n: int) -> Message:
    if not file:
        return _("… and {n} more of the same kind ({rule}).", n=n, rule=rule)
    return _("{file}: … and {n} more of the same kind ({rule}).", file=literal(file), n=n, rule=rule)


def _first_cells(cells: list[str], words: Words) -> list[str]:
    """The cells of a group, the first ones where there are many."""
    if len(cells) <= MOST_CELLS:
        return cells
    return [*cells[:MOST_CELLS], words(_("and {n} more cells", n=len(cells) - MOST_CELLS))]


def _join_equal(findings: Sequence[Finding]) -> Iterator[tuple[Finding, list[str]]]:
    """Findings that say the same of several cells of a sheet, as one with all its cells in Excel's order.

    In the region's own workbooks the same text found on several sheets has one cause: a name misspelt where it is
    declared is reported once, with every cell that uses it.
    """

    def same(finding: Finding) -> tuple[object, ...]:
        place = finding.place
        sheet = place.sheet if place.unit or not finding.raw else ""
        return (finding.severity, place.file, place.unit, sheet, finding.rule, finding.raw, finding.advice)

    by_kind: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        by_kind.setdefault(same(finding), []).append(finding)
    for group in by_kind.values():
        places = [finding.place for finding in group]
        first = group[0]
        if len({place.label for place in places}) > 1:
            first = replace(first, place=replace(first.place, label=""))
        if len({place.sheet for place in places}) > 1:
            first = replace(first, place=replace(first.place, sheet=""))
        yield first, list(_cells(places))


def _cells(places: Sequence[Place]) -> Iterator[str]:
    """The cells in Excel's order, sheet by sheet; the first of each sheet has its name where there are several."""
    by_sheet: dict[str, list[Place]] = {}
    for place in places:
        by_sheet.setdefault(place.sheet, []).append(place)
    for sheet, places_of_sheet in by_sheet.items():
        cells = [
            place.cell for place in sorted(places_of_sheet, key=lambda place: (place.row, place.column)) if place.cell
        ]
        if cells and len(by_sheet) > 1:
            cells[0] = f"{sheet}!{cells[0]}"
        yield from cells


def ways_out(findings: Iterable[Finding]) -> Iterator[Message]:
    """What the secretariat may decide about these findings: a line for each sheet of the decisions workbook."""
    waived: dict[Message, dict[str, dict[str, None]]] = {}
    for finding in findings:
        way = finding.decide
        if way is not None:
            rule = way.rule or ("båda" if way.together else "")
            waived.setdefault(way.sheet, {}).setdefault(rule, {})[way.unit] = None
    for sheet, rules in waived.items():
        listed = tuple(_rule_and_units(rule, tuple(units)) for rule, units in rules.items())
        yield _("May be decided in {file}, sheet {sheet}: {rows}.", file=DECISIONS, sheet=sheet, rows=listed)


def _rule_and_units(rule: str, units: tuple[str, ...]) -> Message:
    if not rule:
        return literal(", ".join(units))
    return literal(f"{rule} ({', '.join(units)})")


@lru_cache(1000)
def _ways_out(way: ProposedDecision | None) -> Sequence[Message]:
    """The same messages for the same decision: a rule and a unit have many findings, and words are kept by message."""
    return tuple(_way_out(way))


def _way_out(way: ProposedDecision | None) -> Iterator[Message]:
    if way is None:
        return
    if way.together:
        yield _(
            "Or decide in {file}, sheet {sheet}: {unit}, båda.",
            file=DECISIONS,
            sheet=way.sheet,
            unit=literal(way.unit),
        )
    elif way.several:
        yield _(
            "Or choose in {file}, sheet {sheet}: {unit}, and the names of the halves that count, with commas between.",
            file=DECISIONS,
            sheet=way.sheet,
            unit=literal(way.unit),
        )
    elif not way.rule:
        yield _(
            "Or choose in {file}, sheet {sheet}: {unit}, and the name of the file that counts.",
            file=DECISIONS,
            sheet=way.sheet,
            unit=literal(way.unit),
        )
    else:
        yield _(
            "Or accept it in {file}, sheet {sheet}: {rule}, {unit}.",
            file=DECISIONS,
            sheet=way.sheet,
            rule=literal(way.rule),
            unit=literal(way.unit),
        )


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
        "found": finding.raw,
        "advice": " ".join([words.recall(finding.advice), *map(words.recall, _ways_out(finding.decide))]),
    }


def units_as_json(states: Sequence[UnitState]) -> list[dict[str, Any]]:
    """How every unit stands, as scripts read it."""
    return [
        {
            "id": state.unit.id,
            "name": state.unit.name,
            "state": state.state,
            "file": state.file,
            "errors": state.errors,
            "warnings": state.warnings,
        }
        for state in states
    ]
