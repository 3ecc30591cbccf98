"""What a command shows of a path that was typed with detours."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup.files.disk.whole_path import without_detours
from tests.house import command
from tests.plans import PLAN
from tests.scoring.rounds import new_round


def test_a_detour_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "april").mkdir()
    assert without_detours(tmp_path / "april" / ".." / "augusti" / "plan.xlsx") == tmp_path / "augusti" / "plan.xlsx"
    assert without_detours(Path("..") / "augusti") == Path("..") / "augusti"


def test_a_detour_by_a_link_leads_where_it_led(tmp_path: Path) -> None:
    (tmp_path / "annan" / "mapp").mkdir(parents=True)
    link = tmp_path / "genväg"
    try:
        link.symlink_to(tmp_path / "annan" / "mapp", target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    path = link / ".." / "plan.xlsx"
    assert without_detours(path) == path


def test_commands_show_where_things_are_without_the_way_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    april = new_round(tmp_path / "april", PLAN, {"nord": "| Styrmått | Utfall totalt |\n| Antal som fått frågan | 7 |"})
    monkeypatch.chdir(april.folder)
    code, printed = command("merge")
    assert code == 0, printed
    days = ("--period-from", "2022-05-01", "--period-to", "2022-08-31", "--deadline", "2022-09-16")
    code, printed = command("new", "../augusti", "--from", ".", "--round", "T2 2022", *days)
    assert code == 0 and f"{tmp_path / 'augusti' / 'plan.xlsx'}\n" in printed and ".." not in printed, printed
    code, printed = command("template", "--plan", "../augusti/../augusti")
    assert code == 0 and str(tmp_path / "augusti" / "templates") in printed and ".." not in printed, printed
    code, printed = command("merge", "--into", "../april/../resultat")
    assert code == 0 and "../resultat/regional.xlsx" in printed and "april/.." not in printed, printed
