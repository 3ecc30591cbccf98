"""Facts for tests of what writes them: a table of a few lines."""

from __future__ import annotations

from collections.abc import Iterable

from tests.form.language import Fact, Facts, Strip


def facts_from(lines: Iterable[Fact]) -> Facts:
    """The table of these lines."""
    lines = list(lines)
    strip = Strip({name: [line[place] for line in lines] for place, name in enumerate(Fact._fields)})
    return Facts([[strip]], range(len(lines)))
