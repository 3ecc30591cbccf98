"""A first round with gaps, as its workbook and its document show it: what is missing, what rests on few, where to look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from tests.one_sheet import sheet_in
from tests.outputs.reading_back import word_tables, word_text
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, merged_round

SCALES = """
| Skala | Typ | Nivå | Symbol | Ord | Färg |
| måluppfyllelse | måluppfyllelse | uppnått | □ | Uppnått | #2E7D32 |
| måluppfyllelse | måluppfyllelse | inte uppnått | ▲ | Inte uppnått | #A31515 |
| utveckling | utveckling | ökar | ↑ | Ökar | #1A56A0 |
| utveckling | utveckling | minskar | ↓ | Minskar | #4C82C3 |
| åtgärdsstatus | prognos | klar | ■ | Klar | #2E7D32 |
| åtgärdsstatus | prognos | sen | ▼ | Försenad | #A31515 |
"""
TITLES = "| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Svarar | Läggs ihop |"
MEASURES = f"""
{TITLES}
| a | 1.1 | vard-i-tid | Besök i tid | % | högre | minst 85 % | nej | nord | nej |
| b | 1.2 | vard-i-tid | Samtal i tid | % | högre | minst 80 % | nej | syd | nej |
| c | 1.3 | vard-i-tid | Nöjda | % | högre | minst 90 % | nej | nord, syd | nej |
| d | 2.1 | trygghet | Sjukfrånvaro | % | lägre | högst 5 % | nej | nord, syd, vast | viktat |
| e | 2.2 | trygghet | Vårdskador | % | lägre | högst 5 % | ja | syd | nej |
"""
NORD = """
| Styrmått | Utfall totalt | Täljare totalt | Nämnare totalt |
| Besök i tid | ca 41 % | | |
| Nöjda | 89 % | | |
| Sjukfrånvaro | | 8 | 100 |
"""
SYD = """
| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt | Täljare totalt | Nämnare totalt | Kommentar |
| Samtal i tid | | | enligt bilaga | | | Se bilagan. |
| Nöjda | | | 95 % | | | |
| Sjukfrånvaro | | | | 10 | 200 | |
| Vårdskador | 4 % | 3 % | 3,5 % | | | |
"""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Väst has not answered."""
    plan = plan_text(MEASURES, scales=SCALES)
    return merged_round(tmp_path_factory.mktemp("första") / "r", plan, {"nord": NORD, "syd": SYD})


def lines_of(path: Path, sheet: str, heading: str = "") -> Iterator[dict[str, object]]:
    """The rows of the table that begins with a title, or of the first, by their titles."""
    page = list(sheet_in(path, sheet).iter_rows())
    texts = [[cell.value for cell in row] for row in page]
    at = next(
        at for at, row in enumerate(texts) if (row[0] == heading and any(row[1:]) if heading else row[0] == "Enhet")
    )
    for row in texts[at + 1 :]:
        if row[0] is None:
            return
        yield {str(title): value for title, value in zip(texts[at], row, strict=True) if title is not None}


def cell_of(link: object) -> str:
    """The cell that a link is shown as."""
    return str(link).rpartition('","')[2].rstrip('")')


def test_documents_list_measures_in_the_plans_order(first: Round) -> None:
    names = [row[1].split("\n")[0] for table in word_tables(first.summary) for row in table if len(row) > 5]
    known = ("Besök i tid", "Samtal i tid", "Nöjda", "Sjukfrånvaro", "Vårdskador")
    listed = dict.fromkeys(name for name in names if name in known)
    assert tuple(listed) == known


def test_a_figure_that_is_not_exact_is_among_the_furthest_from_target(first: Round) -> None:
    deviations = list(lines_of(first.regional, "Översikt", "Längst från målet"))
    assert next((row["Längst från målet"], row["Utfall"]) for row in deviations) == ("Besök i tid", "ca 41 %")


def test_the_source_is_the_cell_to_look_at(first: Round) -> None:
    rows = {(row["Enhet"], row["Styrmått"]): row for row in lines_of(first.regional, "Styrmått")}
    head = next(sheet_in(first.template("syd"), "Styrmått").iter_rows(4, 4, values_only=True))
    titles = {str(title): get_column_letter(at) for at, title in enumerate(head, start=1)}
    total = titles["Utfall totalt"]
    sources = {name: cell_of(row["Källcell"])[:-1] for (unit, name), row in rows.items() if unit == "Division Syd"}
    # What is worked out is looked at where it was worked out of: in the numerator.
    assert sources.pop("Sjukfrånvaro") == f"Styrmått!{titles['Täljare totalt']}"
    assert sources == dict.fromkeys(("Samtal i tid", "Nöjda", "Vårdskador"), f"Styrmått!{total}")


def test_no_sheet_is_named_that_is_not_there(first: Round) -> None:
    book = openpyxl.load_workbook(first.regional)
    assert "Egen bedömning, data" not in book.sheetnames
    assert "Inget har redovisats" in str(book["Egen bedömning"]["A3"].value)


def test_the_signs_are_those_that_are_used(first: Round) -> None:
    page = [str(row[0].value) for row in sheet_in(first.regional, "Översikt").iter_rows()]
    signs = page[page.index("Symboler") + 1 : page.index("Om arbetsboken") - 1]
    assert "■ Klar" not in signs and "åtgärdsstatus" not in signs
    assert {"□ Uppnått", "▲ Inte uppnått", "○ Uppgift saknas", "? Kan inte avgöras"} <= set(signs)
    assert "åtgärdsstatus" not in word_text(first.summary)


def test_a_judgement_of_an_incomplete_sum_says_so(first: Round) -> None:
    (row,) = (row for row in lines_of(first.regional, "Regionen", "Styrmått") if row["Styrmått"] == "Sjukfrånvaro")
    assert row["Måluppfyllelse"] == "▲ Inte uppnått (2 av 3)"
    assert str(row["Måluppfyllelse: motivering"]).endswith("Bygger på 2 av 3 uppgifter.")


def test_that_there_is_nothing_to_compare_with_is_said_once(first: Round) -> None:
    said = "Utvecklingen kan inte bedömas: planen har inget utfall för tertial 1 2021. Skriv det på bladet Tidigare utfall."
    assert word_text(first.summary).count("tertial 1 2021") == word_text(first.summary).count(said) == 1
    sheet = sheet_in(first.regional, "Styrmått")
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert said in texts and "Utveckling" not in texts
