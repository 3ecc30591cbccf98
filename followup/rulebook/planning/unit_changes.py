"""What can be wrong where the plan says which units another one replaces."""

from __future__ import annotations

from followup.locale import _
from followup.rulebook.rule import ERROR, INFO, SECRETARIAT, WARNING, Rule

PREDECESSOR_NOT_UNDERSTOOD = Rule(
    "predecessor-not-understood",
    ERROR,
    SECRETARIAT,
    _("names no unit with its share: {entry}. {help}"),
    why="A share that stands alone, or is more than 100 %, says nothing of whose figures go where.",
    wrong="60 %; LD 160 %; LD sextio %; LD, 60 %",
    right="LD 60 %; LD; LD1, LD2; LD1 33,3 %, LD2; 60 % av LD",
)

NAMED_TWICE = PREDECESSOR_NOT_UNDERSTOOD.case(
    _("names {unit} twice. {help}"),
    why="A unit that is named twice would count twice.",
    wrong="LD, LD; LD 30 %, ld 30 %",
    right="LD; LD 60 %",
)

SHARES_NOT_WHOLE = Rule(
    "shares-not-whole",
    ERROR,
    SECRETARIAT,
    _(
        "gives {sum} of {unit} together with {others}, and it has to be 100 %. Correct the shares, or write none of them."
    ),
    why="What a unit had is divided among those that replace it: nothing is lost, and nothing counts twice.",
    wrong='"LD 60 %" on one row and "LD 50 %" on another.',
    right='"LD 60 %" on one row and "LD 40 %" on another.',
)

SHARE_LEFT_OUT = SHARES_NOT_WHOLE.case(
    _("says no share of {unit}, but {others} says one. Write a share for each of them, or for none."),
    why="With a share for some of them nobody knows how much the others have.",
    wrong='"LD 60 %" on one row and "LD" on another.',
    right='"LD" on both rows.',
)

PREDECESSOR_STILL_THERE = Rule(
    "predecessor-still-there",
    ERROR,
    SECRETARIAT,
    _(
        "still gets a template, and its own row does not say what it keeps. Write {unit} on that row too, with its share if "
        "it was split; or take that row away."
    ),
    why="A unit that goes on, and is replaced, would have its earlier figures twice: its own, and those of the other.",
    wrong='"syd" on a new unit, while syd still has a row of its own.',
    right='"syd 40 %" on the new unit, and "syd 60 %" on the row of syd.',
)

UNIT_UNDERSTOOD = Rule(
    "unit-understood-as-successors",
    INFO,
    SECRETARIAT,
    _("is replaced by {units}, and is understood so."),
    why=(
        "A plan names its units in many cells. Where one has been split or merged they need not be written again, but "
        "who is asked now must be seen."
    ),
    wrong='"nord" under Svarar, where the sheet Enheter says that a replaces nord.',
    right='"a" under Svarar.',
)

PREDECESSOR_UNKNOWN = Rule(
    "predecessor-unknown",
    WARNING,
    SECRETARIAT,
    _("is no unit of an earlier round, so no figures come from it. Those that have no successor: {units}."),
    why="A misspelled unit brings no figures: the series would begin anew without a word.",
    wrong='"norr" where the round before had nord.',
    right='"nord" where the round before had nord.',
)

PREDECESSOR_NEARLY_KNOWN = PREDECESSOR_UNKNOWN.case(
    _("is no unit of an earlier round, so no figures come from it. Did you mean {near}?")
)

SUCCESSOR_IS_OLDER = Rule(
    "successor-is-older",
    WARNING,
    SECRETARIAT,
    _(
        "is of a unit that had figures of its own at {round}, so nothing of {unit} is moved. If it has got this part since "
        "then, write it itself too: {own}. If it had it by then, nothing needs to be done."
    ),
    why=(
        "A part that a unit had at the round already is among its figures there: moved once more it would count twice, "
        "and not moved it would be missing."
    ),
    wrong='"nord 40 %" on the row of syd, and syd answered at the round before too.',
    right='"syd, nord 40 %" on the row of syd.',
)

UNIT_GONE = Rule(
    "unit-gone",
    WARNING,
    SECRETARIAT,
    _(
        "was a unit at {round} and is not in the plan. Write {unit} in the column Replaces of the unit that has taken over, "
        "or of the region where nobody has. The region keeps its earlier figures."
    ),
    why="The figures of a unit that nobody replaces are in no unit's series: somebody may have changed its id.",
    wrong="nord of the round before is called a now, and the column Ersätter of a is empty.",
    right='"nord" in the column Ersätter of a.',
)
