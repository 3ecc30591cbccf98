"""What is masked with a small number of people in production, contracted care and asked figures, so that it cannot be
worked out: rows and sums, parts and wholes, units and the region, changes and shares."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.house import command
from tests.outputs.reading_back import word_text
from tests.region.masking.test_published import LIMIT
from tests.scoring.plans import UNITS, plan_text
from tests.scoring.rounds import NAMES, Round, every_cell, merged_round, new_round, plain

SETTINGS = {**LIMIT, "Jämförelseperiod från": "2021-01-01", "Jämförelseperiod till": "2021-04-30"}
MEASURES = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Räknar personer | Följs upp | Svarar | Läggs ihop |
| akut | 1 | trygghet | Akuta besök | antal | lägre | högst 900 | nej | {} | DÅ04 | nord | summa |
"""
BEFORE = """
## Produktion förra året
| Enhet | Rad | Föregående | Varav distans |
| nord | somatik | 40 | 12 |
| nord | psykiatri | 45 | 4 |
| nord | ovriga | 65 | 6 |
| nord | tvang | 4 | |
| nord | ortopedi | | |
| syd | somatik | 35 | 9 |
| syd | psykiatri | 75 | 9 |
| syd | ovriga | 85 | 9 |
| syd | ortopedi | | |
"""
ROWS = """
## Produktionsrader
| Tabell | Id | Rad | Under | Räknas | Räknar personer |
| Besök | lakare | Läkarbesök | totalt | summa | |
| Besök | somatik | Somatik | lakare | fylls i | {0} |
| Besök | psykiatri | Psykiatri | lakare | fylls i | {0} |
| Besök | ovriga | Övriga besök | totalt | fylls i | {1} |
| Besök | totalt | Totalt antal besök | | summa | |
| Vårdtillfällen | tvang | Tvångsvård | | fylls i | {0} |
| Vårdavtal | ortopedi | Ortopedi | | fylls i | |
"""
FIGURES = """
## Efterfrågade uppgifter
| Id | Uppgift | Räknas i | Enheter | Uppdelat | Del av | Räknar personer |
| distans | Distanskontakter | kontakter | nord | ja | | {0} |
| video | Varav video | kontakter | nord | nej | distans | {0} |
| tele | Varav telefon | kontakter | nord | nej | distans | {0} |
| kostnad | Kostnad för tolk | mnkr | nord | nej | | |
"""
VISITS = "## Produktion\n| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 | Kommentar |"
CARE = "\n\n| Klinik | Redovisade 2022 | Tillägg, ej redovisade 2022 |"
NORD = f"""{VISITS}
| Somatik | 3 | 1 | Tre personer. |
| Psykiatri | 50 | 48 | |
| Övriga besök | 60 | 20 | |

| Vårdtillfällen | Vårdtillfällen jan–apr 2022 |
| Tvångsvård | 6 |
{CARE}
| Ortopedi | 43 | 2 |

## Uppgifter
| Uppgift | Antal eller värde | Varav kvinnor | Varav män | Källa |
| Distanskontakter | 52 | 49 | 3 | Registret 2022-05-01 |
| Varav video | omkring 4 | | | Registret |
| Varav telefon | 48 | | | Registret |
| Kostnad för tolk | 3 | | | Registret |

## Styrmått
| Styrmått | Utfall totalt |
| Akuta besök | 96 |
"""
SYD = f"""{VISITS}
| Somatik | 30 | 10 | |
| Psykiatri | 70 | 12 | |
| Övriga besök | 80 | 20 | |
{CARE}
| Ortopedi | 33 | 12 |
"""


def plan_with(people: str = "ja", others: str = "nej", measure: str = "nej") -> str:
    """A plan in which production and asked figures count people, or not."""
    text = plan_text(MEASURES.format(measure), settings=SETTINGS, units=UNITS.replace("Styrmått, Egen bedömning", ""))
    return text + ROWS.format(people, others) + BEFORE + FIGURES.format(people)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Two divisions' answers, published."""
    round_ = new_round(tmp_path_factory.mktemp("summor") / "r", plan_with(), {"nord": NORD, "syd": SYD})
    return round_.merge("--published")


def shown(round_: Round, unit: str, sheet: str, key: str, columns: slice) -> list[Any]:
    """The figures of a unit's row in the published workbook, behind its labels; figures as they read."""
    rows = round_.rows(sheet, round_.public("regional.xlsx"))
    (row,) = [row for row in rows if row["Enhet"] == NAMES[unit] and row["Radnyckel"] == key]
    values = list(row.values())[columns]
    return [
        round(value, 2) if isinstance(value, float) else plain(value) if value is None else value for value in values
    ]


