"""What people do to a workbook between template and inbox: what survives, what is told, and that nothing disappears."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.house import Severity
from tests.returns.editing import Change, at, both, letter, move_columns, on, put, sort_rows, visible_text
from tests.tables import SWEDISH, ReadBack, compare_findings, edited, filled_in, read_back, rows_of, section_of

ANSWERS = """
    ## Besök
    | Besök                | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |
    | Läkarbesök > Somatik | 45 467       | 4 326                     |
    | Övriga besök         | 42 393       | 6 471                     |
    ## Vårdtillfällen
    | Vårdtillfällen        | Vårdtillfällen jan–apr 2022 |
    | Vårdtillfällen totalt | 4 192                 |
    ## Vårdavtal
    | Klinik   | Redovisade 2022 | Tillägg, ej redovisade 2022 |
    | Ortopedi | 43              | 46                          |
    ## Tillgänglighet
    | Serie        | Månad   | Kvinnor | Män  |
    | Första besök | 2022-01 | 42 %    | 43 % |
    | Första besök | 2022-02 | 40 %    | 39 % |
    | Första besök | 2022-03 | 41 %    | 41 % |
    | Första besök | 2022-04 | 41 %    | 41 % |
    ## Styrmått
    | Styrmått                        | Utfall kvinnor | Utfall män | Utfall totalt | Kommentar |
    | Andel som väntat högst 90 dagar | 82 %           | 81 %       |               | Fler tider på kvällar |
    | Antal som fått frågan           |                |            | 29            |           |
    | Resultat mot budget             |                |            | 1,5           |           |
    ## Strategiska åtgärder
    | Nr | Status            | Kommentar                 |
    | 1  | pågår enligt plan | Tre av fem har börjat     |
    | 2  | klar              | =Klart för hela divisionen |
    ## Underskrift
    | Uppgift                | Svar        |
    | Uppgifterna lämnade av | Stabschefen |
