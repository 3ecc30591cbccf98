"""How many pages the files of a folder have."""

from __future__ import annotations

from pathlib import Path

from followup.files.disk.pdf import pages_in


def test_pages_of_files_that_are_no_pdf(tmp_path: Path) -> None:
    (tmp_path / "trasig.pdf").write_bytes(b"%PDF-1.4 trasig")
    (tmp_path / "tom.pdf").write_bytes(b"")
    (tmp_path / "bild.png").write_bytes(b"x")
    (tmp_path / "~$tom.docx").write_bytes(b"x")
    assert pages_in(tmp_path) == {"trasig.pdf": None, "tom.pdf": None, "bild.png": None}
    assert pages_in(tmp_path / "saknas") == {}
