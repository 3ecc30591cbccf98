"""The facts of whole rounds, as ``followup export`` writes them: what adds up, by hand calculation, and what is masked."""

from __future__ import annotations

import csv
import functools
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from tests.demos import Demo
from tests.house import bundled, command
from tests.region.masking.test_published import LIMIT
from tests.region.masking.test_published_everywhere import planted
from tests.round.test_sub_units import every_answer, the_plan
from tests.schemas import faults, schema
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, new_round
from tests.scoring.test_decisions import ANSWERS, CALLS, MEASURES, RULE, TITLES
from tests.tables import fill, new_path, read_plan, read_tables, template_name

Fact = dict[str, str]
CELL = ("section", "row", "column", "part")
DECLARED = {"internkontroll-2026", "patientsakerhet-2025", "socialnamnd-2026-08"}
"""Examples whose tables the plan declares: ``test_facts_by_hand.py`` holds their totals against the leaves."""

EXAMPLES = sorted(
    example.name
    for example in bundled("examples").iterdir()
    if (example / "answers").is_dir() and example.name not in DECLARED
)


def exported(place: Path, into: Path, *more: str) -> list[Fact]:
    """The lines that the command writes for a workspace."""
    code, output = command("export", "--plan", str(place / "plan.xlsx"), "--into", str(into), *more)
    assert code in (0, 1), output
    return lines_of(into / "facts.csv")


