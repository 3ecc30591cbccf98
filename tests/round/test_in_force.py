"""Whatever a revision can strike or add counts from its first round to its last: in templates, merges and goals."""

from __future__ import annotations

import functools
from typing import Any

import pytest

from tests.house import SECTIONS, Plan, consolidated, form_for, gather_files, regional_workbook
from tests.plans import PLAN
from tests.tables import plan_book, read_plan, rows_of

REVISED = (
    PLAN.partition("## Målstruktur")[0]
    + """
## Målstruktur
| Id | Nivå | Namn | Överordnad | Gäller från | Gäller till |
| vard | Perspektiv | Vård | | | |
| alltid | Mål | Vård i tid | vard | | |
| gammalt | Mål | Flyttade mottagningar | vard | | T1 2022 |
| nytt | Mål | Vårdgarantin nås | vard | T2 2022 | |

## Skalor
| Skala | Typ | Nivå | Ord | Räknas som |
| status | prognos | klar | klar | klar |
| kontroll | internkontroll | utan brist | utan brist | klar |

## Styrmått
| Id | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Svarar | Gäller från | Gäller till |
| s-alltid | alltid | Väntat | % | högre | minst 80 % | nord | | |
| s-gammalt | gammalt | Flyttade | antal | högre | minst 2 | nord | | T1 2022 |
| s-nytt | nytt | Besök i tid | % | högre | minst 90 % | nord | T2 2022 | |

## Åtgärder
| Id | Nr | Framgångsfaktor | Åtgärd | Enheter | Gäller från | Gäller till |
| a-alltid | 1 | alltid | Planera | nord | | |
| a-gammalt | 2 | gammalt | Flytta | nord | | T1 2022 |
| a-nytt | 3 | nytt | Bemanna | nord | T2 2022 | |

## Handlingsplaner
| Id | Handlingsplan | Ägare | Gäller från | Gäller till |
| h-alltid | Miljö | nord | | |
| h-gammalt | Våld | nord | | T1 2022 |
| h-nytt | Barn | nord | T2 2022 | |

## Kontrollmoment
| Id | Nr | Kontrollmoment | Enhet | Gäller från | Gäller till |
| k-alltid | 1 | Beslut diarieförs | nord | | |
| k-gammalt | 2 | Attest | nord | | T1 2022 |
| k-nytt | 3 | Behörigheter | nord | T2 2022 | |

## Överenskommelser
| Id | Nr | Överenskommelse | Pågående eller ny | Enheter | Gäller från | Gäller till |
| o-alltid | 1 | Kvinnors hälsa | pågående | nord | | |
| o-gammalt | 2 | Kömiljarden | pågående | nord | | T1 2022 |
| o-nytt | 3 | God och nära vård | pågående | nord | T2 2022 | |

## Frågor
| Id | Fråga | Enheter | Gäller från | Gäller till |
| f-alltid | Hur går det? | nord | | |
| f-gammalt | Vad har flyttats? | nord | | T1 2022 |
| f-nytt | Nås garantin? | nord | T2 2022 | |

## Uppgifter
| Id | Uppgift | Räknas i | Enheter | Gäller från | Gäller till |
| u-alltid | Besök | antal | nord | | |
| u-gammalt | Flyttade | antal | nord | | T1 2022 |
| u-nytt | I tid | antal | nord | T2 2022 | |
"""
)
KINDS = {
    **{"measures": "s", "actions": "a", "action_plans": "h", "internal_control": "k", "agreements": "o"},
    **{"questions": "f", "asked_figures": "u"},
}
"""Each kind of section whose rows may be struck, with the letter that its ids begin with."""

ROUNDS = [
    # occasion, asked for, struck
    ("T3 2021", ["alltid", "gammalt"], []),
    ("T1 2022", ["alltid", "gammalt"], []),
    ("T2 2022", ["alltid", "nytt"], ["gammalt"]),
    ("T1 2023", ["alltid", "nytt"], ["gammalt"]),
]


@functools.cache
def plan_at(round_: str) -> Plan:
    """The revised plan, with the occasion set back or forward."""
    plan, findings = read_plan(plan_book(REVISED.replace("| Tillfälle | T1 2022 |", f"| Tillfälle | {round_} |")))
    assert not [finding for finding in findings if finding.rule != "sheet-missing"], rows_of(findings)
    return plan


@functools.cache
def tables_at(round_: str) -> dict[str, Any]:
    """The region's tables of the round, without an answer."""
    return {
        table.section.key: table for table in consolidated(gather_files([], plan_at(round_)), plan_at(round_)).tables
    }


