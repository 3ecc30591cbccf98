"""From measures to factor, goal and perspective, by the plan's rule; a person's own judgement beside, never instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scoring.plans import SCALES, plan_text
from tests.scoring.rounds import Round, merged_round

MEASURES = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Följs upp | Svarar | Läggs ihop |
| vantat | 1 | vard-i-tid | Väntat högst 90 dagar | % | högre | minst 80 % | ja | DÅ04 | nord, syd | nej |
| samtal | 2 | vard-i-tid | Besvarade samtal | antal | högre | minst 100 | nej | DÅ04 | nord, syd | nej |
| skador | 3 | trygghet | Vårdskador | % | lägre | högst 7 % | nej | DÅ04 | nord, syd | nej |
| enkat | 4 | trygghet | Nöjda patienter | % | | 90 % | nej | DÅ04 | nord, syd | nej |
| senare | 5 | trygghet | Mäts på hösten | % | högre | minst 90 % | nej | DÅ08 | nord, syd | nej |
| budget | 6 | ramar | Resultat mot budget | mnkr | högre | minst 0 | nej | DÅ04 | nord, syd | nej |
"""
EARLIER = """
| Styrmått | Enhet | Tillfälle | Kvinnor | Män | Totalt |
| samtal | nord | T1 2021 | | | 90 |
| skador | nord | T1 2021 | | | 8 % |
"""
RULE = {"Målet nått när minst": "80 %", "Målet delvis nått när minst": "40 %"}
NORD = """
| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |
| Väntat högst 90 dagar | 85 % | 70 % | |
| Besvarade samtal | | | 120 |
| Vårdskador | | | 5 % |
| Nöjda patienter | | | 92 % |
| Resultat mot budget | | | Data saknas |

## Egen bedömning
| Mål eller styrmått | Egen bedömning | Motivering | Bedömt av |
| Trygg vård | Delvis uppnått | Arbetet har börjat på tre av fem avdelningar. | Verksamhetschef |
| Besvarade samtal | Inte uppnått | Samtalen besvaras men för sent. | |
"""
SYD = """
| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |
| Väntat högst 90 dagar | 85 % | 81 % | |
| Besvarade samtal | | | 50 |
| Vårdskador | | | 9 % |
| Resultat mot budget | | | -4,5 |

## Egen bedömning
| Mål eller styrmått | Egen bedömning | Motivering | Bedömt av |
| Ekonomi | Delvis uppnått | | Ekonomichef |
"""


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Two units, judged by a rule of 80 and 40 per cent."""
    plan = plan_text(MEASURES, earlier=EARLIER, settings=RULE)
    return merged_round(tmp_path_factory.mktemp("mal") / "r", plan, {"nord": NORD, "syd": SYD})


@pytest.mark.parametrize(
    ("goal", "unit", "counts", "computed", "reason"),
    [
        # Nord: women met, men not, calls met; harm met, one undecided, one not due.
        ("Vård i tid", "nord", "□ 2   ▲ 1", "● Delvis uppnått", "2 av 3"),
        ("Trygg vård", "nord", "□ 1   – 1   ? 1", "□ Uppnått", "nås i den enda bedömning"),
        ("God vård", "nord", "□ 3   ▲ 1   – 1   ? 1", "● Delvis uppnått", "3 av 4"),
        ("Medborgare", "nord", "□ 3   ▲ 1   – 1   ? 1", "● Delvis uppnått", "3 av 4"),
        ("Ekonomi", "nord", "○ 1", "○ Uppgift saknas", "Uppgift saknas."),
        ("Vård i tid", "syd", "□ 2   ▲ 1", "● Delvis uppnått", "2 av 3"),
        ("Trygg vård", "syd", "▲ 1   – 1   ○ 1", "▲ Inte uppnått", "nås inte i den enda bedömning"),
        ("Ekonomi", "syd", "▲ 1", "▲ Inte uppnått", "nås inte i den enda bedömning"),
        ("Trygg vård", "", "□ 1   ▲ 1   – 2   ○ 1   ? 1", "● Delvis uppnått", "1 av 2"),
        ("Medborgare", "", "□ 5   ▲ 3   – 2   ○ 1   ? 1", "● Delvis uppnått", "5 av 8"),
        ("Ekonomi", "", "▲ 1   ○ 1", "▲ Inte uppnått", "nås inte i den enda bedömning"),
    ],
)
def test_a_goal_is_judged_from_what_stands_under_it(
    merged: Round, goal: str, unit: str, counts: str, computed: str, reason: str
) -> None:
    row = merged.goal(goal, unit)
    assert (row["Bedömningar"], row["Uträknat"]) == (counts, computed)
    assert reason in row["Motivering"]


def test_how_many_could_not_be_decided_is_said(merged: Round) -> None:
    assert "Ytterligare två" in merged.goal("Trygg vård", "nord")["Motivering"]
    assert "Ytterligare fyra" in merged.goal("Medborgare")["Motivering"]


def test_a_unit_that_did_not_answer_is_counted_too(tmp_path: Path) -> None:
    plan = plan_text(MEASURES, settings=RULE)
    round_ = merged_round(tmp_path / "r", plan, {"nord": NORD})
    assert round_.goal("Vård i tid", "syd")["Uträknat"] == "○ Uppgift saknas"
    assert round_.goal("Vård i tid")["Bedömningar"] == "□ 2   ▲ 1   ○ 2"


def test_without_a_rule_nothing_above_a_measure_is_judged(tmp_path: Path) -> None:
    round_ = merged_round(tmp_path / "r", plan_text(MEASURES), {"nord": NORD})
    row = round_.goal("Vård i tid", "nord")
    assert row["Uträknat"] == "? Kan inte avgöras"
    assert "regel" in row["Motivering"]
    assert row["Bedömningar"] == "□ 2   ▲ 1", "the counts are shown all the same"


def test_a_trend_is_never_rolled_up(merged: Round, tmp_path: Path) -> None:
    assert "↑" in str(merged.row("nord", "samtal")["Utveckling"])
    for row in merged.rows("Mål"):
        assert not set(str(row["Bedömningar"])) & set("↑↓→↕")
    arrows = SCALES.replace("□", "↑").replace("▲", "↓").replace("●", "→")
    plan = plan_text(MEASURES, earlier=EARLIER, settings=RULE, scales=arrows)
    same = merged_round(tmp_path / "r", plan, {"nord": NORD, "syd": SYD})
    assert same.goal("Trygg vård", "nord")["Bedömningar"] == "↑ Uppnått 1   – 1   ? 1", (
        "arrows that mean status, no trend among them"
    )


def test_own_judgement_of_a_goal_stands_beside_the_computed_in_both_documents(merged: Round) -> None:
    row = merged.goal("Trygg vård", "nord")
    assert (row["Uträknat"], row["Egen bedömning"]) == ("□ Uppnått", "● Delvis uppnått")
    assert row["Enhetens motivering"] == "Verksamhetschef: Arbetet har börjat på tre av fem avdelningar."
    (line,) = [line for line in merged.word_rows("Enheternas egen bedömning") if line[0].strip() == "Trygg vård"]
    assert line[2] == "● Delvis uppnått", "the region's is computed from the measures of all units"
    assert line[4] == "Division Nord: ● Delvis uppnått. Verksamhetschef: Arbetet har börjat på tre av fem avdelningar."


def test_own_judgement_of_a_measure_stands_beside_the_computed_in_both_documents(merged: Round) -> None:
    row = merged.row("nord", "samtal")
    assert row["Måluppfyllelse"] == "□ Uppnått\n(▲ Inte uppnått, egen bedömning)"
    assert "Samtalen besvaras men för sent." in row["Måluppfyllelse: motivering"]
    assert "Utfall 120, mål minst 100." in row["Måluppfyllelse: motivering"]
    assert "□ Uppnått\n(▲ Inte uppnått, egen bedömning)" in [
        cell for line in merged.word_rows("Måluppfyllelse", "Styrmått") for cell in line
    ]


def test_own_judgements_are_not_counted(merged: Round) -> None:
    assert merged.goal("Vård i tid", "nord")["Bedömningar"] == "□ 2   ▲ 1"
    assert merged.merged_json()["levels"] == {
        **{"met": 5, "partly": 0, "not_met": 4},
        **{"not_due": 2, "no_data": 2, "undecided": 1},
    }


def test_own_judgement_without_owner_or_reason_is_told(merged: Round) -> None:
    result = [finding for finding in merged.merged_json()["findings"] if finding["rule"] == "own-judgement-incomplete"]
    assert [(finding["unit"], finding["sheet"], finding["label"], finding["severity"]) for finding in result] == [
        ("Division Nord", "Egen bedömning", "Bedömt av", "warning"),
        ("Division Syd", "Egen bedömning", "Motivering", "warning"),
    ]
    assert all(finding["cell"] for finding in result)
    assert merged.goal("Ekonomi", "syd")["Egen bedömning"] == "● Delvis uppnått", "taken over all the same"


def test_own_judgements_make_no_empty_chapter_in_word(merged: Round) -> None:
    assert "Egen bedömning" not in [line.strip() for line in merged.word.splitlines()], "they stand beside the others"


def test_the_regions_goals_have_counts_in_word(merged: Round) -> None:
    (line,) = [line for line in merged.word_rows("Mål", "Motivering, nr") if line[0].strip() == "Medborgare"]
    assert line[1] == "□ 5   ▲ 3   – 2   ○ 1   ? 1"
    (reason,) = [listed[-1] for listed in merged.word_rows("Nr", "Bedömning", "Motivering") if listed[0] == line[3]]
    assert "Målvärdet nås i 5 av 8 bedömningar (63 %)" in reason, "half up, as in Excel"
