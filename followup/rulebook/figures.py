"""Figures that cannot be right together, or are far from what is likely."""

from __future__ import annotations

from followup.locale import _
from followup.rulebook.rule import ERROR, SECRETARIAT, UNIT, WARNING, Rule

SEVERAL_FIGURES = Rule(
    "several-figures",
    ERROR,
    UNIT,
    _("holds several figures. Write one figure here."),
    why="A forecast is one figure for the year: of several nobody can tell which is meant.",
    wrong='"K:41% M:41%" as the forecast.',
    right="41 %",
)

OUTCOME_CONTRADICTS = Rule(
    "outcome-contradicts",
    ERROR,
    UNIT,
    _("says something else than the columns beside it. Write each figure once."),
    why="Figures for women and men in one cell that say something else than the columns: either may be right.",
    wrong='"K:41% M:41%" in one cell and 38 % in the column for women.',
    right='"K:41% M:41%" in one cell, or 41 % in each column.',
)

OUTCOME_IS_NOT_THE_RATIO = Rule(
    "outcome-is-not-the-ratio",
    ERROR,
    UNIT,
    _("does not agree with numerator and denominator, which give {share}. Correct the one that is wrong."),
    why=(
        "A weighted outcome is its numerator over its denominator: of two figures that differ nobody can tell "
        "which is right."
    ),
    wrong="38 %, numerator 41, denominator 100.",
    right="numerator 41, denominator 100; 41 % or an empty outcome.",
)

PART_EXCEEDS_WHOLE = Rule(
    "part-exceeds-whole",
    ERROR,
    UNIT,
    _("is more than the whole, {whole}. Check whether the figures have changed places."),
    why="Remote visits are counted among the visits: they cannot be more.",
    wrong="4 326 visits, of which 45 467 remote.",
    right="45 467 visits, of which 4 326 remote.",
)

NUMERATOR_EXCEEDS_DENOMINATOR = PART_EXCEEDS_WHOLE.case(
    why="What a share is a part of is never less than the part, unless the plan says that the share may pass 100 %.",
    wrong="numerator 104, denominator 100.",
    right="numerator 41, denominator 100.",
)

AMOUNT_IMPLAUSIBLE = Rule(
    "amount-implausible",
    WARNING,
    UNIT,
    _(
        "means {written} mnkr as it stands, which does not agree with the figures beside it; {other} mnkr would. "
        "Check the source, and write the amount that is meant. Nothing has been changed."
    ),
    why="Million and thousand million are easily mixed up; nobody but the writer can say which was meant.",
    wrong="1,4 mkr, with an increase of 529 mkr.",
    right="1,4 mdkr, with an increase of 529 mkr.",
)

AMOUNT_NOT_UNDERSTOOD = Rule(
    "amount-not-understood",
    WARNING,
    SECRETARIAT,
    _("holds no amount with a unit. Write for example 219 mkr or 1,4 mdkr; it is shown as you write it."),
    why="An amount without a unit may be thousands or millions: it is shown as written, but cannot be compared.",
    wrong="1,4.",
    right="1,4 mdkr.",
)

DIFFERS_FROM_SUB_UNITS = Rule(
    "differs-from-sub-units",
    WARNING,
    UNIT,
    _(
        "is not what its sub-units say together, {total} ({own}). Correct the figure that is wrong; sums "
        "count those of the sub-units."
    ),
    why="A unit and its sub-units tell of the same thing: two figures cannot both be right, and only one is counted.",
    wrong="the division says 120, its two clinics 70 and 40.",
    right="the division says 110, or leaves the row to its clinics.",
)

FAR_FROM_LAST_YEAR = Rule(
    "far-from-last-year",
    WARNING,
    UNIT,
    _("is far from {before} the year before. Check the figure."),
    why="A figure that doubles is right now and then; more often a digit is missing or a row has been mixed up.",
    wrong="4 192 now, 42 401 before.",
    right="45 467 now, 42 401 before.",
)

