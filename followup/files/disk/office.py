"""LibreOffice, where it is installed: documents to PDF."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

SECONDS = 180

OPTIONS = {
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
}
"""PDF/A-2, which archives take, with headings and tables that a screen reader knows, and the contents as bookmarks."""


class NoOffice(Exception):
    """LibreOffice is not installed, or did not make the file."""


def office() -> str | None:
    """The program, or None."""
    usual = (
        "soffice",
        "libreoffice",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        r"C:\Program Files\LibreOffice\program\soffice.exe",
    )
    return next((path for name in usual if (path := shutil.which(name))), None)


def to_pdf(source: Path, target: Path) -> None:
    """Write ``source``, a Word document, as tagged PDF/A-2; raises NoOffice when that cannot be done."""
    program = office()
    if program is None:
        raise NoOffice
    with tempfile.TemporaryDirectory(prefix="followup-") as folder:
        profile, kind = Path(folder, "profile").as_uri(), f"pdf:writer_pdf_Export:{json.dumps(OPTIONS)}"
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir", folder]
        try:
            copy = Path(folder, "document.docx")  # the source may still have the name of an incomplete file
            shutil.copyfile(source, copy)
            subprocess.run([*command, str(copy)], check=True, capture_output=True, timeout=SECONDS)
            shutil.copyfile(copy.with_suffix(".pdf"), target)
        except (OSError, subprocess.SubprocessError) as error:
            raise NoOffice from error