FIGURES_OF = {"Besök": slice(3, 10), "Vårdtillfällen": slice(3, 6), "Vårdavtal": slice(3, 6), "Uppgifter": slice(4, 7)}


@pytest.mark.parametrize(
    ("unit", "sheet", "key", "expected"),
    [
        ("nord", "Besök", "somatik", ["<5", 40, "–", "<5", "–", "–", "–"]),
        ("nord", "Besök", "psykiatri", ["–", 45, "–", "–", "<5", "–", "–"]),
        ("nord", "Besök", "lakare", [53, 85, -0.38, "–", 16, "–", "–"]),
        ("nord", "Besök", "totalt", [113, 150, -0.25, 69, 22, 2.14, 0.61]),
        ("syd", "Besök", "somatik", ["–", 35, "–", "–", "–", "–", "–"]),
        ("syd", "Besök", "lakare", [100, 110, -0.09, "–", 18, "–", "–"]),
        ("nord", "Vårdtillfällen", "tvang", [6, "<5", "–"]),
        ("nord", "Vårdavtal", "ortopedi", ["–", "<5", 45]),
        ("syd", "Vårdavtal", "ortopedi", ["–", "–", 45]),
        ("nord", "Uppgifter", "distans", [52, "–", "<5"]),
        ("nord", "Uppgifter", "video", ["<5", "", ""]),
        ("nord", "Uppgifter", "tele", ["–", "", ""]),
        ("nord", "Uppgifter", "kostnad", [3, "", ""]),
    ],
)
def test_what_is_shown(public: Round, unit: str, sheet: str, key: str, expected: Sequence[Any]) -> None:
    assert shown(public, unit, sheet, key, FIGURES_OF[sheet])[: len(expected)] == expected


def figures(round_: Round, unit: str, sheet: str) -> list[list[Any]]:
    """The figures of all rows of a unit, a list a row."""
    keys = [r["Radnyckel"] for r in round_.rows(sheet, round_.public("regional.xlsx")) if r["Enhet"] == NAMES[unit]]
    return [shown(round_, unit, sheet, key, FIGURES_OF[sheet]) for key in keys]


def test_no_sum_of_visits_leaves_one_hidden(public: Round) -> None:
    """Doctors' visits are the two rows behind them, all visits doctors' and others'; the region is its two divisions."""
    nord, syd = (figures(public, unit, "Besök") for unit in ("nord", "syd"))
    page = openpyxl.load_workbook(public.public("regional.xlsx"))["Regionen"]
    lines = list(page.iter_rows(values_only=True))
    start = next(at for at, line in enumerate(lines) if line[0] == "Besök" and line[1]) + 1
    region = [list(line[1:8]) for line in lines[start : start + 5]]
    assert len(nord) == len(syd) == len(region) == 5
    for column in (0, 1, 3, 4):
        lines = [
            (mine[column], theirs[column], all_[column]) for mine, theirs, all_ in zip(nord, syd, region, strict=True)
        ]
        for rows in (nord, syd, region):
            doctors, somatic, psychiatric, others, every = (row[column] for row in rows)
            lines += [(doctors, somatic, psychiatric), (every, doctors, others)]
        assert [line for line in lines if sum(isinstance(value, str) for value in line) == 1] == [], column


def test_the_texts_that_tell_are_told_in_every_section(public: Round) -> None:
    result = public.merged_json("--published")["findings"]
    places = {
        (finding["rule"], finding["sheet"], finding["label"]) for finding in result if "masked" in finding["rule"]
    }
    assert ("masked-number-in-text", "Produktion", "Kommentar") in places
    assert not [place for place in places if place[1] == "Uppgifter"], "a day in the source is no figure"


def test_everything_is_said_so_all_is_masked(public: Round) -> None:
    assert not [
        finding
        for finding in public.merged_json("--published")["findings"]
        if finding["rule"] == "counts-people-unsaid"
    ]
    assert "Publicerad: små tal är maskerade." in plain(word_text(public.public("summary.docx")))
    assert "Somatik: 3" not in plain(word_text(public.public("summary.docx")))


