"""The worked example of the guide, a table of the plan's own with its chapter, done as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house import command
from tests.outputs.reading_back import word_tables
from tests.plans import PLAN
from tests.scoring.rounds import Round, new_round, plain

ROOT = Path(__file__).resolve().parents[1]
TITLE = "### Ett exempel: ekonomi, från tabell till dokument"
ANSWERED = "Ekonomi"


def sheets_of_the_guide() -> dict[str, str]:
    """The tables of the example by what stands in bold above them."""
    text = (ROOT / "docs" / "planen.md").read_text(encoding="utf-8").partition(f"{TITLE}\n")[2]
    chapter = re.split(r"^##", text, flags=re.MULTILINE)[0]
    tables = re.findall(r"^\*\*(\w+)\*\*\n\n(\|.*\n)\|-.*\n((?:\|.*\n)+)", chapter, flags=re.MULTILINE)
    return {sheet: titles + rows for sheet, titles, rows in tables}


def with_measure(table: str) -> str:
    """The small plan with the measure of the guide as one more row, and the column that it needs."""
    titles, values = ([cell.strip() for cell in line.strip("|\n").split("|")] for line in table.splitlines())
    measure = dict(zip(titles, values, strict=True))
    before, head, rest = PLAN.partition("## Styrmått\n")
    header, *lines = rest.splitlines()
    rows = lines[: lines.index("")]
    columns = [cell.strip() for cell in header.strip("|").split("|")] + ["Hämtas ur"]
    assert set(titles) <= set(columns)
    added = f"| {' | '.join(measure.get(column, '') for column in columns)} |"
    text = "\n".join([f"{header}Hämtas ur |", *(f"{row} |" for row in rows), added, *lines[len(rows) :]])
    return f"{before}{head}{text}\n"


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """The round of the example, merged, with its document."""
    sheets = sheets_of_the_guide()
    north = sheets.pop(ANSWERED)
    south = north.replace("412,5", "288,0").replace("-419,0", "-287,0").replace("Fler vikarier än i budgeten", "")
    plan = with_measure(sheets.pop("Styrmått")) + "".join(f"\n## {sheet}\n{table}" for sheet, table in sheets.items())
    answers = {"nord": f"## {ANSWERED}\n{north}", "syd": f"## {ANSWERED}\n{south}"}
    round_ = new_round(tmp_path_factory.mktemp("guide") / "r", plan, answers)
    code, output = command("report", "ekonomirapport", "--plan", str(round_.folder))
    assert code == 0, output
    return round_


def test_the_plan_of_the_guide_has_no_faults(done: Round) -> None:
    """But for what the guide leaves out: whom to ask, and when a goal is reached."""
    assert [finding["rule"] for finding in done.plan_findings()] == ["contact-missing", "goals-not-judged"]


def test_the_document_says_what_the_guide_says(done: Round) -> None:
    tables = word_tables(done.folder / "output" / "ekonomirapport.docx")
    rows = [[plain(cell) for cell in row] for table in tables for row in table]
    at = next(number for number, row in enumerate(rows) if row[0] == "Resultat")
    assert rows[at : at + 3] == [
        ["Resultat", "Region Mellansjö", "0,0", "−5,5", "−5,5"],
        ["", "Division Nord", "0,0", "−6,5", "−6,5"],
        ["", "Division Syd", "0,0", "1,0", "1,0"],
    ]
    judged = {row[1]: row[-1] for row in rows if len(row) > 3 and row[-1].endswith("ppnått")}
    assert judged == {"Division Nord": "▲ Inte uppnått", "Division Syd": "□ Uppnått"}


def test_what_was_asked_about_has_been_explained(done: Round) -> None:
    asked = [found for found in done.merged_json()["findings"] if found["rule"] == "declared-question"]
    assert [(found["unit"], found["severity"]) for found in asked] == [("Division Nord", "info")]
