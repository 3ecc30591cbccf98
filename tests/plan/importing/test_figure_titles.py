"""What a title of earlier figures says of them: the round, the part of the split, and whether it says anything else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from followup.plan.importing.figure_titles import figure_title
from tests.lists import SETTINGS
from tests.tables import plan_book, read_plan

HOSPITALS = """
## Uppdelning
| Id | Namn | Kort | Uppdelning |
| k | Kvinnor | K | kön |
| m | Män | M | kön |
| norr | Norra sjukhuset | N | sjukhus |
| soder | Södra sjukhuset | S | sjukhus |
"""


def named(title: str, more: str = "") -> tuple[str, str, bool]:
    """The round, the part, and whether that is all of the title."""
    plan = read_plan(plan_book(f"{SETTINGS}\n{more}"))[0]
    field: Any = SimpleNamespace(titles={"utfall", "resultat"}, plan=plan)
    title_of = figure_title(title, field)
    return title_of.round, title_of.part, title_of.is_sure


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Utfall T1 2025", ("T1 2025", "", True)),
        ("Utfall T1 2025 Kv", ("T1 2025", "women", True)),
        ("Utfall T1 2025 kvinnor", ("T1 2025", "women", True)),
        ("Kvinnor T1 2025", ("T1 2025", "women", True)),
        ("T1 2025 (K)", ("T1 2025", "women", True)),
        ("Utfall T1 2025 Flickor", ("T1 2025", "women", True)),
        ("Utfall 2025 Män", ("2025", "men", True)),
        ("Utfall M 2025", ("2025", "men", True)),
        ("Resultat 2025, tot.", ("2025", "total", True)),
        ("Utfall 2025 Samtliga", ("2025", "total", True)),
        ("Utfall 2025 totalt kvinnor", ("2025", "women", True)),
        ("Utfall Kv 1 2025", ("Kv 1 2025", "", True)),
        ("Utfall K1 2025", ("K1 2025", "", True)),
        ("Utfall T 2 2025 K", ("T 2 2025", "women", True)),
        ("Resultat T1 2025 (prel.)", ("T1 2025 prel.", "", True)),
        ("Utfall jan–apr 2025 K", ("jan–apr 2025", "women", True)),
        ("Utfall 2025 riket", ("2025 riket", "", False)),
        ("Utfall 2025 kvinnor och män", ("2025 och", "", False)),
        ("Utfall kvinnor", ("", "", True)),
    ],
)
def test_a_title_says_the_round_and_the_part(title: str, wanted: tuple[str, str, bool]) -> None:
    assert named(title) == wanted


def test_the_parts_are_those_of_the_plan() -> None:
    assert named("Utfall 2025 Norra sjukhuset", HOSPITALS) == ("2025", "norr", True)
    assert named("Utfall 2025 S", HOSPITALS) == ("2025", "soder", True)
    assert named("Utfall 2025 kvinnor", HOSPITALS) == ("2025", "k", True)
    assert named("Utfall 2025 Norra sjukhuset") == ("2025 Norra sjukhuset", "", False)
