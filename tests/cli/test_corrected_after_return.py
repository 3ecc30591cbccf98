"""What was checked and sent back, and then came back corrected, is no file that differs: the corrected one counts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands.test_status import GOOD, WRONG, a_round, as_json
from tests.house import command
from tests.plans import PLAN
from tests.returns.editing import at, both, put
from tests.scoring.rounds import Round, new_round, plain
from tests.sections.declared.declared_plans import ECONOMY
from tests.tables import edited

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


# What else was changed in the file that came back.

ANSWERS = """
| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |
| Andel som väntat högst 90 dagar | 70,83 % | sjuttio | |
| Antal som fått frågan | | | 20 |
"""
NORD = "Division Nord T1 2022.xlsx"


def besides(round_: Round) -> list[tuple[str, str, str, str]]:
    """Severity, file, label and what stands there now, of what was changed that nobody asked for."""
    merged = round_.merged_json()
    return [
        (f["severity"], f["file"], f["label"], plain(f["found"]))
        for f in merged["findings"]
        if f["rule"] == "changed-besides"
    ]


def returned_round(tmp_path: Path) -> Round:
    """The north's file has one wrong cell, and has been sent back."""
    round_ = new_round(tmp_path / "r", PLAN, {"nord": ANSWERS})
    sent_back(round_)
    return round_


def correct(round_: Round, *changes: Any, name: str = NORD) -> None:
    """The unit changes the copy that it was sent, and sends it."""
    shutil.copyfile(edited(round_.folder / "returned" / NORD, both(*changes)), round_.folder / "inbox" / name)


WAITED, ASKED = "Andel som väntat högst 90 dagar", "Antal som fått frågan"
MEN = put("Styrmått", WAITED, "Utfall män", 0.79)


def test_what_was_to_be_corrected_is_not_told(tmp_path: Path) -> None:
    round_ = returned_round(tmp_path)
    correct(round_, MEN)
    assert besides(round_) == []
    assert round_.row("nord", "vantat")["Utfall män"] == 0.79


def test_what_else_was_changed_is_told_with_both_figures(tmp_path: Path) -> None:
    round_ = returned_round(tmp_path)
    correct(round_, MEN, put("Styrmått", ASKED, "Utfall totalt", 31))
    assert besides(round_) == [("info", NORD, "Utfall totalt", "31")]
    assert "20 → 31" in command("check", "--plan", str(round_.folder))[1]
    assert round_.row("nord", "fragor")["Utfall totalt"] == 31, "it is told, and counts"


def test_a_cell_that_was_emptied_or_filled_besides_is_told_too(tmp_path: Path) -> None:
    round_ = returned_round(tmp_path)
    correct(round_, MEN, put("Styrmått", ASKED, "Utfall totalt", None), put("Styrmått", WAITED, "Utfall kvinnor", 0.7))
    assert sorted((label, now) for _severity, _file, label, now in besides(round_)) == [
        ("Utfall kvinnor", "70,0 %"),
        ("Utfall totalt", ""),
    ]


def test_a_comment_on_the_row_to_correct_is_what_was_asked_for(tmp_path: Path) -> None:
    round_ = returned_round(tmp_path)
    correct(
        round_,
        MEN,
        put("Styrmått", WAITED, "Kommentar", "Rättat efter kontroll av listan."),
        put("Styrmått", ASKED, "Kommentar", "Frågan ställdes till alla."),
    )
    assert [(label, now) for _severity, _file, label, now in besides(round_)] == [
        ("Kommentar", "Frågan ställdes till alla.")
    ]


def test_every_command_tells_it_however_often_it_is_merged(tmp_path: Path) -> None:
    round_ = returned_round(tmp_path)
    correct(round_, MEN, put("Styrmått", ASKED, "Utfall totalt", 31))
    first = besides(round_)
    assert first and besides(round_) == first
    assert "20 → 31" in command("check", "--plan", str(round_.folder))[1]
    code, output = command("check", "--plan", str(round_.folder), "--return-to", str(round_.folder / "returned"))
    assert code == 0 and "20 → 31" in output
    assert besides(round_) == [], "now that file itself has been sent back: it is what the next one is held against"


