"""Women and men are told of each for themselves: the one without a figure lacks hers, and a total beside them is not lost."""

from __future__ import annotations

import pytest

from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, merged_round, plain

PLAN = plan_text(
    """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Följs upp | Svarar | Läggs ihop |
| tid | 1 | vard-i-tid | Andel inom 90 dagar | % | högre | minst 80 % | ja | DÅ04 | nord, syd, vast | |
| recept | 2 | trygghet | Recept per 1 000 invånare | per 1 000 | lägre | högst 250 | ja | DÅ04 | nord | |
| fragor | 3 | trygghet | Ställda frågor | antal | högre | öka | ja | DÅ04 | nord | summa |
| viktat | 4 | trygghet | Vägd andel | % | högre | minst 80 % | nej | DÅ04 | nord | viktat |
""",
    earlier="""
| Styrmått | Enhet | Tillfälle | Kvinnor | Män | Totalt |
| recept | nord | T1 2021 | 268 | 221 | 245 |
| fragor | nord | T1 2021 | 10 | 12 | 22 |
""",
)
TITLES = "| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |"
NORD = f"""
{TITLES}
| Andel inom 90 dagar | ca 85 eller så | 81 % | |
| Recept per 1 000 invånare | 248 | 210 | 230 |
| Ställda frågor | 11 | 13 | 24 |

| Styrmått | Täljare totalt | Nämnare totalt |
| Vägd andel | 90 | 60 |
"""
SYD = f"{TITLES}\n| Andel inom 90 dagar | | 85 % | |"
VAST = f"{TITLES}\n| Andel inom 90 dagar | 79 % | Mäts inte | |"


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory) -> Round:
    return merged_round(tmp_path_factory.mktemp("delar") / "r", PLAN, {"nord": NORD, "syd": SYD, "vast": VAST})


@pytest.mark.parametrize(
    ("unit", "levels", "reason"),
    [
        ("nord", "K: ○ Uppgift saknas M: □ Uppnått", "K: Svaret gick inte att använda."),
        ("syd", "K: ○ Uppgift saknas M: □ Uppnått", "K: Enheten har inte svarat på den här delen."),
        ("vast", "K: ▲ Inte uppnått M: ○ Uppgift saknas", "M: Enheten skriver: ”Mäts inte”."),
    ],
)
def test_the_part_without_a_figure_is_judged_to_lack_it(round_: Round, unit: str, levels: str, reason: str) -> None:
    row = round_.row(unit, "tid")
    assert " ".join(row["Måluppfyllelse"].split()) == levels
    assert reason in row["Måluppfyllelse: motivering"]


def test_a_total_that_its_parts_do_not_make_stands_beside_them(round_: Round) -> None:
    rows = [[plain(text) for text in row] for row in round_.word_rows("Utfall", "Mål")]
    (recept,) = [row for row in rows if any("K: 248" in text for text in row)]
    (asked,) = [row for row in rows if any("K: 11" in text for text in row) and "Division Nord" in row]
    assert any(text.splitlines() == ["K: 248", "M: 210", "Totalt: 230"] for text in recept), recept
    assert "T1 2021 K: 268 M: 221 Totalt: 245" in recept
    assert "T1 2021 K: 10 M: 12" in asked and not any("Totalt" in text for text in asked), "that of counts is their sum"


def test_a_weighted_outcome_of_what_was_refused_says_so(round_: Round) -> None:
    assert round_.row("nord", "viktat")["Måluppfyllelse: motivering"] == "Svaret gick inte att använda."
