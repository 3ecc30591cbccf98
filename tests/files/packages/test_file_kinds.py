"""What a file really is, whatever it is called, each with its own sentence."""

from __future__ import annotations

import io
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest

from tests.files.broken import repacked, saved, small_book, zipped
from tests.files.older import Tree, container, ods
from tests.files.test_reading_safely import SOUND, TYPES, refused
from tests.house import Severity, UnreadableFile, Words, read_book

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
DRM: Tree = {"\x06DataSpaces": {"TransformInfo": {"DRMEncryptedTransform": {}}}, "EncryptedPackage": {}}


@pytest.mark.parametrize(
    ("content", "rule", "said"),
    [
        (b"", "empty-file", "tom"),
        (b"\0" * 5000, "incomplete-file", "OneDrive"),
        (b"%PDF-1.7\n%", "not-a-workbook", "ett PDF-dokument"),
        (PNG, "not-a-workbook", "en bild"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, "not-a-workbook", "en bild"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "not-a-workbook", "en bild"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 40, "not-a-workbook", "en film"),
        (b"[InternetShortcut]\r\nURL=https://region.example\r\n", "not-a-workbook", "en genväg"),
        (b"L\0\0\0\x01\x14\x02\0" + b"\0" * 60, "not-a-workbook", "en genväg"),
        (b"From: a@b.example\r\nSubject: svar\r\n\r\nHej", "not-a-workbook", "ett mejl"),
        (b"Besok;12\nSomatik;7\n", "not-a-workbook", "en textfil med kolumner (CSV)"),
        ("Besök;12\n".encode("utf-16"), "not-a-workbook", "CSV"),
        ("Besök\n".encode("cp1252"), "not-a-workbook", "en textfil"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html></html>", "not-a-workbook", "en webbsida"),
        (b"<html><table></table></html>", "not-a-workbook", "en webbsida"),
        (b"<?xml version='1.0'?><a/>", "not-a-workbook", "en XML-fil"),
        (
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            "not-a-workbook",
            "Excel 2003",
        ),
        (b"{\\rtf1 hej}", "not-a-workbook", "RTF"),
        (b"Rar!\x1a\x07\0" + b"\0" * 40, "not-a-workbook", "en komprimerad mapp"),
        (zipped(("hej.txt", b"hej")), "not-a-workbook", "en komprimerad mapp"),
        (zipped(("svar/svar.xlsx", b"PK")), "not-a-workbook", "en komprimerad mapp"),
        (zipped(TYPES, ("word/document.xml", b"<w/>")), "not-a-workbook", "ett Word-dokument"),
        (zipped(TYPES, ("ppt/presentation.xml", b"<p/>")), "not-a-workbook", "en PowerPoint-presentation"),
        (zipped(("Index/Document.iwa", b"x")), "not-a-workbook", "Exportera till, Excel"),
        (
            zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")),
            "not-a-workbook",
            "OpenDocument",
        ),
        (container({"WordDocument": {}}), "not-a-workbook", "ett Word-dokument"),
        (container({"PowerPoint Document": {}}), "not-a-workbook", "en PowerPoint-presentation"),
        (container({"__properties_version1.0": {}, "__nameid_version1.0": {}}), "not-a-workbook", "ett mejl"),
        (container({"something": {}}), "not-a-workbook", "inte en Excel-arbetsbok"),
        (container({"EncryptedPackage": {}, "EncryptionInfo": {}}), "password-protected", "lösenord"),
        (container(DRM), "restricted-file", "känslighetsetikett"),
        (container({"\tDRMContent": {}, "Workbook": {}}), "restricted-file", "känslighetsetikett"),
        (b"\x09\x04\x06\x00" + b"\0" * 40, "old-workbook", "Excel 4"),
        (b"\x01\x02\x03\x04" * 40, "not-a-workbook", "inte en Excel-arbetsbok"),
    ],
)
def test_what_it_is(content: bytes, rule: str, said: str) -> None:
    fault = refused(saved(content))
    assert fault.problem.rule == rule
    assert said in Words("sv")(fault.problem.advice)


@pytest.mark.parametrize("ending", [".crdownload", ".part", ".partial"])
def test_half_a_download_by_its_name(ending: str) -> None:
    with pytest.raises(UnreadableFile) as fault:
        read_book(small_book().read_bytes(), f"svar.xlsx{ending}")
    assert fault.value.problem.rule == "incomplete-file"


@pytest.mark.parametrize("name", ["svar.csv", "svar.xls", "svar.pdf", "svar"])
def test_a_workbook_by_any_name_is_a_workbook(name: str) -> None:
    assert read_book(small_book().read_bytes(), name).sheets[0].cells == SOUND
    assert read_book(ods(""), name).remarks[0].problem.rule == "other-format"


def encrypted(password: str) -> Path:
    """A workbook that Excel would ask a password for."""
    encrypted_file = io.BytesIO()
    with small_book().open("rb") as plain:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt(password, encrypted_file)
    return saved(encrypted_file.getvalue())


def test_a_password() -> None:
    assert refused(encrypted("hemligt")).problem.rule == "password-protected"


def test_the_password_that_everybody_has_is_no_obstacle() -> None:
    path = encrypted("VelvetSweatshop")
    book = read_book(path)
    assert book.sheets[0].cells == SOUND
    assert [(remark.problem.rule, remark.problem.severity) for remark in book.remarks] == [
        ("was-decrypted", Severity.INFO)
    ]
    assert book.size == path.stat().st_size, "the file as it came"


def test_a_sensitivity_label_that_does_not_encrypt_is_normal() -> None:
    label = b'<clbl:labelList xmlns:clbl="urn:x"><clbl:label id="{1}" enabled="1"/></clbl:labelList>'
    assert not read_book(repacked(lambda _name, content: content, {"docMetadata/LabelInfo.xml": label})).remarks
