"""Keys that differ in spaces, dashes and capitals alone."""

from __future__ import annotations

from followup.form.texts.folded_keys import by_fold, spelled


def test_of_keys_that_are_alike_the_one_that_fits_counts_or_none() -> None:
    known = by_fold(["A-1", "a–1", "b"])
    assert spelled("B ", known) == "b"
    assert spelled("A-1", known) == "A-1"
    assert spelled("a-1 ", known) == "a-1 "
    assert spelled("a-1 ", known, lambda key: key == "a–1") == "a–1"
    assert spelled("a-1 ", known, lambda key: True) == "a-1 "