SIGN_OF_LAST_YEAR = FAR_FROM_LAST_YEAR.case(
    _("has the opposite sign of {before} the year before. Write it with the sign that it had then."),
    why="A cost without its minus counts as income: the result is wrong by twice the amount.",
    wrong="24,4, -25,6 the year before",
    right="-24,4, -25,6 the year before",
)

PART_OF_ONE = Rule(
    "part-of-one",
    WARNING,
    UNIT,
    _("is no whole number, and this is counted one by one. Write a whole number."),
    why="Nobody counts half a patient: a comma is most often a slip, or the figure is a mean.",
    wrong="8,5 patients",
    right="8 patients",
)

SHARE_ABOVE_THE_WHOLE = Rule(
    "share-above-the-whole",
    WARNING,
    UNIT,
    _("is more than 100 %, and a share of all cannot be. Check the figure."),
    why="A share of what there is cannot be more than all of it, unless the plan says that this one can.",
    wrong="104 % of the patients",
    right="98 % of the patients",
)

FIGURES_CONTRADICT = Rule(
    "figures-contradict",
    WARNING,
    UNIT,
    _("is not what others say of the same figure: {others}. Agree on one, and correct the other."),
    why=(
        "A figure that is the same for all is one figure: two values cannot both be right, and nobody chooses for them."
    ),
    wrong="Folktandvården says 2 000 users of a common app, Psykiatriförvaltningen 2 400.",
    right="both say omkring 2 000.",
)

WEIGHT_MISSING = Rule(
    "weight-missing",
    WARNING,
    UNIT,
    _("Nothing is written here, so the outcome cannot be weighed into the region's. Write a figure."),
    why="Without numerator and denominator a unit's share cannot be weighed into the region's.",
    wrong="41 %, nothing more.",
    right="numerator 41, denominator 100.",
)

FAR_FROM_LIKELY = Rule(
    "far-from-likely",
    WARNING,
    UNIT,
    _(
        "is far from what target and earlier figures make likely; the nearest is {nearest}. Check commas, signs and unit."
    ),
    why="A figure ten or a hundred times off is most often a slip: a comma, a percent sign, thousands for millions.",
    wrong="7,2 %, 71 % before",
    right="72 %, 71 % before",
)

FAR_FROM_KNOWN = FAR_FROM_LIKELY.case(
    _("is far from {before} in the column {heading}. Check commas, signs and unit."),
    why="An outcome a thousand times its budget is most often written in another unit.",
    wrong="57 000, with a budget of 57,0 mnkr",
    right="57,0, with a budget of 57,0 mnkr",
)

SIGN_OF_KNOWN = FAR_FROM_LIKELY.case(
    _("has the opposite sign of {before} in the column {heading}. Write it with the sign that it has there."),
    why="A cost without its minus counts as income: the result is wrong by twice the amount.",
    wrong="24,4, with a budget of -25,6 mnkr",
    right="-24,4, with a budget of -25,6 mnkr",
)

VERY_LARGE_CHANGE = FAR_FROM_LIKELY.case(_("is a very large change. Check commas and the percent sign."))

PARTS_DO_NOT_ADD_UP = Rule(
    "parts-do-not-add-up",
    WARNING,
    UNIT,
    _("is not the sum of its parts, {total}. Check the figure and its parts."),
    why="What was counted for women and for men is together what was counted; a share of all lies between theirs.",
    wrong="155 000 contacts, of which 102 000 by telephone, 4 000 by video and 13 000 in writing.",
    right="155 000 contacts, of which 102 000 by telephone, 40 000 by video and 13 000 in writing.",
)

WHOLE_NOT_BETWEEN_ITS_PARTS = PARTS_DO_NOT_ADD_UP.case(
    _("does not lie between its parts, {low} and {high}. Check the figure and its parts.")
)