def test_an_old_plan_says_nothing_and_nothing_is_masked_but_contracted_care(tmp_path: Path) -> None:
    """Patients in contracted care are people, whatever the plan says; money never is."""
    round_ = new_round(tmp_path / "r", plan_with("", "", ""), {"nord": NORD, "syd": SYD})
    result = round_.merged_json("--published")["findings"]
    findings = [finding for finding in result if finding["rule"] == "counts-people-unsaid"]
    assert [(finding["sheet"], finding["severity"], finding["cell"]) for finding in findings] == [
        ("Besök", "warning", ""),
        ("Uppgifter", "warning", ""),
        ("Vårdtillfällen", "warning", ""),
    ]
    assert "om Somatik, Psykiatri räknar personer" in plain(findings[0]["advice"])
    assert "på bladet Produktionsrader i planen" in plain(findings[0]["advice"])
    assert "om Distanskontakter, Varav video räknar personer" in plain(findings[1]["advice"])
    assert "på bladet Efterfrågade uppgifter i planen" in plain(findings[1]["advice"])
    assert shown(round_, "nord", "Besök", "somatik", slice(3, 4)) == [3]
    assert shown(round_, "nord", "Vårdavtal", "ortopedi", slice(3, 6)) == ["–", "<5", 45]
    mark = (
        "Publicerad: i Besök, Vårdtillfällen, Uppgifter är inte alla små tal maskerade, för där säger planen inte om "
        "varje rad räknar personer. I Vårdavtal är alla maskerade."
    )
    assert mark in plain(word_text(round_.public("summary.docx")))
    cells = [*every_cell(round_.public("regional.xlsx"))]
    of_sheet = {sheet: value for sheet, cell, value in cells if cell == ("A2" if sheet == "Översikt" else "A3")}
    assert of_sheet["Översikt"] == mark
    assert of_sheet["Vårdavtal"] == of_sheet["Styrmått"] == "Publicerad: små tal är maskerade."
    assert of_sheet["Besök"].startswith("Publicerad: i Besök är inte alla små tal maskerade")
    assert not [finding for finding in round_.merged_json()["findings"] if finding["rule"] == "counts-people-unsaid"]


def test_last_year_s_small_number_of_nobody_knows_what_is_told(tmp_path: Path) -> None:
    earlier = "| Styrmått | Enhet | Tillfälle | Totalt |\n| akut | nord | T1 2021 | 3 |"
    answers = {"nord": "| Styrmått | Utfall totalt |\n| Akuta besök | 96 |"}
    for unit, expected in (("antal", ["Styrmått"]), ("mnkr", [])):
        measures = MEASURES.format("").replace("| antal |", f"| {unit} |")
        round_ = new_round(tmp_path / unit, plan_text(measures, earlier=earlier, settings=LIMIT), answers)
        result = round_.merged_json("--published")["findings"]
        assert [finding["sheet"] for finding in result if finding["rule"] == "counts-people-unsaid"] == expected


