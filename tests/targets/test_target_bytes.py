"""A target that was understood goes through bytes and comes back the same.

A test of ``followup.targets.target_bytes``.
"""

from __future__ import annotations

from dataclasses import fields
from itertools import chain

import pytest

from followup.targets.target_bytes import targets_from_bytes, targets_to_bytes
from tests.targets.checking import expectations, target_of

TEXTS = sorted(
    {str(line["text"]) for line in chain.from_iterable(map(expectations, ("open.json", "open_2.json", "own.json")))}
)


def test_every_target_comes_back_the_same() -> None:
    targets = {text: target_of(text) for text in TEXTS}
    assert len({target.kind for target in targets.values()}) > 10
    back = targets_from_bytes(targets_to_bytes(targets))
    for text, target in targets.items():
        for field in fields(target):  # also those that do not count when targets are compared
            assert getattr(back[text], field.name) == getattr(target, field.name), (text, field.name)


@pytest.mark.parametrize(
    "other", [b"", b"rubbish", b"[]]", b'[["minst 1", null]]', b'[["minst 1", {"Target": {"x": 1}}]]']
)
def test_bytes_of_something_else_are_refused(other: bytes) -> None:
    with pytest.raises(ValueError, match="no targets that this version"):
        targets_from_bytes(other)