@pytest.mark.parametrize(("round_", "asked", "_struck"), ROUNDS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_template_asks_for_what_counts(kind: str, round_: str, asked: list[str], _struck: list[str]) -> None:
    table = form_for(plan_at(round_), plan_at(round_).units["nord"], SECTIONS).by_section.get(kind)
    assert table is not None
    assert [row.key for row in table.rows if not row.sums] == [f"{KINDS[kind]}-{number}" for number in asked]


@pytest.mark.parametrize(("round_", "asked", "struck"), ROUNDS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_merge_shows_what_is_struck_apart(kind: str, round_: str, asked: list[str], struck: list[str]) -> None:
    table = tables_at(round_)[kind]
    letter = KINDS[kind]
    assert [row.filled.row.key for row in table.rows if not row.filled.row.sums] == [f"{letter}-{e}" for e in asked]
    assert [(row.filled.row.key, row.until) for row in table.struck] == [(f"{letter}-{e}", "T1 2022") for e in struck]
    assert all(row.judgements == () and row.unit is plan_at(round_).units["nord"] for row in table.struck)


@pytest.mark.parametrize(("round_", "asked", "_struck"), ROUNDS)
def test_goals_count_as_their_rows_do(round_: str, asked: list[str], _struck: list[str]) -> None:
    assert [goal.id for goal in plan_at(round_).goals.now] == ["vard", *asked]
    own = form_for(plan_at(round_), plan_at(round_).units["nord"], SECTIONS).by_section.get("own_judgement")
    assert own is not None
    assert [row.key for row in own.rows if row.key in ("alltid", "gammalt", "nytt")] == asked


def test_a_struck_row_of_a_section_that_a_unit_does_not_carry_is_not_shown_for_it() -> None:
    text = REVISED.replace("| Stabschef | | ja |\n| syd", "| Stabschef | Styrmått | ja |\n| syd")
    plan, _findings = read_plan(plan_book(text.replace("| Tillfälle | T1 2022 |", "| Tillfälle | T2 2022 |")))
    struck_rows = {table.section.key: len(table.struck) for table in consolidated(gather_files([], plan), plan).tables}
    assert struck_rows["measures"] == 1
    assert "actions" not in struck_rows


@pytest.mark.parametrize(
    ("old", "new", "finds"),
    [
        ("| s-gammalt | gammalt |", "| s-gammalt | gammalt |", []),
        ("| minst 2 | nord | | T1 2022 |", "| minst 2 | nord | | |", [("under-what-is-struck", "gammalt")]),
        ("| minst 2 | nord | | T1 2022 |", "| minst 2 | nord | | T2 2022 |", [("under-what-is-struck", "gammalt")]),
        ("| minst 2 | nord | | T1 2022 |", "| minst 2 | nord | | T3 2021 |", []),
        ("| Flytta | nord | | T1 2022 |", "| Flytta | nord | | |", [("under-what-is-struck", "gammalt")]),
        ("| Attest | nord | | T1 2022 |", "| Attest | nord | | T1 |", [("round-without-year", "T1")]),
        ("| u-nytt | I tid | antal | nord | T2 2022 | |", "| u-nytt | I tid | antal | nord | T2 2022 | T1 2022 |",
         [("valid-backwards", "T1 2022")]),
    ],
)  # fmt: skip
def test_rounds_that_cannot_stand_are_told_on_every_sheet(old: str, new: str, finds: list[tuple[str, str]]) -> None:
    assert REVISED.count(old) == 1
    _plan, findings = read_plan(plan_book(REVISED.replace(old, new)))
    assert [(finding.rule, finding.raw) for finding in findings if finding.rule != "sheet-missing"] == finds


def with_faults(kind: str, text: str, unit: str) -> str:
    """The plan with a text in every cell of the kind's row that is struck, but for its id and rounds, and a unit."""
    lines = []
    for line in REVISED.splitlines():
        if line.startswith(f"| {KINDS[kind]}-gammalt |"):
            id_, *cells, first, last = [cell.strip() for cell in line.strip("|").split("|")]
            line = f"| {' | '.join((id_, *(unit if cell == 'nord' else text for cell in cells), first, last))} |"
        lines.append(line)
    return "\n".join(lines)


@pytest.mark.parametrize(("text", "unit"), [("", "nord"), ("", "norr"), ("oläsligt?", "norr")])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_told_of_a_row_that_is_struck(kind: str, text: str, unit: str) -> None:
    """While it is asked for its faults are told; after that nobody has to mend them, and a merge goes on without."""
    plan_text = with_faults(kind, text, unit)
    _plan, findings = read_plan(plan_book(plan_text))
    assert [finding for finding in findings if finding.rule != "sheet-missing"]
    plan, findings = read_plan(plan_book(plan_text.replace("| Tillfälle | T1 2022 |", "| Tillfälle | T2 2022 |")))
    assert not [finding for finding in findings if finding.rule != "sheet-missing"], rows_of(findings)
    assert regional_workbook(consolidated(gather_files([], plan), plan)).sheets


@pytest.mark.parametrize(
    ("old", "new", "finds"),
    [
        ("| s-gammalt | gammalt |", "| s-alltid | gammalt |", [("row-twice", "s-alltid")]),
        ("| Flytta | nord | | T1 2022 |", "| Flytta | nord | T3 2022 | T1 2022 |", [("valid-backwards", "T1 2022")]),
        ("| Flyttade mottagningar | vard |", "| Flyttade mottagningar | vrd |", [("unknown-id", "vrd")]),
        ("| minst 90 % | nord | T2 2022 |", "| oläsligt? | nord | T3 2022 |", [("target-not-understood", "oläsligt?")]),
    ],
)
def test_what_other_rows_and_rounds_know_a_struck_row_by_is_told(
    old: str, new: str, finds: list[tuple[str, str]]
) -> None:
    assert REVISED.count(old) == 1
    text = REVISED.replace(old, new).replace("| Tillfälle | T1 2022 |", "| Tillfälle | T2 2022 |")
    _plan, findings = read_plan(plan_book(text))
    assert [(finding.rule, finding.raw) for finding in findings if finding.rule != "sheet-missing"] == finds
