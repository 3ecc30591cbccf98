"""The whole job on each example gives what is kept as text in ``dumps``: values, formulas, looks, names, Word, JSON.

A change that alters a dump renews it (``python -m tests.golden``), and its message names what is altered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import unified_diff
from pathlib import Path

import pytest

from tests.golden.job import EXAMPLES, RENEW, Example, committed, dumps_of

SHOWN = 40


def difference(before: Mapping[str, str], after: Mapping[str, str], example: str) -> str:
    """What differs, its first lines in full; empty when nothing does."""
    files = [path for path in sorted({*before, *after}) if before.get(path) != after.get(path)]
    if not files:
        return ""
    lines = [line for path in files for line in _lines(path, before.get(path), after.get(path))]
    more = [f"… and {len(lines) - SHOWN} lines more."] if len(lines) > SHOWN else []
    counted = f"{len(files)} of {len({*before, *after})} dumps of {example} differ: {', '.join(files)}"
    return "\n".join([counted, *lines[:SHOWN], *more, f"If this is meant: {RENEW} {example}, then git diff."])


def _lines(path: str, before: str | None, after: str | None) -> Iterator[str]:
    if before is None or after is None:
        yield f"{path}: {'is not among the kept dumps' if before is None else 'is not made any more'}"
        return
    yield from unified_diff(before.splitlines(), after.splitlines(), f"kept/{path}", f"made/{path}", lineterm="", n=1)


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_job_on_an_example_gives_what_is_kept(example: Example, tmp_path: Path) -> None:
    differs = difference(committed(example), dumps_of(example, tmp_path / example.name), example.name)
    if differs:
        pytest.fail(differs, pytrace=False)


def test_what_differs_is_shown_with_the_command_that_renews() -> None:
    before = {"a.txt": "one\ntwo\n", "b.txt": "same\n", "gone.txt": ""}
    after = {"a.txt": "one\n2\n", "b.txt": "same\n", "new.txt": ""}
    assert difference(before, before, "x") == ""
    assert difference(before, after, "norrbotten-2022-04").splitlines() == [
        "3 of 4 dumps of norrbotten-2022-04 differ: a.txt, gone.txt, new.txt",
        "--- kept/a.txt",
        "+++ made/a.txt",
        "@@ -1,2 +1,2 @@",
        " one",
        "-two",
        "+2",
        "gone.txt: is not made any more",
        "new.txt: is not among the kept dumps",
        "If this is meant: python -m tests.golden norrbotten-2022-04, then git diff.",
    ]


def test_a_long_difference_is_cut() -> None:
    shown = difference({"a": "\n".join("xyz")}, {"a": "\n".join(map(str, range(99)))}, "x").splitlines()
    assert len(shown) == SHOWN + 3
    assert shown[-2].startswith("… and ")
