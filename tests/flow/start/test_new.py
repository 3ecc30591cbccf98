"""A new workspace: what its plan has from the start, which of its sheets are seen, and what is asked for."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.demos import copied
from tests.house import command
from tests.one_sheet import sheet_in

ROOT = Path(__file__).resolve().parents[3]
ALWAYS = {"Läs mig", "Uppföljning", "Enheter", "Målstruktur"}
MEASURES, ACTIONS = {"Styrmått", "Tidigare utfall"}, {"Åtgärder"}
FIRST = (
    "--region",
    "Region Nord",
    "--round",
    "T1 2026",
    "--units",
    "Division Öst, Väst;  Väst",
    "--deadline",
    "2026-05-15",
)


def sheets_seen(plan: Path) -> set[str]:
    return {sheet.title for sheet in openpyxl.load_workbook(plan).worksheets if sheet.sheet_state == "visible"}


def test_a_plan_that_is_given_its_round_and_units_is_ready_for_measures(tmp_path: Path) -> None:
    code, output = command("new", str(tmp_path), *FIRST, "--with", "styrmått")
    assert code == 0, output
    assert "2026-01-01–2026-04-30" in output
    assert "2026-05-15" not in output, "what was given is not said back"
    code, checked = command("plan", "check", str(tmp_path / "plan.xlsx"), "--format", "json")
    assert (code, [finding["rule"] for finding in json.loads(checked)["findings"]]) == (0, ["contact-missing"])
    code, templates = command("template", "--plan", str(tmp_path / "plan.xlsx"))
    assert (code, "Ingen enhet har något att fylla i än" in templates) == (2, True), templates


@pytest.mark.parametrize(
    ("wanted", "seen"),
    [
        (["measures"], ALWAYS | MEASURES),
        (["Styrmått", "Strategiska åtgärder"], ALWAYS | MEASURES | ACTIONS),
        (["ekonomi"], ALWAYS | {"Tabeller", "Kolumner", "Rader", "Värden"}),
    ],
)
def test_sheets_of_what_is_not_followed_up_are_folded_away(wanted: list[str], seen: set[str], tmp_path: Path) -> None:
    command("new", str(tmp_path), *(word for name in wanted for word in ("--with", name)))
    assert sheets_seen(tmp_path / "plan.xlsx") == seen


@pytest.mark.parametrize("wanted", [[], ["--with", "documents"]])
def test_where_nobody_says_what_is_followed_up_nothing_is_folded_away(wanted: list[str], tmp_path: Path) -> None:
    command("new", str(tmp_path), *wanted)
    assert ALWAYS | MEASURES | ACTIONS | {"Skalor", "Beslut"} <= sheets_seen(tmp_path / "plan.xlsx")


def test_the_first_sheet_says_how_to_see_a_hidden_one(tmp_path: Path) -> None:
    command("new", str(tmp_path), "--with", "measures")
    first = sheet_in(tmp_path / "plan.xlsx", "Läs mig")
    texts = [str(cell.value) for row in first.iter_rows() for cell in row if cell.value]
    assert texts.index("Dolda blad") < texts.index("Åtgärder")
    assert any("Ta fram" in text for text in texts)


def test_units_from_a_text_file(tmp_path: Path) -> None:
    units = tmp_path / "enheter.txt"
    units.write_bytes("Närsjukvård\r\n\r\nLänssjukvård;kontakt@nord.se\r\n".encode("cp1252"))
    command("new", str(tmp_path / "w"), "--region", "Region Nord", "--units", str(units))
    rows = sheet_in(tmp_path / "w" / "plan.xlsx", "Enheter").iter_rows(values_only=True)
    assert {"Närsjukvård", "Länssjukvård"} <= {value for row in rows for value in row}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--with", "styrmatt"], "heter styrmatt"),
        (["--units", "enheter.xlsx"], "enheter.xlsx finns inte"),
        (["--example", "norrbotten-2022-04", "--region", "Nord"], "--example anges ensamt"),
    ],
)
def test_what_cannot_be_begun_is_refused_with_a_sentence(arguments: list[str], said: str, tmp_path: Path) -> None:
    code, output = command("new", str(tmp_path / "w"), *arguments)
    assert (code, said in output) == (2, True), output
    assert not (tmp_path / "w").exists()


@pytest.mark.parametrize(("language", "name"), [("sv", "Läs mig.html"), ("en", "Read me.html")])
def test_a_page_in_the_workspace_says_what_is_where(language: str, name: str, tmp_path: Path) -> None:
    command("--language", language, "new", str(tmp_path))
    page = (tmp_path / name).read_text(encoding="utf-8")
    assert f'lang="{language}"' in page
    assert {"inbox", "output", "decisions.xlsx", "followup template"} <= {
        word for word in ("inbox", "output", "decisions.xlsx", "followup template") if word in page
    }
    assert "href" not in page, "a browser would save a copy of the plan"


def typed_at_a_terminal(answers: list[str], *arguments: str, cwd: Path) -> str:
    """What a person who answers so is shown by ``followup new``."""
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "followup", "--language", "sv", "new", *arguments],
        stdin=terminal, stdout=subprocess.DEVNULL, stderr=terminal, cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    os.close(terminal)
    os.write(controller, "".join(f"{answer}\n" for answer in answers).encode())
    assert process.wait(60) == 0
    shown = os.read(controller, 65536).decode()
    os.close(controller)
    return shown


needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal there")


@needs_terminal
def test_the_folder_is_asked_for_first(tmp_path: Path) -> None:
    """Here, or beside the round before: a round in a round would be taken for the same one."""
    shown = typed_at_a_terminal(["Omgång ett", *[""] * 7], "--with", "styrmått", cwd=tmp_path)
    assert "Vad ska mappen heta" in shown
    assert (tmp_path / "Omgång ett" / "plan.xlsx").is_file()


def test_a_script_is_not_asked_for_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert command("new", "--language", "sv") == (2, "Ange mappen som ska skapas: followup new MAPP\n")
    assert list(tmp_path.iterdir()) == []


@needs_terminal
def test_the_next_round_lies_beside_the_one_before(tmp_path: Path) -> None:
    before = copied(tmp_path / "april", "norrbotten-2022-04")
    typed_at_a_terminal(["augusti", "T2 2022"], "--from", ".", cwd=before)
    assert (tmp_path / "augusti" / "plan.xlsx").is_file()


@needs_terminal
def test_what_is_not_given_is_asked_for_where_somebody_sits(tmp_path: Path) -> None:
    answers = ["T1 2026", "", "2026-03-31", "i maj", "15 maj 2026", "Öst, Väst", "99", "styrmått"]
    shown = typed_at_a_terminal(answers, str(tmp_path), "--region", "Region Nord", cwd=tmp_path)
    assert "”i maj” är inget datum" in shown
    assert "Skriv nummer från 1 till" in shown
    settings = {row[1]: row[2] for row in sheet_in(tmp_path / "plan.xlsx", "Uppföljning").iter_rows(values_only=True)}
    assert (settings["Region"], settings["Tillfälle"]) == ("Region Nord", "T1 2026")
    assert [str(settings[name])[:10] for name in ("Period från", "Period till", "Sista svarsdag")] == [
        "2026-01-01",
        "2026-03-31",
        "2026-05-15",
    ]
    assert sheets_seen(tmp_path / "plan.xlsx") == ALWAYS | MEASURES
