"""Regular expressions for VBA, which has none on a Mac or in LibreOffice: as a program for a small matcher.

A program is instructions with spaces between, counted from 0; the module ``FollowupPatterns`` of the macros runs it.
``c97`` takes the character 97, ``s97-122,48-57`` one of a set, ``n…`` one outside it, ``.`` any; ``g0,3;s32`` takes as
many as it can of what stands behind the semicolon. ``j5`` goes on at 5, ``f5,9`` tries 5 and then 9, ``v2`` remembers
where it is as an end of a group; ``b…`` and ``a…`` go on where no character of a set stands before or after, ``e`` is
the end.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

LAST = 0xFFFF
SPACES = "9-13,28-32,133,160,5760,8192-8202,8232-8233,8239,8287,12288"
WORD_SIGNS = "48-57,65-90,95,97-122,170,181,186,192-214,216-246,248-687,880-1023,1024-1327"
DIGITS = "48-57"
CATEGORIES = {"CATEGORY_SPACE": SPACES, "CATEGORY_WORD": WORD_SIGNS, "CATEGORY_DIGIT": DIGITS}


def program(*patterns: re.Pattern[str]) -> str:
    """The patterns as one program that matches what any of them does; text that is compared without case comes lower."""
    made: list[str] = []
    for at, pattern in enumerate(patterns):
        parsed = importlib.import_module("re._parser").parse(pattern.pattern, pattern.flags)
        last = at == len(patterns) - 1
        own = _sequence(parsed, len(made) + (not last))
        made += own if last else [f"f{len(made) + 1},{len(made) + 2 + len(own)}", *own, "e"]
    return " ".join([*made, "e"])


def _sequence(parts: Iterable[tuple[Any, Any]], start: int) -> list[str]:
    made: list[str] = []
    for kind, what in parts:
        made += _one(str(kind), what, start + len(made))
    return made


def _one(kind: str, what: Any, start: int) -> list[str]:
    """One part of a pattern as instructions that stand from ``start`` on."""
    if kind == "LITERAL":
        return [f"c{what}"]
    if kind == "NOT_LITERAL":
        return [f"n{what}"]
    if kind == "ANY":
        return ["."]
    if kind == "IN":
        return [_set(what)]
    if kind == "SUBPATTERN":
        group, _on, _off, inner = what
        if group is None:
            return _sequence(inner, start)
        return [f"v{2 * group - 2}", *_sequence(inner, start + 1), f"v{2 * group - 1}"]
    if kind == "BRANCH":
        return _branch(what[1], start)
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, inner = what
        return _repeat(least, int(most), inner, start, lazy=kind == "MIN_REPEAT")
    if kind == "ASSERT_NOT":
        direction, ((inner_kind, inner),) = what
        sign = _set(inner) if str(inner_kind) == "IN" else f"s{inner}"
        return [("b" if direction < 0 else "a") + sign.removeprefix("s")]
    raise ValueError(f"{kind} is not known to the matcher of the macros")


def _set(parts: Sequence[tuple[Any, Any]]) -> str:
    """A set of characters; a negated one begins with ``n``."""
    ranges, sign = [], "s"
    for kind, what in parts:
        if str(kind) == "NEGATE":
            sign = "n"
        elif str(kind) == "LITERAL":
            ranges.append(f"{what}")
        elif str(kind) == "RANGE":
            ranges.append(f"{what[0]}-{min(what[1], LAST)}")
        else:
            ranges.append(CATEGORIES[str(what)])
    return sign + ",".join(ranges)


def _branch(options: Sequence[Any], start: int) -> list[str]:
    made: list[str] = []
    ends: list[int] = []
    for at, option in enumerate(options):
        if at == len(options) - 1:
            made += _sequence(option, start + len(made))
            continue
        own = _sequence(option, start + len(made) + 1)
        made += [f"f{start + len(made) + 1},{start + len(made) + len(own) + 2}", *own, ""]
        ends.append(len(made) - 1)
    for end in ends:
        made[end] = f"j{start + len(made)}"
    return made


def _repeat(least: int, most: int, inner: Any, start: int, *, lazy: bool) -> list[str]:
    single = _sequence(inner, 0)
    if len(single) == 1 and single[0][0] in "csn." and not lazy:
        return [f"g{least},{min(most, LAST)};{single[0]}"]
    made: list[str] = []
    for _time in range(least):
        made += _sequence(inner, start + len(made))
    if most > 1000:
        here = start + len(made)
        own = _sequence(inner, here + 1)
        return [*made, _fork(here + 1, here + len(own) + 2, lazy), *own, f"j{here}"]
    size = len(_sequence(inner, 0)) + 1
    end = start + len(made) + (most - least) * size
    for _time in range(most - least):
        here = start + len(made)
        made += [_fork(here + 1, end, lazy), *_sequence(inner, here + 1)]
    return made


def _fork(first: int, second: int, lazy: bool) -> str:
    return f"f{second},{first}" if lazy else f"f{first},{second}"
