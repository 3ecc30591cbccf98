"""Of a closed round only what was kept is handed out, and every command says that it is closed."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli.closing.rounds_to_close import TODAY, change_plan, folder_of, in_json, run, verified
from tests.cli.test_previous import FIRST
from tests.house import breaks, command
from tests.schemas import faults
from tests.scoring.rounds import Round


def test_a_closed_round_gives_its_kept_bytes_after_plan_and_program_have_changed(
    closed: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = closed.folder / "output"
    kept = {path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    change_plan(closed)
    breaks(monkeypatch, "saying the version", lambda: "9.9.9")
    (output / "regional.xlsx").unlink()
    shutil.rmtree(output / "published")
    printed = run(closed, "merge")
    assert "T1 2022 är stängd sedan 2022-05-30" in printed
    assert (output / "regional.xlsx").read_bytes() == kept[Path("regional.xlsx")]
    assert (output / "published" / "summary.docx").read_bytes() == kept[Path("published/summary.docx")]
    assert str(output / "summary.docx") in printed
    content = in_json(closed, "merge")
    assert faults("merge", content) == []
    assert content["closed"]["since"] == "2022-05-30"
    assert content["values_merged"] > 0 and content["levels"]["undecided"] > 0
    (output / "summary.csv").unlink()
    assert str(output / "summary.csv") in run(closed, "report", "summary", "--format", "csv")
    assert (output / "summary.csv").read_bytes() == kept[Path("summary.csv")]
    now = {path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert {way: now[way] for way in kept if ".followup" not in way.parts} == {
        way: content for way, content in kept.items() if ".followup" not in way.parts
    }
    verified(closed.folder)


def test_a_plan_with_errors_keeps_nobody_from_what_was_kept(closed: Round) -> None:
    book = openpyxl.load_workbook(closed.folder / "plan.xlsx")
    sheet = book["Styrmått"]
    next(cell for row in sheet.iter_rows() for cell in row if cell.value == "vard-i-tid").value = "finns-inte"
    book.save(closed.folder / "plan.xlsx")
    assert [finding["severity"] for finding in closed.plan_findings()].count("error") == 1
    before = closed.regional.read_bytes()
    closed.regional.unlink()
    assert "är stängd sedan" in run(closed, "merge")
    assert closed.regional.read_bytes() == before
    assert str(closed.summary) in run(closed, "report", "summary")


def test_what_a_person_has_changed_since_is_left_and_the_kept_one_named(closed: Round) -> None:
    summary = closed.folder / "output" / "summary.docx"
    summary.write_bytes(b"mitt eget")
    printed = run(closed, "merge")
    assert summary.read_bytes() == b"mitt eget"
    assert "lämnades som den är" in printed
    assert str(folder_of(closed) / "data" / "output" / "summary.docx") in printed


def test_what_is_said_of_a_closed_round_must_be_as_it_was_sealed(closed: Round) -> None:
    """Whoever changes a kept file, and what the folder says of it, is found out before anything is handed out."""
    kept, closing = folder_of(closed) / "data" / "output" / "regional.xlsx", folder_of(closed) / "closing.json"
    before = hashlib.sha256(kept.read_bytes()).hexdigest()
    for path in (kept, closing):
        path.chmod(0o644)
    kept.write_bytes(kept.read_bytes() + b"x")
    text = closing.read_text(encoding="utf-8")
    closing.write_text(text.replace(before, hashlib.sha256(kept.read_bytes()).hexdigest()), encoding="utf-8")
    closed.regional.unlink()
    assert "closing.json är inte som när den förseglades" in run(closed, "merge", code=2)
    assert not closed.regional.exists()


def test_a_document_that_was_not_kept_is_not_made(closed: Round) -> None:
    printed = run(closed, "report", "appendix", code=2)
    assert "appendix finns inte bland dokumenten som bevarades av T1 2022: summary" in printed
    assert "regional.xlsm finns inte bland" in run(closed, "merge", "--macros", code=2)
    assert "published" in run(closed, "merge", "--published")
    assert not (closed.folder / "output" / "appendix").exists()


def test_every_command_says_that_the_round_is_closed(closed: Round) -> None:
    says = f"T1 2022 är stängd sedan 2022-05-30; det som bevarades av den är i {folder_of(closed)}."
    assert says in run(closed, "status").splitlines()
    assert in_json(closed, "status")["closed"]["folder"] == str(folder_of(closed))
    assert says in run(closed, "check")
    assert says in run(closed, "template")
    assert says in run(closed, "report")
    assert says.removesuffix(".") in run(closed, "merge", "--dry-run", code=2)


LATE = "1 fil i inkorgen är inte bland dem som bevarades när T1 2022 stängdes, och är inte med i något av dess resultat: {}. "
NOT_KEPT = "{} är inte den som bevarades när T1 2022 stängdes"


def test_an_answer_that_comes_to_a_closed_round_is_named_by_every_command(closed: Round) -> None:
    """By its bytes: neither a kept file under another name nor one that is gone is told of."""
    (closed.folder / "inbox" / "Folktandvården T1 2022.xlsx").rename(closed.folder / "inbox" / "tand.xlsx")
    assert "bland dem som bevarades" not in run(closed, "merge")
    closed.answer("nord", FIRST.replace("| 20 ", "| 22 "), "Nord, rättad.xlsx")
    for arguments in (
        ["merge"],
        ["status"],
        ["check"],
        ["report", "summary"],
        ["close"],
        ["export", "--format", "csv"],
    ):
        printed = run(closed, *arguments)
        assert LATE.format("Nord, rättad.xlsx") in printed, arguments
        assert "Ska den räknas: followup reopen --why TEXT, sedan followup merge." in printed
    for name in ("merge", "status", "close"):
        content = in_json(closed, name)
        assert faults(name, content) == []
        assert (content["closed"]["new"], content["closed"]["changed"]) == (["Nord, rättad.xlsx"], [])
    run(closed, "reopen", "--why", "Nord hade fel siffra.")
    merged = in_json(closed, "merge")
    assert "Nord, rättad.xlsx" in [unit["file"] for unit in merged["units"] if unit["state"] == "answered"]


def test_a_kept_file_with_other_content_is_named(closed: Round) -> None:
    closed.answer("nord", FIRST.replace("| 20 ", "| 22 "))
    assert LATE.format("Division Nord T1 2022.xlsx") in run(closed, "merge")


def test_a_plan_and_decisions_that_are_not_those_kept_are_named(closed: Round) -> None:
    change_plan(closed)
    closed.decide("## Undantag\n| Regel | Enhet | Varför | Beslutat av |\n| far-from-last | nord | Ja. | Direktören |")
    for name in ("merge", "status", "check"):
        printed = run(closed, name)
        assert NOT_KEPT.format("plan.xlsx") in printed and NOT_KEPT.format("decisions.xlsx") in printed, name
    assert in_json(closed, "status")["closed"]["changed"] == ["plan.xlsx", "decisions.xlsx"]


def test_of_the_kept_plan_itself_nothing_is_told(closed: Round) -> None:
    _code, printed = command("status", "--plan", str(folder_of(closed) / "data"), *TODAY)
    assert "är stängd sedan" in printed and "bevarades när" not in printed


def test_nothing_is_written_into_a_closed_folder(closed: Round) -> None:
    folder = folder_of(closed)
    code, printed = command("template", "--plan", str(closed.folder), "--into", str(folder / "data" / "mallar"))
    assert code == 2 and "är en stängd omgång: inget skrivs där" in printed
    code, printed = command("merge", "--plan", str(folder / "data" / "plan.xlsx"))
    assert code == 0 and "är stängd sedan" in printed
    code, printed = command("reopen", "--plan", str(folder / "data" / "plan.xlsx"), "--why", "x")
    assert code == 2
    verified(folder)


def test_a_kept_file_that_was_changed_is_not_handed_out(closed: Round) -> None:
    kept = folder_of(closed) / "data" / "output" / "regional.xlsx"
    kept.chmod(0o644)
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    assert "regional.xlsx är inte som när den förseglades" in run(closed, "merge", code=2)
    shutil.rmtree(folder_of(closed))
    assert "lägg tillbaka den" in run(closed, "merge", code=2).casefold()


@pytest.mark.parametrize("is_gone", [False, True])
def test_the_next_round_begins_from_what_was_kept_where_the_record_was_changed(
    closed: Round, tmp_path: Path, is_gone: bool
) -> None:
    record = closed.folder / "output" / "record"
    kept = (record / "figures.csv").read_bytes()
    (record / "figures.csv").write_bytes(kept.replace(b"0.7083", b"0.9"))
    if is_gone:
        shutil.rmtree(closed.folder / "output")
    new = ("new", str(tmp_path / "nytt"), "--from", str(closed.folder), "--round", "T2 2022")
    code, output = command(*new, "--period-from", "2022-05-01", "--period-to", "2022-08-31")
    assert code == 0, output
    assert (tmp_path / "nytt" / "history" / "T1 2022" / "figures.csv").read_bytes() == kept
    verified(closed.folder)
