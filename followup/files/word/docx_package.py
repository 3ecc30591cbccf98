"""A Word document as a package: each part packed once, with fixed dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.pkgwriter import PackageWriter

from followup.files.packages.repack import FIXED

if TYPE_CHECKING:
    from docx.document import Document as Docx

WRITER: Any = PackageWriter
"""Its steps: as a whole it would open the file itself."""


def write_package(document: Docx, complete: Callable[[bytes], Iterable[bytes]], path: Path) -> None:
    """Write a document; ``complete`` makes its main part of what the document holds, piece by piece.

    python-docx itself would write it with the time of day, and its main part whole.
    """
    package: Any = document.part.package
    main = document.part.partname
    parts = _Parts()
    for part in package.parts:
        part.before_marshal()
    WRITER._write_content_types_stream(parts, package.parts)
    WRITER._write_pkg_rels(parts, package.rels)
    WRITER._write_parts(parts, package.parts)
    with ZipFile(path, "w") as archive:
        for name, content in parts.content:
            entry = ZipInfo(str(name).removeprefix("/"), FIXED)
            entry.compress_type = ZIP_DEFLATED
            with archive.open(entry, "w") as file:
                file.writelines(complete(content) if name == main else [content])


class _Parts:
    """What python-docx takes for the file to write to: the parts with their names, in its order."""

    def __init__(self) -> None:
        self.content: list[tuple[Any, bytes]] = []

    def write(self, name: Any, content: bytes) -> None:
        """One more part."""
        self.content.append((name, content))
