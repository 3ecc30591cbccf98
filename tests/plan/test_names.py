"""Wherever the plan or a decision wants an id, a name will do: in any case, with å stored in either way."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.flow.units.years import plan_of as plan_of_units
from tests.house import Plan, command
from tests.plan.test_faults import faults
from tests.plans import PLAN, changed
from tests.tables import DECLARATIONS, compare_findings, edited, plan_book, plan_sections, read_plan, rows_of

REFERRING = {
    sheet.key: {column.key: column.refers for column in sheet.expanded(Plan()) if column.refers}
    for sheet in plan_sections(DECLARATIONS)
}
"""The columns of each sheet that name rows of another."""


def cells_of(workbook: Any) -> Any:
    """Each sheet's key, its rows of cells and where its columns stand, by the hidden row of keys."""
    for sheet in workbook:
        for row in sheet.iter_rows():
            if str(row[0].value or "").startswith("#"):
                columns = {cell.value: cell.column for cell in row[1:] if cell.value}
                yield str(row[0].value)[1:], sheet, row[0].row + 2, columns


def written_by_a_newcomer(workbook: Any) -> None:
    """Put names in the place of every id that refers to a row: first in capitals, then decomposed, then as they are."""
    names: dict[str, dict[str, str]] = {}
    for key, sheet, first, columns in cells_of(workbook):
        called = next((columns[name] for name in ("name", "measure", "series", "row", "what") if name in columns), None)
        if called and "id" in columns:
            rows = range(first, sheet.max_row + 1)
            names[key] = {sheet.cell(at, columns["id"]).value: sheet.cell(at, called).value for at in rows}
    turn = 0
    for key, sheet, first, columns in cells_of(workbook):
        for column, refers in REFERRING.get(key, {}).items():
            for at in range(first, sheet.max_row + 1):
                cell = sheet.cell(at, columns[column])
                ids = [text.strip() for text in str(cell.value or "").split(",")]
                if cell.value and all(id_ in names.get(refers, ()) for id_ in ids):
                    form = (str.upper, lambda text: unicodedata.normalize("NFD", text), str)[turn % 3]
                    cell.value = ", ".join(form(names[refers][id_]) for id_ in ids)
                    turn += 1
    assert turn > 20


def test_a_plan_with_names_everywhere_is_the_plan_with_ids() -> None:
    by_id, nothing = read_plan(plan_book())
    by_name, findings = read_plan(edited(plan_book(), written_by_a_newcomer))
    assert not nothing and not findings, rows_of(findings)
    assert {key: [row.values for row in rows] for key, rows in by_name.records.items()} == {
        key: [row.values for row in rows] for key, rows in by_id.records.items()
    }
    assert by_name.units == by_id.units and by_name.goals == by_id.goals


def test_a_name_with_a_comma_of_its_own_is_one_name() -> None:
    text = PLAN.replace("Division Syd", "Barn, unga och vuxna").replace(
        "| nord, syd | Klart tertial 3 |", "| Division Nord, barn, unga och vuxna | Klart tertial 3 |"
    )
    plan, findings = read_plan(plan_book(text))
    assert not findings, rows_of(findings)
    assert plan.rows("actions_planned")[0]["units"] == ("nord", "syd")


def test_a_name_that_several_rows_have_is_told_with_their_ids() -> None:
    text = changed("| lakare-psykiatri | 12 |", "| Besök totalt | 12 |").replace("Somatik |", "Besök totalt |")
    text = text.replace("| Psykiatri | lakare", "| Besök totalt | lakare")
    findings = faults(text)
    compare_findings(
        findings, "| sheet | column | rule | found |\n| Produktion förra året | Rad | name-of-several | Besök totalt |"
    )
    assert "lakare-somatik, lakare-psykiatri" in " ".join(str(argument) for argument in findings[0].advice.arguments)


@pytest.mark.parametrize(
    ("written", "nearest"), [("Divsion nord", "Division Nord"), ("norr", "nord"), ("FOLKTANDVARDEN", "Folktandvården")]
)
def test_the_nearest_name_or_id_is_suggested(written: str, nearest: str, tmp_path: Path) -> None:
    path = plan_book(changed("| Första besök | 100 % | nord |", f"| Första besök | 100 % | {written} |"))
    code, output = command("plan", "check", str(path))
    assert code == 1 and f"Menade du {nearest}?" in output


