"""What the region's figure is: weighed by numerator and denominator, summed, given once, or none. Never a mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.one_sheet import sheet_in
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, merged_round, new_round

MEASURES = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Följs upp | Svarar | Läggs ihop | Regionens mål |
| vantat | 1 | vard-i-tid | Andel som väntat högst 90 dagar | % | högre | minst 80 % | ja | DÅ04 | alla | viktat | |
| fall | 2 | trygghet | Fallskador | per 100 000 | lägre | högst 20 | nej | DÅ04 | alla | viktat | |
| samtal | 3 | vard-i-tid | Besvarade samtal | antal | högre | minst 100 | nej | DÅ04 | alla | summa | minst 100 |
| skador | 4 | trygghet | Vårdskador i hela regionen | % | lägre | högst 7 % | nej | DÅ04 | nord, syd | lämnas för regionen | |
| enkat | 5 | trygghet | Nöjda patienter | % | högre | minst 90 % | nej | DÅ04 | alla | nej | |
"""
WAITED, FALLS, CALLS, HARM, SURVEY = (
    "Andel som väntat högst 90 dagar",
    "Fallskador",
    "Besvarade samtal",
    "Vårdskador i hela regionen",
    "Nöjda patienter",
)

# Nord is small and good, Syd large and bad: the mean of 90 % and 50 % is 70 %, the weighed share of women is 52 %.
OUTCOMES = "| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |"
WEIGHTS = (
    "| Styrmått | Täljare kvinnor | Täljare män | Täljare totalt | Nämnare kvinnor | Nämnare män | Nämnare totalt |"
)
NORD = f"""
{OUTCOMES}
| {WAITED} | 90 % | | |
| {CALLS} | | | 40 |
| {HARM} | | | 6 % |
| {SURVEY} | | | 95 % |

{WEIGHTS}
| {WAITED} | 90 | 45 | 135 | 100 | 50 | 150 |
| {FALLS} | | | 3 | | | 12 000 |
"""
SYD = f"""
{OUTCOMES}
| {FALLS} | | | 12,5 |
| {CALLS} | | | 70 |
| {SURVEY} | | | 50 % |

{WEIGHTS}
| {WAITED} | 950 | 300 | 1 250 | 1 900 | 400 | 2 300 |
| {FALLS} | | | 10 | | | 80 000 |
"""


