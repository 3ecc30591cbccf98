"""The tones of bars that are parts of a whole: any two of them differ by at least 3:1 in lightness, the rest are hatched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.form.terms.judgement import Level
from followup.form.terms.scales import ScaleLevel

DARK, MID, LIGHT = "#071F29", "#3B7C90", "#D3E6EB"

Tone = tuple[str, bool]
"""A colour, and whether it is hatched on white."""

OF_LEVELS = {
    "met": LIGHT,
    "done": LIGHT,
    "partly": MID,
    "under_way": MID,
    "not_met": DARK,
    "late": DARK,
}
"""What is as it should be is light, what is not is dark."""

OTHERS: Sequence[Tone] = ((MID, True), (DARK, True), ("#FFFFFF", False), ("#8A8A8A", True))
"""Of steps that are neither, and of those whose tone another one has."""


def tones_of(meanings: Sequence[str]) -> Iterator[Tone]:
    """A tone for each of some levels, by what they count as: each another while there are any."""
    taken: set[Tone] = set()
    for meaning in meanings:
        own = OF_LEVELS.get(meaning)
        wanted = [*([(own, False)] if own else []), *OTHERS]
        tone = next((tone for tone in wanted if tone not in taken), wanted[-1])
        taken.add(tone)
        yield tone


def meaning_of(level: ScaleLevel) -> str:
    """What a step counts as: the plan's own word for it, else what a level of ours is."""
    return level.counts_as or level.key


def is_bad(level: ScaleLevel) -> bool:
    """Whether a step says that something is not as it should be."""
    return meaning_of(level) in (Level.NOT_MET, "late")
