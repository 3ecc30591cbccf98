"""Units that change, as the plan says it: what it tells of them, and what a secretary types."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl

from tests.flow.units.years import ANSWERED, WAITED, Later, a_year_later, answers, merged_after, plan_of
from tests.house import command
from tests.one_sheet import sheet_in
from tests.scoring.rounds import Round, merged_round, new_round, plain
from tests.tables import plan_book

TYPED = """
## Tidigare utfall
| Styrmått | Enhet | Tillfälle | Totalt |
| fragor | nord | T1 2021 | 10 |
| fragor | syd | T1 2021 | 15 |
| svarat | nord | T1 2021 | 80 % |
| vantat | nord | T1 2020 | 60 % |
"""


def test_what_the_plan_says_of_a_unit_that_is_gone_is_its_successors(tmp_path: Path) -> None:
    """Nobody types it again, with or without a record of the round."""
    plan = plan_of(2022, {"a": "nord, syd", "vast": ""}) + TYPED
    later = merged_round(tmp_path / "r", plan, {"a": answers("30"), "vast": answers("5")})
    assert later.code == 0, later.output
    row = later.row("a", "fragor")
    assert row["Tidigare utfall"] == "T1 2021 25 (beräknat ur nord, syd)"
    assert str(row["Utveckling: motivering"]).startswith("Sedan tertial 1 2021: från 25 till 30 (bättre).")
    assert later.row("a", "svarat")["Tidigare utfall"] == "T1 2021 (siffra saknas för syd)"
    assert later.row("a", "vantat")["Tidigare utfall"] == "T1 2020 (siffra saknas för syd)"


def test_what_the_plan_says_goes_before_the_record(first: Round, tmp_path: Path) -> None:
    plan = plan_of(2023, {"a": "nord, syd", "vast": ""}) + TYPED.replace("T1 2021 | 10", "T1 2022 | 21")
    later = merged_after(Later(tmp_path / "r"), plan, {"a": answers("52"), "vast": answers("5")}, {"T1 2022": first})
    assert "T1 2022 51 (beräknat ur Division Nord, Division Syd)" in later.of_unit("a")[0], "21 and 30, not 20 and 30"
    assert "från 56 till 57" in later.of_region(), "21, 30 and 5"


def test_where_a_unit_that_is_gone_is_asked_its_successors_are(tmp_path: Path) -> None:
    plan = plan_of(2022, {"a": "nord", "b": "nord", "c": ""}).replace("| alla | viktat |", "| nord | viktat |")
    later = new_round(tmp_path / "r", plan, {})
    page = {unit: sheet_in(later.template(unit), "Styrmått") for unit in "abc"}
    asked = {unit for unit in page if any(cell.value == ANSWERED for row in page[unit].iter_rows() for cell in row)}
    assert asked == {"a", "b"}


def test_two_plans_compared_tell_what_a_unit_has_taken_over_from(tmp_path: Path) -> None:
    old = plan_book(plan_of(2022, {"nord": "", "syd": ""}))
    new = plan_book(plan_of(2022, {"a": "nord 60 %", "syd": "syd, nord 40 %"}))
    _code, output = command("plan", "diff", str(old), str(new))
    lines = [plain(line).strip() for line in output.splitlines()]
    assert "Enheter ”a”, Ersätter: – → nord 60 %" in lines
    assert "Enheter ”syd”, Ersätter: – → syd, nord 40 %" in lines
    assert "Enheter ”nord” stryks." in lines and "Enheter ”a” läggs till." in lines


def test_plan_check_tells_of_units_that_are_gone_before_a_template_is_made(first: Round, tmp_path: Path) -> None:
    new_round(tmp_path / "r", plan_of(2023, {"a": "norr", "syd": "", "vast": ""}), {})
    later = Later(tmp_path / "r")
    shutil.copytree(first.folder / "output" / "record", later.folder / "history" / "T1 2022")
    by_rule = {finding["rule"]: finding for finding in later.plan_findings()}
    assert by_rule["unit-gone"]["found"] == "Division Nord" and by_rule["unit-gone"]["sheet"] == "Enheter"
    assert by_rule["predecessor-unknown"]["found"] == "norr" and "nord" in by_rule["predecessor-unknown"]["advice"]


ACTIONS = """
## Skalor
| Skala | Typ | Nivå | Symbol | Ord | Färg | Räknas som |
| åtgärdsstatus | prognos | klar | ✓ | klar | #2E7D32 | klar |
| åtgärdsstatus | prognos | pågår | ► | pågår enligt plan | #BBD7F5 | pågår |

