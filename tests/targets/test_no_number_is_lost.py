"""Each number of an understood text has a place in the answer, or is of a class that says nothing of the figure.

A test of ``followup.targets.grammar.accounting``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.targets.grammar.accounting import NEUTRAL
from tests.targets.checking import expectations, record

EXAMPLES = Path(__file__).parents[2] / "examples"
PROPERTY = settings(max_examples=400, derandomize=True, deadline=None)
TOLD_IN_WORDS = ("text", "explained", "missing_reason")
NUMBER = re.compile(
    r"(?<![\w,.])[-+−]?([0-9]{1,3}(?:[  ][0-9]{3})+(?![0-9])|[0-9]+(?:\.[0-9]{3}){2,}|[0-9]+)([,.][0-9]+)?"
)
NAMES_SOMETHING = (*NEUTRAL.values(), r"\bR ?12\b|rullande 12", r"31/12|12-31|juni|dec")
"""The declared classes, and those whose number has become a word of the answer: R12, the end of the year."""
ANY_NUMBER = re.compile("|".join(NAMES_SOMETHING), re.IGNORECASE)


def lost(text: str, role: str) -> list[str]:
    """The numbers of an understood text that stand nowhere in what a script gets; none for one that is refused."""
    got = record(text, role)
    if got["kind"] == "unknown":
        return []
    places = {Decimal(str(item)) for item in _numbers({k: v for k, v in got.items() if k not in TOLD_IN_WORDS})}
    places |= set(_in_another_way(got))
    text = re.sub(r"^(-?[0-9]{1,3}), ([0-9]{1,2} ?%)$", r"\1,\2", text)  # a decimal comma with a space behind it
    bare = ANY_NUMBER.sub(" ", text.replace("\u2212", "-").replace("'", " "))
    return [match.group() for match in NUMBER.finditer(bare) if not _stands(match, places)]


def _stands(match: re.Match[str], places: set[Decimal]) -> bool:
    whole = re.sub("[  ]", "", match[1])
    whole = whole.replace(".", "") if whole.count(".") > 1 else whole
    number = Decimal(whole + (match[2] or "").replace(",", "."))
    return number in places or all(Decimal(text) in places for text in re.split(r"[  ]", match[1]))


def _numbers(value: Any) -> Iterator[float | int | str]:
    """All numbers of a record, without their signs; those within its texts too."""
    if isinstance(value, str):
        for digits in re.findall(r"[0-9]+(?:[.,][0-9]+)?", value):
            yield from (digits.replace(",", "."), *re.split("[.,]", digits))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _numbers(key)
            yield from _numbers(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _numbers(inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield abs(value)


def _in_another_way(got: dict[str, Any]) -> Iterator[Decimal]:
    """70 ± 5 is told as 65–75; the share beside "14 av 15" and the last two digits of a year are told by the others."""
    if isinstance(got["value"], list):
        low, high = (Decimal(str(figures)) for figures in got["value"])
        yield from ((low + high) / 2, (high - low) / 2)
    part, whole = got.get("numerator") or got["value"], got.get("denominator")
    if whole and isinstance(part, int | float):
        yield from (Decimal(str(round(part * 100 / whole, digits))) for digits in (0, 1, 2))
        yield Decimal(int(part * 100 / whole))
    yield from (Decimal(year) % 100 for year in re.findall(r"20[0-9]{2}", json.dumps(got)))


@cache
def known_texts() -> tuple[tuple[str, str], ...]:
    """All texts that the tests and the examples' plans and answers hold, with their role."""
    texts = [
        (expectation["text"], expectation["role"])
        for name in ("open.json", "open_2.json", "own.json", "seeds.json")
        for expectation in _each(json.loads((Path(__file__).parent / name).read_text(encoding="utf-8")))
    ]
    judged = expectations("judged.json")
    texts += [(case["target"], "target") for case in judged] + [(case["outcome"], "outcome") for case in judged]
    cells = {cell for page in EXAMPLES.rglob("*.md") for cell in _cells(page.read_text(encoding="utf-8"))}
    return (*texts, *((cell, role) for cell in sorted(cells) for role in ("target", "outcome")))


def _each(texts: Any) -> Iterator[dict[str, Any]]:
    if isinstance(texts, list):
        yield from texts
        return
    for role, of_role in texts.items():
        yield from (
            {"role": role.rstrip("s"), **expectation} for expectation in of_role if isinstance(expectation, dict)
        )


