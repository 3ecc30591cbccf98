"""A Word document as a package: each part packed once, with fixed dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx.opc.pkgwriter import PackageWriter

from followup.files.packages import repack
from followup.files.packages.repack import PackedPart

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
    with path.open("wb") as file:
        packed = (
            (str(name).removeprefix("/"), complete(content) if name == main else [content])
            for name, content in parts.content
        )
        repack.write_package(((name, _packed(pieces)) for name, pieces in packed), file)


def _packed(pieces: Iterable[bytes]) -> PackedPart:
    with PackedPart() as part:
        part.writelines(pieces)
    return part


class _Parts:
    """What python-docx takes for the file to write to: the parts with their names, in its order."""

    def __init__(self) -> None:
        self.content: list[tuple[Any, bytes]] = []

    def write(self, name: Any, content: bytes) -> None:
        """One more part."""
        self.content.append((name, content))
