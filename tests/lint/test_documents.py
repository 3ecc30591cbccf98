"""Documents of ours have none of the faults that keep people from reading them, and each is found where it is put."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tests.demos import done
from tests.house import bundled
from tests.lint.documents import faults, faults_in

EXAMPLES = sorted(example.name for example in bundled("examples").iterdir() if (example / "plan.md").is_file())
MAIN, CORE, STYLES = "word/document.xml", "docProps/core.xml", "word/styles.xml"


def replaced(part: str, old: str, new: str, count: int = 1) -> Callable[[dict[str, str]], None]:
    """A part of the document with a text replaced, which must stand there."""

    def spoil(parts: dict[str, str]) -> None:
        spoiled = re.sub(old, new, parts[part], count=count)
        assert spoiled != parts[part]
        parts[part] = spoiled

    return spoil


SEEDED: dict[str, Callable[[dict[str, str]], None]] = {
    "no title": replaced(CORE, "<dc:title>.*?</dc:title>", "<dc:title/>"),
    "no language": replaced(CORE, "<dc:language>.*?</dc:language>", ""),
    "of no language": replaced(STYLES, "<w:lang [^>]*/>", ""),
    "skips a level": replaced(MAIN, '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading3"/>'),
    "no header row": replaced(MAIN, "<w:tblHeader/>", ""),
    "no text that says": replaced(MAIN, "<w:tblDescription [^>]*/>", ""),
    "cannot see it": replaced(MAIN, '(<wp:docPr [^>]*?) descr="[^"]*"', r"\1"),
    "below 8 points": replaced(MAIN, "<w:rPr><w:b/>", '<w:rPr><w:b/><w:sz w:val="14"/>'),
    "is written in FFFFFF": replaced(MAIN, 'w:fill="A31515"', 'w:fill="FFD54F"'),
}


@pytest.fixture(scope="module")
def summary() -> bytes:
    return (done().folder / "output" / "summary.docx").read_bytes()


@pytest.mark.parametrize("wanted", SEEDED)
def test_a_seeded_fault_is_found(wanted: str, summary: bytes) -> None:
    stored = BytesIO()
    with zipfile.ZipFile(BytesIO(summary)) as package, zipfile.ZipFile(stored, "w") as spoiled:
        contents = {name: package.read(name) for name in package.namelist()}
        parts = {name: contents[name].decode("utf-8") for name in (MAIN, CORE, STYLES)}
        SEEDED[wanted](parts)
        for name, content in contents.items():
            spoiled.writestr(name, parts.get(name, content))
    assert [fault for fault in faults(stored.getvalue()) if wanted in fault]


@pytest.mark.parametrize("example", EXAMPLES)
def test_no_document_of_an_example_has_any(example: str) -> None:
    output = done(example).folder / "output"
    paths: list[Path] = [*output.glob("*.docx"), *output.glob("[!.]*/*.docx")]
    assert paths and [f"{path.name}: {fault}" for path in paths for fault in faults_in(path)] == []
