"""What a round said stands whole in its record, and can be read from there without the round."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from followup.history.past_facts import facts_in
from tests.house import command
from tests.plans import PLAN
from tests.scoring.rounds import Round, new_round

ANSWERS = """
| Styrmått                        | Utfall kvinnor | Utfall män | Utfall totalt | Kommentar            |
| Andel som väntat högst 90 dagar | 70,83 %        | 79 %       |               | Fler; se "bilaga 2". |
| Antal som fått frågan           |                |            | 20            |                      |
"""


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """T1 2022, merged with one decision."""
    round_ = new_round(tmp_path_factory.mktemp("t1") / "r", PLAN, {"nord": ANSWERS})
    round_.decide(
        "| Vad | Enhet | Bedömning | Varför | Beslutat av |\n| fragor | nord | Uppnått | Enligt VD. | Eva Ek |"
    )
    return round_.merge()


def record(merged: Round) -> Path:
    return merged.folder / "output" / "record"


def test_the_record_has_the_facts_that_export_gives(merged: Round, tmp_path: Path) -> None:
    command("export", "--plan", str(merged.folder), "--into", str(tmp_path))
    assert (record(merged) / "facts.csv").read_bytes() == (tmp_path / "facts.csv").read_bytes()


def test_figures_and_words_are_read_by_the_names_of_their_columns(merged: Round) -> None:
    facts, findings = facts_in(record(merged))
    assert facts is not None and not findings
    lines = facts.lines("round", "unit", "row", "column", "part", "value", "text", "no_such")
    answers = {line[1:5]: line[5:] for line in lines if line[0] == "T1 2022"}
    assert answers["nord", "vantat", "outcome", "women"] == ("0.7083", "", "")
    assert answers["nord", "vantat", "comment", ""] == ("", 'Fler; se "bilaga 2".', "")


def test_facts_that_somebody_has_changed_are_not_read_and_all_else_of_the_record_is(
    merged: Round, tmp_path: Path
) -> None:
    folder = tmp_path / "T1 2022"
    folder.mkdir()
    for path in record(merged).iterdir():
        (folder / path.name).write_bytes(
            path.read_bytes().replace(b"0.7083", b"0.9") if path.name == "facts.csv" else path.read_bytes()
        )
    facts, findings = facts_in(folder)
    assert facts is None
    assert [(finding.rule, finding.place.file.rpartition("/")[2]) for finding in findings] == [
        ("record-changed", "facts.csv")
    ]
    assert facts_in(tmp_path) == (None, []), "no record there"


def test_what_came_in_and_what_was_decided_stands_there_too(merged: Round) -> None:
    with (record(merged) / "receipts.csv").open(encoding="utf-8", newline="") as file:
        (receipt,) = csv.DictReader(file)
    assert (receipt["file"], receipt["unit"], receipt["state"]) == ("Division Nord T1 2022.xlsx", "nord", "taken")
    assert (receipt["filled"], receipt["read"], receipt["refused"]) == ("4", "4", "0")
    with (record(merged) / "decisions.csv").open(encoding="utf-8", newline="") as file:
        (decision,) = csv.DictReader(file)
    assert (decision["what"], decision["unit"], decision["why"]) == ("fragor", "nord", "Enligt VD.")