def _cells(page: str) -> Iterator[str]:
    """The short cells with a number in the tables of a page."""
    for line in page.splitlines():
        if line.startswith("|"):
            yield from (cell.strip() for cell in line.split("|") if re.search("[0-9]", cell) and len(cell) < 120)


def test_no_number_of_a_known_text_is_lost() -> None:
    texts = known_texts()
    assert len(texts) > 1500
    assert {text: numbers for text, role in texts if (numbers := lost(text, role))} == {}


FIGURES = st.sampled_from(["87 %", "90", "12 st", "1 234", "5,2 mnkr", "70", "3 dagar", "95 %", "41", "0,8 %"])
STARTS = "uppgår till |uppgick till |steg till |sjönk till |ökade till |från |ökade från |minskade från |ca |minst |högst |öka till "
STARTS += "|minska med |minskade med |utfall |mål |än |jämfört med |mot | |K: |M: |varav |grön |gul |upp från |av |per |i |under "
BETWEEN = (
    " till | (|) |, |; | och | av | – |-|/| → | mot | jämfört med | 2021 | 2022: | T1 | senast |: | inom | st |, mål "
)
PIECES = st.lists(
    st.one_of(st.sampled_from(STARTS.split("|")), FIGURES, st.sampled_from(BETWEEN.split("|"))), max_size=9
)


@PROPERTY
@given(PIECES.map("".join), st.sampled_from(["target", "outcome"]))
def test_no_number_is_lost_in_any_order_of_words_and_figures(text: str, role: str) -> None:
    assert lost(text, role) == []


@PROPERTY
@given(
    st.sampled_from(STARTS.split("|")), FIGURES, FIGURES, st.sampled_from(["", "2021 ", "mål ", "K ", "från ", "T1: "])
)
def test_a_number_in_brackets_is_never_taken_for_the_one_outside(
    start: str, one: str, other: str, message: str
) -> None:
    got = record(f"{start}{one} ({message}{other})", "outcome")
    if got["kind"] == "unknown" or one == other or one in got.get("conditions", ()):
        return  # "under 3 dagar (K 87 %)": a limit of time is a condition, and is listed as one
    digits = float(re.sub(r"[^0-9,]", "", one).replace(",", "."))
    values = got["value"] if isinstance(got["value"], list) else [got["value"], *(got["split"] or {}).values()]
    assert digits in values or -digits in values


def test_a_limit_of_time_outside_brackets_is_a_condition_beside_the_figure_in_them() -> None:
    got = record("under 3 dagar (K 87 %)", "outcome")
    assert (got["conditions"], got["value"], got["split"]) == (["3 dagar"], None, {"women": 87})


@pytest.mark.parametrize(
    ("text", "value", "earlier"),
    [
        ("uppgår till 87 % (90)", 87, 90),
        ("Andelen uppgår till 87 % (2023: 90 %)", 87, 90),
        ("uppgick till 87 % (90 %)", 87, 90),
        ("steg till 12 (10)", 12, 10),
        ("ökade till 74 %", 74, None),
        ("ökade från 70 till 74 %", 74, 70),
        ("minskade från 82 % till 79 %", 79, 82),
        ("sjönk till 5,2 % (5,8 %)", 5.2, 5.8),
        ("har ökat med 3 till 34", 34, None),
        ("74 %, upp från 70 %", 74, 70),
        ("föll från 12 st till 9 st", 9, 12),
        ("gick ner till 31 mnkr (33)", 31, 33),
        ("70 → 74 %", 74, 70),
        ("74 % mot 70 % föregående år", 74, 70),
        ("74 % jämfört med 70 % 2022", 74, 70),
        ("från 78,7 % till 80,2 %", 80.2, 78.7),
        ("74 % mot målet 80 %", 74, None),
        ("Utfall 74 %, mål 80 %", 74, None),
        ("74 % (riket 76 %)", 74, None),
    ],
)
def test_an_outcome_is_what_was_reached(text: str, value: float, earlier: float | None) -> None:
    got = record(text, "outcome")
    assert got["value"] == value
    assert [figures["value"] for figures in got["earlier"]] == ([] if earlier is None else [earlier])


