"""LibreOffice, where it is installed: documents to PDF."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from followup.files.disk.page_numbers import has_page_numbers, with_page_numbers
from followup.files.disk.pdf import pages_of_bookmarks
from followup.files.legal import xml_text

SECONDS = 180

OPTIONS = {
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
}
"""PDF/A-2, which archives take, with headings and tables that a screen reader knows, and the contents as bookmarks."""

TO_READ = {"ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"}}
"""In a PDF that is made only to see on which page each heading stands."""

PROPERTIES, LANGUAGE = "docProps/core.xml", "{http://purl.org/dc/elements/1.1/}language"

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{}</value></prop>
</item>
</oor:items>
"""
"""What a profile of LibreOffice says of the language whose numbers the axes of charts have."""


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
    """Write ``source``, a Word document, as tagged PDF/A-2; raises NoOffice when that cannot be done.

    A document with contents is laid out twice: the first time says on which pages its headings stand. Numbers on axes
    are written as in the language that the document says that it is in.
    """
    program = office()
    if program is None:
        raise NoOffice
    with tempfile.TemporaryDirectory(prefix="followup-") as folder:
        try:
            copy = Path(folder, "document.docx")  # the source may still have the name of an incomplete file
            shutil.copyfile(source, copy)
            _write_profile(_profile_beside(copy), _language_of(copy))
            numbered = Path(folder, "numbered.docx")
            if has_page_numbers(copy):
                pages = pages_of_bookmarks(_converted(program, copy, TO_READ))
                with_page_numbers(copy, pages, numbered)
                copy = numbered
            shutil.copyfile(_converted(program, copy, OPTIONS), target)
        except (OSError, subprocess.SubprocessError) as error:
            raise NoOffice from error


def _profile_beside(document: Path) -> Path:
    return document.parent / "profile"


def _language_of(document: Path) -> str:
    """What a Word document says that it is in, such as sv-SE; empty where it says nothing."""
    with ZipFile(document) as package:
        if PROPERTIES not in package.namelist():
            return ""
        return ElementTree.fromstring(package.read(PROPERTIES)).findtext(LANGUAGE, "")


def _write_profile(profile: Path, language: str) -> None:
    """A profile in which numbers are written as in the language; in one without a language as in English."""
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(SETTINGS.format(xml_text(language)), encoding="utf-8")


def _converted(program: str, document: Path, options: Mapping[str, object]) -> Path:
    """The PDF of a document, beside it."""
    profile, kind = _profile_beside(document).as_uri(), f"pdf:writer_pdf_Export:{json.dumps(options)}"
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
    command += ["--outdir", str(document.parent), str(document)]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return document.with_suffix(".pdf")
