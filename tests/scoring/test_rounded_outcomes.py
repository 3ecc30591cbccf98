"""An outcome that is only about right, "cirka 80 %": judged at both ends of its rounding, and in no sum."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, merged_round, plain

TITLES = "| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Svarar | Läggs ihop | Regionens mål |"
MEASURES = f"""
{TITLES}
| under | 1 | vard-i-tid | Långt under | % | högre | minst 90 % | nej | nord | nej | |
| nara | 2 | vard-i-tid | Nära | % | högre | minst 90 % | nej | nord | nej | |
| kostnad | 3 | ramar | Kostnad | mnkr | lägre | högst 12 mnkr | nej | nord | nej | |
| delar | 4 | vard-i-tid | Delar | % | högre | minst 90 % | ja | nord | nej | |
| summa | 5 | vard-i-tid | Summa av delar | antal | högre | minst 100 | ja | nord | nej | |
| region | 6 | vard-i-tid | Regionens | antal | högre | minst 40 | nej | nord, syd | summa | minst 100 |
| viktad | 7 | vard-i-tid | Viktad | % | högre | minst 40 % | nej | nord, syd | viktat | |
| riktning | 8 | vard-i-tid | Bättre än förra året | antal | högre | Öka | nej | nord | nej | |
| mellan | 9 | vard-i-tid | Åt okänt håll | antal | högre | Öka | nej | nord | nej | |
"""
EARLIER = """
| Styrmått | Enhet | Tillfälle | Kvinnor | Män | Totalt |
| riktning | nord | T1 2021 | | | 50 |
| mellan | nord | T1 2021 | | | 79 |
"""
NORD = """
| Styrmått | Utfall totalt | Täljare totalt | Nämnare totalt |
| Långt under | cirka 80 % | | |
| Nära | ca 88 % | | |
| Kostnad | knappt 11 000 tkr | | |
| Regionens | drygt 60 | | |
| Viktad | ca 40 % | 41 | 100 |
| Bättre än förra året | cirka 80 | | |
| Åt okänt håll | cirka 80 | | |

| Styrmått | Utfall kvinnor | Utfall män |
| Delar | cirka 80 % | 92 % |
| Summa av delar | cirka 70 | 45 |
"""
SYD = """
| Styrmått | Utfall totalt | Täljare totalt | Nämnare totalt |
| Regionens | 45 | | |
| Viktad | | 45 | 100 |
"""
MET, NOT_MET, OPEN = "□ Uppnått", "▲ Inte uppnått", "? Kan inte avgöras"


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Nord has rounded, Syd has not."""
    plan = plan_text(MEASURES, earlier=EARLIER)
    return merged_round(tmp_path_factory.mktemp("ungefär") / "r", plan, {"nord": NORD, "syd": SYD})


@pytest.mark.parametrize(
    ("key", "level", "reason"),
    [
        ("under", NOT_MET, "Utfallet ”cirka 80 %” är ungefärligt. Utfall 75 %, mål minst 90 %. Utfall 85 %"),
        ("nara", OPEN, "Utfall 93 %, mål minst 90 %. Avrundningen avgör"),
        ("kostnad", MET, "Utfallet ”knappt 11 000 tkr” är ungefärligt."),
        ("delar", f"K: {NOT_MET}\nM: {MET}", "M: Utfall 92 %, mål minst 90 %."),
        ("summa", MET, "Utfall 110, mål minst 100. Utfall 120"),
        ("viktad", MET, "Utfall 41 %, mål minst 40 %."),
        ("riktning", MET, "Utfall 75, mål ökning från 50 (tertial 1 2021)."),
        ("mellan", OPEN, "Avrundningen avgör"),
    ],
)
def test_a_rounded_outcome_is_judged_at_both_ends(merged: Round, key: str, level: str, reason: str) -> None:
    row = merged.row("nord", key)
    assert row["Måluppfyllelse"] == level
    assert reason in row["Måluppfyllelse: motivering"].replace("\u00a0", " ")


def test_it_is_shown_as_it_was_written(merged: Round) -> None:
    assert merged.row("nord", "under")["Utfall totalt"] == "cirka 80 %"


def test_a_trend_that_the_rounding_decides_is_left_open(merged: Round) -> None:
    assert merged.row("nord", "riktning")["Utveckling"] == "↑ Ökar"
    assert merged.row("nord", "mellan")["Utveckling"] == "– Kan inte avgöras"
    assert "Avrundningen avgör" in merged.row("nord", "mellan")["Utveckling: motivering"]


def test_the_region_s_sum_of_it_is_incomplete(merged: Round) -> None:
    row = merged.region("Regionens")
    assert row is not None and row["Utfall totalt"] == 45
    assert row["Måluppfyllelse"] == OPEN and "1 av 2" in row["Måluppfyllelse: motivering"]


def test_how_it_was_read_is_told(merged: Round) -> None:
    told = {row["Det stod"]: plain(row["Vad som är fel och vad du skriver"]) for row in merged.rows("Iakttagelser")}
    assert told["cirka 80 %"].startswith("”cirka 80 %” lästes som ungefärligt, någonstans från 75 % till 85 %.")
    assert "från 6 mnkr till 11 mnkr. Det bedöms men räknas inte in" in told["knappt 11 000 tkr"]


def test_a_rounded_share_that_is_not_its_ratio_is_told(tmp_path: Path) -> None:
    answer = NORD.replace("ca 40 %", "ca 70 %")
    merged = merged_round(tmp_path / "r", plan_text(MEASURES, earlier=EARLIER), {"nord": answer, "syd": SYD})
    assert merged.code == 1 and "stämmer inte med täljare och nämnare" in merged.output


def test_it_is_no_number_for_the_next_round(merged: Round) -> None:
    """What was about right is no figure to compare with, and is not kept as one."""
    book = openpyxl.load_workbook(merged.folder / "output" / "regional.xlsx")
    hidden_figures = {(row[1], row[2]) for row in book["_followup"].iter_rows(values_only=True) if row[2] == "nord"}
    assert ("riktning", "nord") not in hidden_figures and ("viktad", "nord") in hidden_figures