def test_one_name_misspelt_where_it_is_declared_is_one_line() -> None:
    text = changed("| syd | Division Syd |", "| syyd | Division Sydd |")
    code, output = command("plan", "check", str(plan_book(text)))
    lines = [line for line in output.splitlines() if "”syd”" in line]
    assert code == 1 and len(lines) == 1, output
    assert all(f"{sheet}!" in lines[0] for sheet in ("Styrmått", "Åtgärder", "Produktion förra året"))


def test_a_sheet_that_is_missing_is_told_once_and_not_for_every_cell_that_refers_to_it() -> None:
    findings = read_plan(edited(plan_book(), lambda workbook: workbook.remove(workbook["Målstruktur"])))[1]
    compare_findings(findings, "| rule | severity |\n| sheet-missing | error |")


def test_what_follows_from_an_unknown_name_is_not_told_beside_it() -> None:
    findings = faults(changed("| DÅ04, ÅR | nord | summa |", "| DÅ04, ÅR | norrr | summa |"))
    compare_findings(findings, "| sheet | column | rule |\n| Styrmått | Svarar | unknown-id |")


@pytest.mark.parametrize("second", ["Division Nord", "division nord", "Division  Nord", "Division Nord."])
def test_two_units_of_one_name_are_told_and_keep_their_own_files(second: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan_book(changed("| syd | Division Syd |", f"| syd | {second} |")).read_bytes())
    code, output = command("plan", "check", str(path))
    assert code == 0 and "heter även enheten nord" in output
    assert command("template", "--plan", str(path))[0] == 0
    templates = sorted(file.name for file in (tmp_path / "templates").iterdir())
    assert len(templates) == 3 and sum(template.casefold().startswith("division") for template in templates) == 2
    assert all(any(id_ in template for template in templates) for id_ in ("nord T1", "syd T1"))
    (tmp_path / "inbox").mkdir()
    assert command("status", "--plan", str(path), "--drafts", str(tmp_path / "utkast"))[0] == 0
    assert len({file.name.casefold() for file in (tmp_path / "utkast").glob("*.eml")}) == 3


@pytest.mark.parametrize("named", ["nord", "Division Nord", "DIVISION NORD", "division  nord"])
def test_a_template_is_asked_for_by_name_too(named: str, tmp_path: Path) -> None:
    code, _output = command("template", "--plan", str(plan_book()), "--into", str(tmp_path), "--unit", named)
    assert code == 0 and [file.name for file in tmp_path.iterdir()] == ["Division Nord T1 2022.xlsx"]


def test_a_template_of_an_unknown_unit_is_refused_with_the_nearest(tmp_path: Path) -> None:
    code, output = command("template", "--plan", str(plan_book()), "--into", str(tmp_path), "--unit", "Divsion Nord")
    assert code == 2 and "Menade du Division Nord?" in output and not list(tmp_path.iterdir())


@pytest.mark.parametrize("about", ["nord", "Division Nord", "division nord"])
def test_a_text_about_a_unit_may_name_it(about: str) -> None:
    row = f"| halsning | inledning | {about} | Tack för i fjol. |"
    plan, findings = read_plan(plan_book(changed("räknas inte med. |", f"räknas inte med. |\n{row}")))
    assert not findings, rows_of(findings)
    assert plan.texts["introduction", "nord"] == "Tack för i fjol."


def test_every_column_that_refers_has_a_drop_down_that_takes_other_texts_too(tmp_path: Path) -> None:
    assert command("new", str(tmp_path / "nytt"))[0] == 0
    workbook = openpyxl.load_workbook(tmp_path / "nytt" / "plan.xlsx")
    for key, sheet, first, columns in cells_of(workbook):
        for column in REFERRING.get(key, {}):
            cell = sheet.cell(first, columns[column]).coordinate
            (rule,) = [element for element in sheet.data_validations.dataValidation if cell in element.sqref]
            assert rule.type == "list" and "!$" in rule.formula1 and not rule.showErrorMessage, (sheet.title, column)


def test_a_template_of_a_unit_that_has_another_id_now_is_asked_for_by_the_old_one(tmp_path: Path) -> None:
    units = {"a": "nord", "b": "syd 60 %", "c": "syd 40 %"}
    plan = str(plan_book(plan_of_units(2023, units)))
    code, output = command("template", "--plan", plan, "--into", str(tmp_path), "--unit", "NORD")
    assert code == 0 and "NORD är nu Division A" in output
    assert [path.stem for path in tmp_path.glob("*.xlsx")] == ["Division A T1 2023"]
    code, output = command("template", "--plan", plan, "--into", str(tmp_path), "--unit", "syd")
    assert code == 2 and "b, c" in output and "Ange i stället" in output
