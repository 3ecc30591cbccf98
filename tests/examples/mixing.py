"""One plan of several examples' tables, for a region that follows up everything in one workbook."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from tests.house import bundled
from tests.tables import TextTable, read_tables

BASE = "norrbotten-2022-04"
UNITS = {
    "jamtland-2021-04": {"folkhalsa": "lsv1", "glesbygd": "lsv2", "ledningsstab": "service", "vardstab": "psykiatri"},
    "norrbotten-2018-02": {
        **{"lanssjukvard": "lsv1", "lansteknik": "service", "narsjukvard": "narsjukvard"},
        **{"service": "lsv2", "stab": "psykiatri", "folktandvard": "lsv2"},
    },
    "halland-2020": {
        **{"ambulans": "lsv1", "folktand": "lsv2", "narsjukvard": "narsjukvard"},
        **{"psykiatri": "psykiatri", "regionkontoret": "service", "sjukhus": "lsv2"},
    },
}
"""Which of the base's units takes over what each of another example's units answers."""
YEARS = {"2017": "2021", "2018": "2022"}
"""The years in the titles of answers, of the report of 2018 as the base's year would have them."""
LABELS = {"Överenskommelse 2018": "Överenskommelse 2022"}
SCALES = {"planstatus": "status för handlingsplaner"}
"""Scales that need a type of their own beside the base's."""
OF_UNITS = {"Enhet", "Enheter", "Ägare", "Svarar"}
ONCE = {"Uppföljning", "Enheter", "Målstruktur", "Uppdelning", "Ord"}
"""Sheets that are the base's alone."""
NEVER = {"Dokument", "Delar"}
"""Sheets that the mixed plan leaves empty: it has the program's own documents, all of them."""


def tables_of(path: Path, units: dict[str, str]) -> list[TextTable]:
    """The tables of a text, with the units named as the base names them."""
    return [_renamed(table, units) for table in read_tables(path.read_text(encoding="utf-8"))]


def _renamed(table: TextTable, units: dict[str, str]) -> TextTable:
    named = [title in OF_UNITS for title in table.titles]
    rows = (
        tuple(
            _ids(cell, units) if is_unit else LABELS.get(cell, cell) for cell, is_unit in zip(row, named, strict=True)
        )
        for row in table.rows
    )
    if table.heading == "Skalor":
        rows = ((row[0], SCALES.get(row[0], row[1]), *row[2:]) for row in rows)
    return TextTable(table.heading, tuple(map(_this_year, table.titles)), tuple(rows))


def _this_year(title: str) -> str:
    return " ".join(YEARS.get(word.rstrip(","), word.rstrip(",")) + "," * word.endswith(",") for word in title.split())


def _ids(cell: str, units: dict[str, str]) -> str:
    return ", ".join(dict.fromkeys(units.get(text.strip(), text.strip()) for text in cell.split(",")))


def mixed_plan() -> list[TextTable]:
    """The base's tables, and after them the rows of the others' tables, sheet by sheet."""
    gathered: dict[tuple[str, tuple[str, ...]], list[tuple[str, ...]]] = defaultdict(list)
    for example in (BASE, *UNITS):
        for table in tables_of(bundled("examples") / example / "plan.md", UNITS.get(example, {})):
            if table.heading not in NEVER and (example == BASE or table.heading not in ONCE):
                gathered[table.heading, table.titles] += table.rows
    return [TextTable(heading, titles, tuple(rows)) for (heading, titles), rows in gathered.items()]


def mixed_answers() -> dict[str, list[TextTable]]:
    """What each of the base's units fills in: its own tables, and those of the units that it stands for."""
    answers: dict[str, list[TextTable]] = defaultdict(list)
    for example in (BASE, *UNITS):
        for path in sorted((bundled("examples") / example / "answers").glob("*.md")):
            unit = UNITS.get(example, {}).get(path.stem, path.stem)
            headings = {table.heading for table in answers[unit]}
            answers[unit] += [table for table in tables_of(path, {}) if table.heading not in headings]
    return answers
