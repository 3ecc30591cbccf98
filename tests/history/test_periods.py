"""A figure never stands under another period's heading: last year's production is of the very days compared with."""

from __future__ import annotations

import csv
import hashlib
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.history.test_one_history import cell
from tests.house import command
from tests.outputs.reading_back import Record
from tests.plans import PLAN, changed
from tests.scoring.rounds import NAMES, Round, new_round
from tests.tables import edited, plan_book

RULES = ("no-round-of-compared-period", "earlier-outcome-differs", "figures-of-another-period", "earlier-not-in-plan")
BEFORE = "| nord | lakare-somatik | 42 401 | 4 516 |\n| nord | ovriga | 36 530 | 6 825 |\n| nord | vtf | 4 421 | |\n"
ALWAYS_DUE = changed("| nej | ja | DÅ04, ÅR | alla |", "| nej | ja | | alla |")
NOTHING_BEFORE = "| nord | lakare-somatik | | |\n| nord | ovriga | | |\n| nord | vtf | | |\n"


class NamedRound(Round):
    """A round whose templates have its own name."""

    def named(self, name: str) -> NamedRound:
        self.name = name
        return self

    def template(self, unit: str) -> Path:
        return self.folder / "templates" / f"{NAMES[unit]} {self.name}.xlsx"


def answers(months: str, somatic: str, others: str) -> str:
    return f"## Besök\n| Besök | Besök {months} |\n| Läkarbesök > Somatik | {somatic} |\n| Övriga besök | {others} |"


def next_round(before: Round, folder: Path, name: str, first: str, last: str) -> NamedRound:
    """The round after another, begun and with its templates."""
    days = ("--period-from", first, "--period-to", last, "--deadline", last)
    code, output = command("new", str(folder), "--from", str(before.folder), "--round", name, *days)
    assert code == 0, output
    code, printed = command("template", "--plan", str(folder))
    assert code == 0, printed
    return NamedRound(folder).named(name)


def merged(round_: NamedRound, text: str) -> list[dict[str, Any]]:
    """What is found of periods when these answers are merged."""
    round_.answer("nord", text)
    return [finding for finding in round_.merged_json()["findings"] if finding["rule"] in RULES]


def visits(round_: Round, key: str = "lakare-somatik") -> Record:
    return round_.row("nord", key, "Besök")


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """T1 and T2 2022, T1 2023 and T2 2023, each begun from the one before; T2 is January to August."""
    folder = tmp_path_factory.mktemp("years")
    first = NamedRound(new_round(folder / "T1 2022", ALWAYS_DUE, {}).folder).named("T1 2022")
    merged(first, answers("jan–apr 2022", "45 000", "40 000"))
    second = next_round(first, folder / "T2 2022", "T2 2022", "2022-01-01", "2022-08-31")
    write_setting(second.folder, "Kod", "DÅ08")
    merged(second, answers("jan–aug 2022", "90 000", "81 000"))
    third = next_round(second, folder / "T1 2023", "T1 2023", "2023-01-01", "2023-04-30")
    merged(third, answers("jan–apr 2023", "46 000", "40 500"))
    next_round(third, folder / "T2 2023", "T2 2023", "2023-01-01", "2023-08-31")
    return folder


def test_january_to_april_never_stands_under_the_heading_of_august(two_years: Path) -> None:
    """The second round: nobody reported January to August 2021, so there is nothing to compare with, and no +112 %."""
    second = NamedRound(two_years / "T2 2022").named("T2 2022")
    assert cell(second.template("nord"), "Produktion", "lakare-somatik", "before").value is None
    of_months, found = [finding for finding in second.plan_findings() if finding["rule"] in RULES]
    assert (of_months["rule"], of_months["sheet"]) == (RULES[0], "Väntetider förra året")
    assert "2021-03 – 2021-08: 6" in of_months["advice"].replace("\u00a0", " "), (
        "January and February stand in the plan"
    )
    assert (found["rule"], found["severity"], found["sheet"]) == (RULES[0], "warning", "Produktion förra året")
    assert "2021-01-01 – 2021-08-31: 4" in found["advice"].replace("\u00a0", " ")
    assert "T1 2022 (2022-01-01 – 2022-04-30)" in found["advice"].replace("\u00a0", " ")
    row = visits(second)
    assert (row.get("Besök jan–aug 2021"), row["Besök jan–aug 2022"], row.get("Förändring")) == (None, 90000, None)


