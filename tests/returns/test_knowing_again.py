"""A form whose hidden keys were lost or left behind: known by what people see, said so, and never by a guess."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.house import Finding, ReceivedBook, Severity, Submission, reader_of
from tests.returns.workbook_model import EVERY_SECTION, Cell, Model, Page, Tag, base, crowded_plan
from tests.tables import IDENTITY_NAME, IDENTITY_SHEET, SELF_CHECK

Change = Callable[[Model], Any]


def read(*changes: Change, second_round: bool = False) -> tuple[Submission, list[Finding]]:
    """The filled-in workbook after changes; the counts must add up."""
    model = base(second_round=second_round).copy()
    for change in changes:
        change(model)
    submission, findings = reader_of(model.plan, EVERY_SECTION).read(model.received())
    assert submission is not None, findings
    assert submission.filled == submission.read + submission.refused
    return submission, findings


def reported_rules(findings: list[Finding], *severities: Severity) -> list[str]:
    """The rules found, each once, of errors and warnings unless others are asked for."""
    wanted = severities or (Severity.ERROR, Severity.WARNING)
    return sorted({finding.rule for finding in findings if finding.severity in wanted})


def answers(submission: Submission, section: str) -> dict[tuple[str, str], object]:
    """What was taken over of one section."""
    table = submission.form.by_section.get(section)
    assert table is not None
    return {
        (row.row.key, column.key): row[column.key]
        for row in submission.tables[section]
        for column in table.columns
        if table.asks(row.row, column) and row[column.key] is not None
    }


def page_of(model: Model, section: str) -> Page:
    """The sheet that a section stands on."""
    return next(page for page in model.pages if section in page.sections())


def marks(page: Page) -> list[tuple[int, int]]:
    """The corners of its tables."""
    return [place for place, cell in page.cells.items() if str(cell.raw).startswith("#")]


def without_key_column(section: str) -> Change:
    """The hidden column of a sheet, deleted."""

    def change(model: Model) -> None:
        page = page_of(model, section)
        page.cells = {(row, column - 1): cell for (row, column), cell in page.cells.items() if column > 0}

    return change


def without_key_rows(section: str) -> Change:
    """The hidden rows of a sheet, deleted."""

    def change(model: Model) -> None:
        page = page_of(model, section)
        gone = sorted(row for row, _column in marks(page))
        left = {place: cell for place, cell in page.cells.items() if place[0] not in gone}
        page.cells = {(row - sum(item < row for item in gone), column): cell for (row, column), cell in left.items()}

    return change


def without_marks(section: str) -> Change:
    """The corners alone, emptied."""

    def change(model: Model) -> None:
        page = page_of(model, section)
        for place in marks(page):
            del page.cells[place]

    return change


SECTIONS = ["visits", "access", "measures", "own_judgement", "actions", "made_up"]
UNTOUCHED, _findings = read()


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ((without_marks,), {"found-by-headers"}),
        ((without_key_rows,), {"found-by-headers"}),
        ((without_key_column,), {"found-by-headers", "rows-by-labels"}),
        ((without_key_rows, without_key_column), {"found-by-headers", "rows-by-labels"}),
    ],
    ids=["marks", "rows", "column", "both"],
)
def test_a_table_without_its_keys_is_known_by_its_titles_and_labels(
    section: str, changes: tuple[Callable[[str], Change], ...], rules: set[str]
) -> None:
    submission, findings = read(*(change(section) for change in changes))
    assert answers(submission, section) == answers(UNTOUCHED, section)
    assert set(reported_rules(findings)) == rules - ({"rows-by-labels"} if section == "made_up" else set())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_titles_are_known_in_every_language(language: str) -> None:
    from tests.house import Words

    words = Words(language)

    def translate(model: Model) -> None:
        for page in model.pages:
            for cell in page.cells.values():
                if cell.tag is not None and cell.tag.kind == "title" and cell.tag.section == "measures":
                    table = UNTOUCHED.form.by_section.get("measures")
                    column = table.column(cell.tag.column) if table is not None else None
                    assert column is not None
                    cell.raw = words(column.title)

    submission, findings = read(translate, without_key_rows("measures"), without_key_column("measures"))
    assert answers(submission, "measures") == answers(UNTOUCHED, "measures")
    assert reported_rules(findings) == ["found-by-headers", "rows-by-labels"]


def of_an_earlier_version(model: Model) -> None:
    """Titles with the code of the last month, as templates had them before they named their periods."""
    page = page_of(model, "visits")
    titles = [cell for cell in page.cells.values() if cell.tag is not None and cell.tag.kind == "title"]
    older = {
        id(cell): str(cell.raw).replace("jan–apr 2022", "202204").replace("jan–apr 2021", "202104") for cell in titles
    }
    assert "Besök 202204" in older.values()
    for cell in titles:
        cell.raw = older[id(cell)]


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ((), []),
        ((without_key_rows("visits"), without_key_column("visits")), ["found-by-headers", "rows-by-labels"]),
    ],
    ids=["keys", "none"],
)
def test_columns_are_known_by_the_titles_of_an_earlier_version(changes: tuple[Change, ...], rules: list[str]) -> None:
    submission, findings = read(of_an_earlier_version, *changes)
    assert answers(submission, "visits") == answers(UNTOUCHED, "visits")
    assert reported_rules(findings) == rules
    assert "header-changed" not in {finding.rule for finding in findings}


def test_a_table_without_marks_keys_and_titles_is_missing_and_its_answers_are_named() -> None:
    def strip(model: Model) -> None:
        page = page_of(model, "actions")
        gone = {row for row, _column in marks(page)} | {
            place[0] for place, cell in page.cells.items() if cell.tag and cell.tag.kind == "title"
        }
        page.cells = {place: cell for place, cell in page.cells.items() if place[0] not in gone and place[1] > 0}

    submission, findings = read(strip)
    assert "actions" not in submission.tables
    assert reported_rules(findings) == ["outside-the-tables", "table-missing"]
    given = {str(value) for value in answers(UNTOUCHED, "actions").values() if str(value).startswith("Svar")}
    assert given <= {finding.raw for finding in findings}


def visits(model: Model) -> tuple[Page, list[int]]:
    """The sheet and the rows of the visits."""
    page = page_of(model, "visits")
    return page, page.rows_of("visits")


def rearranged(order: Callable[[list[int]], list[int]], left: int = 1, right: int = 99) -> Change:
    """The rows of the visits in another order, between two columns; the keys stand in column 0."""

    def change(model: Model) -> None:
        page, rows = visits(model)
        to = dict(zip(rows, order(rows), strict=True))
        inside = {place for place in page.cells if place[0] in to and left <= place[1] <= right}
        moved = {(to[row], column): page.cells[row, column] for row, column in inside}
        page.cells = {place: cell for place, cell in page.cells.items() if place not in inside} | moved

    return change


def test_rows_with_the_same_label_are_told_by_their_figures_when_the_keys_were_left_behind() -> None:
    """Somatik stands under two parents with different figures; Psykiatri has no figures under either."""
    submission, findings = read(rearranged(lambda rows: rows[::-1]))
    now = {row: value for (row, column), value in answers(submission, "visits").items() if column == "now"}
    expected = {row: value for (row, column), value in answers(UNTOUCHED, "visits").items() if column == "now"}
    unclear = {"lakare-psykiatri", "sjuk-psykiatri"}
    assert now == {row: value for row, value in expected.items() if row not in unclear}
    assert reported_rules(findings) == ["row-missing", "row-unclear", "sorted-without-keys"]
    refused = {finding.raw for finding in findings if finding.rule == "row-unclear"}
    assert {f"{expected[row]:f}" for row in unclear} <= refused


def test_rows_with_the_same_label_are_told_by_order_when_the_keys_are_gone_and_nothing_was_moved() -> None:
    submission, _findings = read(without_key_column("visits"))
    assert answers(submission, "visits") == answers(UNTOUCHED, "visits")


def test_rows_with_the_same_label_are_not_guessed_at_when_the_keys_are_gone_and_a_row_too() -> None:
    def delete(model: Model) -> None:
        page, rows = visits(model)
        page.cells = {place: cell for place, cell in page.cells.items() if place[0] != rows[-2]}

    submission, findings = read(delete, without_key_column("visits"))
    taken = {row for row, _column in answers(submission, "visits")}
    assert not taken & {"lakare-psykiatri", "sjuk-psykiatri"}
    assert taken >= {"lakare-somatik", "sjuk-somatik", "ovriga"}
    assert "row-unclear" in reported_rules(findings)


@pytest.mark.parametrize("second_round", [False, True])
@pytest.mark.parametrize(("left", "right"), [(1, 2), (0, 2), (3, 99), (5, 99)])
def test_a_sort_of_some_columns_only_is_refused(left: int, right: int, second_round: bool) -> None:
    """Labels and figures from before then belong to different rows: no answer is taken on such a row."""
    sorting = rearranged(lambda rows: [*rows[2:], *rows[:2]], left, right)
    submission, findings = read(sorting, second_round=second_round)
    expected = answers(read(second_round=second_round)[0], "visits")
    wrong = {place: value for place, value in answers(submission, "visits").items() if value != expected[place]}
    assert not wrong
    assert "row-mixed" in reported_rules(findings)


def test_figures_corrected_by_hand_are_no_sort() -> None:
    def correct(model: Model) -> None:
        page, _rows = visits(model)
        figures = [cell for cell in page.cells.values() if cell.tag and cell.tag.kind == "figure" and not cell.formula]
        figures[0].raw = Decimal(36_531)

    submission, findings = read(correct)
    assert answers(submission, "visits") == answers(UNTOUCHED, "visits")
    assert reported_rules(findings) == ["prefilled-changed"]


def test_some_keys_lost() -> None:
    def lose(model: Model) -> None:
        page, rows = visits(model)
        del page.cells[rows[0], 0], page.cells[rows[7], 0]
        (corner,) = (place for place in marks(page) if page.cells[place].raw == "#visits")
        del page.cells[corner[0], 2], page.cells[corner[0], 9]

    submission, findings = read(lose)
    assert answers(submission, "visits") == answers(UNTOUCHED, "visits")
    assert reported_rules(findings) == ["found-by-headers", "rows-by-labels"]


def test_columns_moved_without_the_hidden_keys_above_them() -> None:
    def swap(model: Model) -> None:
        page = page_of(model, "access")
        titles = {cell.tag.column: place for place, cell in page.cells.items() if cell.tag and cell.tag.kind == "title"}
        (top, women), (_top, men) = titles["share.women"], titles["share.men"]
        to = {women: men, men: women}
        page.cells = {
            (row, to.get(column, column) if row >= top else column): cell for (row, column), cell in page.cells.items()
        }

    submission, findings = read(swap)
    assert answers(submission, "access") == answers(UNTOUCHED, "access")
    assert reported_rules(findings) == ["moved-without-keys"]


def test_a_title_retyped_is_told_and_does_no_harm() -> None:
    def retype(model: Model) -> None:
        for cell in page_of(model, "access").cells.values():
            if cell.tag is not None and (cell.tag.kind, cell.tag.column) == ("title", "share.women"):
                cell.raw = "Kv."

    submission, findings = read(retype)
    assert answers(submission, "access") == answers(UNTOUCHED, "access")
    assert [(finding.rule, finding.raw) for finding in findings] == [("header-changed", "Kv.")]


def test_a_header_row_deleted_loses_no_row_and_is_told() -> None:
    def delete(model: Model) -> None:
        page = page_of(model, "access")
        (header,) = {place[0] for place, cell in page.cells.items() if cell.tag and cell.tag.kind == "title"}
        left = {place: cell for place, cell in page.cells.items() if place[0] != header}
        page.cells = {(row - (row > header), column): cell for (row, column), cell in left.items()}

    submission, findings = read(delete)
    assert answers(submission, "access") == answers(UNTOUCHED, "access")
    assert reported_rules(findings) == ["titles-gone"]


def test_a_column_with_the_key_and_another_with_its_title_are_both_refused() -> None:
    """A title retyped, and a column of somebody's own under the title that it had: neither is guessed at."""

    def dispute(model: Model) -> None:
        page = page_of(model, "access")
        ((top, column),) = (
            place
            for place, cell in page.cells.items()
            if cell.tag and (cell.tag.kind, cell.tag.column) == ("title", "comment")
        )
        page.cells[top, column + 2] = Cell(page.cells[top, column].raw)
        page.cells[top + 1, column + 2] = Cell("Mitt eget", Tag("note", 1))
        page.cells[top, column].raw = "Annat"

    submission, findings = read(dispute)
    assert not {column for _row, column in answers(submission, "access")} & {"comment"}
    assert "Mitt eget" in {finding.raw for finding in findings if finding.rule == "outside-the-tables"}
    assert reported_rules(findings) == ["column-missing", "outside-the-tables"]