"""
PRODUCTION, ACCESS, MEASURES, ACTIONS = "Produktion", "Tillgänglighet", "Styrmått", "Strategiska åtgärder"
WAITED, ASKED, BUDGET = "Andel som väntat högst 90 dagar", "Antal som fått frågan", "Resultat mot budget"
VISITS = "Besök jan–apr 2022"
FILLED = 25


@pytest.fixture(scope="module")
def answered() -> Path:
    """A template filled in, all right."""
    return filled_in(ANSWERS)


def read_after(source: Path, *changes: Change) -> ReadBack:
    """What is read after people have changed the workbook; conservation is checked each time."""
    read = read_back(edited(source, both(*changes)))
    assert read.answers
    return read


def answers_of(read: ReadBack) -> dict[tuple[str, str, str], object]:
    """Every answer, by section, row and column."""
    return {
        (table.section.key, row.row.key, column.key): row[column.key]
        for table in read.answers.form.tables
        for row in read.answers.tables[table.section.key]
        for column in table.columns
        if table.asks(row.row, column) and row[column.key] is not None
    }


def assert_told(read: ReadBack, finds: str) -> None:
    """The findings of severity error and warning, whole."""
    compare_findings([finding for finding in read.findings if finding.severity is not Severity.INFO], finds)


def assert_unharmed(read: ReadBack, source: Path) -> None:
    """The same answers as before, and nothing to correct or to check."""
    assert answers_of(read) == answers_of(read_back(source))
    assert_told(read, "")


def test_answers_are_read(answered: Path) -> None:
    read = read_back(answered)
    assert (read.answers.filled, read.answers.read, read.answers.refused) == (FILLED, FILLED, 0)
    assert read.value("visits", "lakare-somatik", "now") == Decimal(45467)
    assert read.value("visits", "totalt", "now") == Decimal(45467 + 42393)
    assert read.value("actions", "remisser", "comment") == "=Klart för hela divisionen"
    assert not read.findings, rows_of(read.findings)


def test_every_finding_names_file_unit_sheet_cell_and_column(answered: Path) -> None:
    read = read_after(answered, put(PRODUCTION, "Övriga besök", VISITS, "ca 40 000"))
    (finding,) = read.findings
    place = finding.place
    assert (place.file, place.unit, place.sheet, place.label) == (read.book.file, "Division Nord", PRODUCTION, VISITS)
    assert read.book.sheets[1].cells[place.row, place.column] == "ca 40 000"


# ----------------------------------------------------------------------------------------------- what does no harm


def test_saved_again_by_another_program(answered: Path) -> None:
    assert_unharmed(read_after(answered), answered)


@pytest.mark.parametrize("sheet", ["Start", PRODUCTION, ACCESS, MEASURES, ACTIONS])
def test_rows_inserted_above_and_between(answered: Path, sheet: str) -> None:
    def insert(page: Any) -> None:
        page.insert_rows(page.max_row, 1)
        page.insert_rows(2, 3)

    read = read_after(answered, on(sheet, insert))
    assert answers_of(read) == answers_of(read_back(answered))
    assert not [finding for finding in read.findings if finding.severity is Severity.ERROR], rows_of(read.findings)


def test_columns_inserted(answered: Path) -> None:
    assert_unharmed(read_after(answered, on(MEASURES, lambda page: page.insert_cols(5, 2))), answered)


def test_columns_reordered(answered: Path) -> None:
    def swap(page: Any) -> None:
        width = page.max_column
        move_columns(page, 5, 5, width)
        move_columns(page, 4, 4, 1)
        move_columns(page, 5 + width, 5 + width, -width - 1)

    changed = edited(answered, on(ACCESS, swap))
    read = read_back(changed)
    assert_unharmed(read, answered)
    assert read.book.sheet(ACCESS) != read_back(answered).book.sheet(ACCESS), "nothing was moved"


@pytest.mark.parametrize("sheet", [MEASURES, ACTIONS, ACCESS])
def test_rows_sorted_with_their_keys(answered: Path, sheet: str) -> None:
    def turn(page: Any) -> None:
        sort_rows(page, 5, page.max_row, 1)

    assert_unharmed(read_after(answered, on(sheet, turn)), answered)


@pytest.mark.parametrize("sheet", [MEASURES, ACTIONS, ACCESS])
def test_rows_sorted_and_the_keys_left_behind(answered: Path, sheet: str) -> None:
    def turn(page: Any) -> None:
        sort_rows(page, 5, page.max_row, 2)

    read = read_after(answered, on(sheet, turn))
    assert answers_of(read) == answers_of(read_back(answered))
    assert read.rules(Severity.ERROR, Severity.WARNING) == ["sorted-without-keys"]


def test_sheets_renamed_and_reordered(answered: Path) -> None:
    def shuffle(workbook: Any) -> None:
        workbook[PRODUCTION].title = "Vår produktion"
        workbook[ACTIONS].title = "Åtg"
        workbook.move_sheet("Åtg", -4)

    assert_unharmed(read_after(answered, shuffle), answered)


def test_headers_retyped(answered: Path) -> None:
    def retype(workbook: Any) -> None:
        at(workbook, MEASURES, WAITED, "Utfall kvinnor").offset(row=-1).value = "Kv."

    read = read_after(answered, retype)
    assert answers_of(read) == answers_of(read_back(answered))
    assert not read.rules(Severity.ERROR)


def test_rows_hidden_by_a_filter_are_read(answered: Path) -> None:
    def hide(page: Any) -> None:
        for row in range(5, page.max_row + 1):
            page.row_dimensions[row].hidden = True

    assert_unharmed(read_after(answered, on(ACCESS, hide), on(MEASURES, hide)), answered)


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\n", "\u2003\u202f", "\u200b", '=""'], ids=ascii)
def test_spaces_and_formulas_that_give_nothing_are_blank(answered: Path, blank: str) -> None:
    """A formula is saved without its result here, so it is told; a space is as good as nothing."""
    read = read_after(answered, put(PRODUCTION, "Övriga besök", VISITS, blank))
    wanted = "not-calculated" if blank.startswith("=") else "not-answered"
    assert read.rules(Severity.ERROR, Severity.WARNING) == [wanted]
    assert read.value("visits", "ovriga", "now") is None


# --------------------------------------------------------------------------------------------------- what is told


@pytest.mark.parametrize(
    ("value", "rule"),
    [("=1+1", "not-calculated"), ("=SUM(C1:C2)", "not-calculated"), ("#REF!", "error-value"), ("#N/A", "error-value")],
)
def test_formulas_without_a_result_and_errors_are_never_blank(answered: Path, value: str, rule: str) -> None:
    read = read_after(answered, put(PRODUCTION, "Övriga besök", VISITS, value))
    assert_told(read, f"| column | rule | severity |\n| {VISITS} | {rule} | error |")
    assert read.value("visits", "ovriga", "now") is None
    assert (read.answers.filled, read.answers.refused) == (FILLED, 1)
    assert read.value("visits", "lakare-somatik", "now") == Decimal(45467), "the rest is read"


def test_a_row_deleted(answered: Path) -> None:
    def delete(workbook: Any) -> None:
        cell = at(workbook, MEASURES, ASKED, "Utfall totalt")
        cell.parent.delete_rows(cell.row)

    read = read_after(answered, delete)
    assert_told(read, f"| sheet | cell | rule | severity |\n| {MEASURES} | | row-missing | error |")
    assert read.answers.filled == FILLED - 1
    assert read.value("measures", "budget", "outcome.total") == Decimal("1.5")


def test_a_column_deleted(answered: Path) -> None:
    def delete(workbook: Any) -> None:
        cell = at(workbook, MEASURES, ASKED, "Utfall totalt")
        cell.parent.delete_cols(cell.column)

    read = read_after(answered, delete)
    assert "column-missing" in read.rules(Severity.ERROR)
    assert read.value("measures", "vantat", "outcome.women") == Decimal("0.82")


def test_a_row_copied_with_its_key(answered: Path) -> None:
    def copy(workbook: Any) -> None:
        page, row = workbook[ACTIONS], at(workbook, ACTIONS, "1", "Status").row
        for column in range(1, page.max_column + 1):
            page.cell(page.max_row + (column == 1), column).value = page.cell(row, column).value

    read = read_after(answered, copy)
    assert_told(read, f"| sheet | rule | severity |\n| {ACTIONS} | row-twice | error |")
    assert (read.answers.filled, read.answers.refused) == (FILLED + 2, 2)


def test_a_column_copied_with_its_key(answered: Path) -> None:
    """Two columns with one key: the first is read, what stands in the copy is named."""

    def copy(workbook: Any) -> None:
        cell = at(workbook, MEASURES, ASKED, "Utfall totalt")
        page, beyond = cell.parent, cell.parent.max_column + 1
        for row in range(1, page.max_row + 1):
            page.cell(row, beyond).value = page.cell(row, cell.column).value
        page.cell(cell.row, beyond).value = 31

    read = read_after(answered, copy)
    assert read.value("measures", "fragor", "outcome.total") == Decimal(29)
    assert read.answers.refused == 2
    assert [finding.rule for finding in read.findings if finding.raw == "31"] == ["column-twice"]


def test_a_sheet_deleted(answered: Path) -> None:
    read = read_after(answered, lambda workbook: workbook.remove(workbook[ACTIONS]))
    assert_told(read, "| sheet | rule | severity |\n| | table-missing | error |")
    assert read.answers.filled == FILLED - 4


def test_a_sheet_copied_within_the_workbook(answered: Path) -> None:
    """The first is read; the copy is one finding, not one a cell, and its answers are counted as not taken over."""

    def copy(workbook: Any) -> None:
        workbook.copy_worksheet(workbook[ACTIONS]).title = "Kopia"

    read = read_after(answered, copy)
    assert_told(read, "| sheet | rule | severity |\n| Kopia | table-twice | error |")
    assert answers_of(read) == answers_of(read_back(answered))
    assert (read.answers.filled, read.answers.refused) == (FILLED + 4, 4)


def test_notes_beside_and_below_the_tables_are_named_and_counted(answered: Path) -> None:
    def note(workbook: Any) -> None:
        page = workbook[MEASURES]
        page.cell(page.max_row + 2, 3).value = "Ring Eva"
        page.cell(5, page.max_column + 2).value = 17
        workbook.create_sheet("Egna anteckningar")["B2"] = "Glöm inte"
        workbook.create_sheet("_arbetsblad")["A1"] = "Också en anteckning"
        workbook["Start"]["H3"] = "=1+1"

    read = read_after(answered, note)
    assert_told(
        read,
        f"""
        | sheet             | rule               | found               | severity |
        | {MEASURES}        | outside-the-tables | Ring Eva            | warning  |
        | {MEASURES}        | outside-the-tables | 17                  | warning  |
        | Egna anteckningar | outside-the-tables | Glöm inte           | warning  |
        | _arbetsblad       | outside-the-tables | Också en anteckning | warning  |
        | Start             | outside-the-tables | =                   | warning  |
        """,
    )
    assert (read.answers.filled, read.answers.refused) == (FILLED + 5, 5)


@pytest.mark.parametrize(
    ("cells", "rules"), [(20, {"outside-the-tables": 20}), (21, {"strange-sheet": 1}), (600, {"strange-sheet": 1})]
)
def test_a_sheet_of_their_own_with_many_cells_is_named_once_with_the_first_of_them(
    answered: Path, cells: int, rules: dict[str, int]
) -> None:
    def register(workbook: Any) -> None:
        page = workbook.create_sheet("Register")
        for number in range(cells + 1):  # a title that is also one of ours is no answer
            page.cell(3 + number // 3, 2 + number % 3).value = MEASURES if not number else f"rad {number}"

    read = read_after(answered, register)
    named = [finding for finding in read.findings if finding.place.sheet == "Register"]
    assert Counter(finding.rule for finding in named) == rules
    assert (read.answers.filled, read.answers.refused) == (FILLED + len(named), len(named))
    assert answers_of(read) == answers_of(read_back(answered))
    if len(named) == 1:
        assert f"Det har {cells} ifyllda celler, de första i C3, D3, B4, C4, D4, och ingen" in SWEDISH(named[0].advice)


@pytest.mark.parametrize("name", [PRODUCTION, "Start"])
def test_of_a_sheet_of_ours_each_cell_is_named_although_its_table_is_lost(answered: Path, name: str) -> None:
    """Its answers can then be found and moved."""

    def lose(workbook: Any) -> None:
        page = workbook[name]
        for row in page.iter_rows():
            for cell in row:
                if cell.value is not None and name == PRODUCTION:
                    cell.value = f"x{cell.row}"
        for number in range(60):
            page.cell(40 + number, 30).value = "ett svar"

    one = (section_of("visits"),)  # then no table stands on the first sheet
    unsigned = edited(filled_in("", sections=one), lose) if name == "Start" else None
    read = read_after(answered, lose) if unsigned is None else read_back(unsigned, one)
    assert "strange-sheet" not in read.rules()
    assert read.rules().count("outside-the-tables") >= 60


def test_formulas_of_their_own_beside_a_table_are_named_too(answered: Path) -> None:
    def calculate(workbook: Any) -> None:
        page = workbook[MEASURES]
        page.cell(5, page.max_column + 2).value = "=1+1"

    read = read_after(answered, calculate)
    assert_told(read, f"| sheet | rule | severity |\n| {MEASURES} | outside-the-tables | warning |")


def test_answers_on_a_row_that_the_plan_does_not_have(answered: Path) -> None:
    def rename_key(workbook: Any) -> None:
        cell = at(workbook, ACTIONS, "2", "Status")
        cell.parent.cell(cell.row, 1).value = "gammal-atgard"

    read = read_after(answered, rename_key)
    assert_told(
        read,
        f"""
        | sheet     | column    | rule        | found                      |
        | {ACTIONS} | Status    | row-unknown | klar                       |
        | {ACTIONS} | Kommentar | row-unknown | =Klart för hela divisionen |
        | {ACTIONS} |           | row-missing |                            |
        """,
    )


def test_a_prefilled_figure_is_kept_as_the_plan_has_it(answered: Path) -> None:
    read = read_after(answered, put(PRODUCTION, "Övriga besök", "Besök jan–apr 2021", 36_531))
    assert_told(
        read, "| column | rule | found | severity |\n| Besök jan–apr 2021 | prefilled-changed | 36531 | warning |"
    )
    assert read.value("visits", "ovriga", "before") == Decimal(36530)


def test_a_label_changed_is_only_told(answered: Path) -> None:
    read = read_after(answered, put(MEASURES, ASKED, "Mål", "Öka mycket"))
    assert_told(read, "")
    (finding,) = read.findings
    assert (finding.rule, finding.raw, finding.severity) == ("prefilled-changed", "Öka mycket", Severity.INFO)


def test_a_long_label_changed_far_in_is_seen(answered: Path) -> None:
    def change(workbook: Any) -> None:
        cell = at(workbook, MEASURES, ASKED, "Styrmått")
        cell.value = f"{ASKED}{' ' * 3}{'x' * 90}"

    assert [finding.rule for finding in read_after(answered, change).findings] == ["prefilled-changed"]


def test_a_total_overwritten_with_another_number(answered: Path) -> None:
    read = read_after(answered, put(PRODUCTION, "Totalt antal besök", VISITS, 99_999))
    assert_told(read, f"| column | rule | found | severity |\n| {VISITS} | total-does-not-add-up | 99999 | error |")
    assert read.value("visits", "totalt", "now") == Decimal(87860)
    assert (read.answers.filled, read.answers.refused) == (FILLED + 1, 1)


def test_a_total_overwritten_where_one_of_its_rows_has_no_figure(answered: Path) -> None:
    """What the other rows add up to is no sum of them all, and is not told as one."""
    typed = put(PRODUCTION, "Totalt antal besök", VISITS, 99_999)
    for unread in ("ca 391", None):
        read = read_after(answered, typed, put(PRODUCTION, "Somatik", VISITS, unread))
        (finding,) = (finding for finding in read.findings if finding.rule == "total-does-not-add-up")
        assert "står där en summa stod" in SWEDISH(finding.advice)
        assert not re.search(r"\d", SWEDISH(finding.advice))


def test_a_total_overwritten_with_the_same_number(answered: Path) -> None:
    assert_unharmed(read_after(answered, put(PRODUCTION, "Totalt antal besök", VISITS, 87_860)), answered)


def test_a_computed_cell_overwritten(answered: Path) -> None:
    read = read_after(answered, put(PRODUCTION, "Övriga besök", "Förändring", 0.5))
    assert_told(read, "| column | rule | found | severity |\n| Förändring | computed-overwritten | 0,5 | warning |")


def test_cells_merged_over_an_answer(answered: Path) -> None:
    """The value in the first cell is read; that others are hidden behind it is told."""

    def merge(workbook: Any) -> None:
        first = at(workbook, MEASURES, ASKED, "Kommentar")
        first.value = "Gäller båda"
        first.parent.merge_cells(
            start_row=first.row, end_row=first.row + 1, start_column=first.column, end_column=first.column
        )

    read = read_after(answered, merge)
    assert_told(read, f"| sheet | rule | severity |\n| {MEASURES} | merged-cells | warning |")
    assert read.value("measures", "fragor", "comment") == "Gäller båda"
    assert read.value("measures", "budget", "comment") is None


def test_a_mark_typed_as_a_text_is_only_a_text(answered: Path) -> None:
    read = read_after(answered, put(MEASURES, WAITED, "Kommentar", "#actions"))
    assert_told(read, "")
    assert read.value("measures", "vantat", "comment") == "#actions"


def test_numbers_stored_as_text(answered: Path) -> None:
    read = read_after(
        answered, put(PRODUCTION, "Övriga besök", VISITS, "42\u00a0393"), put(MEASURES, WAITED, "Utfall kvinnor", "82%")
    )
    assert_unharmed(read, answered)
    assert read.rules(Severity.INFO) == ["number-as-text", "number-as-text"]


def test_the_first_label_is_seen(answered: Path) -> None:
    """The finder of these tests can fail."""
    import openpyxl

    workbook = openpyxl.load_workbook(answered)
    assert at(workbook, PRODUCTION, "Övriga besök", VISITS).value == 42_393
    assert visible_text(at(workbook, MEASURES, BUDGET, "Utfall totalt")) == "1.5"
    assert letter(27) == "AA"
    with pytest.raises(IndexError):
        at(workbook, PRODUCTION, "Ingen sådan rad", VISITS)
    workbook.close()