def test_beside_the_first_file_the_differences_are_listed_too(tmp_path: Path) -> None:
    """Both lie in the inbox: each cell that differs is listed with the one that was replaced."""
    round_ = returned_round(tmp_path)
    correct(round_, MEN, put("Styrmått", ASKED, "Utfall totalt", 31), name=CORRECTED.replace("Syd", "Nord"))
    merged = round_.merged_json()
    differing = [(f["label"], plain(f["found"])) for f in merged["findings"] if f["rule"] == "differs-between-files"]
    assert differing == [("Utfall män", "79,0 %"), ("Utfall totalt", "31")]
    assert [label for _severity, _file, label, _now in besides(round_)] == ["Utfall totalt"]


def test_a_file_of_its_own_is_held_against_the_copy_too(tmp_path: Path) -> None:
    """The unit corrects its own workbook instead of the copy."""
    round_ = returned_round(tmp_path)
    own = round_.folder / "own.xlsx"
    shutil.copyfile(round_.folder / "inbox" / NORD, own)

    def change(workbook: Any) -> None:
        at(workbook, "Styrmått", WAITED, "Utfall män").value = 0.79
        at(workbook, "Styrmått", ASKED, "Utfall totalt").value = 31

    shutil.copyfile(edited(own, change), round_.folder / "inbox" / NORD)
    assert [label for _severity, _file, label, _now in besides(round_)] == ["Utfall totalt"]


def test_a_copy_of_another_time_is_nothing_to_compare_with(tmp_path: Path) -> None:
    """The copy in the folder was made of another file than the note says: then nothing is said."""
    round_ = returned_round(tmp_path)
    correct(round_, MEN, put("Styrmått", ASKED, "Utfall totalt", 31))
    copy = round_.folder / "returned" / NORD
    shutil.copyfile(edited(copy, put("Styrmått", ASKED, "Utfall totalt", 19)), copy)
    assert besides(round_) == []


def test_a_row_that_is_gone_is_told(tmp_path: Path) -> None:
    round_ = returned_round(tmp_path)

    def delete(workbook: Any) -> None:
        page = workbook["Styrmått"]
        page.delete_rows(at(workbook, "Styrmått", ASKED, "Utfall totalt").row)

    correct(round_, MEN, delete)
    ((severity, file, _label, found),) = besides(round_)
    assert (severity, file, found) == ("info", NORD, "20")
    assert ASKED in command("check", "--plan", str(round_.folder))[1]


def test_the_older_file_is_not_held_against_the_copy_of_a_later_one(tmp_path: Path) -> None:
    """Both have been sent back; then somebody moves the later one away."""
    round_ = returned_round(tmp_path)
    later = round_.folder / "inbox" / CORRECTED.replace("Syd", "Nord")
    correct(round_, put("Styrmått", ASKED, "Utfall totalt", 31), name=later.name)
    sent_back(round_)
    assert (round_.folder / "returned" / later.name).is_file()
    later.unlink()
    assert besides(round_) == []


OF_TABLE = """
## Ekonomi
| Post | Utfall jan–apr 2022 | Läge |
| Intäkter | många | |
| Personal | 70 | underskott |
| Läkemedel | 30 | |
"""
"""A figure that is worked out, the difference, is asked about on the row Personal."""


@pytest.mark.parametrize("explained_by", ["kommentar", "Kommentar"])
def test_a_comment_on_a_figure_that_is_worked_out_is_what_was_asked_for(explained_by: str, tmp_path: Path) -> None:
    plan = PLAN + ECONOMY.replace("| fasta | kommentar |", f"| fasta | {explained_by} |")
    round_ = new_round(tmp_path / "r", plan, {"nord": OF_TABLE})
    sent_back(round_)
    explained = put("Ekonomi", "Personal", "Kommentar", "Fler vikarier än i budgeten")
    correct(round_, explained, put("Ekonomi", "Intäkter", "Utfall jan–apr 2022", 99))
    assert besides(round_) == []
    asked = [f for f in round_.merged_json()["findings"] if f["rule"] == "declared-question"]
    assert [f["severity"] for f in asked] == ["info"]