def test_labels_under_the_key_of_another_column_show_that_the_keys_were_left_behind() -> None:
    """The columns moved, the titles lost, the rows sorted: no answer may be read by its key."""

    def mix(model: Model) -> None:
        page = page_of(model, "own_judgement")
        header = next(row for (row, _at), cell in page.cells.items() if cell.tag and cell.tag.kind == "title")
        page.cells = {place: cell for place, cell in page.cells.items() if place[0] != header}
        swapped = {1: 2, 2: 1}
        rows = page.rows_of("own_judgement")
        to = dict(zip(rows, rows[::-1], strict=True))
        page.cells = {
            (to.get(row, row) if column else row, swapped.get(column, column) if row > header else column): cell
            for (row, column), cell in page.cells.items()
        }

    submission, findings = read(mix)
    assert answers(submission, "own_judgement") == {}
    assert {"column-missing", "moved-without-keys"} <= set(reported_rules(findings))


# ------------------------------------------------------------------------------------------------ whose the sheets are


def alone(section: str) -> Change:
    """One sheet, copied to a new workbook."""

    def change(model: Model) -> None:
        model.pages = [page_of(model, section)]
        model.properties, model.names = {}, {}

    return change


@pytest.mark.parametrize("section", SECTIONS)
def test_a_sheet_copied_to_a_new_workbook_is_read(section: str) -> None:
    submission, findings = read(alone(section))
    assert answers(submission, section) == answers(UNTOUCHED, section)
    assert reported_rules(findings) == ["identity-alone", "table-missing"]


