"""Production as tables that a plan declares: the same form, checks, figures and facts as the two older sheets give.

A test of ``followup.sections.declared.presets.table_presets``.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from followup.sections.declared.presets.table_presets import FOLDER
from tests.house import command, form_for
from tests.outputs.reading_back import word_tables
from tests.plans import PLAN
from tests.scoring.rounds import Round, new_round
from tests.tables import SWEDISH, rows_of
from tests.tables import plan_of as plan_of_text

PRESET = FOLDER / "produktion.md"
OWN_ROWS = """
## Rader
| Tabell | Id | Rad | Under | Räknas | Enheter | Räknar personer |
| visits | lakare | Läkarbesök | totalt | summa | | |
| visits | lakare-somatik | Somatik | lakare | fylls i | nord | {people} |
| visits | lakare-psykiatri | Psykiatri | lakare | fylls i | syd | {people} |
| visits | ovriga | Övriga besök | totalt | fylls i | nord | nej |
| visits | totalt | Totalt antal besök | | summa | | |
| episodes | vtf | Vårdtillfällen totalt | | fylls i | nord | {people} |
| contracted | ortopedi | Ortopedi | | fylls i | nord | |
"""
VALUES = """
## Värden
| Tabell | Rad | Enhet | Kolumn | Värde |
| visits | lakare-somatik | nord | before | 42401 |
| visits | lakare-somatik | nord | remote_before | 4516 |
| visits | ovriga | nord | before | 36530 |
| visits | ovriga | nord | remote_before | 6825 |
| episodes | vtf | nord | before | 4421 |
| visits | lakare-psykiatri | syd | before | 12 |
| visits | lakare-psykiatri | syd | remote_before | 2 |
"""
NORD = """
## Besök
| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 | Kommentar |
| Läkarbesök > Somatik | 45 467 | 432 | |
| Övriga besök | 3 500,5 | 40 000 | |
## Vårdtillfällen
| Vårdtillfällen | Vårdtillfällen jan–apr 2022 |
| Vårdtillfällen totalt | 9 192 |
## Vårdavtal
| {clinic} | Redovisade 2022 | Tillägg, ej redovisade 2022 |
| Ortopedi | 3 | 2 |
"""
SYD = """
## Besök
| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |
| Läkarbesök > Psykiatri | 4 | 3 |
"""
COUNTED = {"lakare-somatik": "{people}", "lakare-psykiatri": "{people}", "vtf": "{people}", "ovriga": "nej"}
"""Whether rows count people."""


def older(people: str) -> str:
    """The plan as it is, on the sheets of production, with rows that count people."""
    before, title, rest = PLAN.partition("| Tabell | Id | Rad | Under | Räknas |\n")
    rows, end, after = rest.partition("\n\n")
    of_rows = [f"{row} {COUNTED.get(row.split('|')[2].strip(), '')} |" for row in rows.splitlines()]
    return f"{before}{title.rstrip()} Räknar personer |\n" + "\n".join(of_rows).format(people=people) + end + after


def declared(people: str) -> str:
    """The same plan, whose production is declared, by our preset with rows of its own."""
    before, _sheets, rest = PLAN.partition("## Produktionsrader\n")
    kept = rest[rest.index("## Väntetider\n") :]
    preset = PRESET.read_text(encoding="utf-8")
    lines = preset[preset.index("## Tabeller") : preset.index("## Rader")].splitlines(keepends=True)
    tables = "".join(line for line in lines if not line.startswith("|---"))
    return before + kept + tables + OWN_ROWS.format(people=people) + VALUES


@pytest.fixture(scope="module", params=["ja", ""])
def rounds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Round, Round]:
    """A round by the older sheets, and the same by declared tables: with rows that count people, and with none."""
    folder, people = tmp_path_factory.mktemp("production"), str(request.param)
    one = new_round(folder / "older", older(people), {"nord": NORD.format(clinic="Klinik"), "syd": SYD})
    other = new_round(folder / "declared", declared(people), {"nord": NORD.format(clinic="Vårdavtal"), "syd": SYD})
    return one.merge("--published"), other.merge("--published")


PRODUCTION = ("visits", "episodes", "contracted")


def facts(round_: Round, into: Path, *arguments: str) -> list[dict[str, str]]:
    """The lines of production among the facts, without the number of the row on the plan's sheets."""
    plan = str(round_.folder / "plan.xlsx")
    code, output = command("export", "--plan", plan, "--into", str(into), *arguments)
    assert code in (0, 1), output
    path = into / ("published" if arguments else "") / "facts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["section"] in PRODUCTION]
    return [{key: value for key, value in line.items() if key != "order"} for line in lines]


