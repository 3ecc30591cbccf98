"""Documents as PDF, by LibreOffice: tagged, for archives, and refused with a sentence where it is not installed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.house import command
from tests.office import needs_office
from tests.plans import PLAN
from tests.scoring.rounds import Round, new_round

ANSWERS = {"nord": "| Styrmått | Utfall kvinnor | Utfall män |\n| Andel som väntat högst 90 dagar | 81 % | 83 % |"}


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    return new_round(tmp_path / "r", PLAN, ANSWERS)


@needs_office
def test_a_document_is_made_as_word_and_as_tagged_pdf_for_archives(round_: Round) -> None:
    from pypdf import PdfReader

    code, output = command("report", "summary", "--pdf", "--plan", str(round_.folder))
    assert code == 0, output
    assert (round_.folder / "output" / "summary.docx").is_file()
    pdf = PdfReader(round_.folder / "output" / "summary.pdf")
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "sv-SE"
    assert "<pdfaid:part>2" in root["/Metadata"].get_data().decode()
    titles = [str(entry["/Title"]) for entry in pdf.outline if isinstance(entry, dict)]
    assert titles[:1] == ["I korthet: januari–april 2022"]


@needs_office
def test_the_contents_have_the_pages_of_their_headings(round_: Round) -> None:
    from pypdf import PdfReader

    code, output = command("report", "summary", "--pdf", "--plan", str(round_.folder))
    assert code == 0, output
    pages = [page.extract_text() for page in PdfReader(round_.folder / "output" / "summary.pdf").pages]
    listed = re.findall(r"^(\w[^.\n]*?)\s?\.{3,}\s*(\d+)$", "\n".join(pages), re.MULTILINE)
    assert len(listed) > 5
    for heading, page in listed:
        lines = [" ".join(line.split()) for line in pages[int(page) - 1].splitlines()]
        assert heading.strip() in lines, (heading, page)


CHARTED = """
## Dokument
| Id | Titel | För | Skede |
| lag | Lägesrapport | regionen | arbetsmaterial |

## Delar
| Dokument | Nivå | Rubrik | Vad | Kolumner | Form |
| lag | 1 | Besök | Besök | Besök, Besök {period} | staplar |
"""


@needs_office
def test_axes_have_the_numbers_of_the_documents_language(tmp_path: Path) -> None:
    from pypdf import PdfReader

    answers = "## Besök\n| Besök | Besök jan–apr 2022 |\n| Somatik | 41 234 |\n| Övriga besök | 36 123 |\n"
    round_ = new_round(tmp_path / "r", PLAN + CHARTED, {"nord": answers})
    code, output = command("report", "lag", "--pdf", "--plan", str(round_.folder))
    assert code == 0, output
    pages = PdfReader(round_.folder / "output" / "lag.pdf").pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "10 000 20 000" in text and "10,000" not in text, text


def test_without_libreoffice_nothing_is_written_and_it_is_said_what_to_do(
    round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    for options in (["--pdf"], ["--format", "pdf"]):
        code, output = command("report", "summary", *options, "--plan", str(round_.folder))
        assert code == 2 and "LibreOffice" in output and "Spara som" in output
        assert not (round_.folder / "output" / "summary.docx").exists()
