"""The texts that a workbook keeps beside its sheets, in order."""

from __future__ import annotations

import re

from followup.files.packages.package import parse_content
from followup.files.packages.plain_xml import KEEPING_BLANKS, LONGEST, NONCHARACTERS, TEXT, NotPlain, text_in
from followup.files.packages.thin_sheet import is_plain
from followup.files.received import UnreadableFile
from followup.files.size_limits import Limits
from followup.files.xlsx.cell_xml import RichText, text_of, unescape
from followup.rulebook.received.files import TEXT_TOO_LONG

FIRST, LAST = b"<si>", b"</si>"
ITEMS = re.compile(f"(?:<si><t(?:{KEEPING_BLANKS}>{TEXT}</t>| ?/>)</si>)*+")
"""Texts in one piece, as most are; those in runs that look otherwise are read from the tree."""
ITEM = re.compile("<si><t[^<>]*>([^<]*)")
MEANT = re.compile("&|_x")
"""In texts that stand for others than they look like."""
LARGEST = 4_000_000


def strings_in(content: bytes, part: str, limits: Limits) -> list[RichText]:
    """The texts of the part that has them; UnreadableFile where it is no XML, or one of them is too long."""
    plain = _plain_strings(content, part, limits)
    if plain is not None:
        return plain
    strings = [text_of(item) for item in parse_content(content, part, limits).iterfind("{*}si")]
    if any(_length(text) > limits.text for text in strings):
        raise UnreadableFile(TEXT_TOO_LONG.problem(n=limits.text), part)
    return strings


def _plain_strings(content: bytes, part: str, limits: Limits) -> list[RichText] | None:
    """The texts without a tree of them, which takes as long as all the sheets; None where they need one."""
    begin, end = content.find(FIRST), content.rfind(LAST) + len(LAST)
    if not 0 <= begin < end or len(content) > LARGEST:
        return None
    frame = content[:begin] + content[end:]
    if not is_plain(frame):
        return None
    try:
        items = content[begin:end].decode()
        if not ITEMS.fullmatch(items) or any(sign in items for sign in NONCHARACTERS):
            return None
        if len(parse_content(frame, part, limits)):
            return None
        texts: list[RichText] = ITEM.findall(items)
        if MEANT.search(items) or max(map(len, texts)) > LONGEST:
            texts = [unescape(text_in(text)) for text in texts if isinstance(text, str)]
    except (NotPlain, UnreadableFile, UnicodeDecodeError):
        return None
    return texts if max(map(len, texts)) <= limits.text else None


def _length(text: RichText) -> int:
    return len(text) if isinstance(text, str) else sum(len(run.text) for run in text)