def lines_of(path: Path) -> list[Fact]:
    """The lines of a file, by the names in its first."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@functools.cache
def workspace_of(name: str) -> Path:
    """An example with all its answers in the inbox."""
    place = new_path().parent / name
    command("new", str(place), "--example", name)
    command("template", "--plan", str(place / "plan.xlsx"))
    decided = read_plan(place / "plan.xlsx")[0]
    for text in sorted((bundled("examples") / name / "answers").glob("*.md")):
        template = template_name(decided.frame, decided.units[text.stem])
        tables = read_tables(text.read_text(encoding="utf-8"))
        fill(place / "templates" / template, place / "inbox" / template, tables)
    return place


@functools.cache
def facts_of(name: str) -> list[Fact]:
    """Its facts."""
    return exported(workspace_of(name), workspace_of(name) / "out", "--published")


@functools.cache
def public_facts_of(name: str) -> list[Fact]:
    """Its facts as they are published."""
    facts_of(name)
    return lines_of(workspace_of(name) / "out" / "published" / "facts.csv")


def pivot(facts: Iterable[Fact], by: Sequence[str] = CELL, **wanted: str) -> dict[tuple[str, ...], Decimal]:
    """Values summed by some columns, of the lines where the others are as wanted."""
    sums: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for fact in facts:
        if fact["value"] and all(fact[column] == value for column, value in wanted.items()):
            sums[tuple(fact[column] for column in by)] += Decimal(fact["value"])
    return dict(sums)


def select_facts(facts: Iterable[Fact], **wanted: str) -> list[Fact]:
    """The lines where columns are as wanted."""
    return [fact for fact in facts if all(fact[column] == value for column, value in wanted.items())]


def only(facts: Iterable[Fact], **wanted: str) -> Fact:
    """The one such line."""
    (fact,) = select_facts(facts, **wanted)
    return fact


def as_json(fact: Fact) -> dict[str, object]:
    """A line as the schema of the facts has it: numbers as numbers, null for a number or a day that is not there."""
    properties = schema("facts")["$defs"]["line"]["properties"]
    types = {name: details.get("type", "string") for name, details in properties.items()}
    read = {"number": float, "integer": int, "string": str}
    return {
        name: (
            None
            if not value and "null" in types[name]
            else next(read[kind](value) for kind in read if kind in types[name])
        )
        for name, value in fact.items()
    }


@pytest.fixture(scope="module")
def facts(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> list[Fact]:
    """The facts of the demo."""
    return exported(demo.folder, tmp_path_factory.mktemp("facts"), "--published")


ADDED_UP = {"norrbotten-2022-04": 52, "norrbotten-2018-02": 11}
"""How many of the region's figures are sums of units' figures; none of the examples without such a section."""


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_total_is_the_sum_of_its_leaves(name: str) -> None:
    every = facts_of(name)
    totals = pivot([fact for fact in every if fact["unit_of_measure"] != "%"], kind="total")
    leaves = pivot(every, kind="leaf")
    compared = {cell: total for cell, total in totals.items() if cell in leaves}
    assert len(compared) == ADDED_UP.get(name, 0)
    assert {cell: leaves[cell] for cell in compared} == compared


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_line_is_of_one_cell_and_says_so_once(name: str) -> None:
    every = facts_of(name)
    keys = Counter(tuple(fact[key] for key in ("unit", *CELL, "round", "period_start", "origin")) for fact in every)
    assert every and keys.most_common(1)[0][1] == 1
    assert {fact["kind"] for fact in every} <= {"leaf", "subtotal", "total", "earlier", "board"}
    assert all(fact["unit"] == "" for fact in select_facts(every, kind="total"))
    holds = ("value", "text", "missing_reason", "level", "note", "reason")
    assert [fact for fact in every if not any(fact[column] for column in holds)] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_line_is_as_the_schema_says(name: str) -> None:
    assert faults("facts", list(map(as_json, facts_of(name)))) == []
    assert faults("facts", list(map(as_json, public_facts_of(name)))) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": "12"},
        {"period_start": "april"},
        {"kind": "sum"},
        {"kind": "total"},
        {"masked": "yes"},
        {"level": "met"},
        {"scale": "attainment"},
        {"text": "tolv"},
        {"unit": ""},
        {"order": 1.5},
        {"strange": ""},
    ],
)
def test_a_wrong_line_is_not_as_the_schema_says(facts: list[Fact], wrong: dict[str, object]) -> None:
    line = as_json(only(facts, unit="lsv1", row="inhyrd-personal", column="outcome", kind="leaf"))
    assert faults("facts", [line]) == []
    assert faults("facts", [{**line, **wrong}])
    assert all(faults("facts", [{name: value for name, value in line.items() if name != gone}]) for gone in line)


def test_the_schema_has_the_columns_of_the_contract(facts: list[Fact]) -> None:
    line = schema("facts")["$defs"]["line"]
    assert list(line["properties"]) == line["required"] == list(facts[0])


def test_two_rows_by_hand(facts: list[Fact]) -> None:
    """Read off the answers: 22 050 + 33 295 + 45 467 = 100 812; women 5 + 2 + 1 = 8, men 3 + 1 + 0 = 4."""
    visits = {"row": "besok-lakare-somatik", "column": "now"}
    units = {fact["unit"]: fact["value"] for fact in select_facts(facts, kind="leaf", **visits)}
    assert units == {"narsjukvard": "22050", "lsv1": "33295", "lsv2": "45467"}
    assert only(facts, kind="total", **visits)["value"] == "100812"
    falls = {"row": "fallskador", "column": "outcome", "kind": "total"}
    assert [only(facts, part=part, **falls)["value"] for part in ("women", "men", "")] == ["8", "4", "12"]


def test_a_pivot_of_leaves_is_the_regions_grand_total(facts: list[Fact]) -> None:
    """Of all visits each is counted once, whatever the rows between are; all lines together tell three times as much."""
    visits = {"section": "visits", "column": "now"}
    grand = only(facts, row="besok-totalt", kind="total", **visits)["value"]
    assert pivot(facts, ["column"], kind="leaf", **visits) == {("now",): Decimal(grand)}
    assert pivot(facts, ["column"], **visits)["now",] > 3 * Decimal(grand)


def test_a_whole_that_is_counted_by_its_parts_is_a_leaf(facts: list[Fact]) -> None:
    whole = only(facts, unit="lsv2", row="fallskador", column="outcome", part="")
    assert (whole["kind"], whole["value"], whole["note"], whole["cell"]) == ("leaf", "1", "summerat av delarna", "")


def test_a_figure_tells_what_it_should_be_and_how_far_it_is(facts: list[Fact]) -> None:
    """6,4 % against "ska inte öka" from 6,1 %: the limit is the figure of T1 2021."""
    cost = only(facts, unit="lsv1", row="inhyrd-personal", column="outcome", kind="leaf")
    wanted = [cost[column] for column in ("value", "unit_of_measure", "target_low", "target_high", "direction")]
    assert wanted == ["0.064", "%", "", "0.061", "lower"]
    assert (cost["compared_with"], cost["gap"]) == ("T1 2021", "0.003")


def test_a_row_a_month_is_of_its_month(facts: list[Fact]) -> None:
    shares = select_facts(facts, section="access", column="share", row="vantan-operation.2022-02")
    assert {(fact["period_start"], fact["period_end"]) for fact in shares} == {("2022-02-01", "2022-02-28")}
    before = select_facts(facts, section="access", column="before", row="vantan-operation.2022-02")
    assert {(fact["period_start"], fact["period_end"]) for fact in before} == {("2021-02-01", "2021-02-28")}
    assert {fact["period_start"] for fact in select_facts(facts, section="access", column="target")} == {""}


def test_what_is_masked_has_no_value_and_no_place(facts: list[Fact], tmp_path: Path, demo: Demo) -> None:
    public = exported(demo.folder, tmp_path, "--published") and lines_of(tmp_path / "published" / "facts.csv")
    masked = select_facts(public, masked="yes")
    assert len(masked) > 20 and not any(fact["value"] or fact["text"] or fact["gap"] for fact in masked)
    assert {fact["missing_reason"] for fact in masked} <= {"<5", "–"}
    assert not any(fact["file"] or fact["sheet"] or fact["cell"] for fact in public)
    assert (
        only(public, unit="lsv1", row="fallskador", kind="leaf", column="outcome", part="men")["missing_reason"] == "<5"
    )
    small = [
        fact for fact in select_facts(public, counts_people="yes") if fact["value"] and 0 < Decimal(fact["value"]) < 5
    ]
    assert small == []
    assert any(0 < Decimal(fact["value"]) < 5 for fact in select_facts(facts, counts_people="yes") if fact["value"])
    assert select_facts(facts, masked="yes") == []


def test_a_number_of_people_planted_in_any_column_is_in_no_published_fact(tmp_path: Path) -> None:
    """As ``test_published_everywhere`` does it for workbooks and documents: the limit is 1 000."""
    numbers = (number for number in itertools.count(523, 7) if number % 10)
    round_, _plan, plantings, _findings = planted(tmp_path / "r", "ja", 1000, numbers)
    every = exported(round_.folder, tmp_path / "out", "--published")
    public = lines_of(tmp_path / "out" / "published" / "facts.csv")
    for planting in plantings:
        pattern = re.compile(rf"(?<![\w.,-]){planting.number}(?![\w.,])")
        of_row = [fact for fact in every if fact["row"] == planting.row]
        is_left_out = planting.column == "remote" and any(
            fact["note"] and not fact["value"] for fact in of_row
        )  # more than its whole: to be corrected
        assert is_left_out or any(fact["value"] == str(planting.number) for fact in of_row), planting
        assert [text for fact in public for text in fact.values() if pattern.search(text)] == [], planting
    assert len(plantings) > 12


BEFORE = "| Styrmått | Enhet | Tillfälle | Totalt |\n| fall | nord | T1 2021 | 3 |\n| fall | syd | T1 2021 | 30 |"
FALLS = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Räknar personer | Följs upp | Svarar | Läggs ihop |
| fall | 1 | trygghet | Fall | antal | lägre | Minska | nej | ja | DÅ04 | nord, syd | nej |
"""


