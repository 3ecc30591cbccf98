"""Files of a round as values: typed into templates, read, and collected with a record and decisions."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.house import Finding, Plan, ReceivedBook, Round, Severity, gather_files, read_book
from tests.tables import (
    EMPTY_RECORD,
    NOTHING_DECIDED,
    SWEDISH,
    Decisions,
    Record,
    RecordedFile,
    empty_decisions,
    filled_in,
    new_path,
    plan,
    read_decisions,
    text_tables,
)

TODAY = date(2022, 5, 20)


def answered(figure: object = 29, signed: str = "", unit: str = "nord", more: str = "") -> Path:
    """A filled-in template with one figure; ``signed`` are rows of the sign-off, ``more`` further tables."""
    text = f"## Styrmått\n| Styrmått | Utfall totalt |\n| Antal som fått frågan | {figure} |\n{more}\n"
    return filled_in(text + (f"## Underskrift\n| Uppgift | Svar |\n{signed}" if signed else ""), unit)


def name_files(path: Path, name: str) -> Path:
    """The same bytes under another name."""
    return Path(shutil.copyfile(path, new_path(name)))


def collected(
    *paths: Path,
    decisions: Decisions = NOTHING_DECIDED,
    record: Record = EMPTY_RECORD,
    today: date | None = TODAY,
    saved: Mapping[str, str] | None = None,
    by: Plan | None = None,
) -> Round:
    """The round that these files make; ``saved`` says, by the file's name, when each workbook was saved."""

    def opened(path: Path) -> ReceivedBook:
        return replace(read_book(path), saved=(saved or {}).get(path.stem, ""))

    return gather_files(paths, by or plan(), decisions=decisions, record=record, today=today, open_book=opened)


def record_after(*rounds: Round) -> Record:
    """The record of merges of these rounds, one after the other."""
    by_unit: dict[str, tuple[RecordedFile, ...]] = {}
    for occasion in rounds:
        for unit, taken in occasion.recorded_files.items():
            by_unit[unit] = (*by_unit.get(unit, ()), *taken)
    return Record(by_unit)


def decided(rows: str, today: date = TODAY) -> tuple[Decisions, list[Finding]]:
    """Decisions typed into a decisions workbook; ``rows`` have a heading for each sheet."""
    from tests.tables import fill

    target = new_path("decisions")
    fill(empty_decisions(), target, text_tables(rows))
    return read_decisions(target, plan(), today)


def states(round_: Round) -> dict[str, str]:
    """The state of every unit that answers."""
    return {state.unit.id: state.state for state in round_.states}


def reported_rules(round_: Round, *rules: str) -> list[tuple[str, str, Severity]]:
    """File, rule and severity of the findings, or of those of some rules."""
    all_findings = round_.findings
    return [
        (finding.place.file, finding.rule, finding.severity)
        for finding in all_findings
        if not rules or finding.rule in rules
    ]


def sentences_of(round_: Round, rule: str) -> list[str]:
    """Found and advice of the findings of a rule, in Swedish."""
    all_findings = [finding for finding in round_.findings if finding.rule == rule]
    return [f"{finding.raw} {SWEDISH(finding.advice)}".strip().replace("\u00a0", " ") for finding in all_findings]
