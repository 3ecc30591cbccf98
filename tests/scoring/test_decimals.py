"""A figure that was judged is shown with as many decimals as the judgement needs, on its own side of the limit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.house import command
from tests.one_sheet import sheet_in
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, is_named, merged_round

MEASURES = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Svarar | Läggs ihop | Delvis uppnått från |
| golv | 1 | vard-i-tid | Golv | % | högre | minst 80 % | ja | nord | lämnas för regionen | |
| tak | 2 | vard-i-tid | Tak | % | lägre | under 6,5 % | nej | nord | nej | |
| dagar | 3 | vard-i-tid | Dagar | dagar | lägre | högst 12 | nej | nord | nej | |
| spann | 4 | vard-i-tid | Spann | index | högre | mellan 50 och 60 | nej | nord | nej | |
| kvar | 5 | vard-i-tid | Mer än förut | % | högre | Öka | nej | nord | nej | |
| nara | 6 | vard-i-tid | Nära nog | % | högre | minst 80 % | nej | nord | nej | 80 % |
| brak | 7 | vard-i-tid | Vägd andel | % | högre | minst 70 % | nej | nord | viktat | |
"""
EARLIER = "| Styrmått | Enhet | Tillfälle | Totalt |\n| kvar | nord | T1 2021 | 80 % |"
ANSWER = """
| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt | Täljare totalt | Nämnare totalt |
| Golv | 79,97 % | 80,03 % | | | |
| Tak | | | 6,4996 % | | |
| Dagar | | | 12,004 | | |
| Spann | | | 60,0001 | | |
| Mer än förut | | | 80,02 % | | |
| Nära nog | | | 79,99 % | | |
| Vägd andel | | | | 699 999 | 1 000 000 |
"""
SHOWN = {
    ("Golv", "Utfall kvinnor"): ("79,97 %", "▲ Inte uppnått"),
    ("Golv", "Utfall män"): ("80,03 %", "□ Uppnått"),
    ("Tak", "Utfall totalt"): ("6,4996 %", "□ Uppnått"),
    ("Dagar", "Utfall totalt"): ("12,004", "▲ Inte uppnått"),
    ("Spann", "Utfall totalt"): ("60,0001", "▲ Inte uppnått"),
    ("Mer än förut", "Utfall totalt"): ("80,02 %", "□ Uppnått"),
    ("Nära nog", "Utfall totalt"): ("79,99 %", "● Delvis uppnått"),
    ("Vägd andel", "Utfall totalt"): ("69,9999 %", "▲ Inte uppnått"),
}


@pytest.fixture(scope="module")
def near(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Every figure is a hair from its limit."""
    plan = plan_text(MEASURES, earlier=EARLIER)
    return merged_round(tmp_path_factory.mktemp("nara") / "r", plan, {"nord": ANSWER})


def decimals(number_format: str) -> int:
    """How many decimals a number format shows."""
    return len(number_format.partition(".")[2].split("\\")[0].strip('"* %').replace("\\", ""))


@pytest.mark.parametrize(("cell", "wanted"), SHOWN.items(), ids=[" ".join(cell) for cell in SHOWN])
def test_a_figure_is_shown_on_its_side_in_word_and_in_its_reason(
    near: Round, cell: tuple[str, str], wanted: tuple[str, str]
) -> None:
    (row,) = [row for row in near.word_rows("Styrmått", "Utfall") if is_named(row, cell[0])]
    assert any(wanted[0] in text for text in row), row
    record = next(row for row in near.rows() if row["Styrmått"] == cell[0])
    assert wanted[0] in str(record["Måluppfyllelse: motivering"]).replace("\u00a0", " ")
    assert wanted[1] in str(record["Måluppfyllelse"])


@pytest.mark.parametrize("cell", SHOWN, ids=[" ".join(cell) for cell in SHOWN])
def test_excel_shows_enough_decimals_and_keeps_the_value(near: Round, cell: tuple[str, str]) -> None:
    page = sheet_in(near.regional, "Styrmått")
    at = {str(cell.value): cell.column - 1 for line in page.iter_rows() for cell in line if cell.value}
    (line,) = [row for row in page.iter_rows() if row[at["Styrmått"]].value == cell[0]]
    shown: Any = line[at[cell[1]]]
    wanted = SHOWN[cell][0].removesuffix(" %").replace(",", ".")
    times = 100 if "%" in SHOWN[cell][0] else 1
    assert f"{shown.value * times:.{decimals(shown.number_format)}f}" == wanted


def test_the_region_s_own_row_too(near: Round) -> None:
    page = sheet_in(near.regional, "Regionen")
    formats = {cell.number_format for line in page.iter_rows() for cell in line if isinstance(cell.value, float)}
    assert any(decimals(format_) == 2 for format_ in formats) and any(decimals(format_) >= 4 for format_ in formats)


def test_a_figure_far_from_its_limit_has_the_usual_decimals(tmp_path: Path) -> None:
    answer = "| Styrmått | Utfall kvinnor | Utfall män |\n| Golv | 71,234 % | 90 % |"
    round_ = merged_round(tmp_path / "r", plan_text(MEASURES), {"nord": answer})
    (row,) = [row for row in round_.word_rows("Styrmått", "Utfall") if is_named(row, "Golv")]
    assert any("K: 71,2 %" in text for text in row), row


@pytest.mark.parametrize(
    ("target", "outcome", "message"),
    [
        ("minst 80 %", "79,98 %", "79,98 %"),
        ("minst 12 dagar", "11,9999999 dagar", "11,9999999 dagar"),
    ],
)
def test_the_command_shows_the_same(target: str, outcome: str, message: str) -> None:
    assert message in command("target", target, "--outcome", outcome)[1].replace("\u00a0", " ")