def test_a_limit_that_is_a_small_figure_of_before_is_not_published(tmp_path: Path) -> None:
    """Nord had 3 falls and has 20, Syd had 30: who reads that 20 is 17 above the limit knows the 3."""
    answers = dict.fromkeys(("nord", "syd"), "| Styrmått | Utfall totalt |\n| Fall | 20 |")
    round_ = new_round(tmp_path / "r", plan_text(FALLS, earlier=BEFORE, settings=LIMIT), answers)
    every = exported(round_.folder, tmp_path / "out", "--published")
    public = lines_of(tmp_path / "out" / "published" / "facts.csv")
    ends = ("value", "target_high", "gap", "compared_with")
    nord, syd = ({"unit": unit, "column": "outcome", "kind": "leaf"} for unit in ("nord", "syd"))
    assert [only(every, **nord)[key] for key in ends] == ["20", "3", "17", "T1 2021"]
    assert [only(public, **nord)[key] for key in ends] == ["20", "", "", ""]
    assert [only(public, **syd)[key] for key in ends] == ["20", "30", "-10", "T1 2021"]
    assert {fact["target_high"] for fact in select_facts(public, unit="nord")} == {""}


def test_units_under_units_are_counted_once(tmp_path: Path) -> None:
    """By hand, in ``test_sub_units``: calls 60 + 40 + 30 + 25 + 45 = 200; division A's own 100 is not added."""
    round_ = new_round(tmp_path / "r", the_plan(), every_answer())
    every = exported(round_.folder, tmp_path / "out")
    calls = select_facts(every, row="samtal", column="outcome")
    assert only(calls, kind="total")["value"] == "200"
    assert sum(Decimal(fact["value"]) for fact in select_facts(calls, kind="leaf")) == 200
    assert [(fact["unit"], fact["value"]) for fact in select_facts(calls, kind="subtotal")] == [
        ("a", "100"),
        ("b", "55"),
    ]
    assert {fact["unit"]: fact["unit_parent"] for fact in calls} | {"": ""} == {
        **{"a": "region", "a1": "a", "a2": "a", "b": "region", "b1": "b", "b2": "b", "c": "region", "": ""}
    }
    waited = only(every, row="vantat", column="outcome", kind="total")
    assert (waited["value"], waited["unit_of_measure"]) == ("0.688", "%")