def pasted(section: str) -> Change:
    """A sheet of Division Syd's workbook beside ours."""

    def change(model: Model) -> None:
        page = page_of(base("syd").copy(), section).copy("Från Syd")
        model.pages.insert(1, page)

    return change


def test_a_sheet_of_another_unit_is_not_read() -> None:
    submission, findings = read(pasted("visits"))
    assert answers(submission, "visits") == answers(UNTOUCHED, "visits")
    (finding,) = findings
    assert (finding.rule, finding.place.sheet, finding.raw) == (
        "sheet-of-another-unit",
        "Från Syd",
        "Division Syd, T1 2022",
    )
    assert finding.severity is Severity.ERROR
    assert submission.refused > 0


def test_a_sheet_of_another_unit_takes_no_place_of_ours() -> None:
    def replaced(model: Model) -> None:
        model.pages = [page for page in model.pages if "visits" not in page.sections()]

    submission, findings = read(pasted("visits"), replaced, pasted("visits"))
    assert "visits" not in submission.tables
    assert {"sheet-of-another-unit", "table-missing"} <= set(reported_rules(findings))


def test_a_sheet_that_says_nothing_beside_a_copied_one_is_not_read() -> None:
    def two(model: Model) -> None:
        ours, theirs = page_of(model, "measures"), page_of(base("syd").copy(), "visits")
        del theirs.cells[0, 0]
        model.pages, model.properties, model.names = [ours, theirs], {}, {}

    submission, findings = read(two)
    assert answers(submission, "measures") == answers(UNTOUCHED, "measures")
    assert "visits" not in submission.tables
    assert reported_rules(findings) == ["identity-alone", "sheet-of-another-unit", "table-missing"]


