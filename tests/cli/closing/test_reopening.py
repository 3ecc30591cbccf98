"""A closed round is opened again with a reason, and closed beside what was kept."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.closing.rounds_to_close import folder_of, in_json, run, verified
from tests.cli.test_previous import FIRST
from tests.scoring.rounds import Round


def test_a_round_is_opened_again_and_closed_beside_what_was_kept(closed: Round) -> None:
    seal = in_json(closed, "status")["closed"]["seal"]
    assert "är öppen igen" in run(closed, "reopen", "--why", "Nord hade fel siffra.")
    closed.answer("nord", FIRST.replace("| 20 ", "| 23 "))
    run(closed, "merge", "--published")
    run(closed, "report", "summary", "--format", "csv")
    assert closed.regional.read_bytes() != (folder_of(closed) / "data/output/regional.xlsx").read_bytes()
    run(closed, "close")
    assert (folder_of(closed, "T1 2022 (2)") / "data/output/regional.xlsx").read_bytes() == closed.regional.read_bytes()
    lines = (closed.folder / "closed" / "closings.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(";")[1:6] for line in lines] == [
        ["event", "round", "folder", "seal", "why"],
        ["closed", "T1 2022", "closed/T1 2022", seal, ""],
        ["reopened", "T1 2022", "closed/T1 2022", seal, "Nord hade fel siffra."],
        ["closed", "T1 2022", "closed/T1 2022 (2)", in_json(closed, "status")["closed"]["seal"], ""],
    ]
    assert verified(closed.folder).count("closed/T1 2022") == 2
    assert in_json(closed, "status")["closed"]["folder"].endswith("T1 2022 (2)")


def test_a_reason_is_asked_for_and_a_round_that_is_open_is_not_opened(open_round: Round) -> None:
    assert run(open_round, "reopen", code=2)
    assert "Skriv varför" in run(open_round, "reopen", "--why", " ", code=2)
    assert "inte stängd" in run(open_round, "reopen", "--why", "Rättelse.", code=2)


def test_the_last_folder_counts_wherever_it_is(closed: Round, tmp_path: Path) -> None:
    run(closed, "reopen", "--why", "Ett.")
    run(closed, "close")
    run(closed, "reopen", "--why", "Två.")
    run(closed, "close", "--into", str(tmp_path / "arkiv"))
    assert in_json(closed, "status")["closed"]["folder"] == str(tmp_path / "arkiv" / "T1 2022")
    run(closed, "reopen", "--why", "Tre.")
    assert "closed" not in in_json(closed, "status")
    run(closed, "close")
    assert in_json(closed, "status")["closed"]["folder"] == str(folder_of(closed, "T1 2022 (3)"))
    path = closed.folder / "closed" / "closings.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    assert in_json(closed, "status")["closed"]["folder"] == str(folder_of(closed, "T1 2022 (3)")), "its line was lost"
    path.write_text("\n".join([lines[0], *lines[3:4]]) + "\n", encoding="utf-8")
    shutil.rmtree(folder_of(closed, "T1 2022 (3)"))
    assert in_json(closed, "status")["closed"]["folder"] == str(folder_of(closed, "T1 2022 (2)")), "the first is older"


def test_without_its_list_a_round_is_still_closed(closed: Round) -> None:
    (closed.folder / "closed" / "closings.csv").unlink()
    assert "är stängd sedan 2022-05-30" in run(closed, "merge")
    assert "jämför sigillet med diariet" in verified(closed.folder)
