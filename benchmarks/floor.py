"""The least that a merge of these files could take with Python's own libraries, doing nothing with what it reads.

Every XML part of every workbook is unpacked and parsed; then the parts of the outputs, which lie ready as they are
before packing, are packed again.

    python floor.py PARTS WORKBOOK-OR-FOLDER…

PARTS holds one folder for each output, with its parts in it; the packed outputs are written beside them.
"""

import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree


def parse(workbooks: Iterable[Path]) -> int:
    """Unpack and parse every XML part; give how many there were."""
    parts = 0
    for path in workbooks:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    ElementTree.fromstring(archive.read(name))
                    parts += 1
    return parts


def pack(folder: Path) -> None:
    """Pack the parts of one output."""
    with zipfile.ZipFile(folder.with_suffix(".packed"), "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))


def workbooks_in(places: Iterable[str]) -> Iterator[Path]:
    """Workbooks named, and those in folders named."""
    for place in map(Path, places):
        yield from sorted(place.glob("*.xlsx")) if place.is_dir() else [place]


def main() -> None:
    """Parse the inputs, pack the outputs."""
    parts, *places = sys.argv[1:]
    print(f"{parse(workbooks_in(places))} parts parsed")
    for folder in sorted(file for file in Path(parts).iterdir() if file.is_dir()):
        pack(folder)


if __name__ == "__main__":
    main()
