"""A test of ``followup.files.pdf.accessible``: a PDF that does not say all that it should never says that it does."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from followup.files.pdf.accessible import make_accessible

XMP = b'<?xpacket?><rdf:RDF xmlns:rdf="r" xmlns:dc="d"><dc:title>En titel</dc:title></rdf:RDF>'


def tagged(folder: Path, figures: int = 2, xmp: bytes = XMP) -> Path:
    """A page with a line that nothing stands for, and pictures without a text."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.obj.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC 1 0 0 1 re f EMC q 0 0 m 9 9 l S Q")
    elements = [pdf.make_indirect(Dictionary(S=Name.Figure)) for _number in range(figures)]
    document = pdf.make_indirect(Dictionary(S=Name.Document, K=Array(elements)))
    roles = Dictionary({"/Figure": Name.Figure, "/Own": Name.P})
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        Dictionary(K=document, RoleMap=roles, ParentTree=Dictionary(Nums=Array([])))
    )
    pdf.Root.Metadata, pdf.Root.Lang = pdf.make_stream(xmp), "sv-SE"
    pdf.save(folder / "made.pdf", fix_metadata_version=False)
    return folder / "made.pdf"


def mended(source: Path, texts: list[str]) -> tuple[list[str], bool, pikepdf.Pdf]:
    """The texts of the pictures, whether it calls itself PDF/UA, and the file."""
    target = source.with_name("mended.pdf")
    make_accessible(source, target, texts)
    pdf = pikepdf.open(target)
    figures = pdf.Root.StructTreeRoot.K.K
    return [str(figure.get("/Alt", "")) for figure in figures], b"pdfuaid:part" in pdf.Root.Metadata.read_bytes(), pdf


def test_pictures_have_their_texts_in_order(tmp_path: Path) -> None:
    texts, is_ua, pdf = mended(tagged(tmp_path), ["Den första", "Den andra"])
    assert texts == ["Den första", "Den andra"] and is_ua
    assert list(pdf.Root.StructTreeRoot.RoleMap.keys()) == ["/Own"]
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) and pdf.pages[0].obj.Tabs == "/S"


def test_a_line_that_says_nothing_is_an_artifact(tmp_path: Path) -> None:
    _texts, _is_ua, pdf = mended(tagged(tmp_path), ["a", "b"])
    operators = [str(instruction.operator) for instruction in pikepdf.parse_content_stream(pdf.pages[0])]
    assert operators == ["BDC", "re", "f", "EMC", "q", "BMC", "m", "l", "S", "EMC", "Q"]


@pytest.mark.parametrize("texts", [["bara en"], ["a", "b", "c"], ["a", ""]])
def test_no_picture_gets_the_text_of_another(texts: list[str], tmp_path: Path) -> None:
    found, is_ua, _pdf = mended(tagged(tmp_path), texts)
    assert not is_ua and "" in found


def test_without_a_title_it_is_not_called_accessible(tmp_path: Path) -> None:
    _texts, is_ua, _pdf = mended(tagged(tmp_path, xmp=XMP.replace(b"dc:title", b"dc:other")), ["a", "b"])
    assert not is_ua


def test_a_file_without_tags_is_left_as_it_is(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "plain.pdf")
    make_accessible(tmp_path / "plain.pdf", tmp_path / "mended.pdf", ["a"])
    with pikepdf.open(tmp_path / "mended.pdf") as pdf:
        assert "/StructTreeRoot" not in pdf.Root and len(pdf.pages) == 1