def refused(*changes: Change) -> Finding:
    """The one finding of a workbook that is refused."""
    model = base().copy()
    for change in changes:
        change(model)
    submission, findings = reader_of(crowded_plan(), EVERY_SECTION).read(model.received())
    assert submission is None
    (finding,) = findings
    return finding


def anonymous(model: Model) -> None:
    """No mark left of whose it is."""
    model.properties, model.names = {}, {}
    model.pages = [page for page in model.pages if page.name != IDENTITY_SHEET]
    for page in model.pages:
        page.cells = {place: cell for place, cell in page.cells.items() if not str(cell.raw).startswith("followup|")}


def sentence_of(finding: Finding) -> str:
    """The sentence in Swedish."""
    return crowded_plan().words(finding.advice)


def test_sheets_that_disagree_with_nothing_else_to_go_by_are_unclear() -> None:
    def two(model: Model) -> None:
        model.pages = [page_of(model, "visits"), page_of(base("syd").copy(), "measures")]
        model.properties, model.names = {}, {}

    assert refused(two).rule == "identity-unclear"


def test_a_form_without_any_identity_is_refused_with_the_likely_unit() -> None:
    finding = refused(anonymous)
    assert finding.rule == "not-our-form"
    assert "Division Nord" in sentence_of(finding)


def test_the_file_name_tells_the_likely_unit_too() -> None:
    def only_visits(model: Model) -> None:
        model.pages = [page_of(model, "visits")]
        model.file = "Kopia av Division Syd T1.xlsx"

    assert "Division Syd" in sentence_of(refused(anonymous, only_visits))


def test_no_unit_is_suggested_where_nothing_says_one() -> None:
    def nameless(model: Model) -> None:
        model.pages, model.file = [page_of(model, "visits")], "Bok1.xlsx"

    finding = refused(anonymous, nameless)
    assert finding.rule == "not-our-form"
    assert "Division" not in sentence_of(finding)


def test_a_workbook_that_is_not_ours_is_only_that() -> None:
    def strange(model: Model) -> None:
        model.pages = [Page("Budget", {(0, 0): Cell("Budget 2022"), (1, 0): Cell(Decimal(17), Tag("note", 1))})]

    assert "våra tabeller" not in sentence_of(refused(anonymous, strange))


