"""followup excel install: where the file goes, and what is told about it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.house import command


@pytest.mark.parametrize(("options", "name"), [([], "Followup.xlsm"), (["--addin"], "Followup.xlam")])
def test_the_file_goes_where_it_is_said(options: list[str], name: str, tmp_path: Path) -> None:
    code, output = command("excel", "install", "--into", str(tmp_path / "ny mapp"), *options)
    assert code == 0
    assert str(tmp_path / "ny mapp" / name) in output
    assert [path.name for path in (tmp_path / "ny mapp").iterdir()] == [name]


@pytest.mark.parametrize(
    ("system", "folder"),
    [
        ("win32", "Microsoft/AddIns"),
        ("darwin", "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Add-Ins.localized"),
    ],
)
def test_excels_own_folder(system: str, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("APPDATA", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    code, output = command("excel", "install", "--addin")
    assert code == 0
    assert (tmp_path / folder / "Followup.xlam").is_file()
    assert ("Verktyg" if system == "darwin" else "Arkiv, Alternativ, Tillägg") in output


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="Excel may be here")
def test_where_there_is_no_excel_it_asks_where(tmp_path: Path) -> None:
    code, output = command("excel", "install")
    assert code == 2
    assert "Excel finns bara på Windows och macOS." in output


def test_in_a_workspace_the_files_to_double_click_are_renewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "place"
    command("new", str(place))
    (place / "program" / "followup.cmd").unlink()
    (place / "3 Sammanställ.cmd").unlink()
    monkeypatch.chdir(place / "inbox")
    assert command("excel", "install", "--into", str(tmp_path))[0] == 0
    assert (place / "program" / "followup.cmd").is_file()
    assert (place / "3 Sammanställ.cmd").is_file()