def test_a_page_tells_it_too(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", plan_with("", "", ""), {"nord": NORD, "syd": SYD})
    round_.merge("--published", "--page", str(tmp_path / "resultat.html"))
    assert "räknar personer, så små tal där är inte maskerade" in plain((tmp_path / "resultat.html").read_text("utf-8"))


def test_why_there_is_no_figure_is_a_text_that_may_tell(tmp_path: Path) -> None:
    answers = NORD.replace("| Akuta besök | 96 |", "| Akuta besök | Uppgift saknas, tre personer |")
    round_ = new_round(tmp_path / "r", plan_with(), {"nord": answers, "syd": SYD})
    result = round_.merged_json("--published")["findings"]
    places = [(finding["sheet"], finding["found"]) for finding in result if finding["rule"] == "masked-number-in-text"]
    assert ("Styrmått", "tre") in places


def test_a_unit_with_units_under_it_gives_none_of_them_away(tmp_path: Path) -> None:
    """Nord is Syd and Väst: 43 less 40 would be the 3."""
    units = UNITS.replace("| syd | Division Syd | division | region", "| syd | Division Syd | division | nord")
    units = units.replace("| vast | Division Väst | division | region", "| vast | Division Väst | division | nord")
    measures = MEASURES.format("ja").replace("| nord |", "| alla |").replace("| summa |", "| nej |")
    plan = plan_text(measures, settings=LIMIT, units=units)
    answer = "| Styrmått | Utfall totalt |\n| Akuta besök | {} |"
    answers = {unit: answer.format(n) for unit, n in (("nord", 43), ("syd", 40), ("vast", 3))}
    round_ = merged_round(tmp_path / "r", plan, answers, "--published")
    rows = [round_.row(unit, "akut", path=round_.public("regional.xlsx")) for unit in answers]
    assert [row["Utfall totalt"] for row in rows[1:]] == ["–", "<5"]


def test_the_region_s_earlier_figure_does_not_give_a_unit_s_away(tmp_path: Path) -> None:
    """540 last year less the 537 of Syd would be Nord's 3."""
    earlier = """
    | Styrmått | Enhet | Tillfälle | Totalt |
    | akut | nord | T1 2021 | 3 |
    | akut | syd | T1 2021 | 537 |
    """
    measures = MEASURES.format("ja").replace("| nord |", "| nord, syd |")
    answer = "| Styrmått | Utfall totalt |\n| Akuta besök | {} |"
    answers = {"nord": answer.format(300), "syd": answer.format(400)}
    round_ = new_round(tmp_path / "r", plan_text(measures, earlier=earlier, settings=LIMIT), answers).merge(
        "--published"
    )
    of_all = round_.region("Akuta besök")
    assert of_all is not None and "540" in plain(of_all["Utveckling: motivering"])
    public = round_.region("Akuta besök", round_.public("regional.xlsx"))
    assert public is not None and public["Utfall totalt"] == 700
    assert "540" not in plain(public["Utveckling: motivering"])


def test_the_words_no_people_settle_it(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", plan_with("nej"), {"nord": NORD, "syd": SYD})
    result = round_.merged_json("--published")["findings"]
    assert not [finding for finding in result if finding["rule"] == "counts-people-unsaid"]
    assert shown(round_, "nord", "Besök", "somatik", slice(3, 4)) == [3]


def test_a_report_says_the_same(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", plan_with("", "", ""), {"nord": NORD, "syd": SYD})
    code, output = command("report", "--all", "--published", "--plan", str(round_.folder))
    assert code == 0
    assert plain(output).count("går inte att avgöra om") == 3


def test_a_measure_that_is_taken_from_production_is_hidden_with_it(tmp_path: Path) -> None:
    """Of the same name and value; a third row of the same value is another thing."""
    plan = plan_with(measure="").replace("| Akuta besök |", "| Psykiatri |")
    answers = NORD.replace("| Akuta besök | 96 |", "| Psykiatri | 50 |")
    round_ = merged_round(tmp_path / "r", plan, {"nord": answers, "syd": SYD}, "--published")
    row = round_.row("nord", "akut", path=round_.public("regional.xlsx"))
    assert row["Utfall totalt"] == "–"
    assert "50" not in plain(row["Måluppfyllelse: motivering"])


def test_a_key_figure_worked_out_from_what_is_masked_is_masked(tmp_path: Path) -> None:
    alone = "| Somatik | 3 | 1 | |\n| Psykiatri | 0 | 0 | |\n| Övriga besök | 0 | 0 | |"
    round_ = merged_round(tmp_path / "r", plan_with(), {"nord": f"{VISITS}\n{alone}", "syd": SYD}, "--published")
    lines = {value: cell for sheet, cell, value in every_cell(round_.public("regional.xlsx")) if sheet == "Översikt"}
    keys = [cell for value, cell in lines.items() if value == "–"]
    assert keys, "the unit's visits, 3 in all, stand as a line too"


def test_a_limit_of_nothing_masks_nothing_and_says_so(tmp_path: Path) -> None:
    plan = plan_with().replace("| Gräns för små tal | 5 |", "| Gräns för små tal | 0 |")
    round_ = merged_round(tmp_path / "r", plan, {"nord": NORD, "syd": SYD}, "--published")
    assert shown(round_, "nord", "Besök", "somatik", slice(3, 4)) == [3]
    assert "Publicerad: inga tal är maskerade." in plain(word_text(round_.public("summary.docx")))


def test_the_region_s_total_does_not_tell_the_part_of_a_unit_without_one(tmp_path: Path) -> None:
    """138 less Syd's 105 and Nord's 29 women would be Nord's 4 men."""
    measures = MEASURES.format("ja").replace("| nej | ja |", "| ja | ja |").replace("| nord |", "| nord, syd |")
    titles = "| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |"
    answers = {"nord": f"{titles}\n| Akuta besök | 29 | 4 | |", "syd": f"{titles}\n| Akuta besök | 64 | 41 | 105 |"}
    round_ = merged_round(tmp_path / "r", plan_text(measures, settings=LIMIT), answers, "--published")
    working = round_.region("Akuta besök")
    assert working is not None and working["Utfall totalt"] == 138
    path = round_.public("regional.xlsx")
    region, nord, syd = (
        round_.region("Akuta besök", path),
        round_.row("nord", "akut", path=path),
        round_.row("syd", "akut", path=path),
    )
    assert region is not None and nord["Utfall män"] == "<5"
    outcomes = (region["Utfall totalt"], syd["Utfall totalt"], nord["Utfall kvinnor"])
    assert not all(isinstance(figure, int | float) for figure in outcomes)
