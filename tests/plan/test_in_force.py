"""Which rows of decisions.xlsx count at a round, and how they come to the workbook of the next one.

A test of ``followup.plan.decisions.decisions``.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.plan.decisions.decisions import blank_decisions, decisions_to_review, load_decisions
from tests.flow.units.years import plan_of
from tests.house import Plan, Unit, read_book
from tests.tables import SWEDISH, decisions_book, plan, plan_book, read_decisions, read_plan, save_book

TODAY = date(2022, 5, 10)
EDITED = """
## Redigerad text
| Vad | Text | Redigerad av | Dag | Underlagets märke | Tillfälle |
| fraga | Första stycket. | Strategen | 2022-05-02 | | {first} |
| fraga | Andra stycket. | | | | {second} |
"""
OVERRIDE = "## Beslut\n| Vad | Bedömning | Varför | Beslutat av | Till och med | Tillfälle |\n"
SIGNS = st.characters(categories=["L", "N", "P", "S"], include_characters=" ", exclude_characters="|")
WORDS = st.text(SIGNS, min_size=1, max_size=30).map(lambda text: unicodedata.normalize("NFC", f"Ö{text}Å"))


def edits(first: str, second: str = "") -> list[str]:
    """The paragraphs that count."""
    decisions, _findings = read_decisions(decisions_book(EDITED.format(first=first, second=second)), plan(), TODAY)
    return [str(edit.text) for edit in decisions.edited]


def test_an_edited_text_belongs_to_the_occasion_of_its_first_row() -> None:
    assert edits("") == edits("T1 2022") == edits("2022 t1") == ["Första stycket.\nAndra stycket."]
    assert edits("T1 2021") == [], "neither paragraph: the second says nothing of its own"


def test_the_code_of_the_round_names_it_too() -> None:
    """Measures say when they are due by the code; people write it here too."""
    assert edits("DÅ04") == edits("då04") != []


def test_a_decision_that_ends_today_counts_today() -> None:
    book = decisions_book(f"{OVERRIDE}| vantat | uppnått | Därför. | Chefen | 2022-05-10 | |")
    assert len(read_decisions(book, plan(), TODAY)[0].overrides) == 1
    assert len(read_decisions(book, plan(), date(2022, 5, 11))[0].overrides) == 0


@settings(max_examples=25, derandomize=True, deadline=None)
@given(WORDS, WORDS, st.one_of(st.none(), st.dates(TODAY, date(2090, 1, 1))))
def test_what_stands_for_review_is_what_was_decided(why: str, who: str, until: date | None) -> None:
    """Written into the next round's workbook and read there it says the same, and does not act."""
    answers = {"0": {"what": "vantat", "level": "met", "why": why, "who": who, "until": until}}
    first = save_book(blank_decisions(SWEDISH, plan(), {"overrides": answers}))
    (decided,) = read_decisions(first, plan(), TODAY)[0].overrides
    assert (decided.why, decided.who, decided.until) == (why.strip(), " ".join(who.split()), until)
    review, _of_closing = decisions_to_review(read_book(first), plan(), SWEDISH, TODAY)
    second = save_book(blank_decisions(SWEDISH, plan(), review))
    (again,) = read_decisions(second, plan(), TODAY)[0].overrides
    assert replace(again, place=decided.place) == decided
    later = replace(plan(), period=replace(plan().period, round="T2 2022", code="DÅ08"))
    decisions, findings = read_decisions(second, later, TODAY)
    assert decisions.overrides == ()
    assert [(finding.rule, finding.raw) for finding in findings] == [("decision-of-another-round", "T1 2022")]


# A unit that has got another id since the decision was written.
OF_NORD = "## Beslut\n| Vad | Enhet | Bedömning | Varför | Beslutat av | Tillfälle |\n| vantat | {unit} | uppnått | Ny. | VD | {round} |"


def changed_units(**units: str) -> Plan:
    """T1 2023 with these units and what each replaces; nord was called Norra divisionen."""
    former = Unit("nord", "Norra divisionen")
    plan = read_plan(plan_book(plan_of(2023, units)))[0]
    return replace(plan, former={"nord": former, "norra divisionen": former})


@pytest.mark.parametrize("name", ["nord", "Nord", "norra divisionen"])
@pytest.mark.parametrize("replaces", ["nord", "Norra divisionen"])
def test_a_decision_follows_a_unit_that_has_another_id_and_says_so(name: str, replaces: str) -> None:
    book = decisions_book(OF_NORD.format(unit=name, round="T1 2023"))
    decisions, (told,) = read_decisions(book, changed_units(a=replaces, syd=""), TODAY)
    assert [override.unit for override in decisions.overrides] == ["a"]
    assert (told.rule, told.raw) == ("unit-understood-as-successors", name)


@pytest.mark.parametrize(
    "units", [{"a": "nord 60 %", "b": "nord 40 %"}, {"a": "nord", "b": "nord"}, {"a": "nord, vast"}, {"a": "nord 60 %"}]
)
def test_of_a_unit_that_was_split_or_merged_a_decision_says_nothing_and_those_that_replace_it_are_named(
    units: dict[str, str],
) -> None:
    book = decisions_book(OF_NORD.format(unit="norra divisionen", round="T1 2023"))
    decisions, (fault,) = read_decisions(book, changed_units(**units), TODAY)
    assert decisions.overrides == ()
    assert fault.severity.key == "error" and ", ".join(units) in SWEDISH(fault.advice)


def test_what_was_decided_of_a_unit_before_does_not_act_by_its_new_id_either() -> None:
    """In a workbook that does not say which occasion a row belongs to, the record of that occasion does."""
    book = decisions_book(OF_NORD.format(unit="nord", round=""))
    (line,) = read_decisions(book, plan(), TODAY)[0].lines["overrides"]
    before = {tuple(text for key, text in line.items() if key not in ("until", "round")): "T1 2022"}
    decisions, (fault,) = load_decisions(read_book(book), changed_units(a="nord"), SWEDISH, TODAY, lambda: before)
    assert (decisions.overrides, fault.rule) == ((), "decision-of-another-round")