@pytest.fixture(scope="module")
def two_of_three(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Nord and Syd have answered, Väst has not."""
    return merged_round(tmp_path_factory.mktemp("vagt") / "r", plan_text(MEASURES), {"nord": NORD, "syd": SYD})


def test_numerator_and_denominator_are_asked_for_only_where_they_weigh(two_of_three: Round) -> None:
    page = sheet_in(two_of_three.template("nord"), "Styrmått")
    titles = {str(cell.value): cell.column for line in page.iter_rows() for cell in line if cell.value}
    assert {"Täljare kvinnor", "Täljare män", "Täljare totalt", "Nämnare kvinnor", "Nämnare totalt"} <= set(titles)
    styles = {
        str(line[titles["Styrmått"] - 1].value): (
            line[titles["Täljare kvinnor"] - 1].fill.fgColor.rgb,
            line[titles["Täljare totalt"] - 1].fill.fgColor.rgb,
        )
        for line in page.iter_rows()
    }
    style = styles[WAITED][0]
    assert styles[WAITED] == (style, style), "women, men and total"
    assert styles[FALLS][0] != style and styles[FALLS][1] == style, "the total only: it is not split"
    assert style not in styles[CALLS], "a sum has no denominator"


def test_a_plan_without_weights_asks_for_none(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", plan_text(MEASURES.replace("viktat", "nej")), {})
    page = sheet_in(round_.template("nord"), "Styrmått")
    assert not [cell for line in page.iter_rows() for cell in line if str(cell.value).startswith("Täljare")]


def test_an_outcome_that_is_not_written_is_worked_out_from_its_parts(two_of_three: Round) -> None:
    nord, syd = two_of_three.row("nord", "vantat"), two_of_three.row("syd", "vantat")
    assert (nord["Utfall kvinnor"], nord["Utfall män"], nord["Utfall totalt"]) == pytest.approx((0.9, 0.9, 0.9))
    assert (syd["Utfall kvinnor"], syd["Utfall män"]) == pytest.approx((0.5, 0.75))
    assert syd["Måluppfyllelse"] == "K: ▲ Inte uppnått\nM: ▲ Inte uppnått"
    assert "75 %" in syd["Måluppfyllelse: motivering"]


def test_the_regions_share_is_all_over_all_apart_by_women_men_and_total(two_of_three: Round) -> None:
    region = two_of_three.region(WAITED)
    assert region is not None
    assert region["Utfall kvinnor"] == pytest.approx((90 + 950) / (100 + 1900))
    assert region["Utfall män"] == pytest.approx((45 + 300) / (50 + 400))
    assert region["Utfall totalt"] == pytest.approx((135 + 1250) / (150 + 2300))
    assert region["Utfall kvinnor"] != pytest.approx((0.9 + 0.5) / 2), "never the mean"
    assert region["Utfall totalt"] != pytest.approx((0.52 + 345 / 450) / 2), "nor the mean of women and men"


def test_a_figure_per_100_000_is_weighed_in_its_unit(two_of_three: Round) -> None:
    assert two_of_three.row("nord", "fall")["Utfall totalt"] == pytest.approx(25)
    region = two_of_three.region(FALLS)
    assert region is not None
    assert region["Utfall totalt"] == pytest.approx(13 / 92_000 * 100_000)
    assert region["Måluppfyllelse"] == "□ Uppnått (2 av 3)"


def test_a_region_s_figure_says_how_many_it_is_made_of(two_of_three: Round) -> None:
    for measure in (WAITED, FALLS, CALLS):
        region = two_of_three.region(measure)
        assert region is not None and region["Ofullständig"] == "ofullständig: 2 av 3", measure
    assert "Styrmått, Besvarade samtal: regionens siffra är ofullständig, 2 av 3 är med" in two_of_three.word


def test_a_sum_is_a_sum_and_is_not_judged_until_it_is_whole(two_of_three: Round) -> None:
    region = two_of_three.region(CALLS)
    assert region is not None
    assert (region["Utfall totalt"], region["Mål"]) == (110, "minst 100")
    assert region["Måluppfyllelse: motivering"] == "Summan är ofullständig: 2 av 3 är med."


def test_what_does_not_add_up_has_no_figure_for_the_region(two_of_three: Round) -> None:
    assert two_of_three.region(SURVEY) is None
    assert two_of_three.row("nord", "enkat")["Måluppfyllelse"] == "□ Uppnått"


def test_what_is_given_once_is_the_region_s(two_of_three: Round) -> None:
    region = two_of_three.region(HARM)
    assert region is not None
    assert (region["Utfall totalt"], region["Måluppfyllelse"]) == (pytest.approx(0.06), "□ Uppnått")
    assert not region["Ofullständig"], "one answer is all there is to have"


def test_two_units_that_give_a_once_measure_are_not_chosen_between(tmp_path: Path) -> None:
    both = new_round(
        tmp_path / "r",
        plan_text(MEASURES),
        {
            "nord": f"| Styrmått | Utfall totalt |\n| {HARM} | 6 % |",
            "syd": f"| Styrmått | Utfall totalt |\n| {HARM} | 8 % |",
        },
    ).merge()
    region = both.region(HARM)
    assert region is not None, "it is said, not left out"
    assert region.get("Utfall totalt") is None
    assert region["Måluppfyllelse"] == "? Kan inte avgöras"
    assert (
        "Division Nord" in region["Måluppfyllelse: motivering"]
        and "Division Syd" in region["Måluppfyllelse: motivering"]
    )


@pytest.mark.parametrize(
    ("measure", "written", "above", "below", "share"),
    [
        (WAITED, "38 %", "41", "100", "41 %"),
        (FALLS, "30", "3", "12 000", "25"),
        (FALLS, "12,3", "10", "80 000", "12,5"),
    ],
)
def test_an_outcome_that_contradicts_its_parts_is_an_error_with_its_cell(
    tmp_path: Path, measure: str, written: str, above: str, below: str, share: str
) -> None:
    titles = "| Styrmått | Utfall totalt | Täljare totalt | Nämnare totalt |"
    round_ = new_round(
        tmp_path / "r", plan_text(MEASURES), {"nord": f"{titles}\n| {measure} | {written} | {above} | {below} |"}
    )
    result = round_.merged_json()
    (finding,) = [finding for finding in result["findings"] if finding["rule"] == "outcome-is-not-the-ratio"]
    assert round_.code == 1
    assert (finding["severity"], finding["sheet"], finding["label"]) == ("error", "Styrmått", "Utfall totalt")
    page = sheet_in(round_.folder / "inbox" / finding["file"], "Styrmått")
    shown = page[finding["cell"]].value
    assert shown == pytest.approx(0.38 if "%" in written else float(written.replace(",", ".")))
    assert share in finding["advice"].replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("measure", "written", "above", "below"),
    [
        (WAITED, "33 %", "1", "3"),
        (WAITED, "33,3 %", "1", "3"),
        (FALLS, "33,3", "4", "12 000"),
        (FALLS, "33", "4", "12 000"),
    ],
)
def test_a_rounded_outcome_does_not_contradict(
    tmp_path: Path, measure: str, written: str, above: str, below: str
) -> None:
    titles = "| Styrmått | Utfall totalt | Täljare totalt | Nämnare totalt |"
    round_ = new_round(
        tmp_path / "r", plan_text(MEASURES), {"nord": f"{titles}\n| {measure} | {written} | {above} | {below} |"}
    )
    assert "outcome-is-not-the-ratio" not in {finding["rule"] for finding in round_.merged_json()["findings"]}


def test_a_contradiction_is_not_weighed_in(tmp_path: Path) -> None:
    titles = "| Styrmått | Utfall totalt | Täljare totalt | Nämnare totalt |"
    answers = {
        "nord": f"{titles}\n| {WAITED} | 38 % | 41 | 100 |",
        "syd": f"{titles}\n| {WAITED} | | 50 | 100 |",
        "vast": f"{titles}\n| {WAITED} | | 300 | 400 |",
    }
    round_ = merged_round(tmp_path / "r", plan_text(MEASURES), answers)
    assert round_.row("nord", "vantat")["Utfall totalt"] == "gick inte att använda"
    region = round_.region(WAITED)
    assert region is not None
    assert (region["Utfall totalt"], region["Ofullständig"]) == (pytest.approx(0.7), "ofullständig: 2 av 3")
    assert (region["Täljare totalt"], region["Nämnare totalt"]) == (350, 500)


def test_an_outcome_without_its_weights_is_told_and_left_out_of_the_region_s(tmp_path: Path) -> None:
    answers = {
        "nord": f"| Styrmått | Utfall kvinnor |\n| {WAITED} | 90 % |",
        "syd": f"| Styrmått | Utfall kvinnor | Täljare kvinnor | Nämnare kvinnor |\n| {WAITED} | | 50 | 100 |",
        "vast": f"| Styrmått | Utfall kvinnor | Täljare kvinnor | Nämnare kvinnor |\n| {WAITED} | | 30 | 100 |",
    }
    round_ = new_round(tmp_path / "r", plan_text(MEASURES), answers)
    result = round_.merged_json()
    findings = [finding for finding in result["findings"] if finding["rule"] == "weight-missing"]
    assert [(finding["unit"], finding["label"], finding["severity"]) for finding in findings] == [
        ("Division Nord", "Täljare kvinnor", "warning"),
        ("Division Nord", "Nämnare kvinnor", "warning"),
    ]
    assert all(finding["cell"] for finding in findings)
    region = round_.region(WAITED)
    assert region is not None
    assert region["Utfall kvinnor"] == pytest.approx(0.4)
    assert region["Ofullständig"] == "ofullständig: 2 av 3"