def test_last_year_is_the_round_of_the_same_days(two_years: Path, tmp_path: Path) -> None:
    """By hand: 90 900 of 90 000 is +1 %, 162 000 of 81 000 is +100 %; the sum 252 900 of 171 000 is +47,9 %."""
    fourth = NamedRound(shutil.copytree(two_years / "T2 2023", tmp_path / "T2 2023")).named("T2 2023")
    template = fourth.template("nord")
    assert cell(template, "Produktion", "lakare-somatik", "before").value == 90000
    assert merged(fourth, answers("jan–aug 2023", "90 900", "162 000")) == []
    somatic, others, total = (visits(fourth, key) for key in ("lakare-somatik", "ovriga", "totalt"))
    assert (somatic["Besök jan–aug 2022"], somatic["Förändring"]) == (90000, pytest.approx(0.01))
    assert (others["Besök jan–aug 2022"], others["Förändring"]) == (81000, pytest.approx(1.0))
    assert (total["Besök jan–aug 2022"], total["Förändring"]) == (171000, pytest.approx(252900 / 171000 - 1))


def test_the_same_round_a_year_later_has_its_days_and_code_without_a_word(two_years: Path, tmp_path: Path) -> None:
    code, output = command("new", str(tmp_path / "r"), "--from", str(two_years / "T1 2023"), "--round", "T2 2023")
    assert code == 0 and "som vid T2 2022" in output and "Period från" not in output, output
    settings = settings_in(tmp_path / "r" / "plan.xlsx")
    assert {title: settings[title] for title in ("Kod", "Period från", "Period till", "Jämförelseperiod till")} == {
        "Kod": "DÅ08",
        "Period från": "2023-01-01",
        "Period till": "2023-08-31",
        "Jämförelseperiod till": "2022-08-31",
    }


def settings_in(path: Path) -> dict[str, str]:
    """The settings of a plan by their titles."""
    rows = openpyxl.load_workbook(path)["Uppföljning"].iter_rows()
    return {str(row[1].value): str(row[2].value).removesuffix(" 00:00:00") for row in rows if row[1].value}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2023-02-01", "2023-02-28", ("2022-02-01", "2022-02-28")),
        ("2025-02-01", "2025-02-28", ("2024-02-01", "2024-02-29")),
        ("2024-02-01", "2024-02-29", ("2023-02-01", "2023-02-28")),
    ],
)
def test_the_days_a_year_before_end_with_the_month(
    two_years: Path, tmp_path: Path, first: str, last: str, expected: tuple[str, str]
) -> None:
    before = ("--from", str(two_years / "T1 2022"), "--round", "Februari 2025")
    assert command("new", str(tmp_path / "r"), *before, "--period-from", first, "--period-to", last)[0] == 0
    settings = settings_in(tmp_path / "r" / "plan.xlsx")
    assert (settings["Jämförelseperiod från"], settings["Jämförelseperiod till"]) == expected


def test_both_comparisons_are_shown_of_a_measure(two_years: Path, tmp_path: Path) -> None:
    """Outcomes of the last round, T1 2023, and of the same days a year before, T2 2022; not of T1 2022."""
    places = {}
    for name in ("T1 2022", "T2 2022", "T1 2023"):
        places[name] = shutil.copytree(two_years / name, tmp_path / name)
    outcome = "## Styrmått\n| Styrmått | Utfall totalt |\n| Antal som fått frågan | {} |"
    for name, figure in (("T1 2022", "10"), ("T2 2022", "20"), ("T1 2023", "30")):
        NamedRound(places[name]).named(name).answer("nord", outcome.format(figure))
        NamedRound(places[name]).named(name).merge()
        after = places.get({"T1 2022": "T2 2022", "T2 2022": "T1 2023"}.get(name, ""))
        if after is not None:
            assert command("new", str(after), "--from", str(places[name]), "--renew")[0] == 0
    fourth = next_round(NamedRound(places["T1 2023"]), tmp_path / "T2 2023", "T2 2023", "2023-01-01", "2023-08-31")
    earlier = cell(fourth.template("nord"), "Styrmått", "fragor", "earlier").value
    assert earlier == "T1 2021 19; T2 2022 20; T1 2023 30", "T1 2021 stands in the plan itself"
    assert merged(fourth, outcome.format("25")) == []
    # T1 2023 is about four months: of a count the same days a year before are compared with.
    assert fourth.row("nord", "fragor")["Utveckling: motivering"] == "Sedan tertial 2 2022: från 20 till 25 (bättre)."


