"""Which row of the plan a name may mean that no row has: to ask about, never to take for certain."""

from __future__ import annotations

from followup.plan.directory import Directory, nearest_of

LONGEST_INITIALS = 5


def likely_name(name: str, directory: Directory) -> str:
    """The only id or name that is spelled most like it; else the only one that begins so, or that it may be the initials of:
    FTV of Folktandvården. Empty where none is, or several are.
    """
    near = {directory.ids_of(row): row for row in nearest_of(name, [directory])}
    if near:
        return next(iter(near.values())) if len(near) == 1 else ""
    return _only(name, directory)


def _only(name: str, directory: Directory) -> str:
    key = name.casefold().strip()
    if len(key) < 2:
        return ""
    begun = {directory.ids_of(row): row for text, row in directory.spelled.items() if text.startswith(key)}
    if len(begun) == 1:
        return next(iter(begun.values()))
    is_initials = name.isupper() and len(name) <= LONGEST_INITIALS
    in_order = (row for text, row in directory.spelled.items() if is_initials and _has_in_order(text, key))
    of_initials = {directory.ids_of(row): row for row in in_order}
    return next(iter(of_initials.values())) if len(of_initials) == 1 and not begun else ""


def _has_in_order(text: str, letters: str) -> bool:
    """Whether a text begins with the first of some letters and has the others behind it, in their order."""
    at = 0
    for place, letter in enumerate(letters):
        at = text.find(letter, at)
        if at < 0 or (place == 0 and at != 0):
            return False
        at += 1
    return True
