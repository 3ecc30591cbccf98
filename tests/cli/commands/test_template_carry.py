"""followup template --carry: the answers of a form that was filled in earlier, in the unit's new template."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.house import Plan, command
from tests.plans import PLAN, changed
from tests.scoring.rounds import Round, new_round
from tests.tables import fill, plan_book, plan_of, read_back, text_tables

ANSWERS = """
## Styrmått
| Styrmått                        | Utfall kvinnor | Utfall män | Utfall totalt | Kommentar     |
| Andel som väntat högst 90 dagar | 70,83 %        | 79 %       |               | Vi väntar in  |
| Antal som fått frågan           |                |            | 29            |               |
| Resultat mot budget             |                |            | 1,5           |               |
## Besök
| Besök                | Besök jan–apr 2022 |
| Läkarbesök > Somatik | 45 467       |
| Övriga besök         | många        |
## Strategiska åtgärder
| Åtgärd                      | Status            | Kommentar          |
| Införa produktionsplanering | pågår enligt plan | Två enheter är med |
## Övergripande handlingsplaner
| Handlingsplan           | Status | Kommentar             |
| Handlingsplan för miljö | klar   |                       |
"""
REVISED = changed(
    "| budget | 3 | ramar | Resultat mot budget | mnkr | högre | 0,0 | nej | nej | DÅ04, ÅR | nord | summa | | |\n", ""
).replace("|vantat|1|vard-i-tid|", "|vantat|4|vard-i-tid|")
LATER = PLAN.replace("| Tillfälle | T1 2022 |", "| Tillfälle | T2 2022 |")


def revised(tmp_path: Path, plan: str, answers: str = ANSWERS) -> tuple[Round, Path]:
    """A workspace whose plan was changed after a unit had begun to fill in its template; and that template."""
    older = new_round(tmp_path / "before", PLAN, {})
    older.answer("nord", answers, "Nord halvklar.xlsx")
    round_ = Round(tmp_path / "r")
    round_.folder.mkdir()
    shutil.copyfile(plan_book(plan), round_.folder / "plan.xlsx")
    return round_, older.folder / "inbox" / "Nord halvklar.xlsx"


def carry(round_: Round, *files: Path) -> tuple[int, str]:
    """What the command says, and its exit code."""
    arguments = [text for file in files for text in ("--carry", str(file))]
    return command("template", "--plan", str(round_.folder), *arguments)


def plan_in(plan: str) -> Plan:
    return plan_of(plan)[0]


def test_a_unit_goes_on_where_it_was_after_the_plan_was_changed(tmp_path: Path) -> None:
    round_, filled = revised(tmp_path, REVISED)
    before = filled.read_bytes()
    _code, output = carry(round_, filled)
    assert filled.read_bytes() == before, "the older form is only read"
    assert sorted(path.name for path in (round_.folder / "templates").iterdir()) == ["Division Nord T1 2022.xlsx"]
    read = read_back(round_.template("nord"), checks=False, by=plan_in(REVISED))
    assert str(read.value("measures", "vantat", "outcome.women")) == "0.7083", "by its key: the row has moved"
    assert read.value("measures", "vantat", "comment") == "Vi väntar in"
    assert read.value("visits", "lakare-somatik", "now") == 45467
    assert read.value("actions", "planering", "status") == "pågår"
    assert read.value("action_plans", "miljo", "status") == "klar"
    assert "8 svar fördes över från Nord halvklar.xlsx till mallen för Division Nord." in output


def test_what_cannot_be_carried_over_is_listed(tmp_path: Path) -> None:
    round_, filled = revised(tmp_path, REVISED)
    code, output = carry(round_, filled)
    assert code == 1
    assert "”många” är inte ett tal" in output
    assert "”1,5”" in output and "budget" in output, "the row is gone"
    assert "planen har ändrats" not in output, "what is new in the plan was never answered"


def test_nothing_is_said_where_all_was_carried_over(tmp_path: Path) -> None:
    round_, filled = revised(tmp_path, PLAN, ANSWERS.replace("många", "42 393"))
    code, output = carry(round_, filled)
    assert code == 0
    assert "Att rätta" not in output and "Att kontrollera" not in output


def test_an_answer_that_is_no_longer_asked_for_is_kept_in_its_grey_cell(tmp_path: Path) -> None:
    plan = changed(
        "Andel som väntat högst 90 dagar | % | högre | minst 80 % | ja |",
        "Andel som väntat högst 90 dagar | % | högre | minst 80 % | nej |",
    )
    round_, filled = revised(tmp_path, plan)
    _code, output = carry(round_, filled)
    read = read_back(round_.template("nord"), by=plan_in(plan))
    assert str(read.value("measures", "vantat", "outcome.women")) == "0.7083"
    assert "grå cell" in output


def test_of_another_round_words_are_carried_over_and_no_figure_stands_under_another_period(tmp_path: Path) -> None:
    round_, filled = revised(tmp_path, LATER)
    _code, output = carry(round_, filled)
    read = read_back(round_.folder / "templates" / "Division Nord T2 2022.xlsx", by=plan_in(LATER))
    assert read.value("actions", "planering", "comment") == "Två enheter är med"
    assert read.value("measures", "vantat", "comment") == "Vi väntar in"
    assert read.value("measures", "vantat", "outcome.women") is None
    assert read.value("visits", "lakare-somatik", "now") is None
    assert "4 siffror i Styrmått fördes inte över: de är från ett annat tillfälle, T1 2022." in output
    assert "1 siffra i Besök fördes inte över" in output


def test_figures_of_months_that_the_new_round_does_not_have_are_counted_and_its_titles_are_no_faults(
    tmp_path: Path,
) -> None:
    waited = "## Tillgänglighet\n| Månad | Kvinnor | Män |\n| 2022-01 | 50 % | 49 % |\n| 2022-02 | 51 % | 50 % |\n"
    later = (
        LATER.replace("| Period från | 2022-01-01 |", "| Period från | 2022-05-01 |")
        .replace("| Period till | 2022-04-30 |", "| Period till | 2022-08-31 |")
        .replace("| Sista svarsdag | 2022-05-13 |", "| Sista svarsdag | 2022-09-09 |")
    )
    round_, filled = revised(tmp_path, later, ANSWERS.replace("många", "42 393") + waited)
    code, output = carry(round_, filled)
    assert "4 siffror i Tillgänglighet fördes inte över: de är från ett annat tillfälle, T1 2022." in output
    assert code == 0 and "Att rätta" not in output and "rubrik" not in output, output


def test_a_signature_of_another_round_is_not_carried_over(tmp_path: Path) -> None:
    round_, filled = revised(tmp_path, LATER)
    fill(filled, filled, text_tables("## Underskrift\n| Uppgift | Svar |\n| Godkänt av | Eva Lind |"))
    _code, output = carry(round_, filled)
    assert "underskrift" in output.casefold()
    new = openpyxl.load_workbook(round_.folder / "templates" / "Division Nord T2 2022.xlsx").worksheets[0]
    assert all(cell.value != "Eva Lind" for row in new.iter_rows() for cell in row)


def test_a_template_that_a_unit_has_filled_in_where_it_stands_is_left(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", PLAN, {})
    template = round_.template("nord")
    fill(template, template, text_tables(ANSWERS, "Styrmått"))
    before = template.read_bytes()
    _code, output = carry(round_, template)
    assert template.read_bytes() == before
    beside = template.with_name("Division Nord T1 2022 (2).xlsx")
    assert read_back(beside, checks=False).value("measures", "fragor", "outcome.total") == 29
    assert beside.name in output


def test_which_of_two_files_of_a_unit_is_for_a_person_to_say(tmp_path: Path) -> None:
    round_, filled = revised(tmp_path, PLAN)
    other = Path(shutil.copy(filled, filled.with_name("Nord igen.xlsx")))
    code, output = carry(round_, filled, other)
    assert code == 2 and "Nord halvklar.xlsx" in output and "Nord igen.xlsx" in output
    assert not (round_.folder / "templates").exists()


@pytest.mark.parametrize("content", [b"", b"no workbook at all"])
def test_what_is_no_form_of_ours_is_refused_with_the_reason(tmp_path: Path, content: bytes) -> None:
    round_, filled = revised(tmp_path, PLAN)
    filled.write_bytes(content)
    code, output = carry(round_, filled)
    assert code == 2 and "Nord halvklar.xlsx" in output and "Traceback" not in output
    assert not (round_.folder / "templates").exists()


def test_a_file_of_a_unit_that_was_not_named_is_refused(tmp_path: Path) -> None:
    round_, filled = revised(tmp_path, PLAN)
    code, output = command("template", "--plan", str(round_.folder), "--unit", "syd", "--carry", str(filled))
    assert code == 2 and "Division Nord" in output
    code, output = command(
        "template", "--plan", str(round_.folder), "--unit", "syd", "--unit", "nord", "--carry", str(filled)
    )
    assert "2 mallar" in output


def test_the_same_file_gives_the_same_template(tmp_path: Path) -> None:
    round_, filled = revised(tmp_path, PLAN)
    carry(round_, filled)
    first = round_.template("nord").read_bytes()
    carry(round_, filled)
    assert round_.template("nord").read_bytes() == first