def test_a_figure_of_the_plan_that_is_another_than_the_records_is_told(two_years: Path, tmp_path: Path) -> None:
    fourth = NamedRound(shutil.copytree(two_years / "T2 2023", tmp_path / "T2 2023")).named("T2 2023")
    write_before(fourth.folder, 90500)
    (told,) = [finding for finding in fourth.plan_findings() if finding["rule"] in RULES]
    assert (told["rule"], told["found"].replace("\u00a0", " ")) == (RULES[1], "90 500")
    assert "90 000" in told["advice"].replace("\u00a0", " ") and "T2 2022" in told["advice"]
    (again,) = merged(fourth, answers("jan–aug 2023", "90 900", "82 000"))
    assert again["rule"] == RULES[1]
    assert visits(fourth)["Besök jan–aug 2022"] == 90500, "the plan's own stands, as with outcomes"


def write_before(folder: Path, figure: int) -> None:
    """Type last year's visits of the first row into the plan."""

    def write(book: Any) -> None:
        sheet = book["Produktion förra året"]
        row = next(row for row in sheet.iter_rows() if "lakare-somatik" in [cell.value for cell in row])
        at = next(cell.column for cell in row if cell.value == "lakare-somatik")
        sheet.cell(row[0].row, at + 1).value = figure

    (folder / "plan.xlsx").write_bytes(edited(folder / "plan.xlsx", write).read_bytes())


def write_setting(folder: Path, title: str, text: str) -> None:
    """Type a setting into the plan."""

    def write(book: Any) -> None:
        row = next(row for row in book["Uppföljning"].iter_rows() if row[1].value == title)
        row[2].value = text

    (folder / "plan.xlsx").write_bytes(edited(folder / "plan.xlsx", write).read_bytes())


COPIED_BY_HAND = {
    "| Tillfälle | T1 2022 |": "| Tillfälle | T2 2022 |",
    "| Period till | 2022-04-30 |": "| Period till | 2022-08-31 |",
    "| Jämförs med | T1 2021 |": "| Jämförs med | T1 2022 |",
    "| Jämförelseperiod till | 2021-04-30 |": "| Jämförelseperiod till | 2021-08-31 |",
}


def copied_by_hand(two_years: Path, folder: Path, before: str) -> NamedRound:
    """T2 2022 in the folder of T1, with its settings typed and these figures on the sheet of last year's production."""
    text = PLAN.replace(BEFORE, before)
    if before != BEFORE:
        text = text.replace("| syd | lakare-psykiatri | 12 | 2 |", "| syd | lakare-psykiatri | | |")
    for old, new in COPIED_BY_HAND.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    shutil.copytree(two_years / "T1 2022", folder)
    shutil.copyfile(plan_book(text), folder / "plan.xlsx")
    shutil.rmtree(folder / "inbox")
    assert command("template", "--plan", str(folder))[0] == 0
    return NamedRound(folder).named("T2 2022")


def test_figures_that_were_left_in_a_plan_copied_by_hand_are_not_used(two_years: Path, tmp_path: Path) -> None:
    round_ = copied_by_hand(two_years, tmp_path / "r", BEFORE)
    found = merged(round_, answers("jan–aug 2022", "90 000", "81 000"))
    assert sorted((finding["rule"], finding["sheet"]) for finding in found) == [
        ("figures-of-another-period", "Produktion förra året"),
        ("no-round-of-compared-period", "Produktion förra året"),
        ("no-round-of-compared-period", "Väntetider förra året"),
    ]
    told = next(finding for finding in found if finding["rule"] == "figures-of-another-period")
    assert (told["sheet"], told["found"].replace("\u00a0", " ")) == ("Produktion förra året", "42 401")
    assert "2021-01-01 – 2021-04-30" in told["advice"].replace("\u00a0", " ")
    assert (visits(round_).get("Besök jan–aug 2021"), visits(round_).get("Förändring")) == (None, None)
    assert cell(round_.template("nord"), "Produktion", "lakare-somatik", "before").value is None


@pytest.mark.parametrize(
    "before",
    [
        BEFORE.replace("42 401", "84 802").replace("36 530", "73 060").replace("4 421", "8 842")
        .replace("4 516", "9 032").replace("6 825", "13 650"),
        NOTHING_BEFORE.replace("| nord | vtf | | |", "| nord | vtf | 4 421 | |"),
    ],
    ids=["of the right days", "one figure alone that is the same"],
)  # fmt: skip
def test_figures_that_somebody_has_written_are_used(two_years: Path, tmp_path: Path, before: str) -> None:
    round_ = copied_by_hand(two_years, tmp_path / "r", before)
    rules = {finding["rule"] for finding in merged(round_, answers("jan–aug 2022", "90 000", "81 000"))}
    assert "figures-of-another-period" not in rules
    assert round_.row("nord", "vtf", "Vårdtillfällen")["Vårdtillfällen jan–aug 2021"] in (8842, 4421)


