"""Sums by political board, by hand calculation: they add up to the region's, and are told in working material alone."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import pytest

from tests.one_sheet import sheet_in
from tests.region.facts.test_facts import exported, lines_of, select_facts
from tests.round.test_sub_units import CALLS, COST, UNITS, WAITED, answers, every_answer, the_plan
from tests.scoring.rounds import Round, merged_round

TODAY = ("--today", "2022-05-20")
BOARDS = {"a": "Hälsonämnden", "a2": "Tandnämnden", "b": "Tandnämnden", "b2": "hälsonämnden ", "c": "Hälsonämnden"}
"""Clinics that name none answer to the board of their division: a1 to that of A, b1 to that of B."""

# By hand: a1, b2 and c answer to the first, a2 and b1 to the second. Calls 60 + 25 + 45 = 130 and 40 + 30 = 70;
# waited 50 + 45 + 27 of 60 + 60 + 50 and 30 + 20 of 40 + 40; visits 600 + 100 + 250 = 950 and 400 + 300 = 700.


def with_boards(boards: dict[str, str], counted: str = "") -> str:
    """The plan of units under units, in which units name boards."""
    lines = UNITS.strip().splitlines()
    titles = f"{lines[0]} Nämnd |"
    rows = [f"{line} {boards.get(line.split('|')[1].strip(), '')} |" for line in lines[1:]]
    return the_plan(counted, "\n".join([titles, *rows]))


def sums(path: Path, section: str, row: str, title: str) -> dict[str, object]:
    """A figure of a row on the sheet of the region's sums, by what stands behind the section in the table's heading."""
    page = list(sheet_in(path, "Regionen", data_only=True).iter_rows(values_only=True))
    found = dict[str, object]()
    for at, line in enumerate(page):
        if str(line[0]).partition(", ")[0] == section and not any(line[1:]):
            titles = page[at + 1]
            for cells in takewhile(lambda cells: any(cells), page[at + 2 :]):
                if row in cells:
                    value = cells[titles.index(title)]
                    found[str(line[0]).partition(", ")[2]] = round(value, 4) if isinstance(value, float) else value
    return found


@pytest.fixture(scope="module")
def two_boards(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Every unit has answered, and they answer to two boards."""
    folder = tmp_path_factory.mktemp("boards") / "r"
    return merged_round(folder, with_boards(BOARDS), every_answer(), "--published")


def test_sums_by_board_add_up_to_the_regions(two_boards: Round) -> None:
    calls = sums(two_boards.regional, "Styrmått", CALLS, "Utfall totalt")
    assert (calls[""], calls["Hälsonämnden"], calls["Tandnämnden"]) == (200, 130, 70)
    waited = sums(two_boards.regional, "Styrmått", WAITED, "Utfall totalt")
    assert (waited["Hälsonämnden"], waited["Tandnämnden"]) == (round(122 / 170, 4), round(50 / 80, 4))


def test_the_overview_has_key_figures_by_board(two_boards: Round) -> None:
    page = list(sheet_in(two_boards.regional, "Översikt", data_only=True).iter_rows(values_only=True))
    at = next(at for at, line in enumerate(page) if line[0] == "Nyckeltal per nämnd")
    assert [line[:2] for line in page[at + 1 : at + 4]] == [
        ("Nämnd", "Besök"),
        ("Hälsonämnden", 950),
        ("Tandnämnden", 700),
    ]


def test_levels_by_board_add_up_to_those_of_all_units(two_boards: Round) -> None:
    page = list(sheet_in(two_boards.regional, "Översikt", data_only=True).iter_rows(values_only=True))
    last = next(at for at, line in enumerate(page) if line[0] == "Alla enheter")
    names = [str(line[0]) for line in page[last - 2 : last + 1]]
    assert names == ["Hälsonämnden", "Tandnämnden", "Alla enheter"]
    shares = [[cell for cell in line if " av " in str(cell)][-1] for line in page[last - 2 : last + 1]]
    met, decided = zip(*(map(int, str(share).split(" av ")) for share in shares), strict=True)
    assert decided[-1] > 0
    assert (met[0] + met[1], decided[0] + decided[1]) == (met[2], decided[2])


def test_a_unit_whose_own_figure_counts_has_it_at_its_own_board(tmp_path: Path) -> None:
    merged = merged_round(tmp_path / "r", with_boards(BOARDS, "egen siffra"), every_answer())
    calls = sums(merged.regional, "Styrmått", CALLS, "Utfall totalt")
    assert (calls[""], calls["Hälsonämnden"], calls["Tandnämnden"]) == (200, 170, 30)


def test_published_sums_by_board_are_left_out_with_a_word(two_boards: Round) -> None:
    published = two_boards.public("regional.xlsx")
    assert set(sums(published, "Styrmått", CALLS, "Utfall totalt")) == {""}
    page = sheet_in(published, "Regionen")
    said = "Summor per nämnd står bara i arbetsmaterialet"
    assert any(str(cell.value).startswith(said) for cell in page["A"])


def test_one_board_has_no_sums_of_its_own(tmp_path: Path) -> None:
    merged = merged_round(tmp_path / "r", with_boards(dict.fromkeys("abc", "Regionstyrelsen")), every_answer())
    assert "Regionstyrelsen" not in sums(merged.regional, "Styrmått", CALLS, "Utfall totalt")


def test_the_facts_tell_what_each_board_has_together(two_boards: Round, tmp_path: Path) -> None:
    """Beside the sums that have been there, a line a figure: in no leaf and in no total."""
    facts = exported(two_boards.folder, tmp_path, *TODAY)
    of_boards = select_facts(facts, kind="board", column="outcome", part="")
    shown = {(line["board"], line["label"]): round(float(line["value"]), 4) for line in of_boards}
    assert shown == {
        ("Hälsonämnden", CALLS): 130,
        ("Tandnämnden", CALLS): 70,
        ("Hälsonämnden", COST): 8.9,
        ("Tandnämnden", COST): 8.8,
        ("Hälsonämnden", WAITED): round(122 / 170, 4),
        ("Tandnämnden", WAITED): round(50 / 80, 4),
    }
    assert {(line["unit"], line["unit_name"] == line["board"]) for line in of_boards} == {
        (board, True) for board in ("Hälsonämnden", "Tandnämnden")
    }, "an empty unit is the region's"
    (total,) = select_facts(facts, kind="total", label=CALLS, column="outcome", part="")
    leaves = select_facts(facts, kind="leaf", label=CALLS, column="outcome", part="")
    assert float(total["value"]) == sum(float(leaf["value"]) for leaf in leaves) == 200


def test_published_facts_tell_nothing_of_boards(two_boards: Round, tmp_path: Path) -> None:
    """With them a masked figure of a unit could be worked out."""
    exported(two_boards.folder, tmp_path, "--published", *TODAY)
    assert not select_facts(lines_of(tmp_path / "published" / "facts.csv"), kind="board")


def test_a_change_is_told_of_the_unit_and_the_region_and_not_of_the_board(tmp_path: Path) -> None:
    merged = merged_round(tmp_path / "r", with_boards(BOARDS), every_answer())
    merged.answer("c", answers("c", 46))
    changes = merged.merged_json("--dry-run")["changes"]["since_merge"]
    assert {change["unit"] for change in changes if change["label"] == CALLS} >= {"c", ""}
    assert not {change["unit"] for change in changes} & {"Hälsonämnden", "Tandnämnden"}
