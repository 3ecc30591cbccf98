"""Where one is, and what to do next: the one command that fits how things stand."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from followup.flow.start.whereabouts import whereabouts
from tests.cli.closing.rounds_to_close import closed_round
from tests.demos import Demo
from tests.house import command
from tests.plans import PLAN, changed
from tests.scoring.rounds import merged_round, new_round
from tests.tables import SWEDISH, plan_book

BEFORE, AFTER = date(2022, 5, 1), date(2022, 8, 1)
ONE = "## Styrmått\n| Styrmått | Utfall totalt |\n| Antal som fått frågan | 29 |\n"


def next_of(place: Path, today: date = BEFORE) -> str:
    """The command that is to be run next."""
    step = whereabouts(today, plan=place / "plan.xlsx").next
    return step.command if step is not None else ""


def test_in_no_workspace_it_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    here = whereabouts(BEFORE)
    assert here.place is None and here.next is not None
    assert [here.next.command, *(step.command for step in here.others)] == [
        "followup demo",
        "followup new",
        "followup guide",
        "followup --help",
    ]


def test_a_plan_with_errors_is_looked_over_first(tmp_path: Path) -> None:
    shutil.copyfile(plan_book(changed("| nord | Division Nord |", "| norr | Division Nord |")), tmp_path / "plan.xlsx")
    assert next_of(tmp_path) == "followup plan check"
    (tmp_path / "plan.xlsx").write_text("no workbook")
    here = whereabouts(BEFORE, plan=tmp_path / "plan.xlsx")
    assert here.plan is None and here.unreadable is not None and next_of(tmp_path) == "followup plan check"


def test_the_steps_of_a_round(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", PLAN, {})
    shutil.rmtree(round_.folder / "templates")
    assert next_of(round_.folder) == "followup template"
    command("template", "--plan", str(round_.folder))
    assert next_of(round_.folder) == "followup status"
    assert next_of(round_.folder, AFTER) == "followup status --drafts drafts"
    round_.answer("nord", ONE)
    assert next_of(round_.folder) == "followup merge"
    round_.merge()
    assert next_of(round_.folder) == "followup status --drafts drafts"  # others have not answered


def test_marked_copies_are_sent_before_the_merge_and_reminders_are_written_once(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", PLAN, {"nord": ONE.replace("29", "många")})
    place = round_.folder

    def why() -> str:
        step = whereabouts(AFTER, plan=place / "plan.xlsx").next
        return SWEDISH(step.why) if step is not None else ""

    assert "returned" not in why()
    command("check", "--plan", str(place), "--return-to", str(place / "returned"))
    assert next_of(place, AFTER) == "followup merge" and "markerade kopiorna i returned" in why()
    later = time.time() + 60
    os.utime(next((place / "inbox").iterdir()), (later, later))  # the corrected file has come
    assert "returned" not in why()
    round_.merge()
    assert next_of(place, AFTER) == "followup status --drafts drafts"
    command("status", "--plan", str(place), "--drafts", str(place / "drafts"))
    for mail in (place / "drafts").glob("*.eml"):
        os.utime(mail, (later + 1, later + 1))
    assert next_of(place, AFTER) == "followup status" and "påminnelserna" in why()


def test_a_plan_that_asks_for_nothing_is_filled_in_first(tmp_path: Path) -> None:
    code, output = command(
        "new", str(tmp_path), "--region", "Nord", "--round", "T1 2022", "--units", "A, B", "--deadline", "2022-05-12"
    )
    assert code == 0, output
    assert next_of(tmp_path) == "followup import FILE --as measures"


def test_templates_of_another_version_of_the_plan_are_made_anew(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", PLAN, {})
    shutil.copyfile(
        plan_book(changed("| högre | 70 % | nej | nej | ÅR | tand |", "| högre | 75 % | nej | nej | ÅR | tand |")),
        round_.folder / "plan.xlsx",
    )
    assert next_of(round_.folder) == "followup template"
    command("template", "--plan", str(round_.folder))
    assert next_of(round_.folder) == "followup status"


def test_a_workspace_right_below_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "t1").mkdir()
    (tmp_path / "t1" / "plan.xlsx").touch()
    monkeypatch.chdir(tmp_path)
    assert whereabouts(BEFORE).below == ("t1",)
    assert "men i t1" in command("status")[1]


def test_what_is_newer_than_the_results_is_merged_again(tmp_path: Path) -> None:
    def answer(place: Path) -> None:
        (place / "inbox" / "ny.xlsx").write_bytes(b"x")

    def answer_gone(place: Path) -> None:
        next((place / "inbox").iterdir()).unlink()

    def plan(place: Path) -> None:
        shutil.copyfile(plan_book(changed("RM 2022/17", "RM 2022/18")), place / "plan.xlsx")

    changes: dict[str, Callable[[Path], None]] = {"newer": answer, "gone": answer_gone, "changed": plan}
    for name, change in changes.items():
        folder = merged_round(tmp_path / name, PLAN, {"nord": ONE, "syd": ONE}).folder
        assert next_of(folder) != "followup merge"
        change(folder)
        merged = whereabouts(BEFORE, plan=folder / "plan.xlsx").merged
        assert next_of(folder) == "followup merge"
        assert merged is not None and [key for key in changes if getattr(merged, key)] == [name]


def test_what_there_is_is_counted(demo: Demo) -> None:
    here = whereabouts(BEFORE, plan=demo.folder / "plan.xlsx")
    assert (here.units, here.answered, here.templates, here.answers) == (6, 5, 6, 5)


def test_when_all_have_answered_the_round_is_closed(tmp_path: Path) -> None:
    folder = merged_round(tmp_path / "r", PLAN, {"nord": ONE, "syd": ONE, "tand": ONE}).folder
    assert next_of(folder) == "followup close"


def test_a_closed_round_is_followed_by_the_next(tmp_path: Path) -> None:
    folder = closed_round(tmp_path / "r").folder
    here = whereabouts(AFTER, plan=folder / "plan.xlsx")
    assert here.closed is not None and here.next is not None
    assert [here.next.command, *(step.command for step in here.others)] == [
        "followup new --from .",
        "followup verify",
        "followup reopen --why TEXT",
    ]
    kept = next((here.closed.folder / "data").glob("**/plan.xlsx"))
    assert whereabouts(AFTER, plan=kept).closed is not None


def test_alone_the_program_says_so_within_half_a_second(
    demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(demo.folder)
    monkeypatch.setenv("FOLLOWUP_KEEP", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    command()
    began = time.process_time()
    code, printed = command("--today", "2022-05-03")
    took = time.process_time() - began
    assert code == 0 and took < 0.5
    lines = printed.splitlines()
    assert lines[:2] == [
        "Region Norrbotten · T1 2022 · januari–april 2022",
        "Sista svarsdag är den 13 maj 2022, 10 dagar kvar.",
    ]
    assert "  Svar      5 filer i inbox" in lines
    assert lines[lines.index("Gör nu:") + 1] == "  followup status --drafts drafts"
    assert max(map(len, lines)) <= 80
