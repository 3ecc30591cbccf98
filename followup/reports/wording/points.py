"""Lists that people write in running text, as points: a bullet, hyphens on lines in a row, numbers and letters in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from followup.form.values import ProseAnswer, ProseParagraph
from followup.reports.parts import Manner, ReportParagraph

BULLET = re.compile(r"[•·▪◦]\s*(?=\S)")
HYPHEN = re.compile(r"[-*]\s+(?=[^\W\d])")
"""Before a letter only: “- 5 %” is five per cent less. A dash (–) opens what somebody says, and is no point."""

NUMBER, LETTER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)"), re.compile(r"([a-z])\)\s+(?=\S)")


def paragraphs_of(text: ProseAnswer, notes: Sequence[str] = ()) -> Iterator[ReportParagraph]:
    """The paragraphs of a text with their own footnotes, lists as points; the last one refers to ``notes`` too."""
    lines = [line for paragraph in text.paragraphs for line in _lines(paragraph)]
    marks = _in_a_row([line.text for line in lines])
    for at, (line, mark) in enumerate(zip(lines, marks, strict=True), start=1):
        more = notes if at == len(lines) else ()
        yield _paragraph(line, mark, (*line.notes, *more))


def _lines(paragraph: ProseParagraph) -> list[ProseParagraph]:
    """The paragraph; the lines of one that holds a list, of which the last has the footnotes."""
    lines = [line for line in paragraph.text.splitlines() if line.strip()]
    if len(lines) < 2 or not any(_in_a_row(lines)):
        return [paragraph]
    points = [replace(paragraph, text=line, notes=(), italics=()) for line in lines]
    return [*points[:-1], replace(points[-1], notes=paragraph.notes)]


Mark = tuple[Manner, str, int]
"""How a point is meant, its number or letter, and how many signs of the text that is."""


def _in_a_row(texts: Sequence[str]) -> list[Mark | None]:
    """What each text begins with that makes it a point. Only a bullet is one on its own: “1. kvartalet” is no list."""
    found = [_mark(text) for text in texts]
    return [
        mark
        if mark is not None and ((mark[0] == "point" and BULLET.match(texts[at])) or _has_neighbour(found, at))
        else None
        for at, mark in enumerate(found)
    ]


def _mark(text: str) -> Mark | None:
    for pattern, manner in ((BULLET, "point"), (HYPHEN, "point"), (NUMBER, "numbered"), (LETTER, "lettered")):
        if match := pattern.match(text):
            number = match[1] if match.groups() else ""
            sign = ")" if manner == "lettered" else "."
            return manner, f"{number}{sign}" if number else "", match.end()  # type: ignore[return-value]
    return None


def _has_neighbour(found: Sequence[Mark | None], at: int) -> bool:
    """Whether the one before or after belongs to the same list: a point too, or the number or letter that comes next."""
    pairs = [(at - 1, at)] if at else []
    pairs += [(at, at + 1)] if at + 1 < len(found) else []
    return any(_follows(found[one], found[other]) for one, other in pairs)


def _follows(one: Mark | None, other: Mark | None) -> bool:
    if one is None or other is None or one[0] != other[0]:
        return False
    if one[0] == "point":
        return True
    before, after = one[1][:-1], other[1][:-1]
    return int(after) == int(before) + 1 if before.isdecimal() else ord(after) == ord(before) + 1


def _paragraph(line: ProseParagraph, mark: Mark | None, notes: Sequence[str]) -> ReportParagraph:
    if mark is None:
        return ReportParagraph(line.text, link=line.link, notes=notes, italics=line.italics)
    manner, shown, begins = mark
    italics = [(max(start - begins, 0), end - begins) for start, end in line.italics if end > begins]
    return ReportParagraph(line.text[begins:].strip(), manner, line.link, notes, shown, italics=italics)
