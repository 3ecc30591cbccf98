"""A target's base is a fixed point: it is found in the record of its own round, however long ago, or said to be unknown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import command
from tests.outputs.reading_back import Record
from tests.plans import PLAN
from tests.scoring.rounds import NAMES, Round, new_round
from tests.tables import edited

WHOLE_YEAR = {
    "| Tillfälle | T1 2022 |": "| Tillfälle | ÅR 2019 |",
    "| Kod | DÅ04 |": "| Kod | ÅR |",
    "| Period från | 2022-01-01 |": "| Period från | 2019-01-01 |",
    "| Period till | 2022-04-30 |": "| Period till | 2019-12-31 |",
    "| Jämförs med | T1 2021 |": "| Jämförs med | ÅR 2018 |",
    "| Jämförelseperiod från | 2021-01-01 |": "| Jämförelseperiod från | 2018-01-01 |",
    "| Jämförelseperiod till | 2021-04-30 |": "| Jämförelseperiod till | 2018-12-31 |",
    "| Sista svarsdag | 2022-05-13 |": "| Sista svarsdag | 2020-01-20 |",
    "| Diarienummer | RM 2022/17 |\n": "",
    "| fragor | nord | T1 2021 | | | 19 |\n": "",
    "| vantat | nord | T1 2021 | 71 % | 69 % | |\n": "",
}
LATER = (
    ("T1 2020", "2020-01-01", "2020-04-30", "30"),
    ("T2 2020", "2020-01-01", "2020-08-31", "28"),
    ("ÅR 2020", "2020-01-01", "2020-12-31", "24"),
)
"""The rounds after the first, with their days and how many were asked: more than in 2019, less than in the round before."""


class NamedRound(Round):
    """A round whose templates have its own name."""

    name = ""

    def template(self, unit: str) -> Path:
        return self.folder / "templates" / f"{NAMES[unit]} {self.name}.xlsx"


def answers(figure: str) -> str:
    return f"| Styrmått | Utfall totalt |\n| Antal som fått frågan | {figure} |"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the fourth round, three after that of 2019, with its answers in the inbox."""
    text = PLAN
    for old, new in WHOLE_YEAR.items():
        assert old in text, old
        text = text.replace(old, new)
    text = text.replace("| nej | ja | DÅ04, ÅR | alla |", "| nej | ja | | alla |")
    folder = tmp_path_factory.mktemp("rounds")
    first = new_round(folder / "0", text, {})
    place: Round = first
    round_ = NamedRound(folder / "0")
    round_.name = "ÅR 2019"
    round_.answer("nord", answers("20"))
    assert round_.merge().code in (0, 1), round_.output
    for number, (name, begins, ends, figure) in enumerate(LATER, start=1):
        days = ("--period-from", begins, "--period-to", ends, "--deadline", ends)
        code, output = command("new", str(folder / str(number)), "--from", str(place.folder), "--round", name, *days)
        assert code == 0, output
        assert command("template", "--plan", str(folder / str(number)))[0] == 0
        round_ = NamedRound(folder / str(number))
        round_.name = name
        round_.answer("nord", answers(figure))
        assert round_.merge().code in (0, 1), round_.output
        place = round_
    return place.folder


def with_target(year: Path, target: str) -> Record:
    """How the fourth round judges it, of a plan with this target."""
    edited_plan = edited(year / "plan.xlsx", lambda book: write(book, target))
    (year / "plan.xlsx").write_bytes(edited_plan.read_bytes())
    round_ = NamedRound(year)
    round_.merge()
    return round_.row("nord", "fragor")


def write(book: object, target: str) -> None:
    sheet = book["Styrmått"]  # type: ignore[index]
    titles = next(row for row in sheet.iter_rows() if "Mål" in [cell.value for cell in row])
    at = next(cell.column for cell in titles if cell.value == "Mål")
    row = next(row for row in sheet.iter_rows() if "fragor" in [cell.value for cell in row])
    sheet.cell(row[0].row, at).value = target


@pytest.mark.parametrize(
    ("target", "level", "reason"),
    [
        ("Öka jämfört med 2019", "□ Uppnått", "Utfall 24, mål ökning från 20 (2019)."),
        ("Öka från ÅR 2019", "□ Uppnått", "Utfall 24, mål ökning från 20 (2019)."),
        # T2 2020 is about eight months: of a count the same days a year before are compared with.
        ("Öka", "□ Uppnått", "Utfall 24, mål ökning från 20 (helåret 2019)."),
        (
            "Minska jämfört med T1 2020",
            "Kan inte avgöras",
            "tertial 1 2020 gäller 4 månader och de för helåret 2020 gäller 12",
        ),
        ("Öka jämfört med samma period föregående år", "□ Uppnått", "ÅR 2019"),
        ("Öka jämfört med 2015", "Kan inte avgöras", "Det finns inget utfall från 2015 att jämföra med."),
        ("Minska från ÅR 2018", "Kan inte avgöras", "Det finns inget utfall från 2018 att jämföra med."),
    ],
)
def test_a_base_is_the_figure_of_the_round_that_the_target_names(
    year: Path, target: str, level: str, reason: str
) -> None:
    row = with_target(year, target)
    assert level in row["Måluppfyllelse"]
    assert reason in row["Måluppfyllelse: motivering"]


def test_only_the_rounds_that_are_compared_with_are_shown(year: Path) -> None:
    """The last round, which outcomes are compared with, and the one of the same days a year before."""
    assert with_target(year, "Öka jämfört med 2019")["Tidigare utfall"] == "ÅR 2019 20; T2 2020 28"
