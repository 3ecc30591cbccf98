"""The door: what a person wrote is never replaced, nothing is written into an inbox or over another kind of file."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import docx
import openpyxl
import pytest

from followup.files.disk.atomic_files import Placement
from followup.files.seals.seal import seal_in
from followup.files.seals.written_record import RECORD, WRITTEN, entry_of
from followup.flow.door.stale import report_stale, stale_in
from followup.flow.door.writing import OWN_RECORD, Output, new_name, write_all
from followup.flow.refusal import CouldNotRun
from tests.house import Words

SWEDISH = Words("sv")


def document(text: str) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        file = docx.Document()
        file.add_paragraph(text)
        file.save(str(path))

    return write


def workbook(text: str) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        book = openpyxl.Workbook()
        book.worksheets[0]["A1"] = text
        with path.open("wb") as file:
            book.save(file)

    return write


def page(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(f"<html><head>\n</head><body>{text}</body></html>\n", encoding="utf-8")


def mail(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text, encoding="utf-8")


KINDS = {"a.docx": document, "a.xlsx": workbook, "a.html": page, "a.eml": mail}


def write_one(
    path: Path,
    kind: str,
    write: Callable[[Path], object],
    inboxes: Iterable[Path] = (),
    endings: tuple[str, ...] = (),
    of: str = "",
) -> Placement:
    (placed,) = write_all([Output(path, kind, write, endings)], inboxes, of)
    return placed


def edit(path: Path) -> None:
    """Something that a person adds."""
    if path.suffix == ".docx":
        file = docx.Document(str(path))
        file.add_paragraph("MIN TEXT")
        file.save(str(path))
    elif path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        book.worksheets[0]["C3"] = "MIN TEXT"
        book.save(path)
    else:
        path.write_bytes(path.read_bytes().replace(b"gammal", b"MIN TEXT"))


def says(path: Path) -> str:
    if path.suffix == ".docx":
        return "\n".join(p.text for p in docx.Document(str(path)).paragraphs)
    if path.suffix == ".xlsx":
        return str([cell.value for row in openpyxl.load_workbook(path).worksheets[0] for cell in row])
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", KINDS)
def test_what_we_wrote_is_replaced(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_one(path, "kind", KINDS[name]("gammal"))
    placed = write_one(path, "kind", KINDS[name]("ny"))
    assert (placed.path, new_name(placed)) == (path, None)
    assert "ny" in says(path)
    assert [file.name for file in tmp_path.glob("*.*") if not file.name.startswith(".")] == [name]


@pytest.mark.parametrize("name", KINDS)
def test_what_a_person_edited_is_left_and_the_new_one_stands_beside_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_one(path, "kind", KINDS[name]("gammal"))
    edit(path)
    before = path.read_bytes()
    for text in ("ny", "nyare"):
        placed = write_one(path, "kind", KINDS[name](text))
        assert placed.path == path.with_name(f"a (2){path.suffix}")
        assert path.read_bytes() == before
        assert text in says(placed.path)
    message = new_name(placed)
    assert message is not None
    assert f"a (2){path.suffix}" in SWEDISH(message)


@pytest.mark.parametrize("name", KINDS)
def test_what_bears_no_mark_is_left(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    KINDS[name]("en annans")(path)
    before = path.read_bytes()
    assert write_one(path, "kind", KINDS[name]("ny")).path != path
    assert path.read_bytes() == before


def test_a_mail_whose_record_is_gone_or_cut_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    write_one(path, "mail", mail("gammal"))
    record = tmp_path / WRITTEN / RECORD
    assert entry_of(path) is not None
    record.write_text(record.read_text(encoding="utf-8")[:20], encoding="utf-8")
    assert write_one(path, "mail", mail("ny")).path == tmp_path / "a (2).eml"
    assert path.read_text(encoding="utf-8") == "gammal"


def test_the_same_mails_give_the_same_record(tmp_path: Path) -> None:
    texts = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        write_all([Output(folder / f"{name}.eml", "mail", mail(name)) for name in "xy"])
        texts.append((folder / WRITTEN / RECORD).read_text(encoding="utf-8"))
    assert texts[0] == texts[1]
    assert sorted(json.loads(texts[0])["files"]) == ["x.eml", "y.eml"]


@pytest.mark.parametrize("name", KINDS)
def test_the_output_of_another_command_is_left(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_one(path, "one", KINDS[name]("gammal"))
    before = path.read_bytes()
    assert write_one(path, "another", KINDS[name]("ny")).path != path
    assert path.read_bytes() == before


def test_a_name_that_a_person_chose_takes_no_other_kinds_place(tmp_path: Path) -> None:
    plan = tmp_path / "plan.xlsx"
    workbook("plan")(plan)
    before = plan.read_bytes()
    with pytest.raises(CouldNotRun) as refused:
        write_one(plan, "page", page("ny"), endings=(".html", ".htm"))
    assert SWEDISH(refused.value.message) == "plan.xlsx måste sluta på .html / .htm; inget har skrivits."
    write_one(tmp_path / "a.docx", "summary", document("gammal"))
    with pytest.raises(CouldNotRun):
        write_one(tmp_path / "a.docx", "memorandum", document("ny"), endings=(".docx",))
    assert plan.read_bytes() == before
    assert "gammal" in says(tmp_path / "a.docx")


@pytest.mark.parametrize("folder", ["inbox", "inbox/nord", "Inbox"])
def test_nothing_is_written_into_an_inbox(tmp_path: Path, folder: str) -> None:
    (tmp_path / "plan.xlsx").touch()
    with pytest.raises(CouldNotRun) as refused:
        write_one(tmp_path / folder / "a.docx", "kind", document("ny"))
    assert "Välj en annan mapp" in SWEDISH(refused.value.message)
    assert not (tmp_path / folder).exists()


def test_nothing_is_written_into_a_folder_that_is_named_as_an_inbox(tmp_path: Path) -> None:
    (tmp_path / "svar").mkdir()
    with pytest.raises(CouldNotRun):
        write_one(tmp_path / "svar" / "2022" / "a.docx", "kind", document("ny"), [tmp_path / "svar"])
    assert write_one(tmp_path / "inbox" / "a.docx", "kind", document("ny")).path.is_file()  # no workspace's


def test_all_or_none_are_written(tmp_path: Path) -> None:
    def fails(path: Path) -> None:
        path.write_bytes(b"half")
        raise RuntimeError

    write_one(tmp_path / "a.docx", "kind", document("gammal"))
    before = (tmp_path / "a.docx").read_bytes()
    with pytest.raises(RuntimeError):
        write_all([Output(tmp_path / "a.docx", "kind", document("ny")), Output(tmp_path / "b.docx", "kind", fails)])
    assert (tmp_path / "a.docx").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["a.docx"]


def test_a_folder_of_that_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(CouldNotRun):
        write_one(tmp_path / "a.docx", "kind", document("ny"))


def test_outputs_of_another_state_of_the_round_are_told(tmp_path: Path) -> None:
    for name, of in (("a.docx", "one"), ("bilaga/b.docx", "two"), ("c.eml", "one"), ("utan.xlsx", "")):
        write_one(tmp_path / name, "kind", KINDS[f"a{Path(name).suffix}"]("x"), of=of)
    edit(tmp_path / "a.docx")
    shutil.copy(tmp_path / "utan.xlsx", tmp_path / "kopia.xlsx")
    docx.Document().save(str(tmp_path / "en annans.docx"))
    assert stale_in(tmp_path, "one") == [tmp_path / "bilaga" / "b.docx"]
    stale = stale_in(tmp_path, "two", [tmp_path / "c.eml"])
    assert stale == [tmp_path / "a.docx"]
    message = report_stale(stale, tmp_path)
    assert message is not None
    assert "a.docx" in SWEDISH(message)
    assert report_stale([], tmp_path) is None
    seal = seal_in(tmp_path / "bilaga" / "b.docx")
    assert seal is not None and seal.of == "two"


def test_what_an_interrupted_run_left_is_put_away(tmp_path: Path) -> None:
    left = tmp_path / ".brev.docx.1000000.part"
    left.write_text("halv", encoding="utf-8")
    record = tmp_path / ".manifest.json.1000000.part"
    record.write_text("{}", encoding="utf-8")
    write_one(tmp_path / "brev.docx", "letter", document("nytt"))
    assert (left.exists(), record.exists()) == (False, True)


def test_what_was_stopped_while_it_noted_what_it_wrote_is_put_away(tmp_path: Path) -> None:
    write_one(tmp_path / "a.eml", "draft", mail("gammal"))
    left = tmp_path / WRITTEN / f".{RECORD}.1000000.part"
    left.write_text("{", encoding="utf-8")
    write_one(tmp_path / "a.eml", "draft", mail("ny"))
    assert [path.name for path in (tmp_path / WRITTEN).iterdir()] == [RECORD]


def test_a_record_of_our_own_comes_last_in_place_of_the_earlier_and_no_output_comes_without_it(tmp_path: Path) -> None:
    def fails(path: Path) -> None:
        path.write_text("{", encoding="utf-8")
        raise OSError(errno.ENOSPC, "No space left on device")

    copy, record = tmp_path / "a.docx", tmp_path / "record.json"
    record.write_text("gammal", encoding="utf-8")
    with pytest.raises(CouldNotRun):
        write_all([Output(copy, "kind", document("ny")), Output(record, OWN_RECORD, fails)])
    assert [path.name for path in tmp_path.iterdir()] == ["record.json"]
    placed = write_all([Output(copy, "kind", document("ny")), Output(record, OWN_RECORD, mail("ny"))])
    assert [file.path for file in placed] == [copy], "nobody is told of a record"
    assert (says(record), sorted(path.name for path in tmp_path.iterdir())) == ("ny", ["a.docx", "record.json"])
