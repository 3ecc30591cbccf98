"""The Norrbotten example as a year: what each round shows of the ones before, by hand calculation, and what was typed.

April 2022 is the example with its two faults corrected; then August, the whole year, and April 2023.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.demos import copied
from tests.flow.a_year import UNITS, Occasion, YearRound, type_cells, typed_cells
from tests.house import command
from tests.tables import empty_decisions, fill, text_tables

FALLS = "Vårdrelaterade fallskador hos äldre      | "
SICK = "Sjukfrånvaro                             |                |            | "
VISITS = "| Läkarbesök > Somatik            | "
CORRECTED = (("ca 155 000", "155 000"), ("enligt bilaga", "-25,3"))
OF_NOW = ("T1 2021 K:12, M:7 T1 2022 K:29 M: 4", "K:29 M: 4")
"""Figures of one occasion: those of another that stand beside them are refused in a later round."""
FINISHED = ("26", "51", "56", "57")

APRIL = Occasion("T1 2022", "DÅ04", "2022-01-01", "2022-04-30", "2022-05-13", "2022-05-16", {"narsjukvard": CORRECTED})
AUGUST = Occasion(
    "T2 2022", "DÅ08", "2022-01-01", "2022-08-31", "2022-09-16", "2022-09-19",
    {
        "narsjukvard": (*CORRECTED, (f"{FALLS}5              | 3          | 8 ", f"{FALLS}7 | 5 | 12 ")),
        "lsv1": ((f"{FALLS}2              | 1          | 3 ", f"{FALLS}3 | 2 | 5 "),),
        "lsv2": (OF_NOW, (f"{FALLS}1              | 0 ", f"{FALLS}2 | 0 "), (f"{SICK}8,6 %", f"{SICK}8,2 %")),
    },
    FINISHED,
)  # fmt: skip
YEAR = Occasion(
    "ÅR 2022", "ÅR", "2022-01-01", "2022-12-31", "2023-01-27", "2023-01-30",
    {"narsjukvard": CORRECTED, "lsv2": (OF_NOW, (f"{SICK}8,6 %", f"{SICK}8,4 %"),)},
    FINISHED,
)  # fmt: skip
NEXT_APRIL = Occasion(
    "T1 2023", "DÅ04", "2023-01-01", "2023-04-30", "2023-05-12", "2023-05-15",
    {
        "narsjukvard": (*CORRECTED, ("22 050 ", "22 000 "), (f"{FALLS}5              | 3          | 8 ", f"{FALLS}6 | 3 | 9 ")),
        "lsv1": (("33 295 ", "33 000 "),),
        "lsv2": (OF_NOW, ("45 467 ", "46 000 "), (f"{SICK}8,6 %", f"{SICK}8,5 %")),
    },
    FINISHED,
)  # fmt: skip
UNDECIDED = """
| Regel | Enhet | Varför | Beslutat av | Tillfälle |
| unit-silent | Division Folktandvård | Svarar i augusti. | Utvecklingsdirektören | T1 2022 |
| not-approved | alla | Siffrorna är påhittade. | Utvecklingsdirektören | T1 2022 |
"""

TYPED = {
    "T2 2022": {
        "Uppföljning!C8": "DÅ08",
        "Uppföljning!C9": "Delårsrapport augusti 2022",
        "Texter!E15": "Exempel: siffrorna är påhittade.",
        "Texter!E17": "Bilagan hör till delårsrapporten för augusti 2022 och gäller en division.",
    },
    "ÅR 2022": {"Uppföljning!C8": "ÅR", "Uppföljning!C9": "Årsrapport 2022"},
    "T1 2023": {"Uppföljning!C9": "Delårsrapport april 2023"},
}


class AYear:
    """The rounds by their order; ``began`` is the plan of each as ``followup new`` wrote it, ``printed`` what that told."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.rounds = folder, list[YearRound]()
        self.began, self.printed = list[Path](), list[str]()
        copied(folder / "T1 2022")
        first = YearRound(folder / "T1 2022", APRIL)
        first.answer("narsjukvard")
        fill(empty_decisions(), first.folder / "decisions.xlsx", text_tables(UNDECIDED, "Undantag"))
        first.run("merge").run("report", "--all")
        self.rounds.append(first.run("close"))

    def go_on(self, occasion: Occasion) -> None:
        """Begin the next round from the last, type what is new in its plan, send templates and merge what comes back."""
        folder, last = self.folder / occasion.round, self.rounds[-1]
        days = ("--period-from", occasion.first, "--period-to", occasion.last, "--deadline", occasion.deadline)
        code, output = command("new", str(folder), "--from", str(last.folder), "--round", occasion.round, *days)
        assert code == 0, output
        began = folder.with_suffix(".xlsx")
        shutil.copyfile(folder / "plan.xlsx", began)
        self.began.append(began)
        self.printed.append(output)
        type_cells(folder / "plan.xlsx", TYPED[occasion.round])
        round_ = YearRound(folder, occasion)
        code, output = command("plan", "check", str(folder / "plan.xlsx"))
        assert code == 0, output
        round_.run("template")
        for unit in UNITS:
            round_.answer(unit)
        self.rounds.append(round_.run("merge"))


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> AYear:
    year = AYear(tmp_path_factory.mktemp("year"))
    for occasion in (AUGUST, YEAR, NEXT_APRIL):
        year.go_on(occasion)
    return year


