"""Six ways in which a person's work was lost, and every kind of output edited before every command is run again."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from followup.files.disk.atomic_files import sha256_of
from followup.files.seals.written_record import WRITTEN
from tests.demos import copied
from tests.house import breaks, command

TODAY = ("--today", "2018-03-10")
MINE = "MIN TEXT"
RECORDS = ("manifest.json", "returned.json")
MOST_CODES = (0, 1, 2)
PDF = "turning a document into PDF"


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which every command has written what it can."""
    folder = copied(tmp_path_factory.mktemp("arbete") / "w", "norrbotten-2018-02")
    with pytest.MonkeyPatch.context() as patch:
        breaks(patch, PDF, lambda source, target: target.write_bytes(b"%PDF-1.7 " + source.name[:9].encode()))
        for arguments in commands(folder):
            command(*arguments)
    return folder


@pytest.fixture
def place(worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to spoil."""
    breaks(monkeypatch, PDF, lambda _source, target: target.write_bytes(b"%PDF-1.7 nyare"))
    return shutil.copytree(worked, tmp_path / "w")


def commands(folder: Path) -> Iterator[tuple[str, ...]]:
    """Every command that writes something, with every option that makes it write more."""
    plan = ("--plan", str(folder))
    yield ("template", *plan, "--word", "--macros", "--page", str(folder / "mallar.html"), *TODAY)
    yield ("merge", *plan, "--pdf", "--published", "--macros", "--page", str(folder / "resultat.html"), *TODAY)
    yield ("report", *plan, "--all", "--published", *TODAY)
    yield ("report", *plan, "--templates", *TODAY)
    yield ("check", *plan, "--return-to", str(folder / "returned"), "--page", str(folder / "kontroll.html"), *TODAY)
    yield ("status", *plan, "--drafts", str(folder / "utkast"), *TODAY)
    yield ("plan", "check", str(folder / "plan.xlsx"))
    plans = (str(folder / "plan.xlsx"), str(folder / "plan.xlsx"))
    yield ("plan", "diff", *plans, "--report", str(folder / "pm.docx"), *TODAY)
    yield ("excel", "install", "--into", str(folder / "makron"))
    yield ("excel", "install", "--addin", "--into", str(folder / "makron"))
    yield ("new", str(folder / "ny"))
    yield ("new", str(folder / "ny2"), "--example", "norrbotten-2018-02")


def edit(path: Path) -> None:
    """What a person does to a file of that kind."""
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        document.add_paragraph(MINE)
        document.save(str(path))
    elif path.suffix in (".xlsx", ".xlsm"):
        book = openpyxl.load_workbook(path, keep_vba=path.suffix == ".xlsm")
        book.worksheets[0]["Z99"] = MINE
        book.save(path)
        if book.vba_archive is not None:
            book.vba_archive.close()
    elif path.suffix == ".xlam":
        with zipfile.ZipFile(path, "a") as package:
            package.writestr("xl/media/min.txt", MINE)
    elif path.suffix == ".html":
        path.write_bytes(path.read_bytes().replace(b"</body>", MINE.encode() + b"</body>"))
    else:
        path.write_bytes(path.read_bytes() + b"\r\n " + MINE.encode())


def outputs(folder: Path) -> list[Path]:
    """Every file that a command has written, but for our own records and the files of the inbox."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in RECORDS)
    ways = ((path, path.relative_to(folder)) for path in files)
    return [
        path for path, way in ways if way.parts[0] != "inbox" and not any(part.startswith(".") for part in way.parts)
    ]


def forget(folder: Path) -> None:
    """All that we had noted beside the files."""
    for name in (*RECORDS, ".followup-demo"):
        for path in folder.rglob(name):
            path.unlink()
    for path in list(folder.rglob(WRITTEN)):
        shutil.rmtree(path)


def stands(path: Path, digest: str) -> bool:
    """Whether a file is as it was; a regional workbook perhaps under a name with the day."""
    dated = path.parent.glob(f"{path.stem} 2*{path.suffix}") if path.stem == "regional" else ()
    return digest in [sha256_of(one) for one in (path, *dated)]


@pytest.mark.slow
@pytest.mark.parametrize("remembered", [True, False], ids=["with its records", "without them"])
def test_what_a_person_edited_stands_whatever_is_run(place: Path, remembered: bool) -> None:
    plans = [place / "plan.xlsx", place / "decisions.xlsx"]
    files = [path for path in outputs(place) if path not in plans]
    assert {".xlsx", ".xlsm", ".xlam", ".docx", ".html", ".pdf", ".eml", ".cmd", ".sh"} <= {
        path.suffix for path in files
    }
    for path in files:
        if path.parent.name not in ("workbook_templates", "ny", "ny2"):
            edit(path)
    before = {path: sha256_of(path) for path in (*files, *plans, *(place / "inbox").iterdir())}
    if not remembered:
        forget(place)
    for _turn in range(2):
        for arguments in (*commands(place), ("demo", "norrbotten-2018-02", "--into", str(place))):
            code, output = command(*arguments)
            assert code in MOST_CODES, output
    lost = [path for path in before if path.parent.name != "log" and not stands(path, before[path])]
    assert [str(path) for path in lost] == []
    assert MINE in (place / "log" / "merges.csv").read_text(encoding="utf-8"), "a log is added to: what was there stays"


@pytest.mark.slow
def test_what_nobody_edited_is_replaced_and_nothing_is_put_beside_it(place: Path) -> None:
    before = outputs(place)
    for arguments in commands(place):
        command(*arguments)
    assert outputs(place) == before


def documents_of_mine(folder: Path) -> list[str]:
    """The Word documents that still hold what a person wrote."""
    texts = {path.name: docx.Document(str(path)).paragraphs for path in folder.glob("*.docx")}
    return sorted(name for name, paragraphs in texts.items() if any(MINE in paragraph.text for paragraph in paragraphs))


def test_a_report_over_an_edited_document(place: Path) -> None:
    edit(place / "output" / "board_report.docx")
    code, output = command("report", "--plan", str(place), "--all", *TODAY)
    assert documents_of_mine(place / "output") == ["board_report.docx"]
    assert code == 1, "as the merge, which finds an error in this round"
    assert str(place / "output" / "board_report (2).docx") in output
    assert "board_report.docx har ändrats sedan den skrevs och har lämnats som den är." in output


@pytest.mark.parametrize("text", [None, "", '{\n "decisions": {\n'], ids=["gone", "empty", "cut"])
def test_a_merge_whose_record_is_lost(place: Path, text: str | None) -> None:
    edit(place / "output" / "summary.docx")
    record = place / "output" / "manifest.json"
    record.unlink()
    if text is not None:
        record.write_text(text, encoding="utf-8")
    command("merge", "--plan", str(place), *TODAY)
    assert documents_of_mine(place / "output") == ["summary.docx"]
    assert (place / "output" / "summary (2).docx").is_file()
    assert not (place / "output" / "regional (2).xlsx").exists(), "nobody has edited that one"


def test_a_merge_into_a_folder_that_holds_a_persons_own_document(place: Path) -> None:
    mine = place / "o2" / "summary.docx"
    mine.parent.mkdir()
    docx.Document().save(str(mine))
    edit(mine)
    code, output = command("merge", "--plan", str(place), "--into", str(mine.parent), *TODAY)
    assert code == 1
    assert documents_of_mine(mine.parent) == ["summary.docx"]
    assert "summary.docx" in output and "summary (2).docx" in output


def test_a_merge_into_a_folder_with_a_manifest_of_something_else(place: Path) -> None:
    other = place / "webb" / "manifest.json"
    other.parent.mkdir()
    other.write_text('{\n  "name": "webbplats"\n}\n', encoding="utf-8")
    code, output = command("merge", "--plan", str(place), "--into", str(other.parent), *TODAY)
    assert code == 2
    assert "är inte gjord av followup" in output
    assert [path.name for path in other.parent.iterdir()] == ["manifest.json"]


def test_templates_over_an_answer(place: Path) -> None:
    answer = next((place / "inbox").glob("*Service*.xlsx"))
    template = place / "templates" / answer.name
    shutil.copy(answer, template)
    code, output = command("template", "--plan", str(place), *TODAY)
    assert code == 0
    assert template.read_bytes() == answer.read_bytes()
    assert str(template.with_stem(f"{template.stem} (2)")) in output


@pytest.mark.parametrize(
    "arguments",
    [
        ("template", "--into", "inbox"),
        ("template", "--into", "inbox/mer"),
        ("merge", "--into", "inbox"),
        ("report", "--all", "--into", "inbox"),
        ("status", "--drafts", "inbox"),
        ("check", "--page", "inbox/sida.html"),
        ("check", "--return-to", "inbox"),
        ("check", "--page", "plan.xlsx"),
        ("merge", "--page", "output/summary.docx"),
        ("template", "--page", "sida"),
        ("plan", "diff", "plan.xlsx", "plan.xlsx", "--report", "decisions.xlsx"),
        ("plan", "diff", "plan.xlsx", "plan.xlsx", "--report", "output/summary.docx"),
        ("plan", "diff", "plan.xlsx", "plan.xlsx", "--report", "inbox/pm.docx"),
        ("excel", "install", "--into", "inbox"),
        ("new", "inbox/ny"),
    ],
    ids=" ".join,
)
def test_nothing_in_an_inbox_or_over_another_kind_of_file(
    place: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(place)
    before = {path: sha256_of(path) for path in sorted(place.rglob("*")) if path.is_file()}
    code, output = command(*arguments)
    assert code == 2, output
    assert {path: sha256_of(path) for path in sorted(place.rglob("*")) if path.is_file()} == before


def result_of(output: str) -> dict[str, Any]:
    """What a script gets."""
    result: dict[str, Any] = json.loads(output[output.index("{") : output.rindex("}") + 1])
    return result


def test_what_has_grown_old_is_told(place: Path) -> None:
    _code, quiet = command("merge", "--plan", str(place), "--format", "json", *TODAY)
    assert "äldre än det här resultatet" not in quiet
    assert result_of(quiet)["stale"] == []
    answer = next((place / "inbox").glob("*Service*.xlsx"))
    edit(answer)
    _code, output = command("merge", "--plan", str(place), *TODAY)
    message = next(line for line in output.splitlines() if "äldre än det här resultatet" in line)
    for name in ("board_report.docx", "published/regional.xlsx", "published/board_report.docx", "summary.pdf"):
        assert name in message
    assert "regional.xlsx" in message and " regional.xlsx" not in message
    assert "Gör om dem med followup merge --published --pdf --macros; followup report " in message
    _code, output = command("merge", "--plan", str(place), "--format", "json", *TODAY)
    stale = {Path(path).relative_to(place / "output").as_posix() for path in result_of(output)["stale"]}
    assert stale >= {"board_report.docx", "published/regional.xlsx", "published/board_report.docx", "summary.pdf"}
    assert "regional.xlsx" not in stale
    _code, output = command("report", "--plan", str(place), "--all", "--published", *TODAY)
    message = next(line for line in output.splitlines() if "äldre än det här resultatet" in line)
    assert "board_report" not in message and "summary.pdf" in message
