"""A small number planted in each number column of each kind of section is masked when published, or told of."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.examples.mixing import mixed_plan
from tests.form.language import Column, ColumnsWhen, OnFirstSheet, Role
from tests.house import SECTIONS, Plan, Words, bundled, command, form_for
from tests.outputs.reading_back import word_tables
from tests.scoring.rounds import Round, every_cell, every_text
from tests.tables import Form, TextTable, fill, read_plan, read_tables, template_name
from tests.test_example import make_workbook

UNIT = "psykiatri"
SHARED_TEXT = re.compile(r'<c [^>]*t="s"[^>]*>.*?</c>')
"""A cell of a sheet that holds only the place of its text among the shared ones."""

PEOPLE = "Räknar personer"
SWEDISH = Words("sv")
WEIGHTED = {
    **{"Id": "andel-fragade", "Nr": "99", "Styrmått": "Andel som fått frågan", "Måttenhet": "%", "Riktning": "högre"},
    **{"Mål": "minst 80 %", "Uppdelat": "ja", "Följs upp": "DÅ04", "Svarar": "alla", "Läggs ihop": "viktat"},
}


@dataclass(frozen=True)
class Planting:
    """A number typed into a cell of a section's table, by the row's key and the column's."""

    section: str
    row: str
    column: str
    number: int
    title: str


# -------------------------------------------------------------------------------------------------- what is to be planted


def takes_numbers(kind: Any) -> bool:
    """Whether a cell takes 3 for the number 3, and not for 300 %."""
    return kind.parse(Decimal(3)).value == 3 and "%" not in kind.number_format


def number_columns(form: Form) -> Iterator[tuple[str, str, Column]]:
    """Each column that takes numbers, with a row of its section; another row for each column while there are any."""
    for table in form.tables:
        used: set[str] = set()
        for column in table.columns:
            rows = [
                row.key
                for row in table.rows
                if column.role is Role.INPUT
                and not row.sums
                and column.key not in row.closed
                and takes_numbers(row.type_of(column))
            ]
            if rows:
                row = next((key for key in rows if key not in used), rows[0])
                used.add(row)
                yield table.section.key, row, column


def declared_bases(columns: tuple[Any, ...]) -> Iterator[Column]:
    for column in columns:
        if isinstance(column, ColumnsWhen):
            yield from declared_bases(column.columns)
        else:
            yield getattr(column, "column", column)


