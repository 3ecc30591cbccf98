"""Renew the dumps, of all examples or of those named: ``python -m tests.golden [EXAMPLE]…``.

Then read what ``git diff tests/golden/dumps`` shows: nothing may differ that the change is not about.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.golden.job import EXAMPLES, dumps_of, keep


def main(names: list[str]) -> None:
    """Do the job on each and keep what it made as text."""
    for example in EXAMPLES:
        if not names or example.name in names:
            with tempfile.TemporaryDirectory() as folder:
                texts = dumps_of(example, Path(folder) / example.name)
            keep(example, texts)
            print(f"{example.name}: {len(texts)} dumps, {sum(len(text.encode()) for text in texts.values())} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