def test_the_heading_of_last_years_months_is_theirs_whatever_the_plan_compares_with(tmp_path: Path) -> None:
    """May to August compared with January to April of the same year: the months a year before are still of 2021."""
    text = PLAN
    for old, new in COPIED_BY_HAND.items():
        text = text.replace(old, new)
    text = text.replace("| Jämförelseperiod till | 2021-08-31 |", "| Jämförelseperiod till | 2022-04-30 |")
    round_ = NamedRound(new_round(tmp_path / "r", text, {}).folder).named("T2 2022")
    sheet = openpyxl.load_workbook(round_.template("nord"))["Tillgänglighet"]
    titles = {cell.value for row in sheet.iter_rows() for cell in row}
    assert "Kvinnor 2021" in titles and "Kvinnor 2022" not in titles


def test_the_facts_of_earlier_outcomes_have_the_days_of_their_own_round(two_years: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(two_years / "T2 2023", tmp_path / "T2 2023")
    figures = "measures,fragor,nord,outcome.total,20\n"
    record = folder / "history" / "T2 2022"
    before = (record / "figures.csv").read_text(encoding="utf-8")
    (record / "figures.csv").write_text(before + figures, encoding="utf-8", newline="")
    old, new = (hashlib.sha256(text.encode()).hexdigest() for text in (before, before + figures))
    index = (record / "record.json").read_text(encoding="utf-8")
    (record / "record.json").write_text(index.replace(old, new), encoding="utf-8")
    round_ = NamedRound(folder).named("T2 2023")
    round_.answer("nord", answers("jan–aug 2023", "90 900", "82 000"))
    code, output = command("export", "--plan", str(folder), "--into", str(tmp_path))
    assert code in (0, 1), output
    with (tmp_path / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["row"] == "fragor" and line["kind"] == "earlier"]
    known = {(line["round"], line["period_start"], line["period_end"], line["value"]) for line in lines}
    assert known == {("T1 2021", "", "", "19"), ("T2 2022", "2022-01-01", "2022-08-31", "20")}


def test_the_same_months_of_last_year_come_from_any_round_that_had_them(tmp_path: Path) -> None:
    months = "## Tillgänglighet\n| Serie | Månad | Kvinnor | Män |\n"
    first = NamedRound(new_round(tmp_path / "a", PLAN, {}).folder).named("T1 2022")
    merged(first, f"{months}| Första besök | 2022-01 | 60 % | 59 % |\n| Första besök | 2022-02 | 61 % | 62 % |")
    later = next_round(first, tmp_path / "b", "Mars 2023", "2023-02-01", "2023-03-31")
    book = openpyxl.load_workbook(later.template("nord"))
    (sheet,) = [sheet for sheet in book.worksheets if sheet.title.startswith("Tillgänglighet")]
    path = later.template("nord")
    assert cell(path, sheet.title, "forsta.2023-02", "before.women").value == pytest.approx(0.61)
    assert cell(path, sheet.title, "forsta.2023-02", "before.men").value == pytest.approx(0.62)
    assert cell(path, sheet.title, "forsta.2023-03", "before.women").value is None


def test_a_workbook_named_with_previous_gives_production_too_and_every_command_remembers_it(
    two_years: Path, tmp_path: Path
) -> None:
    first = NamedRound(two_years / "T2 2022").named("T2 2022")
    folder = shutil.copytree(two_years / "T2 2023", tmp_path / "r")
    shutil.rmtree(folder / "history")
    round_ = NamedRound(folder).named("T2 2023")
    assert command("template", "--plan", str(folder))[0] == 0
    assert cell(round_.template("nord"), "Produktion", "lakare-somatik", "before").value is None
    round_.answer("nord", answers("jan–aug 2023", "90 900", "82 000"))
    found = round_.merged_json("--previous", str(first.regional))["findings"]
    assert not [finding for finding in found if finding["rule"] in (*RULES, "prefilled-changed")]
    assert visits(round_)["Besök jan–aug 2022"] == 90000
    assert command("template", "--plan", str(folder))[0] == 0
    assert cell(round_.template("nord"), "Produktion", "lakare-somatik", "before").value == 90000
