"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import functools
import inspect
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from followup.plan.load import WOMEN_AND_MEN
from tests import house
from tests.form.language import Check, Day, Role
from tests.house import SECTIONS, Plan, Section
from tests.parsed import nodes_in, nodes_of, tree_of
from tests.tables import DECLARATIONS, plan_sections

ROOT = Path(__file__).resolve().parents[1] / "followup"
ROOMS_OF_ENGINES = ("templates", "returns", "round", "region", "revision", "reports", "outputs")
ENGINES = sorted(path for room in ROOMS_OF_ENGINES for path in (ROOT / room).rglob("*.py"))
WORDS_OF_THEIR_OWN = {"actions", "access", "measures", "settings"}
"""Keys of the plan's sheets that are ordinary words; keys of sections are looked for all the same."""


@functools.cache
def forbidden() -> set[str]:
    """Keys that no engine may know: of every kind of section, and of the plan's sheets that are no ordinary words."""
    sheets = {sheet.key for sheet in plan_sections(DECLARATIONS) if len(sheet.key) > 5}
    return {section.key for section in SECTIONS} | (sheets - WORDS_OF_THEIR_OWN)


def texts_in(nodes: Sequence[ast.AST]) -> Iterator[tuple[int, str]]:
    """Every quoted string of a module with its line, but for docstrings."""
    docstrings = {
        id(node.body[0].value)
        for node in nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", ENGINES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_engine_knows_a_section_by_name(path: Path) -> None:
    keys = forbidden()
    violations = [f"{path.name}:{line}: {text}" for line, text in texts_in(nodes_of(path)) if text in keys]
    assert not violations


def test_what_is_looked_for_is_found() -> None:
    assert {"visits", "sign_off", "measures", "production_rows", "actions_planned"} <= forbidden()
    assert list(texts_in(nodes_in(ast.parse('"""visits"""\nif key == "visits":\n    pass\n')))) == [(2, "visits")]
    assert len(ENGINES) > 8


def checks() -> list[tuple[str, Check]]:
    """Every check in use, with its section."""
    return [(section.key, check) for section in SECTIONS for check in section.checks]


def named(case: tuple[str, Check]) -> str:
    """Section and check, in the name of the test."""
    return f"{case[0]}-{getattr(case[1], '__name__', case[1])}"


@pytest.mark.parametrize("case", checks(), ids=named)
def test_a_check_says_when_it_holds(case: tuple[str, Check]) -> None:
    assert (inspect.getdoc(case[1]) or "").endswith("."), "the condition; why it stands is said by the rule's record"


@pytest.mark.parametrize("case", checks(), ids=named)
def test_the_name_of_a_check_is_a_sentence(case: tuple[str, Check]) -> None:
    assert len(str(getattr(case[1], "__name__", "")).strip("_").split("_")) >= 3


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_a_sections_keys_are_plain_and_unique(section: Section) -> None:
    keys = [column.key for column in section.expanded(Plan(breakdown=WOMEN_AND_MEN))]
    assert len(keys) == len(set(keys))
    assert all(key.isascii() and key.replace("_", "").replace(".", "").isalnum() and key == key.lower() for key in keys)


def test_no_two_sections_share_a_key() -> None:
    keys = [section.key for section in (*SECTIONS, *plan_sections(DECLARATIONS))]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_a_condition_is_asked_of_a_column_of_its_section(section: Section) -> None:
    """And a section that asks for days asks whether they are near the round."""
    declared: list[Any] = [inner for column in section.columns for inner in getattr(column, "columns", (column,))]
    bases = {getattr(column, "column", column).key for column in declared}
    assert {condition.column.removesuffix(".total") for condition in section.conditions} <= bases
    columns = section.expanded(Plan(breakdown=WOMEN_AND_MEN))
    days = {column.key for column in columns if isinstance(column.type, Day) and column.role is Role.INPUT}
    assert days <= {condition.column for condition in section.conditions if condition.named}


MOST_MODULES = 14
"""A room of more is parted by an idea: an inner room with a noun for its name."""


def modules_by_room(house: Path) -> dict[str, int]:
    """The modules of each folder, but for the one that says only what the folder is."""
    paths = (path for path in house.rglob("*.py") if path.name != "__init__.py")
    return Counter(path.parent.relative_to(house).as_posix() for path in paths)


def test_no_room_is_overfull() -> None:
    rooms = modules_by_room(ROOT)
    assert len(rooms) > 50
    assert {room: number for room, number in rooms.items() if number > MOST_MODULES} == {}


def test_the_modules_of_a_room_are_counted(tmp_path: Path) -> None:
    (tmp_path / "plan" / "rounds").mkdir(parents=True)
    for name in (
        "version.py",
        "plan/__init__.py",
        "plan/model.py",
        "plan/load.py",
        "plan/rounds/rounds.py",
        "plan/a.lark",
    ):
        (tmp_path / name).touch()
    assert modules_by_room(tmp_path) == {".": 1, "plan": 2, "plan/rounds": 1}


# ------------------------------------------------------------------------------------------------------- the seam

TESTS = Path(__file__).resolve().parent
DOORS = {TESTS / "house.py", TESTS / "tables.py", TESTS / "form" / "language.py", TESTS / "files" / "language.py"}
"""Through these every test may reach the product; what moves inside is changed there."""
IN_TEXT = re.compile(r"^followup(?:\.\w+)+$|\bfrom (followup(?:\.\w+)+) import ")
"""A module in a text: the target of a patch, or code for another process."""
SUBJECT = re.compile(r"[Tt]ests? of ``(followup(?:\.\w+)*)``")
"""What a test of one module says in its docstring, where its own name does not say it."""


def subject_of(path: Path, tree: ast.Module) -> str:
    """The one module that a test file is a test of: by its docstring, else by its name."""
    match = SUBJECT.search(ast.get_docstring(tree) or "")
    folder = path.relative_to(TESTS).parent.parts
    return match[1] if match else ".".join(("followup", *folder, path.stem.removeprefix("test_")))


def is_module(name: str) -> bool:
    """Whether followup has such a module or package."""
    place = ROOT.parent.joinpath(*name.split("."))
    return place.with_suffix(".py").is_file() or place.is_dir()


def imported(nodes: Sequence[ast.AST]) -> Iterator[tuple[str, str]]:
    """Module and name of every import from followup, also of those that stand in a text."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((name.name, "") for name in node.names if name.name.split(".")[0] == "followup")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "followup":
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                yield (whole, "") if is_module(whole) else (str(node.module), name.name)
    for _line, text in texts_in(nodes):
        names = [match[1] or match[0] for match in IN_TEXT.finditer(text)]
        yield from ((module, "") for name in names if (module := module_in(name)))


def module_in(name: str) -> str:
    """The longest beginning of a dotted name that is a module of followup's; empty when none is."""
    parts = name.split(".")
    every = (".".join(parts[:end]) for end in range(len(parts), 1, -1))
    return next((name for name in every if is_module(name)), "")


def reached(path: Path, tree: ast.Module, nodes: Sequence[ast.AST]) -> set[str]:
    """The modules of the product that a test file reaches past the doors, but for the one that it is a test of."""
    subject = subject_of(path, tree)
    return {module for module, _name in imported(nodes) if module != subject}


def exceptions() -> dict[str, set[str]]:
    """The table below: by test file, the modules that it reaches."""
    lines = (line.split() for line in EXCEPTIONS.replace("\\\n", " ").splitlines() if line.strip())
    return {file: {f"followup.{module}" for module in modules} for file, *modules in lines}


EXCEPTIONS = """
cli/test_imports.py cli.program outputs.page
cli/commands/test_merge.py files.disk.lock files.disk.atomic_files
every_rule/answers.py region.masking.publishing
every_rule/board.py plan.attachments plan.decisions.text_order
every_rule/cells.py files.number_format files.received files.xlsx.style_xml
every_rule/containers.py files.containers.unpacking files.size_limits files.sources round.patience round.model
every_rule/files.py files.containers.inbox files.processes.prefetch
every_rule/letters.py flow.door.templates.word_templates flow.gathering.workspace documents.placeholders files.word.docx_template \\
    files.word.template_remarks
every_rule/plans.py history.earlier_figures history.model plan.load
excel/conftest.py files.excel.written_workbook files.excel.excel_application
excel/test_command.py files.excel.written_workbook files.excel.excel_application
excel/test_refresh.py files.excel.written_workbook files.excel.excel_cells
excel/test_refusals.py cli.terminal_listener flow.door.editions.open_in_excel files.excel.excel_application
faults/test_whole_files.py files.book files.containers.inbox
files/failing_readers.py files.size_limits files.processes.format_readers
flow/test_merge.py flow.gathering.workspace
flow/test_nothing_lost.py files.disk.atomic_files files.seals.written_record
flow/door/test_writing.py files.disk.atomic_files files.seals.seal files.seals.written_record flow.refusal flow.door.stale
files/test_beside.py files.received
files/word/test_docx_footnotes.py documents.placeholders files.word.docx_footnotes files.word.docx_settings files.word.docx_table \\
    files.word.docx_template
files/word/test_docx_template.py flow.door.templates.word_templates documents.placeholders documents.registry \\
    files.word.docx_table files.word.docx_write reports.wording.findings_text reports.subject
files/containers/test_inbox.py files.processes.prefetch
files/disk/test_user_cache.py targets.parse
files/disk/test_lock.py files.disk.atomic_files
files/test_ods.py files.received
files/processes/test_prefetch.py files.size_limits files.processes.worker
files/test_reading_safely.py files.addresses files.received
form/cells/test_properties.py locale.numbers
form/cells/test_text.py form.cells.base locale
form/cells/test_what_a_cell_shows.py files.xlsx.style_xml
macros/every_workbook.py files.xlsx_writing.vba
macros/test_division.py files.xlsx_writing.vba templates.template_buttons templates.macro_words
macros/test_division_text.py files.xlsx_writing.vba locale outputs.regional_buttons outputs.own_workbook \\
    templates.template_buttons
macros/test_regional.py flow.door.double_click flow.listener files.packages.xlsx_parts files.xlsx_writing.vba
macros/workbooks.py templates.template_buttons
office.py files.disk.office
outputs/test_page.py locale
outputs/to_units/test_returned_copy.py files.marking.mark_cells files.marking.recognise_marks round.collecting round.model
reports/wording/test_findings_text.py cli.console cli.program
reports/test_outline.py documents.registry
rules/scoring/test_attainment.py rules.scoring.judged rules.scoring.measured targets.parse
rules/scoring/test_partly.py rules.scoring.judged rules.scoring.measured
rules/test_personal_numbers.py form.texts.personal_number
rules/scoring/test_trend.py rules.scoring.measured
sections/action_plans/test_action_plans.py region.assessing
sections/test_word_form.py files.containers.inbox outputs.to_units.returned_copy
sections/test_word_form_fields.py files.word_form.docx_control files.examples.fill templates.word_form
revision/test_revising.py reports.wording.changes revision.plan_changes
returns/workbook_model.py files.received form.layout.layout
targets/checking.py targets.model targets.explain targets.parse targets.as_json
targets/closely.py targets.grammar.unit_words
targets/test_properties.py targets.explain targets.model targets.grammar.unit_words
test_docs.py reports.wording.formatting plan.decisions.decisions plan.load plan.sheets targets.model
test_house.py plan.load
"""
"""The tests that still reach inside, and where. The table only shrinks: a new test uses a door."""

TEST_FILES = sorted(path for path in TESTS.rglob("*.py") if path not in DOORS)


@pytest.mark.parametrize("path", TEST_FILES, ids=lambda path: str(path.relative_to(TESTS).as_posix()))
def test_a_test_reaches_the_product_through_a_door_or_is_a_test_of_one_module(path: Path) -> None:
    allowed = exceptions().get(path.relative_to(TESTS).as_posix(), set())
    reaches = reached(path, tree_of(path), nodes_of(path))
    assert not reaches - allowed, "take it from tests.house or tests.tables, or say whose test it is"
    assert not allowed - reaches, "no longer needed: take it out of the table of exceptions"


def test_no_exception_is_of_a_file_that_is_gone() -> None:
    assert set(exceptions()) <= {path.relative_to(TESTS).as_posix() for path in TEST_FILES}
    assert len(exceptions()) <= MOST_EXCEPTIONS


MOST_EXCEPTIONS = 54


@pytest.mark.parametrize(
    ("name", "source", "modules"),
    [
        ("rules/test_years.py", "from PRODUCT.rules.years import span", set()),
        ("rules/test_years.py", "from PRODUCT.rules import years", set()),
        ("rules/test_years.py", "from PRODUCT.returns.reader import Reader", {"PRODUCT.returns.reader"}),
        ("rules/test_years.py", "def f():\n    import PRODUCT.cli.commands.merge", {"PRODUCT.cli.commands.merge"}),
        ("rules/test_years.py", "from PRODUCT.form.rows import FilledRow", {"PRODUCT.form.rows"}),
        (
            "returns/test_all.py",
            '"""A test of ``PRODUCT.rules.years``."""\nfrom PRODUCT.rules.years import span',
            set(),
        ),
        ("returns/test_all.py", 'patch("PRODUCT.cli.commands.status.workspace", 1)', {"PRODUCT.cli.commands.status"}),
        (
            "returns/test_all.py",
            'run("import sys; from PRODUCT.cli.program import run; run()")',
            {"PRODUCT.cli.program"},
        ),
        ("returns/test_all.py", "from tests.house import command", set()),
    ],
)
def test_what_reaches_inside_is_seen(name: str, source: str, modules: set[str]) -> None:
    tree = ast.parse(source.replace("PRODUCT", "followup"))
    read = reached(TESTS / name, tree, nodes_in(tree))
    assert read == {module.replace("PRODUCT", "followup") for module in modules}


def test_the_house_is_small_and_each_name_in_it_is_explained() -> None:
    assert len(set(house.__all__)) == len(house.__all__) <= 30
    functions = [getattr(house, name) for name in house.__all__ if inspect.isfunction(getattr(house, name))]
    assert all(inspect.getdoc(function) for function in functions)
    used = {
        name.name
        for path in (*TEST_FILES, TESTS / "tables.py")
        for node in nodes_of(path)
        if isinstance(node, ast.ImportFrom) and node.module == "tests.house"
        for name in node.names
    }
    assert used == set(house.__all__), "a name that nobody takes goes, and nothing else is taken"
