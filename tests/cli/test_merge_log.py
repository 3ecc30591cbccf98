"""The log of merges: when, of what, and what came, changed or went since the last one."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from tests.cli.test_previous import FIRST
from tests.plans import PLAN
from tests.scoring.rounds import Round, merged_round


def log_of(round_: Round) -> list[dict[str, str]]:
    """The lines of the log, as a spreadsheet sees them."""
    text = (round_.folder / "log" / "merges.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def events(round_: Round) -> list[tuple[str, str]]:
    """What happened to which file."""
    return [(line["event"], line["file"]) for line in log_of(round_)]


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    """T1 2022 with one answer, merged."""
    return merged_round(tmp_path / "r", PLAN, {"nord": FIRST}, "--today", "2022-05-02")


NORD, SYD = "Division Nord T1 2022.xlsx", "Division Syd T1 2022.xlsx"


def test_a_merge_says_when_of_what_and_how_much(round_: Round) -> None:
    merged, came = log_of(round_)
    assert (merged["event"], merged["round"], merged["today"]) == ("merged", "T1 2022", "2022-05-02")
    assert merged["plan"] == hashlib.sha256((round_.folder / "plan.xlsx").read_bytes()).hexdigest()
    decisions = hashlib.sha256((round_.folder / "decisions.xlsx").read_bytes()).hexdigest()  # the empty one it left
    assert (merged["into"], merged["filled"], merged["decisions"]) == ("output", came["filled"], decisions)
    assert (came["event"], came["unit"], came["file"], came["state"]) == ("came", "nord", NORD, "taken")
    assert came["sha256"] == hashlib.sha256((round_.folder / "inbox" / NORD).read_bytes()).hexdigest()
    assert int(came["read"]) > 0


def test_the_next_merge_says_what_is_otherwise(round_: Round) -> None:
    round_.merge()
    assert events(round_)[2:] == [("merged", "")], "nothing came"
    round_.answer("nord", FIRST.replace("| 20 ", "| 21 "))
    round_.answer("syd", FIRST)
    round_.merge()
    assert events(round_)[3:] == [("merged", ""), ("changed", NORD), ("came", SYD)]
    first, second, third = [line["changed"] for line in log_of(round_) if line["event"] == "merged"]
    assert (first, second) == ("0", "0"), "the first has none before it, the second the same answers"
    assert int(third) > 0
    round_.merge()
    assert log_of(round_)[-1]["changed"] == "0"
    assert events(round_)[6:] == [("merged", "")]
    (round_.folder / "inbox" / SYD).unlink()
    round_.answer("nord", FIRST.replace("| 20 ", "| 22 "), "Nord igen.xlsx")
    (round_.folder / "inbox" / "Läs mig.txt").write_text("hej", encoding="utf-8")
    round_.merge()
    assert events(round_)[7:] == [
        ("merged", ""),
        ("state", NORD),
        ("came", "Nord igen.xlsx"),
        ("came", "Läs mig.txt"),
        ("gone", SYD),
    ]


def test_a_log_that_cannot_be_written_is_told_and_stops_nothing(round_: Round) -> None:
    log = round_.folder / "log" / "merges.csv"
    log.unlink()
    log.mkdir()
    round_.merge("--today", "2022-05-02")
    assert "log/merges.csv kunde inte skrivas" in round_.output
    assert round_.regional.is_file()