def test_where_a_units_own_figure_counts_it_is_the_leaf(tmp_path: Path) -> None:
    round_ = new_round(
        tmp_path / "r", the_plan("egen siffra"), every_answer(a=every_answer()["a"].replace("| 100 |", "| 90 |"))
    )
    calls = select_facts(exported(round_.folder, tmp_path / "out"), row="samtal", column="outcome")
    leaves = {fact["unit"]: fact["value"] for fact in select_facts(calls, kind="leaf")}
    assert leaves == {"a": "90", "b1": "30", "b2": "25", "c": "45"}
    assert only(calls, kind="total")["value"] == "190"
    assert {fact["unit"] for fact in select_facts(calls, kind="subtotal")} == {"a1", "a2", "b"}


def test_units_that_both_count_are_leaves_beside_each_other(tmp_path: Path) -> None:
    """300 = division A's 100 + 60 + 40 of its clinics + 30 + 25 + 45."""
    round_ = new_round(tmp_path / "r", the_plan("båda, läggs ihop"), every_answer())
    calls = select_facts(exported(round_.folder, tmp_path / "out"), row="samtal", column="outcome")
    assert only(calls, kind="total")["value"] == "300"
    assert sum(Decimal(fact["value"]) for fact in select_facts(calls, kind="leaf")) == 300
    assert {fact["unit"]: fact["value"] for fact in select_facts(calls, kind="subtotal")} == {"b": "55"}


def test_a_replaced_judgement_stays_with_its_origin(tmp_path: Path) -> None:
    round_: Round = new_round(tmp_path / "r", plan_text(MEASURES, settings=RULE), ANSWERS)
    round_.decide(f"{TITLES}\n{CALLS}")
    every = exported(round_.folder, tmp_path / "out", "--today", "2022-05-20")
    judged = select_facts(every, unit="nord", row="samtal", scale="attainment")
    levels = {fact["origin"]: (fact["column"], fact["level"], fact["level_word"]) for fact in judged}
    assert levels == {
        "override": ("attainment", "met", "Uppnått"),
        "replaced": ("attainment", "not_met", "Inte uppnått"),
    }
    assert "Växeln låg nere i två veckor." in only(judged, origin="override")["reason"]
    assert only(judged, origin="replaced")["reason"].startswith("Utfall 20")


def test_levels_are_those_that_the_merge_counts(tmp_path: Path) -> None:
    round_: Round = new_round(tmp_path / "r", plan_text(MEASURES, settings=RULE), ANSWERS)
    round_.decide(f"{TITLES}\n{CALLS}")
    result = round_.merged_json("--today", "2022-05-20")["levels"]
    every = exported(round_.folder, tmp_path / "out", "--today", "2022-05-20")
    counted = [fact for fact in select_facts(every, scale="attainment", kind="leaf") if fact["origin"] != "replaced"]
    counts = Counter(fact["level"] for fact in counted)
    assert {level: counts[level] for level in result} == result
    assert sum(result.values()) == 6


MEASURED = "| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Svarar | Läggs ihop | Regionens mål |"


def test_a_figure_that_is_only_about_right_is_in_no_sum_here_either(tmp_path: Path) -> None:
    """A pivot of leaves would else give 65 where the region has 45."""
    plan = plan_text(
        f"{MEASURED}\n| moten | 1 | vard-i-tid | Möten | antal | högre | minst 40 | nej | nord, syd | summa | minst 100 |"
    )
    round_ = new_round(
        tmp_path / "r",
        plan,
        {
            "nord": "| Styrmått | Utfall totalt |\n| Möten | drygt 20 |",
            "syd": "| Styrmått | Utfall totalt |\n| Möten | 45 |",
        },
    )
    lines = [fact for fact in exported(round_.folder, tmp_path / "ut") if fact["column"] == "outcome"]
    assert [(line["unit"], line["value"], line["text"]) for line in lines] == [
        ("nord", "", "drygt 20"),
        ("syd", "45", ""),
        ("", "45", ""),
    ]
