"""Hidden keys as they are compared: other programs leave a space, another dash or capitals in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from followup.form.written.plain_text import folded, plain, without_hidden_signs

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－⁃", "-"))

HIDDEN_IN_WORDS = "_x00"
"""Begins a control character in the way that workbooks write them."""


def fold_key(key: str) -> str:
    """A key without what may have been changed in it by the way: kind of spaces and dashes, capitals, normal form."""
    if key.isascii() and key.isprintable():  # most keys: nothing hidden in them, one kind of dash and one normal form
        folded_key = plain(key).casefold()
        if HIDDEN_IN_WORDS not in folded_key:
            return folded_key
    return folded(without_hidden_signs(key)).translate(DASHES)


def keys_by_fold(keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Keys by how they are compared; most often one for each."""
    groups: dict[str, tuple[str, ...]] = {}
    for key in keys:
        groups[fold_key(key)] = (*groups.get(fold_key(key), ()), key)
    return groups


def restore_spelling(
    key: str, spellings: Mapping[str, tuple[str, ...]], fits: Callable[[str], bool] = lambda key: False
) -> str:
    """The key among ``spellings`` (by fold) that this one must be; itself where it is none of them, or may be several.

    Of several that only differ in this the one counts that alone ``fits``.
    """
    candidates = spellings.get(fold_key(key), ())
    if key in candidates:
        return key
    if len(candidates) > 1:
        candidates = tuple(candidate for candidate in candidates if fits(candidate))
    return candidates[0] if len(candidates) == 1 else key
