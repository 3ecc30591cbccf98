"""A measure of several parts with a target each, and several splits in one plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.one_sheet import sheet_in
from tests.plans import PLAN
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, merged_round, new_round

PARTS = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Del av | Uppdelat | Följs upp | Svarar | Läggs ihop |
| garanti | 1 | vard-i-tid | Vårdgarantin | % | högre | | | nej | DÅ04 | nord | nej |
| nollan | 1a | vard-i-tid | Kontakt samma dag | % | högre | 0:an 100 % | garanti | nej | DÅ04 | nord | nej |
| trean | 1b | vard-i-tid | Bedömning inom tre dagar | % | högre | minst 90 % | garanti | nej | DÅ04 | nord | nej |
| nittio | 1c | vard-i-tid | Besök och åtgärd inom 90 dagar | % | högre | 80 % | garanti | ja | DÅ04 | nord | nej |
"""
ANSWERS = """
| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |
| Bedömning inom tre dagar | | | 91 % |
| Besök och åtgärd inom 90 dagar | 82 % | 78 % | |
"""


def fills(round_: Round, unit: str, label: str, titles: tuple[str, ...]) -> list[object]:
    """The colour of each cell of a row of the template, by its titles."""
    page = sheet_in(round_.template(unit), "Styrmått")
    at = {str(cell.value): cell.column - 1 for line in page.iter_rows() for cell in line if cell.value}
    (row,) = [line for line in page.iter_rows() if line[at["Styrmått"]].value == label]
    return [row[at[title]].fill.fgColor.rgb for title in titles]


OUTCOMES = ("Utfall kvinnor", "Utfall män", "Utfall totalt")


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """A waiting-time guarantee in three parts; the first target is written as people say it."""
    plan = plan_text(PARTS.replace("0:an 100 %", "100 %"))
    return merged_round(tmp_path_factory.mktemp("delar") / "r", plan, {"nord": ANSWERS})


def test_each_part_has_its_own_target_and_level(parts: Round) -> None:
    assert parts.row("nord", "trean")["Måluppfyllelse"] == "□ Uppnått"
    assert parts.row("nord", "nittio")["Måluppfyllelse"] == "K: □ Uppnått\nM: ▲ Inte uppnått"
    assert parts.row("nord", "nollan")["Måluppfyllelse: motivering"] == "Enheten har inte svarat på det här styrmåttet."


def test_the_whole_is_neither_asked_for_nor_judged_nor_counted(parts: Round) -> None:
    whole = parts.row("nord", "garanti")
    assert not whole["Måluppfyllelse"] and not whole["Utveckling"]
    closed = set(fills(parts, "nord", "Vårdgarantin", OUTCOMES))
    styles = fills(parts, "nord", "Bedömning inom tre dagar", OUTCOMES)
    assert closed == {styles[0]} and styles[2] != styles[0], "the part asks for its total; the whole for nothing"
    result = [finding["label"] for finding in parts.merged_json()["findings"] if finding["rule"] == "not-answered"]
    assert len(result) == 1, "only the part that was left out"
    assert parts.merged_json()["levels"] == {
        **{"met": 2, "partly": 0, "not_met": 1},
        **{"not_due": 0, "no_data": 1, "undecided": 0},
    }


def test_an_answer_on_the_whole_is_not_dropped_silently(tmp_path: Path) -> None:
    plan = plan_text(PARTS.replace("0:an 100 %", "100 %"))
    round_ = new_round(tmp_path / "r", plan, {"nord": "| Styrmått | Utfall totalt |\n| Vårdgarantin | 85 % |"})
    result = round_.merged_json()
    assert result["values_merged"] == 1 or any(finding["found"] for finding in result["findings"])