## Åtgärder
| Id | Nr | Framgångsfaktor | Åtgärd | Ansvarig | Enheter | Start |
| planering | 1 | vard-i-tid | Införa produktionsplanering | VO-chefer | {units} | 2022-01-01 |
"""


def test_what_a_unit_wrote_last_stands_before_the_new_cell_of_its_successors(tmp_path: Path) -> None:
    said = "## Strategiska åtgärder\n| Åtgärd | Status | Kommentar |\n| Införa produktionsplanering | pågår enligt plan | {} |\n"
    given = {unit: said.format(text) for unit, text in (("nord", "Två kliniker klara."), ("syd", "Börjar i höst."))}
    plan = plan_of(2022, {"nord": "", "syd": ""}) + ACTIONS.format(units="nord, syd")
    first = merged_round(tmp_path / "1", plan, given)
    assert first.code == 0, first.output
    plan = plan_of(2023, {"a": "nord 50 %", "b": "nord 50 %, syd"}) + ACTIONS.format(units="a, b")
    new_round(tmp_path / "2", plan, {})
    later = Later(tmp_path / "2")
    shutil.copytree(first.folder / "output" / "record", later.folder / "history" / "T1 2022")
    code, output = command("template", "--plan", str(later.folder))
    assert code == 0, output
    assert shown(later.template("a")) == ["Två kliniker klara."]
    assert shown(later.template("b")) == ["Division Nord: Två kliniker klara.\nDivision Syd: Börjar i höst."]


def shown(template: Path) -> list[str]:
    """The texts of the last round that a template shows."""
    sheet = sheet_in(template, "Strategiska åtgärder")
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    return [text for text in texts if "kliniker" in text or "höst" in text]


def sheet_of(book: openpyxl.Workbook, name: str) -> tuple[Any, dict[str, int], dict[str, int]]:
    """A sheet of a plan, its columns by title, and its rows by id; "" is the first empty one."""
    sheet = book[name]
    head = next(row for row in range(1, 9) if sheet.cell(row, 2).value == "Id")
    columns = {str(cell.value): cell.column for cell in sheet[head] if cell.value}
    ids = {str(sheet.cell(row, 2).value or ""): row for row in range(sheet.max_row, head, -1)}
    return sheet, columns, ids


def type_into(book: openpyxl.Workbook, name: str, id_: str, **cells: str) -> None:
    """Type cells into the row of an id, or into the first empty row."""
    sheet, columns, rows = sheet_of(book, name)
    for title, text in cells.items():
        sheet.cell(rows.get(id_, rows[""]), columns[title.replace("_", " ")]).value = text


def test_a_division_split_in_two_with_a_measure_added_and_one_struck(first: Round, tmp_path: Path) -> None:
    """The next round as a secretary makes it: started from the last one, and twelve cells typed."""
    days = ("--period-from", "2023-01-01", "--period-to", "2023-04-30", "--deadline", "2023-05-13")
    code, output = command("new", str(tmp_path / "r"), "--from", str(first.folder), "--round", "T1 2023", *days)
    assert code == 0, output
    later = Later(tmp_path / "r")
    book = openpyxl.load_workbook(later.folder / "plan.xlsx")
    type_into(book, "Enheter", "nord", Id="a", Namn="Division A", Ersätter="nord 60 %")
    type_into(book, "Enheter", "", Id="b", Namn="Division B", Överordnad="region", Mall="ja", Ersätter="nord 40 %")
    type_into(book, "Styrmått", "vantat", Gäller_till="T1 2022")
    new = {"Id": "nytt", "Framgångsfaktor": "vard-i-tid", "Styrmått": "Antal nya", "Måttenhet": "antal"}
    type_into(book, "Styrmått", "", **new, Mål="minst 3", Svarar="alla", Läggs_ihop="summa")
    book.save(later.folder / "plan.xlsx")
    assert [finding["rule"] for finding in later.plan_findings() if finding["severity"] != "info"] == []
    code, output = command("template", "--plan", str(later.folder))
    assert code == 0, output
    given = {"a": (14, "3 av 4"), "b": (7, "5 av 6"), "syd": (31, "20 av 40"), "vast": (5, "3 av 3")}
    for unit, (asked, share) in given.items():
        text = answers(str(asked), "", share).replace(f"| {WAITED} |  | | |\n", "") + "| Antal nya | 4 | | |\n"
        later.answer(unit, text)
    later.merge()
    assert later.code == 0, later.output
    assert later.of_unit("a")[1].startswith("Sedan tertial 1 2022: från 12 till 14 (bättre).")
    assert later.of_unit("b")[1].startswith("Sedan tertial 1 2022: från 8 till 7 (sämre).")
    assert later.of_unit("syd")[1] == "Sedan tertial 1 2022: från 30 till 31 (bättre)."
    assert later.of_region() == "Sedan tertial 1 2022: från 55 till 57 (bättre)."
    assert later.of_region(ANSWERED) == "Sedan tertial 1 2022: från 58,49 % till 58,49 %."
    assert later.of_unit("a", "nytt") == ("", "Det finns inget utfall från tertial 1 2022 att jämföra med.")
    assert later.row("syd", "vantat")["Tidigare utfall"] == "T1 2022 70 %", "struck, with its history"


def test_a_unit_that_no_earlier_round_knows_is_told_with_those_that_have_no_successor(
    first: Round, tmp_path: Path
) -> None:
    units = {"a": "norr", "syd": "", "vast": ""}
    later = a_year_later(first, tmp_path / "r", units, {"a": answers("21")})
    (finding,) = [finding for finding in later.merged_json()["findings"] if finding["rule"] == "predecessor-unknown"]
    assert (finding["sheet"], finding["found"]) == ("Enheter", "norr") and finding["cell"]
    assert "nord" in finding["advice"]


def test_a_unit_that_was_there_before_says_so_where_it_takes_over_a_part(first: Round, tmp_path: Path) -> None:
    given = {"nord": answers("13"), "syd": answers("38"), "vast": answers("5")}
    units = {"nord": "nord 60 %", "syd": "nord 40 %", "vast": ""}
    later = a_year_later(first, tmp_path / "1", units, given)
    (finding,) = [finding for finding in later.merged_json()["findings"] if finding["rule"] == "successor-is-older"]
    assert finding["found"] == "nord 40 %" and "syd, nord 40 %" in finding["advice"]
    assert [later.of_unit(unit)[0] for unit in ("nord", "syd")] == ["T1 2022 20", "T1 2022 30"]
    later = a_year_later(first, tmp_path / "2", units | {"syd": "syd, nord 40 %"}, given)
    assert not [finding for finding in later.merged_json()["findings"] if finding["rule"] == "successor-is-older"]
    assert [later.of_unit(unit)[0].split(" (")[0] for unit in ("nord", "syd")] == ["T1 2022 12", "T1 2022 38"]
