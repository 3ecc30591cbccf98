"""What our reader takes of the processor beside a parser that does nothing with what it parses.

    python benchmarks/reading.py WORKBOOK-OR-FOLDER… [--repeat N]

Both unpack the same parts of the same files in the same turn: our reader to a book, with all that it looks for in a file
that may be hostile, and expat with no handlers. Files are read before the clock starts, and nothing is sent to another
process. Of each file the least time of all turns counts, so that a busy machine disturbs little.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from math import inf
from pathlib import Path
from xml.parsers import expat

from floor import workbooks_in

HERE = Path(__file__).parent
XML_NAMES = (".xml", ".rels")


def parse(content: bytes) -> None:
    """Unpack every XML part, and parse it with no handlers."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(XML_NAMES):
                expat.ParserCreate().Parse(archive.read(name), True)


def read(content: bytes) -> None:
    """Read a workbook as we do when it comes back."""
    from followup.files.processes.format_readers import book_of

    book_of(content, "workbook.xlsx")


def seconds(work: Callable[[bytes], None], content: bytes) -> float:
    """Seconds of processor time for one file."""
    began = time.process_time()
    work(content)
    return time.process_time() - began


def as_where_files_are_read() -> None:
    """Look for rubbish as seldom as the process does that reads files."""
    from followup.files.processes.worker_main import GC_THRESHOLD

    gc.freeze()
    gc.set_threshold(GC_THRESHOLD)


def main() -> None:
    """Read the arguments, take turns, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="+")
    parser.add_argument("--repeat", type=int, default=7)
    arguments = parser.parse_args()
    files = [path.read_bytes() for path in workbooks_in(arguments.places)]
    seconds(read, files[0])  # what is imported, and made once a process
    as_where_files_are_read()
    least = [[inf, inf] for _content in files]
    for _turn in range(arguments.repeat):
        for times, content in zip(least, files, strict=True):
            times[:] = min(times[0], seconds(parse, content)), min(times[1], seconds(read, content))
    floor, ours = (sum(column) / len(files) * 1000 for column in zip(*least, strict=True))
    print(f"expat {floor:.1f} ms a file, ours {ours:.1f} ms: {ours / floor:.2f} ×")


if __name__ == "__main__":
    sys.path.append(str(HERE.parent))  # after PYTHONPATH
    main()
