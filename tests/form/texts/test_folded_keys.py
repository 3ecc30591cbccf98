"""Keys that differ in spaces, dashes and capitals alone."""

from __future__ import annotations

from followup.form.texts.folded_keys import keys_by_fold, restore_spelling


def test_of_keys_that_are_alike_the_one_that_fits_counts_or_none() -> None:
    known = keys_by_fold(["A-1", "a–1", "b"])
    assert restore_spelling("B ", known) == "b"
    assert restore_spelling("A-1", known) == "A-1"
    assert restore_spelling("a-1 ", known) == "a-1 "
    assert restore_spelling("a-1 ", known, lambda key: key == "a–1") == "a–1"
    assert restore_spelling("a-1 ", known, lambda key: True) == "a-1 "
