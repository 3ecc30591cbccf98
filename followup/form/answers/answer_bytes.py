"""Answers and findings as bytes and back: for another process, for what is kept, for the record. Data alone, so no pickle.

The bytes are JSON, deflated: what a JSON value is by itself (text, true, null, a whole number) stands as it is, and
all else as an object with one name that says what it is, such as ``{"number": "4.50"}``.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from followup.form.answers.answers import Answers, SheetSource
from followup.form.finding import Finding, ProposedDecision
from followup.form.place import Place
from followup.form.rows import SheetOrigin, one_of
from followup.form.values import Missing, PartFigures, ProseAnswer, ProseParagraph, RoughFigure
from followup.locale import Message, Percentage
from followup.rulebook.problem import Severity


def packed(format_: str, *parts: Any) -> bytes:
    """Parts as bytes; ``format_`` stands first, so that bytes of another or a later kind are refused and not misread."""
    return zlib.compress(json.dumps([format_, *parts], separators=(",", ":")).encode("ascii"), 6)


def unpacked(data: bytes, format_: str, most: int) -> list[Any]:
    """The parts. ValueError where they are of another format, or would unfold to more bytes than ``most``: a few deflated
    kilobytes can fill the memory.
    """
    unfolding = zlib.decompressobj()
    text = unfolding.decompress(data, most)
    if unfolding.unconsumed_tail or not unfolding.eof:
        raise ValueError
    parts: list[Any]
    first, *parts = json.loads(text)
    if first != format_:
        raise ValueError
    return parts


@contextmanager
def refusing_odd_bytes() -> Iterator[None]:
    """ValueError, whatever bytes that are not ours make of their reader."""
    try:
        yield
    except (zlib.error, ValueError, TypeError, KeyError, IndexError, ArithmeticError, RecursionError) as fault:
        raise ValueError("these bytes are nothing that this version has written") from fault


def parts_of_answers(answers: Answers) -> list[Any]:
    """The answers of a table."""
    return [
        answers.keys,
        {key: list(map(_of_value, values)) for key, values in answers.values.items()},
        answers.lines,
        [[source.origin, source.columns, source.titles, _pairs(source.line_names)] for source in answers.sources],
        [[at, key, *cell] for (at, key), cell in answers.elsewhere.items()],
        {key: sorted(rows) for key, rows in answers.refused.items()},
        {key: [[at, *count] for at, count in counts.items()] for key, counts in answers.coverages.items()},
        answers.source_of,
    ]


def answers_of_parts(parts: list[Any]) -> Answers:
    """And back."""
    keys, values, lines, sources, elsewhere, refused, short, source_of = parts
    return Answers(
        one_of(tuple(keys)),
        {key: tuple(map(_value, column)) for key, column in values.items()},
        one_of(tuple(lines)),
        tuple(
            SheetSource(SheetOrigin(*origin), _mapping(*columns.items()), _mapping(*titles.items()), dict(called))
            for origin, columns, titles, called in sources
        ),
        {(at, key): (line, place) for at, key, line, place in elsewhere},
        {key: frozenset(rows) for key, rows in refused.items()},
        {key: {at: (have, of) for at, have, of in counts} for key, counts in short.items()},
        one_of(tuple(source_of)),
    )


@lru_cache(4_096)
def _mapping(*items: tuple[str, Any]) -> Mapping[str, Any]:
    return dict(items)


def _pairs(numbered: Mapping[int, str]) -> list[tuple[int, str]]:
    return list(numbered.items())


def parts_of_finding(finding: Finding) -> list[Any]:
    """One finding."""
    place, decide = finding.place, finding.decide
    where = [place.file, place.unit, place.sheet, place.row, place.column, place.label, place.display_name]
    way_out = decide and [_of_value(decide.sheet), decide.unit, decide.rule, decide.together, decide.several]
    return [where, finding.rule, int(finding.severity), finding.raw, _of_value(finding.advice), way_out]


def finding_of_parts(where: list[Any], rule: str, severity: Any, raw: str, advice: Any, way_out: Any) -> Finding:
    """And back."""
    decide = way_out and ProposedDecision(_value(way_out[0]), *way_out[1:])
    return Finding(Place(*where), rule, Severity(severity), raw, _value(advice), decide)


# ------------------------------------------------------------------------------------------------------- single values

TO_PARTS: Mapping[type, tuple[str, Callable[[Any], Any]]] = {
    Decimal: ("number", str),
    date: ("day", date.isoformat),
    datetime: ("time", datetime.isoformat),
    Missing: ("missing", lambda value: value.reason),
    PartFigures: (
        "several",
        lambda value: [value.text, _of_value(value.parts), _of_value(value.earlier), value.preliminary],
    ),
    RoughFigure: ("roughly", lambda value: [str(value.number), value.text, _of_value(value.ends)]),
    ProseAnswer: (
        "written",
        lambda value: [
            [paragraph.text, paragraph.link, paragraph.notes, *([paragraph.italics] if paragraph.italics else [])]
            for paragraph in value.paragraphs
        ],
    ),
    tuple: ("tuple", lambda value: list(map(_of_value, value))),
    list: ("list", lambda value: list(map(_of_value, value))),
    Message: ("message", lambda value: [value.id, _of_value(value.arguments), value.plural]),
    Percentage: ("percentage", lambda value: str(value.share)),
}
"""What each kind of value is called, and what it is made of."""

# Units fill in the same forms: what is the same in many of them is the same object.
FROM_PARTS: Mapping[str, Callable[[Any], Any]] = {
    "number": lru_cache(16_384)(Decimal),
    "day": date.fromisoformat,
    "time": datetime.fromisoformat,
    "missing": Missing,
    "several": lambda parts: PartFigures(parts[0], _value(parts[1]), _value(parts[2]), parts[3]),
    "roughly": lambda parts: RoughFigure(Decimal(parts[0]), parts[1], _value(parts[2])),
    "written": lambda parts: ProseAnswer(
        tuple(
            ProseParagraph(text, link, tuple(notes), tuple((start, end) for part in italics for start, end in part))
            for text, link, notes, *italics in parts
        )
    ),
    "tuple": lambda parts: tuple(map(_value, parts)),
    "list": lambda parts: list(map(_value, parts)),
    "message": lambda parts: Message(parts[0], _value(parts[1]), parts[2]),
    "percentage": lambda share: Percentage(Decimal(share)),
}


def _of_value(value: object) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return value
    name, parts = TO_PARTS[type(value)]
    return {name: parts(value)}


def _value(parts_: Any) -> Any:
    if not isinstance(parts_, dict):
        return parts_
    ((name, parts),) = parts_.items()
    return FROM_PARTS[name](parts)
