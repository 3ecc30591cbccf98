"""A target that is missed without a comment: the template says so where it can tell for certain, and never otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.form.self_check.filled import form_faults, worked_out
from tests.office import needs_office
from tests.scoring.plans import plan_text
from tests.scoring.rounds import NAMES, new_round
from tests.tables import read_back, read_plan

pytestmark = [needs_office, pytest.mark.xdist_group("office")]
MEASURES = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Följs upp | Svarar | Läggs ihop |
| a | 1 | vard-i-tid | Väntat | % | högre | minst 80 % | nej | DÅ04 | alla | nej |
| b | 2 | vard-i-tid | Avgifter | mnkr | lägre | under 6,5 | nej | DÅ04 | alla | nej |
| c | 3 | vard-i-tid | Index | index | högre | 75 | nej | DÅ04 | alla | nej |
| d | 4 | vard-i-tid | Fall | antal | | 10-20 | nej | DÅ04 | alla | nej |
| e | 5 | trygghet | Ronder | antal | högre | Öka | nej | DÅ04 | alla | nej |
| f | 6 | trygghet | Nöjda | % | högre | minst 90 % | ja | DÅ04 | alla | nej |
| g | 7 | trygghet | Enkät | % | högre | minst 90 % | nej | ÅR | alla | nej |
"""
TITLES = "## Styrmått\n| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt | Orsak | Kommentar |"
MISSED = f"""{TITLES}
| Väntat | | | 79,9 % | | |
| Avgifter | | | 6,5 | | |
| Index | | | 74 | | |
| Fall | | | 21 | | |
| Ronder | | | 1 | | |
| Nöjda | 80 % | 95 % | | | |
| Enkät | | | 5 % | | |
"""
MET = f"""{TITLES}
| Väntat | | | 80 % | | |
| Avgifter | | | 6,4 | | |
| Index | | | 75 | | |
| Fall | | | 20 | | |
"""
EXPLAINED = f"""{TITLES}
| Väntat | | | 79,9 % | Sjukfrånvaro | |
| Avgifter | | | 6,5 | | Fler besök än väntat |
| Index | | | cirka 75 | | |
| Fall | | | Data saknas | | |
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[set[str], set[str]]]:
    """Of each workbook the cells that the form and the check tell of."""
    folder, typed = tmp_path_factory.mktemp("missed"), {"missed": MISSED, "met": MET, "explained": EXPLAINED}
    rounds = {name: new_round(folder / name, plan_text(MEASURES), {"nord": answers}) for name, answers in typed.items()}
    paths: list[Path] = [round_.folder / "inbox" / f"{NAMES['nord']} T1 2022.xlsx" for round_ in rounds.values()]
    plan, _findings = read_plan(rounds["met"].folder / "plan.xlsx")
    books = worked_out(paths, tmp_path_factory.mktemp("office"))
    rule = "comment-missing"
    return {
        name: (
            {fault.cell for fault in form_faults(book) if fault.rule == rule},
            {finding.place.cell for finding in read_back(path, by=plan).findings if finding.rule == rule},
        )
        for name, path, book in zip(rounds, paths, books, strict=True)
    }


def test_where_a_target_is_a_limit_the_form_says_that_a_comment_is_missing(
    told: dict[str, tuple[set[str], set[str]]],
) -> None:
    by_form, by_check = told["missed"]
    assert len(by_form) == 4
    assert by_form < by_check
    assert len(by_check) == 5, "of women and men, the check alone"


@pytest.mark.parametrize("name", ["met", "explained"])
def test_it_says_nothing_of_a_target_that_is_met_or_explained(
    told: dict[str, tuple[set[str], set[str]]], name: str
) -> None:
    assert told[name] == (set(), set())