def cells_by_key(path: Path) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Sheet and cell of each answer in a template, by the hidden keys of section, row and column."""
    texts = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        section, columns = "", dict[int, str]()
        for line in sheet.iter_rows():
            key = line[0].value
            if isinstance(key, str) and key.startswith("#"):
                section, columns = key[1:], {cell.column: str(cell.value) for cell in line[1:] if cell.value}
            elif key and section:
                for cell in line[1:]:
                    if cell.column in columns:
                        texts[section, str(key), columns[cell.column]] = (sheet.title, cell.coordinate)
    return texts


# --------------------------------------------------------------------------------------------------------- whole rounds


def everything(people: str, limit: int) -> list[TextTable]:
    """A plan with every kind of section; ``people`` stands in each column that says whether rows count people."""
    sheets = {
        SWEDISH(sheet.title)
        for section in SECTIONS
        if section.people
        for sheet in section.plan
        if has_people(sheet, section.people)
    }
    tables = []
    for table in mixed_plan():
        if table.heading == "Uppföljning":
            others = [row for row in table.rows if row[0] != "Gräns för små tal"]
            table = TextTable(table.heading, table.titles, (*others, ("Gräns för små tal", str(limit))))
        if table.heading == "Produktion förra året":  # what nobody knows is asked of the units
            names = ("Enhet", "Rad")
            rows = [
                tuple(cell if title in names else "" for title, cell in zip(table.titles, row, strict=True))
                for row in table.rows
            ]
            table = TextTable(table.heading, table.titles, tuple(rows))
        if table.heading == "Styrmått" and "Läggs ihop" in table.titles:
            factor = table.rows[0][table.titles.index("Framgångsfaktor")]
            row = tuple({**WEIGHTED, "Framgångsfaktor": factor}.get(title, "") for title in table.titles)
            table = TextTable(table.heading, table.titles, (*table.rows, row))
        if table.heading in sheets:
            table = saying(table, people)
        if table.heading == "Enheter":
            rows = [(*row[:-1], "ja" if row[0] == UNIT else "nej") for row in table.rows]
            table = TextTable(table.heading, table.titles, tuple(rows))
        tables.append(table)
    return tables


def has_people(sheet: Any, key: str) -> bool:
    return any(getattr(column, "key", "") == key for column in sheet.columns)


def saying(table: TextTable, people: str) -> TextTable:
    at = [index for index, title in enumerate(table.titles) if title != PEOPLE]
    titles = (*(table.titles[i] for i in at), PEOPLE)
    return TextTable(table.heading, titles, tuple((*(row[i] for i in at), people) for row in table.rows))


def planted(
    folder: Path, people: str, limit: int, numbers: Iterator[int]
) -> tuple[Round, Plan, list[Planting], list[Any]]:
    """A round in which one unit has answered with nothing but these numbers, published; and what was found."""
    folder.mkdir()
    make_workbook(everything(people, limit), folder / "plan.xlsx")
    plan, faults = read_plan(folder / "plan.xlsx")
    assert not [fault for fault in faults if fault.severity == 0], faults
    code, output = command("template", "--plan", str(folder))
    assert code == 0, output
    form = form_for(plan, plan.units[UNIT], SECTIONS)
    plantings = [
        Planting(section, row, column.key, number, plan.words(column.title))
        for (section, row, column), number in zip(number_columns(form), numbers, strict=False)
    ]
    name = template_name(plan.frame, plan.units[UNIT])
    cells = cells_by_key(folder / "templates" / name)
    workbook = openpyxl.load_workbook(folder / "templates" / name)
    for planting in plantings:
        sheet, cell = cells[planting.section, planting.row, planting.column]
        workbook[sheet][cell] = planting.number
    (folder / "inbox").mkdir()
    workbook.save(folder / "inbox" / name)
    result = Round(folder)
    return result, plan, plantings, result.merged_json("--published", "--today", "2022-05-16")["findings"]


def shown_in(round_: Round, plan: Plan, planting: Planting, path: Path) -> Any:
    """What stands where a number was planted, in a regional workbook."""
    section = next(section for section in SECTIONS if section.key == planting.section)
    rows = round_.rows(plan.words(section.title), path)
    (row,) = [row for row in rows if row["Enhet"] == plan.units[UNIT].name and row["Radnyckel"] == planting.row]
    return row[planting.title]


FORMATS = ("docx", "html", "json", "xlsx", "csv")
PLAIN = (".html", ".json", ".csv")


def test_what_is_said_to_count_people_stands_in_no_published_file(tmp_path: Path) -> None:
    """The limit is 1 000 here, so that each number planted can be told from every other number in the files."""
    numbers = (number for number in itertools.count(523, 7) if number % 10)
    round_, plan, plantings, _findings = planted(tmp_path / "r", "ja", 1000, numbers)
    bases = {
        (section.key, base.key)
        for section in SECTIONS
        if not section.has(OnFirstSheet)
        for base in declared_bases(section.columns)
        if base.role is Role.INPUT and hasattr(base.type, "parse") and takes_numbers(base.type)
    }
    assert bases <= {(planting.section, planting.column.partition(".")[0]) for planting in plantings}, (
        "each is planted in"
    )
    assert len(plantings) > 12 and {planting.number < 1000 for planting in plantings} == {True}
    for planting in plantings:
        whole = shown_in(round_, plan, planting, round_.regional)
        if (
            whole == "gick inte att använda"
        ):  # a part that is more than its whole is to be corrected: in no output at all
            continue
        assert whole == planting.number, planting
        assert shown_in(round_, plan, planting, round_.public("regional.xlsx")) == "<1000", planting
    for name in FORMATS:
        code, out = command("report", "--all", "--published", "--format", name, "--plan", str(round_.folder))
        assert code in (0, 1), out
    folder = round_.folder / "output" / "published"
    published = sorted(path for path in folder.rglob("*") if path.is_file())
    wanted = {f"{name}.{ending}" for name in ("summary", "board_report", "agreement") for ending in FORMATS}
    assert {"regional.xlsx", *wanted} <= {path.name for path in published}
    for path in published:
        whole = {"": path.read_text(encoding="utf-8")} if path.suffix in PLAIN else every_text(path)
        for part, text in whole.items():
            bare = re.sub(r"<[^>]*>", " ", SHARED_TEXT.sub("", text))
            match = [
                planting for planting in plantings if re.search(rf"(?<![\w.#,-]){planting.number}(?![\w.,])", bare)
            ]
            assert not match, (path.name, part, match)


def test_what_nobody_has_said_anything_of_is_told(tmp_path: Path) -> None:
    """3 in each number column: masked, or money and the like, or a finding names the section, once."""
    round_, plan, plantings, findings = planted(tmp_path / "r", "", 5, itertools.repeat(3))
    sheets = [finding["sheet"] for finding in findings if finding["rule"] == "counts-people-unsaid"]
    assert len(sheets) == len(set(sheets)), "one a section"
    form = form_for(plan, plan.units[UNIT], SECTIONS)
    shown = set()
    for planting in plantings:
        table = form.by_section.get(planting.section)
        assert table is not None
        column = next(column for column in table.columns if column.key == planting.column)
        unit = next(row for row in table.rows if row.key == planting.row).type_of(column).help()
        if shown_in(round_, plan, planting, round_.public("regional.xlsx")) == 3 and "mnkr" not in plan.words(unit):
            shown.add(plan.words(table.section.title))
    assert shown == set(sheets) and len(shown) > 2
    marks = [text for _sheet, _cell, text in every_cell(round_.public("regional.xlsx")) if "Publicerad" in str(text)]
    assert marks and not [text for text in marks[:1] if text == "Publicerad: små tal är maskerade."]
    assert all(title in marks[0] for title in sheets)
    assert not [text for text in every_text(round_.public("summary.docx")).values() if "Publicerad: små tal är" in text]


# ------------------------------------------------------------------------------------------------------- the examples


def rows_of_people(folder: Path) -> set[str]:
    """The names of what an example's plan says counts people, and of all contracted care, which always does."""
    workbook = openpyxl.load_workbook(folder / "plan.xlsx", data_only=True)
    names = set()
    for sheet in workbook.worksheets:
        lines = list(sheet.iter_rows(values_only=True))
        head = next((line for line in lines if set(line) & set(NAMES)), ())
        called = [at for at, title in enumerate(head) if title in NAMES]
        column = head.index(PEOPLE) if PEOPLE in head else None
        for line in lines if called else ():
            if "Vårdavtal" in line or (column is not None and line[column] == "ja"):
                names |= {str(line[at]) for at in called}
    return names