def test_every_sheet_of_a_template_has_the_identity() -> None:
    marked = [page.name for page in base().pages if str(page.cells.get((0, 0), Cell("")).raw).startswith("followup|")]
    assert marked == [page.name for page in base().pages if page.name != SELF_CHECK]
    assert base().properties[IDENTITY_NAME]


# --------------------------------------------------------------------------------------------- what is pinned and hidden


def received(change: Callable[[ReceivedBook], None]) -> list[Finding]:
    """What is told of a workbook with something beside its cells."""
    book = base().copy().received()
    change(book)
    return reader_of(crowded_plan(), EVERY_SECTION).read(book)[1]


def test_comments_are_listed_and_one_at_an_empty_answer_is_a_warning() -> None:
    def pin(book: ReceivedBook) -> None:
        sheet = book.sheets[3]
        (filled, empty, *_rest) = sorted(
            place for place, raw in sheet.cells.items() if str(raw).startswith("Svar") and place not in sheet.formulas
        )
        del sheet.cells[empty]
        sheet.comments = {filled: "Eva: stämmer", empty: "Eva: 29", (90, 40): "längst bort"}

    findings = [each for each in received(pin) if each.rule == "comment-pinned"]
    assert sorted((finding.severity.key, finding.raw) for finding in findings) == [
        ("info", "Eva: stämmer"),
        ("info", "längst bort"),
        ("warning", "Eva: 29"),
    ]


def test_hidden_rows_are_read_and_told_once_a_table() -> None:
    def hide(book: ReceivedBook) -> None:
        sheet = book.sheets[1]
        keys = {row for (row, column), raw in sheet.cells.items() if str(raw).startswith("#")}
        sheet.hidden_columns = frozenset({0})
        sheet.hidden_rows = frozenset({*keys, 7, 8, 400})

    findings = received(hide)
    assert [(finding.rule, finding.severity) for finding in findings] == [("hidden-rows", Severity.INFO)]


def test_hidden_keys_alone_are_as_they_should_be() -> None:
    def hide(book: ReceivedBook) -> None:
        for sheet in book.sheets:
            sheet.hidden_columns = frozenset({0})
            sheet.hidden_rows = frozenset(row for (row, _at), raw in sheet.cells.items() if str(raw).startswith("#"))

    assert received(hide) == []


def test_formulas_as_answers_are_read_and_told_once_a_table() -> None:
    def formulas(model: Model) -> None:
        answered = [cell for cell in visits(model)[0].cells.values() if cell.tag and cell.tag.section == "visits"]
        for cell in [cell for cell in answered if cell.tag and cell.tag.kind == "answer"][:3]:
            cell.formula = True

    submission, findings = read(formulas)
    assert answers(submission, "visits") == answers(UNTOUCHED, "visits")
    assert [(finding.rule, finding.severity) for finding in findings] == [("formula-used", Severity.INFO)]


def test_a_figure_in_a_grey_cell_is_read_and_told() -> None:
    def fill(model: Model) -> None:
        page = page_of(model, "measures")
        place = next(
            (row, column)
            for row in page.rows_of("measures")
            for column in page.columns_of("measures")
            if page.label_at(row, "measures") == "fragor" and page.title_at(column, "measures") == "outcome.women"
        )
        page.cells[place] = Cell(Decimal(29), Tag("note", 1))

    submission, findings = read(fill)
    row = next(row for row in submission.tables["measures"] if row.row.key == "fragor")
    assert row["outcome.women"] == Decimal(29)
    assert [(finding.rule, finding.raw) for finding in findings] == [("not-asked-for", "29")]


def test_a_merge_over_a_whole_column_takes_no_time() -> None:
    def merge(model: Model) -> None:
        for page in model.pages:
            page.merged = [(0, column, 1_048_575, column) for column in range(200)]

    _submission, findings = read(merge)
    assert "merged-cells" in reported_rules(findings)


def test_a_row_of_another_table_is_not_taken_for_a_label_retyped() -> None:
    """A sort that went over two tables: the row has the key of one and the label of the other."""

    def mix(model: Model) -> None:
        page = page_of(model, "episodes")
        one, other = page.rows_of("episodes")[0], page.rows_of("contracted")[0]
        to = {one: other, other: one}
        page.cells = {
            (to.get(row, row) if column else row, column): replace(cell) for (row, column), cell in page.cells.items()
        }

    submission, _findings = read(mix)
    assert answers(submission, "episodes") == {}
    assert answers(submission, "contracted") == {}
