"""A report as PDF for archives and screen readers: the Word document, turned by LibreOffice into PDF/A-2, made PDF/UA."""

from __future__ import annotations

import tempfile
from pathlib import Path

from followup.files.disk.office import office, to_pdf
from followup.files.pdf.accessible import make_accessible
from followup.files.word.alt_texts import alt_texts
from followup.locale import Message, _
from followup.outputs.of_report.docx import write_docx
from followup.outputs.registry import Format, Looks
from followup.reports.report import Report


def office_missing() -> Message | None:
    """What to install where LibreOffice is not found."""
    if office() is not None:
        return None
    return _(
        "PDF is made by LibreOffice, which was not found. Install it, or open the Word document and choose Save as, PDF."
    )


def write_pdf(report: Report, path: Path, looks: Looks) -> None:
    """Write the report by its Word template as PDF; NoOffice where LibreOffice could not make it."""
    with tempfile.TemporaryDirectory(prefix="followup-") as folder:
        document = Path(folder, "document.docx")
        write_docx(report, document, looks)
        turn_into_pdf(document, path)


def turn_into_pdf(document: Path, path: Path) -> None:
    """Write a Word document of ours as PDF that archives take and screen readers can use; NoOffice as above."""
    with tempfile.TemporaryDirectory(prefix="followup-") as folder:
        made = Path(folder, "made.pdf")
        to_pdf(document, made)
        make_accessible(made, path, alt_texts(document))


FORMAT = Format(".pdf", write_pdf, office_missing, by_template=True)