NAMES = ("Styrmått", "Rad", "Uppgift", "Överenskommelse")
"""What the plan's columns of names are called, where rows may count people."""

SMALL = re.compile(
    r"^[1-4]\*?$|(?:\b[A-ZÅÄÖ]:|\bUtfall|\bfrån|\btill|\bT\d \d{4})[ \u00a0][1-4](?![\d,]|[ \u00a0]?[\d%])",
    re.MULTILINE,
)
"""A cell or a line of it that is a small number, or one behind what stands before figures in texts that are made."""


def small_counts(path: Path, names: set[str]) -> Iterator[str]:
    """The small numbers behind one of these names, in a row of any sheet or table of a file."""
    lines: list[list[Any]]
    if path.suffix == ".docx":
        lines = [list[Any](row) for table in word_tables(path) for row in table]
    else:
        workbook = openpyxl.load_workbook(path, data_only=True)
        lines = [list(line) for sheet in workbook.worksheets for line in sheet.iter_rows(values_only=True)]
    for line in lines:
        named = next((at for at, cell in enumerate(line) if str(cell).split("\n")[0].strip() in names), None)
        for cell in line[named + 1 :] if named is not None else ():
            text = f"{cell:g}" if isinstance(cell, int | float) else str(cell or "")
            if len(text) < 120 and SMALL.search(text):
                yield f"{path.name}: {cell} in {line}"


def example_round(name: str, folder: Path) -> Round:
    """An example with its templates filled in, ready to be merged."""
    source = bundled("examples") / name
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("answers*", "*.md"))
    code, output = command("template", "--plan", str(folder))
    assert code == 0, output
    (folder / "inbox").mkdir()
    round_ = Round(folder)
    for path in (source / "answers").glob("*.md"):
        template = folder / "templates" / template_name(round_.plan.frame, round_.plan.units[path.stem])
        fill(template, folder / "inbox" / template.name, read_tables(path.read_text(encoding="utf-8")))
    return round_


WITH_FIGURES = ("halland-2020", "norrbotten-2022-04")
"""Examples whose documents besides the summary hold figures of people."""

EXAMPLES = ("halland-2020", "jamtland-2020-revision", "jamtland-2021-04", "norrbotten-2018-02", "norrbotten-2022-04")


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_published_example_shows_no_small_count_of_people(tmp_path: Path, name: str) -> None:
    round_ = example_round(name, tmp_path / "r")
    findings = round_.merged_json("--published", "--today", "2022-05-16")["findings"]
    if name in WITH_FIGURES:
        code, output = command("report", "--all", "--published", "--plan", str(round_.folder))
        assert code in (0, 1), output
    names = rows_of_people(round_.folder)
    published = sorted((round_.folder / "output" / "published").rglob("*.*"))
    assert len(published) > 1
    assert [line for path in published for line in small_counts(path, names)] == []
    if name == "norrbotten-2022-04":
        assert list(small_counts(round_.regional, names)) and list(small_counts(round_.summary, names)), (
            "the search finds"
        )
    told_of = [finding["sheet"] for finding in findings if finding["rule"] == "counts-people-unsaid"]
    assert told_of == (["Uppgifter"] if name == "halland-2020" else [])
