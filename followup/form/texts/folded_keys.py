"""Hidden keys as they are compared: other programs leave a space, another dash or capitals in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from followup.form.cells.written import folded, without_hidden_signs

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－⁃", "-"))


def as_compared(key: str) -> str:
    """A key without what may have been changed in it by the way: kind of spaces and dashes, capitals, normal form."""
    return folded(without_hidden_signs(key)).translate(DASHES)


def by_fold(keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Keys by how they are compared; most often one for each."""
    found: dict[str, tuple[str, ...]] = {}
    for key in keys:
        found[as_compared(key)] = (*found.get(as_compared(key), ()), key)
    return found


def spelled(key: str, known: Mapping[str, tuple[str, ...]], fits: Callable[[str], bool] = lambda key: False) -> str:
    """The key among ``known`` (by fold) that this one must be; itself where it is none of them, or may be several.

    Of several that only differ in this the one counts that alone ``fits``.
    """
    alike = known.get(as_compared(key), ())
    if key in alike:
        return key
    if len(alike) > 1:
        alike = tuple(each for each in alike if fits(each))
    return alike[0] if len(alike) == 1 else key
