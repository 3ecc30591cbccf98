"""What was checked and sent back, and then came back corrected, is no file that differs: the corrected one counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands.test_status import GOOD, WRONG, a_round, as_json
from tests.house import command
from tests.scoring.rounds import Round

CORRECTED = "Division Syd T1 2022 rättad.xlsx"


def states(round_: Round) -> list[tuple[str, str]]:
    """State and file of each line of the unit Syd."""
    return [(unit["state"], unit["file"]) for unit in as_json(round_)["units"] if unit["id"] == "syd"]


def sent_back(round_: Round) -> dict[str, Any]:
    """Check the inbox and send back; the record that stands beside the copies."""
    code, output = command("check", "--plan", str(round_.folder), "--return-to", str(round_.folder / "returned"))
    assert code == 1, output
    record_: dict[str, Any] = json.loads((round_.folder / "returned" / "returned.json").read_text(encoding="utf-8"))
    return record_


def test_the_corrected_file_replaces_the_one_that_was_sent_back(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"syd": WRONG})
    assert [file["file"] for file in sent_back(round_)["taken"]["syd"]] == ["Division Syd T1 2022.xlsx"]
    round_.answer("syd", GOOD, CORRECTED)
    assert states(round_) == [("superseded", "Division Syd T1 2022.xlsx"), ("answered", CORRECTED)]
    code, output = command("merge", "--plan", str(round_.folder))
    assert code == 0, output
    history = json.loads((round_.folder / "output" / "manifest.json").read_text(encoding="utf-8"))["taken"]["syd"]
    assert [entry["file"] for entry in history] == ["Division Syd T1 2022.xlsx", CORRECTED]


def test_without_a_return_the_two_stop_the_unit(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"syd": WRONG})
    round_.answer("syd", GOOD, CORRECTED)
    assert [state for state, _file in states(round_)] == ["conflict"]


def test_sent_back_twice_is_remembered_once(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"syd": WRONG})
    assert sent_back(round_) == sent_back(round_)


def test_no_copy_goes_back_without_the_note_of_it(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"syd": WRONG})
    returned = round_.folder / "returned"
    (returned / "returned.json").mkdir(parents=True)
    code, output = command("check", "--plan", str(round_.folder), "--return-to", str(returned))
    assert code == 2 and "returned.json" in output
    assert [path.name for path in returned.iterdir()] == ["returned.json"]


def test_no_copy_goes_back_where_the_note_of_it_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = a_round(tmp_path, {"syd": WRONG})
    sent_back(round_)
    returned = round_.folder / "returned"
    before = {path.name: path.read_bytes() for path in returned.iterdir()}
    round_.answer("syd", WRONG.replace("många", "fler"))
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "returned.json":
            raise PermissionError(13, "open in another program", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    code, output = command("check", "--plan", str(round_.folder), "--return-to", str(returned))
    assert code == 2 and "returned.json" in output
    assert {path.name: path.read_bytes() for path in returned.iterdir()} == before
