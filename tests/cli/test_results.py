"""What stands last in the terminal: the result, with the gravest findings before it and not all of them once more."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup.cli.results import MOST_NAMED, show_written
from tests.house import Finding, Place, Severity, literal


def findings(count: int) -> list[Finding]:
    """So many that are not alike, one of them an error."""
    return [
        Finding(
            Place("Nord.xlsx", "Division Nord", f"Blad {at}", 4, 2, "Besök"),
            f"rule-{at}",
            Severity.WARNING if at else Severity.ERROR,
            "x",
            literal(f"är fel {at}."),
        )
        for at in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "named", "more"), [(1, 1, 0), (MOST_NAMED + 1, MOST_NAMED + 1, 0), (MOST_NAMED + 4, MOST_NAMED, 4)]
)
def test_the_gravest_are_named_and_the_rest_are_counted(
    count: int, named: int, more: int, capsys: pytest.CaptureFixture[str]
) -> None:
    everything = findings(count)
    assert show_written([Path("facts.csv")], everything, literal("Klart."), everything) == 1
    out, error = capsys.readouterr()
    assert out == "facts.csv\n"
    lines = error.splitlines()
    assert sum("är fel" in line for line in lines) == named and "är fel 0" in lines[0]
    assert [line for line in lines if "till: followup merge" in line] == (
        [f"… och {more} rader till: followup merge visar dem."] if more else []
    )
    assert lines[-2:] == ["Klart.", "1 sak att rätta."]


def test_what_only_publishing_found_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    everything = findings(MOST_NAMED + 9)
    show_written([], everything, literal("Klart."), everything[:2])
    assert sum("är fel" in line for line in capsys.readouterr().err.splitlines()) == MOST_NAMED + 9