@pytest.mark.parametrize(
    "text",
    [
        "från 3 till 7 dagar",
        "ökade från 82 till 79 %",
        "450 samtal till 12 kliniker",
        "45 remisser från 12 kliniker",
        "(5 %) 6 %",
        "74 % av målet 80 %",
        "12 besök varav 3 akuta",
        "ökade till 74 % från 70 % till 72 %",
    ],
)
def test_an_outcome_with_a_number_that_has_no_place_is_refused(text: str) -> None:
    assert record(text, "outcome")["kind"] == "unknown"


@pytest.mark.parametrize(
    ("text", "kind", "value", "baseline"),
    [
        ("25 % lägre än 2019", "decrease_by", 25, "2019"),
        ("minst 25 % högre än 2019", "increase_by", 25, "2019"),
        ("5 % färre än 2021", "decrease_by", 5, "2021"),
        ("bättre än 2024", "increase", None, "2024"),
        ("lägre än utfallet 2019", "decrease", None, "2019"),
        ("högre än 2023 års nivå", "increase", None, "2023"),
        ("öka sedan 2020", "increase", None, "2020"),
        ("över 1998", "increase", None, "1998"),
        ("inte högre än 2019", "at_most", None, "2019"),
        ("minska jmf. med 2021", "decrease", None, "2021"),
        ("minska jfr 2021", "decrease", None, "2021"),
        ("lägre än f.g. år", "decrease", None, "previous year"),
        ("lägre än föreg. år", "decrease", None, "previous year"),
    ],
)
def test_a_year_that_is_compared_with_is_a_baseline(text: str, kind: str, value: float | None, baseline: str) -> None:
    got = record(text, "target")
    assert (got["kind"], got["value"], got["baseline"], got["period"]) == (kind, value, baseline, None)


@PROPERTY
@given(
    st.integers(1990, 2060),
    st.sampled_from(["än", "sedan", "jämfört med", "år", "till", "under", "senast", "jmf", "mot", "före", "över"]),
    st.sampled_from(["", "lägre ", "bättre ", "minska ", "80 % ", "25 % högre ", "minst 80 % "]),
    st.sampled_from(["target", "outcome"]),
)
def test_a_bare_year_after_a_word_of_time_or_comparison_is_never_an_amount(
    year: int, word: str, before: str, role: str
) -> None:
    got = record(f"{before}{word} {year}", role)
    assert year not in (got["value"], *(got["split"] or {}).values())


@pytest.mark.parametrize(
    "texts",
    [
        ("minst 80 st per mån.", "minst 80 st per mån"),
        ("t.ex. 80 %", "tex 80 %", "t ex 80 %"),
        ("minst 80 % m.m.", "minst 80 %"),
        ("minst 80 % (bl.a. vuxna)", "minst 80 % (bl a vuxna)"),
        ("ca 80 %", "ca. 80 %", "c:a 80 %"),
        ("kv. 80 %, m. 75 %", "kv 80 %, m 75 %"),
        ("kvinnor 80 % resp. män 75 %", "kvinnor 80 % resp män 75 %", "kvinnor 80 % respektive män 75 %"),
        ("80 % i jan.", "80 % i jan", "80 % i januari"),
        ("öka jmf. 2021", "öka jmf 2021", "öka jmfr 2021", "öka jfr. 2021", "öka jämfört med 2021"),
        ("5 recept/1000 inv.", "5 recept/1000 inv"),
        ("Öka jfr fg år", "Öka jfr f.g. år", "Öka jfr föreg. år", "Öka jfr. föregående år"),
    ],
)
def test_a_short_form_is_one_word_with_its_points_and_without(texts: tuple[str, ...]) -> None:
    first, *others = ({k: v for k, v in record(text, "target").items() if k != "text"} for text in texts)
    assert first["kind"] != "unknown"
    assert all(other == first for other in others)


@pytest.mark.parametrize(
    "limit", ["högst 30 dagar", "under 5 %", "minst 3 möten", "högst 2", "minst 80 %", "max 4 timmar"]
)
@pytest.mark.parametrize("all_", ["Samtliga enheter {}", "{} för samtliga", "Alla: {}", "{} i alla grupper"])
def test_all_is_no_target_where_another_limit_stands(all_: str, limit: str) -> None:
    got = record(all_.format(limit), "target")
    assert got["kind"] == "unknown" or (got["value"] in (30, 5, 3, 2, 80, 4) and got["value"] != 100)
