"""A Word template of the workspace's own that is damaged, or made to deceive: told, and nothing is made from it."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.files.broken import repacked
from tests.house import bundled, command
from tests.plans import PLAN
from tests.scoring.rounds import new_round

LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>'
OF_A_FILE = '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'
BODY, STYLES, HEAD = "word/document.xml", "word/styles.xml", "word/header1.xml"


def part(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """One part of the file changed."""

    def do(path: Path) -> None:
        shutil.copyfile(repacked(lambda key, content: change(content) if key == name else content, {}, path), path)

    return do


def with_entities(declared: str) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        begin, end, rest = content.partition(b"?>")
        return begin + end + declared.encode() + rest.replace(b"</w:t>", b"&a9;</w:t>", 1)

    return change


def with_a_part(name: str, content: bytes) -> Callable[[Path], None]:
    """One part more."""

    def do(path: Path) -> None:
        shutil.copyfile(repacked(lambda _key, stands: stands, {name: content}, path), path)

    return do


def with_footnotes(path: Path) -> None:
    """Footnotes that are no XML: they are opened only when they are looked through."""
    of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rId99" Type="{of}" Target="footnotes.xml"/></Relationships>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    declared = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'

    def change(name: str, content: bytes) -> bytes:
        if name == "word/_rels/document.xml.rels":
            return content.replace(b"</Relationships>", relation.encode())
        return content.replace(b"</Types>", declared.encode()) if name == "[Content_Types].xml" else content

    shutil.copyfile(repacked(change, {"word/footnotes.xml": b"<x>"}, path), path)


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "half a file": half,
    "an empty file": empty,
    "a page that is no XML": part(BODY, lambda _content: b"<x><y></x>"),
    "half a page": part(BODY, lambda content: content[: len(content) // 2]),
    "styles that are no XML": part(STYLES, lambda _content: b""),
    "a head that is no XML": part(HEAD, lambda _content: b"<x>"),
    "letters that nobody knows": part(HEAD, lambda content: content.replace(b"UTF-8", b"no-such")),
    "a page that refers to nothing": part("word/_rels/document.xml.rels", lambda _content: b"<Relationships/>"),
    "a head that is gone": part(
        "word/_rels/document.xml.rels",
        lambda content: re.sub(rb'<Relationship [^>]*Target="header1.xml"[^>]*/>', b"", content),
    ),
    "footnotes that are no XML": with_footnotes,
    "a document type": part(BODY, lambda content: content.replace(b"?>", b"?><!DOCTYPE x>", 1)),
    "a picture that swells": with_a_part("word/media/picture.png", b" " * 200_000_000),
    "entities in the page": part(BODY, with_entities(ENTITIES)),
    "entities in the head": part(HEAD, with_entities(ENTITIES)),
    "a file of the computer": part(BODY, with_entities(OF_A_FILE)),
    "a page that swells": part(BODY, lambda content: content + b" " * 200_000_000),
    "a folder": folder,
    "a pipe": pipe,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("template", ["summary.docx", "agreement-letter.docx"])
def test_a_damaged_template_is_told(template: str, damage: Callable[[Path], None], tmp_path: Path) -> None:
    if damage is pipe and os.name == "nt":
        pytest.skip("no pipes among files")
    place = new_round(tmp_path / "r", PLAN, {}).folder
    restyled = place / "workbook_templates" / template
    restyled.parent.mkdir()
    shutil.copyfile(bundled("workbook_templates") / template, restyled)
    damage(restyled)
    began = time.process_time()
    wanted = ("merge",) if template == "summary.docx" else ("template", "--word")
    code, output = command(*wanted, "--plan", str(place))
    shown = restyled.name if wanted[0] == "template" else f"workbook_templates/{restyled.name}"
    assert (code, f"Word-mallen {shown} går inte att använda" in output) == (2, True)
    assert "root:" not in output and time.process_time() - began < 20


@pytest.mark.parametrize("damage", [half, folder, pipe])
def test_a_base_workbook_that_cannot_be_read_leaves_our_own_look(
    damage: Callable[[Path], None], tmp_path: Path
) -> None:
    place = new_round(tmp_path / "r", PLAN, {}).folder
    restyled = place / "workbook_templates" / "base.xlsx"
    restyled.parent.mkdir()
    shutil.copyfile(bundled("workbook_templates") / restyled.name, restyled)
    damage(restyled)
    code, output = command("template", "--plan", str(place))
    assert (code, "våra egna används i stället" in output) == (0, True), output