SPLITS = """
| Id | Namn | Kort | Uppdelning |
| women | Kvinnor | K | kön |
| men | Män | M | kön |
| sunderby | Sunderby sjukhus | SS | sjukhus |
| gallivare | Gällivare sjukhus | GS | sjukhus |
| kiruna | Kiruna sjukhus | KS | sjukhus |
"""
BY_SPLIT = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Räknar personer | Följs upp | Svarar | Läggs ihop |
| vantat | 1 | vard-i-tid | Väntat | % | högre | minst 80 % | ja | nej | DÅ04 | nord, syd | nej |
| platser | 2 | vard-i-tid | Överbeläggningar | antal | lägre | högst 10 | sjukhus | nej | DÅ04 | nord, syd | summa |
| skadade | 3 | trygghet | Skadade patienter | antal | lägre | högst 20 | sjukhus | ja | DÅ04 | nord, syd | summa |
| vardtid | 5 | trygghet | Väntan i dagar | dagar | lägre | högst 10 | sjukhus | nej | DÅ04 | nord | nej |
| helt | 4 | trygghet | Inte delat | % | högre | minst 50 % | nej | nej | DÅ04 | nord | nej |
"""
SPLIT_OUTCOMES = (
    "Utfall kvinnor",
    "Utfall män",
    "Utfall Sunderby sjukhus",
    "Utfall Gällivare sjukhus",
    "Utfall Kiruna sjukhus",
    "Utfall totalt",
)


@pytest.fixture(scope="module")
def splits(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """By sex and by hospital in the same plan."""
    hospitals = "| Utfall Sunderby sjukhus | Utfall Gällivare sjukhus | Utfall Kiruna sjukhus | Utfall totalt |"
    answers = {
        "nord": f"""
        | Styrmått | Utfall kvinnor | Utfall män |
        | Väntat | 82 % | 79 % |

        | Styrmått {hospitals}
        | Överbeläggningar | 12 | 7 | 9 | |
        | Väntan i dagar | 12 | 7 | 9 | |
        | Skadade patienter | 30 | 3 | 12 | 45 |
        """,
        "syd": f"""
        | Styrmått {hospitals}
        | Överbeläggningar | 1 | 2 | 3 | |
        | Skadade patienter | 20 | 31 | 14 | 65 |
        """,
    }
    plan = plan_text(BY_SPLIT, split=SPLITS)
    return merged_round(tmp_path_factory.mktemp("delat") / "r", plan, answers, "--published")


def test_only_the_split_s_own_columns_are_open(splits: Round) -> None:
    by_sex = fills(splits, "nord", "Väntat", SPLIT_OUTCOMES)
    by_hospital = fills(splits, "nord", "Överbeläggningar", SPLIT_OUTCOMES)
    whole = fills(splits, "nord", "Inte delat", SPLIT_OUTCOMES)
    open_, shut = by_sex[0], by_sex[2]
    assert open_ != shut
    assert by_sex == [open_, open_, shut, shut, shut, open_]
    assert by_hospital == [shut, shut, open_, open_, open_, open_]
    assert whole == [shut] * 5 + [open_]


def test_each_part_is_judged_and_shown_by_its_letters(splits: Round) -> None:
    assert splits.row("nord", "vantat")["Måluppfyllelse"] == "K: □ Uppnått\nM: ▲ Inte uppnått"
    of_hospitals = splits.row("nord", "vardtid")
    hospitals = ("sunderby sjukhus", "gällivare sjukhus", "kiruna sjukhus")
    levels = [of_hospitals[f"Måluppfyllelse {hospital}"] for hospital in hospitals]
    assert levels == ["▲ Inte uppnått", "□ Uppnått", "□ Uppnått"]


def test_a_count_is_judged_as_one_sum(splits: Round) -> None:
    row = splits.row("nord", "platser")
    assert (row["Måluppfyllelse"], row["Måluppfyllelse: motivering"]) == (
        "▲ Inte uppnått",
        "Utfall 28, mål högst 10.",
    )


def test_the_region_sums_each_part_apart(splits: Round) -> None:
    region = splits.region("Överbeläggningar")
    assert region is not None
    assert [region[title] for title in SPLIT_OUTCOMES[2:5]] == [13, 9, 12]
    assert not region["Måluppfyllelse"] and "inget mål för regionens summa" in region["Måluppfyllelse: motivering"]


def test_letters_in_one_cell_are_understood(tmp_path: Path) -> None:
    answers = {
        "nord": "| Styrmått | Utfall totalt |\n| Överbeläggningar | SS: 12 GS: 7 KS: 9 |\n| Väntat | K:82% M:79% |"
    }
    round_ = new_round(tmp_path / "r", plan_text(BY_SPLIT, split=SPLITS), answers)
    result = round_.merged_json()
    assert [finding["rule"] for finding in result["findings"] if finding["severity"] == "error"] == []
    row = round_.row("nord", "platser")
    assert [row.get(title) for title in SPLIT_OUTCOMES[2:]] == [12, 7, 9, None]


def test_a_figure_with_an_earlier_one_beside_it_stays_in_its_own_column(tmp_path: Path) -> None:
    answers = {"nord": "| Styrmått | Utfall kvinnor | Utfall män |\n| Väntat | 82 % (78 % 2021) | 79 % |"}
    row = merged_round(tmp_path / "r", plan_text(BY_SPLIT, split=SPLITS), answers).row("nord", "vantat")
    assert [row[title] for title in ("Utfall kvinnor", "Utfall män")] == [0.82, 0.79]


def test_figures_by_another_split_are_told_and_not_dropped(tmp_path: Path) -> None:
    answers = {"nord": "| Styrmått | Utfall totalt |\n| Överbeläggningar | K:12 M:7 |"}
    round_ = new_round(tmp_path / "r", plan_text(BY_SPLIT, split=SPLITS), answers)
    result = round_.merged_json()
    (finding,) = [finding for finding in result["findings"] if finding["found"] == "K:12 M:7"]
    assert finding["cell"] and "K 12, M 7" in finding["advice"], "how it was read"
    assert [round_.row("nord", "platser")[title] for title in SPLIT_OUTCOMES[:2]] == [12, 7]


def test_small_numbers_of_a_hospital_are_masked_with_one_more(splits: Round) -> None:
    row = splits.row("nord", "skadade", path=splits.public("regional.xlsx"))
    assert [row[title] for title in SPLIT_OUTCOMES[2:]] == [30, "<5", "–", 45]
    other = splits.row("syd", "skadade", path=splits.public("regional.xlsx"))
    shown = [other[title] for title in SPLIT_OUTCOMES[2:]]
    assert shown == [20, "–", "–", 65], "or the region's sums would give the hospitals of Nord away"
    region = splits.region("Skadade patienter", splits.public("regional.xlsx"))
    assert region is not None
    assert [region[title] for title in SPLIT_OUTCOMES[2:]] == [50, 34, 26, 110]


def test_who_left_a_measure_empty_has_answered_all_the_same(tmp_path: Path) -> None:
    """Of a unit that sent its file only the measure has no answer; of one that sent nothing the sentence stands as it is."""
    answers = {"nord": "| Styrmått | Utfall kvinnor | Utfall män |\n| Andel som väntat högst 90 dagar | 82 % | 80 % |"}
    merged = merged_round(tmp_path / "r", PLAN, answers)
    reasons = [merged.row(unit, "fragor")["Måluppfyllelse: motivering"] for unit in ("nord", "syd")]
    assert reasons == ["Enheten har inte svarat på det här styrmåttet.", "Enheten har inte svarat."]
