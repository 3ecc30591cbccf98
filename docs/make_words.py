"""Bring the Swedish catalogue up to date with the code: run it after a new message (``make words``).

New messages are added without Swedish words, those that no code has are dropped; the order is that of the English
texts, without places in the code, so that a change shows only what it changed. Exit 1 while words are missing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parents[1] / "followup"
FOLDER = PACKAGE / "locale" / "sv" / "LC_MESSAGES"
MARK = re.compile(rb"\bn?_\b")
"""What a file has that has a message."""


def catalogue() -> Catalog:
    """The catalogue as it stands, with the messages of the code as they are now."""
    with (FOLDER / "followup.po").open("rb") as file:
        old = read_po(file, locale="sv")
    new = Catalog(locale="sv", header_comment=old.header_comment, fuzzy=False)
    new.mime_headers = old.mime_headers
    new.version = ""  # it would be one more place to change
    keywords: dict[str, tuple[int, ...] | None] = {"_": None, "n_": (1, 2)}
    method: Any = _messages_in  # typed as a name there, and a function is taken too
    for _file, _line, text, _comments, _context in extract_from_dir(PACKAGE, [("**.py", method)], keywords=keywords):
        known = old.get(text[0] if isinstance(text, tuple) else text)
        words = known.string if known and known.id == text else ""
        new.add(text, words or (("", "") if isinstance(text, tuple) else ""))
    return new


def _messages_in(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Any
) -> Iterator[Any]:
    """What Babel finds in a file. It looks at every word of it, so it is not asked about those that have no message: half."""
    if MARK.search(file.read()):
        file.seek(0)
        yield from extract_python(file, keywords, comment_tags, options)


def main() -> int:
    """Write both forms of the catalogue; how many messages have no Swedish words."""
    words = catalogue()
    text = BytesIO()
    write_po(text, words, width=0, sort_output=True, no_location=True)
    # Babel says its own version, which differs from machine to machine.
    lines = [line for line in text.getvalue().splitlines(keepends=True) if not line.startswith(b'"Generated-By')]
    (FOLDER / "followup.po").write_bytes(b"".join(lines))
    with (FOLDER / "followup.mo").open("wb") as file:
        write_mo(file, words)
    missing = [message.id for message in words if message.id and not all(message.string or [""])]
    first = (message if isinstance(message, str) else message[0] for message in missing)
    sys.stderr.writelines(f"no Swedish words: {text}\n" for text in first)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
