"""A tagged PDF as PDF/UA asks for it: pictures that say what they show, links and notes that are found, a title."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from followup.files.pdf.painting import call_the_rest_artifacts
from followup.files.pdf.streams import end_plainly
from followup.files.pdf.structure import Structure

if TYPE_CHECKING:
    from pikepdf import Pdf

UA = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>'
    "</rdf:Description>"
)
"""That a file is PDF/UA-1, and to PDF/A what the words of that mean."""

END = "</rdf:RDF>"


def make_accessible(source: Path, target: Path, alt_texts: Sequence[str]) -> None:
    """Write what LibreOffice made of a document, mended; ``alt_texts`` are those of its pictures and charts, in order.

    It calls itself PDF/UA only where nothing is left that we know of: a picture without a text is.
    """
    import pikepdf

    with pikepdf.open(source) as pdf:
        if "/StructTreeRoot" in pdf.Root and "/Metadata" in pdf.Root and _mended(pdf, alt_texts):
            xmp = pdf.Root.Metadata.read_bytes().decode("utf-8")
            pdf.Root.Metadata.write(xmp.replace(END, UA + END).encode("utf-8"))
        end_plainly(pdf)
        pdf.save(target, deterministic_id=True, fix_metadata_version=False)


def _mended(pdf: Pdf, alt_texts: Sequence[str]) -> bool:
    """Mend what can be; whether that is all."""
    from pikepdf import Dictionary, Name

    structure = Structure(pdf)
    structure.drop_circles()
    structure.name_notes()
    structure.keep_links()
    for page in pdf.pages:
        page.obj.Tabs = Name.S
        call_the_rest_artifacts(pdf, page)
    pdf.Root.ViewerPreferences = Dictionary({**dict(pdf.Root.get("/ViewerPreferences", {})), "/DisplayDocTitle": True})
    is_titled = b"dc:title" in pdf.Root.Metadata.read_bytes() and "/Lang" in pdf.Root
    return structure.describe_figures(alt_texts) and is_titled