def test_the_form_asks_the_same_questions_of_the_same_rows() -> None:
    forms = [form_for(plan, plan.units["nord"]) for plan, _findings in map(plan_of_text, (older("ja"), declared("ja")))]
    one, other = (
        {
            key: (
                [(column.key, SWEDISH(column.title), column.role, column.required) for column in table.columns],
                [(row.key, row.level, row.sums, row.closed, dict(row.kinds)) for row in table.rows],
            )
            for key in PRODUCTION
            if (table := form.by_section[key])
        }
        for form in forms
    )
    label = other["contracted"][0][0]
    assert label[1] == "Vårdavtal", "a table that declares no label has its title there"
    other["contracted"][0][0] = (label[0], "Klinik", *label[2:])
    assert one == other


def test_nothing_is_wrong_with_it() -> None:
    findings = plan_of_text(declared("ja"))[1]
    assert not findings, rows_of(list(findings))


def test_the_check_says_the_same(rounds: tuple[Round, Round]) -> None:
    one, other = (
        sorted(
            (finding["rule"], finding["severity"], finding["sheet"], finding["cell"], finding["advice"])
            for finding in round_.merged_json()["findings"]
            if finding["sheet"] == "Produktion"
        )
        for round_ in rounds
    )
    assert one == other
    assert {"part-exceeds-whole", "part-of-one", "far-from-last-year", "far-from-likely"} <= {found[0] for found in one}


@pytest.mark.parametrize("arguments", [(), ("--published",)])
def test_the_facts_are_the_same(rounds: tuple[Round, Round], tmp_path: Path, arguments: tuple[str, ...]) -> None:
    one, other = (facts(round_, tmp_path / str(at), *arguments) for at, round_ in enumerate(rounds))
    assert len(one) > 40
    assert one == other
    assert any(line["missing_reason"] == "<5" for line in one) is bool(arguments), (
        "contracted care always counts people"
    )


def test_so_is_what_the_region_reads(rounds: tuple[Round, Round]) -> None:
    one, other = ([round_.rows(title) for title in ("Besök", "Vårdtillfällen", "Vårdavtal")] for round_ in rounds)
    assert one[:2] == other[:2] and len(one[0]) == 7
    assert [list(row.values()) for row in one[2]] == [list(row.values()) for row in other[2]]
    words = [round_.word.replace("Klinik", "Vårdavtal") for round_ in rounds]
    assert words[0] == words[1]
    titles = [table[0] for table in word_tables(rounds[1].summary)]
    assert ["Besök", "Besök jan–apr 2022", "Besök jan–apr 2021", "Förändring"] in [of_table[:4] for of_table in titles]
    assert not any("Kommentar" in of_table for of_table in titles if of_table[0] == "Besök")


def test_a_table_is_declared_in_one_of_the_two_ways() -> None:
    rows = PLAN[PLAN.index("## Produktionsrader") : PLAN.index("## Väntetider\n")]
    findings = plan_of_text(declared("ja") + rows)[1]
    assert {(finding.place.sheet, finding.rule) for finding in findings} == {("Tabeller", "table-not-usable")}
