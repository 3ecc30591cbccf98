"""The same thing is counted the same everywhere: in sentences, tables, the overview, the data sheets and the export."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.demos import done
from tests.outputs.reading_back import word_tables
from tests.scoring.plans import SCALES, plan_text
from tests.scoring.rounds import merged_round, plain

MEASURES = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Följs upp | Svarar | Läggs ihop |
| vantat | 1 | vard-i-tid | Andel som väntat högst 90 dagar | % | högre | minst 80 % | ja | DÅ04 | alla | |
| fall | 2 | trygghet | Fallskador | antal | lägre | högst 20 | nej | DÅ04 | alla | summa |
| enkat | 3 | trygghet | Nöjda patienter | index | högre | öka | ja | DÅ04 | alla | |
## Åtgärder
| Id | Nr | Framgångsfaktor | Åtgärd | Enheter |
| triage | 1 | vard-i-tid | Inför digital triage | nord, syd, vast |
| rehab | 2 | trygghet | Anställ rehabkoordinator | nord, syd |
"""
UNITS = """
| Id | Namn | Slag | Överordnad | Avsnitt | Mall |
| region | Region Mellansjö | region | | | nej |
| nord | Division Nord | division | region | Styrmått, Strategiska åtgärder | ja |
| syd | Division Syd | division | region | Styrmått, Strategiska åtgärder | ja |
| vast | Division Väst | division | region | Styrmått, Strategiska åtgärder | ja |
"""
STATUSES = f"""{SCALES}| åtgärdsstatus | prognos | klar | ✓ | klar | #2E7D32 |
| åtgärdsstatus | prognos | pågår | ► | pågår | #BBD7F5 |
| åtgärdsstatus | prognos | försenad | ▼ | försenad | #A31515 |
"""
OUTCOMES = "| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |"
NORD = f"""
{OUTCOMES}
| Andel som väntat högst 90 dagar | ca 85 eller så | 81 % | |
| Fallskador | | | 12 |
| Nöjda patienter | 80 | | |
## Strategiska åtgärder
| Åtgärd | Status | Kommentar |
| Inför digital triage | Pågår enligt plan | Arbetet pågår. |
| Anställ rehabkoordinator | pågår | Annons ute. |
"""
SYD = f"""
{OUTCOMES}
| Andel som väntat högst 90 dagar | 79 % | 85 % | 82 % |
| Fallskador | | | ungefär några |
## Strategiska åtgärder
| Åtgärd | Status | Kommentar |
| Anställ rehabkoordinator | klar | Klart i mars. |
"""
NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


@pytest.fixture(scope="module", params=["answers of all kinds", "norrbotten-2022-04", "socialnamnd-2026-08"])
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a merge made: of units that answer well, by half, with what cannot be read, and not at all; and of examples."""
    if request.param in ("norrbotten-2022-04", "socialnamnd-2026-08"):
        return done(request.param).folder / "output"
    folder = tmp_path_factory.mktemp("antal") / "r"
    return (
        merged_round(folder, plan_text(MEASURES, units=UNITS, scales=STATUSES), {"nord": NORD, "syd": SYD}).folder
        / "output"
    )


def facts(output: Path, scale: str) -> Counter[str]:
    """Judgements of the units on a scale, by the level that they count as; those that others stand instead of left out."""
    with (output / "record" / "facts.csv").open(encoding="utf-8-sig", newline="") as lines:
        return Counter(
            line["level"]
            for line in csv.DictReader(lines)
            if line["scale"] == scale and line["kind"] == "leaf" and line["origin"] not in ("replaced", "beside")
        )


def number(text: str) -> int:
    """A number as it is written in a sentence."""
    return NUMBERS.index(text.lower()) if text.lower() in NUMBERS else int(text)


def told(output: Path, one: str, both: str, many: str) -> int:
    """How many of something the chapters tell of, each in the first of its sentences."""
    n = 0
    for line in docx.Document(str(output / "summary.docx")).paragraphs:
        text = plain(line.text) if line.style is not None and line.style.name == "Followup Sentence" else ""
        if found := re.match(rf"(?:Av|(?:För )?alla) (\S+) {many} ", text, re.IGNORECASE):
            n += number(found[1])
        elif found := re.match(rf"(?:För )?({one}|{both}) ", text, re.IGNORECASE):
            n += 1 if found[1].lower() == one else 2
    return n


def test_sentences_tables_and_facts_count_the_same_judgements(output: Path) -> None:
    counted = facts(output, "attainment")
    assert counted.total() > 5
    (units,) = [table for table in word_tables(output / "summary.docx") if table[0][-1] == "Ej avgjorda"]
    reached = [row[1].partition(" av ") for row in units[1:]]
    met, decided = (sum(int(row[at]) for row in reached if row[1]) for at in (0, 2))
    left = sum(int(row[-1]) for row in units[1:] if row[-1].isdigit())
    assert (met, decided + left) == (counted["met"], counted.total())
    assert told(output, "bedömningen", "båda bedömningarna", "bedömningar") == counted.total()
    (goals,) = [table for table in word_tables(output / "summary.docx") if table[0][1] == "Bedömningar"]
    top = max(sum(map(int, re.findall(r"\d+", row[1]))) for row in goals[1:])
    assert top == counted.total()


def test_the_overview_counts_them_too(output: Path) -> None:
    levels = facts(output, "attainment")
    sheet = openpyxl.load_workbook(output / "regional.xlsx", data_only=True)["Översikt"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    decided = levels["met"] + levels["partly"] + levels["not_met"]
    assert any(text.endswith(f"målet: {levels['met']} av {decided}") for text in texts), texts[:20]
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    assert next(row[-1] for row in rows if row and row[0] == "Alla enheter") == levels.total() - decided


def test_every_action_is_told_of_whether_it_has_a_status_or_not(output: Path) -> None:
    counted = facts(output, "forecast")
    tables = [table for table in word_tables(output / "summary.docx") if {"Status", "Enhet"} <= set(table[0])]
    status = [row[table[0].index("Status")] for table in tables for row in table[1:]]
    assert all(text.strip() for text in status), "no status is left empty without a word"
    assert told(output, "åtgärden", "båda åtgärderna", "åtgärder") == (counted.total() if tables else 0)
    assert tables or not counted