def test_every_round_is_merged_and_the_first_was_closed(year: AYear) -> None:
    assert [round_.code for round_ in year.rounds] == [0, 0, 0, 0]
    assert (year.rounds[0].folder / "closed" / "T1 2022").is_dir()


def test_outcomes_are_compared_with_the_last_round(year: AYear) -> None:
    """Sick leave of one division: 8.6, 8.2, 8.4 and 8.5 per cent, and the goal is that it falls."""
    rows = [round_.row("lsv2", "sjukfranvaro") for round_ in year.rounds[1:]]
    assert [row["Tidigare utfall"] for row in rows] == [
        "T1 2022 8,6 %",
        "T2 2022 8,2 %",
        "T1 2022 8,6 %; ÅR 2022 8,4 %",  # the last round, and the same months of the year before
    ]
    assert [row["Utveckling: motivering"] for row in rows] == [
        "Sedan tertial 1 2022: från 8,6 % till 8,2 % (bättre).",
        "Sedan tertial 2 2022: från 8,2 % till 8,4 % (sämre).",
        "Sedan helåret 2022: från 8,4 % till 8,5 % (sämre).",
    ]
    assert [row["Måluppfyllelse"] for row in rows] == ["□ Uppnått", "▲ Inte uppnått", "▲ Inte uppnått"]


def test_counts_of_eight_months_are_not_held_against_those_of_four(year: AYear) -> None:
    """Falls: 5 + 2 + 1 women and 3 + 1 + 0 men in April 2022; 7 + 3 + 2 and 5 + 2 + 0 by August; 6 + 2 + 1 and 4 in April 2023.

    April 2023 comes after a whole year, and is held against April 2022, which the record has.
    """
    rows = [round_.of_region("Vårdrelaterade fallskador hos äldre") for round_ in year.rounds]
    columns = ("Utfall kvinnor", "Utfall män", "Utfall totalt")
    assert [[row[column] for column in columns] for row in (rows[0], rows[1], rows[3])] == [
        [8, 4, 12],
        [12, 7, 19],
        [9, 4, 13],
    ]
    assert [row["Utveckling: motivering"] for row in rows[1:]] == [
        "Uppgifterna för tertial 1 2022 gäller 4 månader och de för tertial 2 2022 gäller 8, så antal och belopp går inte att jämföra.",
        "Uppgifterna för tertial 2 2022 gäller 8 månader och de för helåret 2022 gäller 12, så antal och belopp går inte att jämföra.",
        "Sedan tertial 1 2022: från 12 till 13 (sämre).",
    ]
    asked = year.rounds[1].row("narsjukvard", "fraga-vald")
    assert asked["Måluppfyllelse"] == "? Kan inte avgöras", "more were asked, in twice the time"


def test_production_is_compared_with_the_same_days_a_year_before_and_never_with_others(year: AYear) -> None:
    """46 000 visits against 45 467 are 1.17 per cent more; of January to August 2021 nobody has said anything."""
    august, _whole_year, april = (round_.row("lsv2", "besok-lakare-somatik", "Besök") for round_ in year.rounds[1:])
    assert (august["Besök jan–aug 2022"], august.get("Besök jan–aug 2021"), august.get("Förändring")) == (
        45467,
        None,
        None,
    )
    assert year.rounds[1].of_region("Läkarbesök")["Ofullständig"] is None, "nobody had to say what last year was"
    assert (april["Besök jan–apr 2023"], april["Besök jan–apr 2022"]) == (46000, 45467)
    assert april["Förändring"] == pytest.approx(533 / 45467)


def test_the_region_s_production_of_last_year_is_the_sum_of_that_year(year: AYear) -> None:
    """22 050 + 80 115 + 33 295 + 45 467 + 9 915 in 2022, and 22 000 + 80 115 + 33 000 + 46 000 + 9 915 in 2023."""
    row = year.rounds[3].of_region("Läkarbesök")
    assert (row["Besök jan–apr 2023"], row["Besök jan–apr 2022"]) == (191030, 190842)
    assert row["Förändring"] == pytest.approx(188 / 190842)


def test_what_is_typed_again_is_little(year: AYear) -> None:
    """The secretariat types the code and the texts that name the month; before, all that is in the record too."""
    plans = [
        typed_cells(began, round_.folder / "plan.xlsx")
        for began, round_ in zip(year.began, year.rounds[1:], strict=True)
    ]
    assert plans == [4, 2, 1]
    assert "Uppföljning!C9, Texter!E5, Texter!E6, Texter!E15, Texter!E17, Texter!E18" in year.printed[0], (
        "texts to read through are named"
    )


def test_finished_actions_are_asked_for_no_more_and_the_others_show_what_was_said(year: AYear) -> None:
    assert "Egen utbildning för måltidspersonal (atgard-57)" in year.printed[0]
    texts = year.rounds[1].texts_of_template("lsv2", "Strategiska åtgärder")
    assert "Granskningen har inte kommit igång." in texts and "Utreda potentiellt inköp av operationsrobot" not in texts
