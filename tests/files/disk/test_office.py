"""Word documents to PDF by LibreOffice: numbers on axes are those of the document's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup.files.disk.office import to_pdf
from followup.files.word.docx_chart import add_chart
from tests.office import needs_office


@needs_office
@pytest.mark.parametrize(("language", "numbers"), [("sv-SE", "1 600,0"), ("en-GB", "1,600.0"), ("", "1,600.0")])
def test_axes_have_the_numbers_of_the_language(language: str, numbers: str, tmp_path: Path) -> None:
    from docx import Document
    from pypdf import PdfReader

    document = Document()
    document.core_properties.language = language
    budget = ("Budget", (1455.7, 612.4))
    add_chart(
        document,
        "column",
        title="",
        categories=("Intäkter", "Läkemedel"),
        series=[budget],
        alt_text="Budget.",
        number_format="#,##0.0",
        language=language or "sv-SE",
    )
    document.save(str(tmp_path / "document.docx"))
    to_pdf(tmp_path / "document.docx", tmp_path / "document.pdf")
    text = PdfReader(tmp_path / "document.pdf").pages[0].extract_text().replace("\N{NO-BREAK SPACE}", " ")
    assert numbers in text, text
