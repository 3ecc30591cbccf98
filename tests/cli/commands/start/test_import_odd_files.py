"""Files of other programs are read as lists, and what is no list gets one sentence.

A test of ``followup.cli.commands.start.import_list``.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.cli.commands.start.taken_lists import (
    saved,
)
from tests.files.older import ods
from tests.house import command
from tests.lists import (
    plan_with_units,
    take,
)
from tests.tables import new_path, plan_book

TEXT = "Styrmått;Mål;Svarar\nAndel besök i tid, år;minst 0,5 %;HSF\n"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("sign", [";", "\t", ","])
def test_a_csv_of_any_encoding_and_sign_is_read(encoding: str, sign: str) -> None:
    text = TEXT.replace(";", sign) if sign != "," else TEXT.replace(", år", " år").replace("0,5", "5").replace(";", ",")
    path = new_path("lista").with_suffix(".csv")
    path.write_bytes(text.encode(encoding))
    _code, result = take(plan_with_units(), path, "measures", "--yes", "--dry-run")
    (row,) = result["rows_added"]
    assert row["cells"]["measure"].startswith("Andel besök i tid") and "år" in row["cells"]["measure"]
    assert row["cells"]["target"] == ("minst 0,5 %" if sign != "," else "minst 5 %")


def cells(*texts: str) -> str:
    """A row of an .ods."""
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f"<table:table-row>{inner}</table:table-row>"


OLDER: dict[str, Callable[[], bytes]] = {
    "ods": lambda: ods(cells("Styrmått", "Mål", "Svarar") + cells("Sjukfrånvaro", "högst 5 %", "HSF")),
}


@pytest.mark.parametrize("kind", OLDER)
def test_other_workbooks_than_excels_own_are_read(kind: str) -> None:
    path = new_path("lista").with_suffix(f".{kind}")
    path.write_bytes(OLDER[kind]())
    _code, result = take(plan_with_units(), path, "measures", "--yes", "--dry-run")
    assert [row["cells"]["target"] for row in result["rows_added"]] == ["högst 5 %"]


def word_of(*texts: str) -> Path:
    """A Word document with these paragraphs and no table."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    path = new_path("text").with_suffix(".docx")
    document.save(str(path))
    return path


def bomb() -> bytes:
    """A Word document of 400 MB of spaces."""
    path = new_path("bomb").with_suffix(".docx")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("word/document.xml", b"<w>" + b" " * 400_000_000 + b"</w>")
    return path.read_bytes()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


FOES: dict[str, tuple[Callable[[], Path], str]] = {
    "no workbook": (lambda: saved("lista.xlsx", b"%PDF-1.4 x"), "är ingen lista som kan läsas"),
    "empty": (lambda: saved("lista.xlsx", b""), "är en tom fil"),
    "half": (lambda: saved("lista.xlsx", plan_with_units().read_bytes()[:3000]), "är ofullständig"),
    "noise": (lambda: saved("lista.csv", bytes(range(256)) * 20), "är ingen lista som kan läsas"),
    "zip bomb": (lambda: saved("lista.docx", bomb()), "är större än en lista kan vara"),
    "mail": (lambda: saved("lista.csv", b"From: a@b.se\nSubject: x;y\n\nhej"), "är ingen lista som kan läsas"),
    "text": (lambda: saved("lista.txt", b"hej\n"), "har ingen tabell"),
    "word without a table": (lambda: word_of("hej"), "har ingen tabell"),
    "torn quotes": (lambda: saved("lista.csv", b'Mal;Styrmatt\n"a;b\n"c;d\n'), "är skadad"),
    "no end": (
        lambda: saved("lista.csv", b"Nr;Styrm\xe5tt\n" + b"".join(b";M%d\n" % at for at in range(3_001))),
        "har fler än 3\u00a0000 rader",
    ),
    "a plan": (plan_with_units, "är en uppföljningsplan"),
    "a folder": (lambda: new_path("mapp").parent, "är en mapp"),
    "gone": (lambda: new_path("borta"), "finns inte"),
}


@pytest.mark.parametrize("name", FOES)
def test_what_is_no_list_gets_one_sentence(name: str) -> None:
    make, sentence = FOES[name]
    plan = plan_with_units()
    code, result = take(plan, make(), "measures", "--yes")
    assert code == 2 and sentence in result["error"], result
    assert result["findings"] == []


def test_what_followup_has_made_is_no_list() -> None:
    plan = plan_book()
    assert command("template", "--plan", str(plan))[0] == 0
    (template, *_others) = sorted((plan.parent / "templates").glob("*.xlsx"))
    filled = shutil.copyfile(template, new_path("svar"))
    workbook = openpyxl.load_workbook(filled)
    workbook.save(filled)
    for file in (template, filled):
        code, result = take(plan, file, "measures", "--yes")
        assert code == 2 and "är en enhets mall" in result["error"]
