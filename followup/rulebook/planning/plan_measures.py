"""What can be wrong with the plan's measures: targets that no outcome could be held against, kinds, units, splits."""

from __future__ import annotations

from followup.locale import _
from followup.rulebook.rule import ERROR, INFO, SECRETARIAT, WARNING, Rule

BASELINE_NOT_UNDERSTOOD = Rule(
    "baseline-not-understood",
    WARNING,
    SECRETARIAT,
    _("is neither a round, a year nor a figure in the measure's unit. Write for example T1 2021, 2019 or 40 %."),
    why="What a change is counted from is a fixed point, that both rounds can look up.",
    wrong="förra mätningen",
    right="T1 2021; 2019; 40 %",
)

TARGET_COMPARES_ELSEWHERE = Rule(
    "target-compares-elsewhere",
    WARNING,
    SECRETARIAT,
    _(
        "compares with figures that the plan does not have, so the measure is never judged. Write the figure "
        "itself, for example minst 73 %, and whose it is in the column Source; or a change: Öka."
    ),
    why="What others have reached, or a budget, stands nowhere in the plan: no outcome can be held against it.",
    wrong="i nivå med riket",
    right="minst 73 %",
)

TARGET_WITHOUT_A_ROUND = Rule(
    "target-without-a-round",
    WARNING,
    SECRETARIAT,
    _(
        "is compared with an earlier outcome, but no round is named. Write the round in the setting Compared "
        "with, or in the target: Öka jämfört med T1 2021."
    ),
    why="A change is a change since some round; without one nobody can say whether more or less has been reached.",
    wrong='"Öka", and nothing in the setting Jämförs med.',
    right='"Öka", and T1 2021 in the setting Jämförs med.',
)

NO_EARLIER_FIGURE = _(
    "is compared with {round}, and the plan has no outcome of it. Write it on the sheet Earlier outcomes, or write a limit, "
    "for example minst 80 %."
)

TARGET_WITHOUT_A_BASELINE = Rule(
    "target-without-a-baseline",
    WARNING,
    SECRETARIAT,
    NO_EARLIER_FIGURE,
    why=(
        "A change cannot be judged before there is a figure that it is a change from: of each unit, where it names a "
        "year."
    ),
    wrong='"Öka", and no outcome of T1 2021 on the sheet Tidigare utfall.',
    right='"Öka", and an outcome of T1 2021 on the sheet Tidigare utfall.',
)

TARGET_WITHOUT_A_BASELINE_OF_UNITS = TARGET_WITHOUT_A_BASELINE.case(_("{told} It is lacking for: {units}."))
"""``told`` is what the rule says of all."""

TARGET_WITH_THE_REGIONS_BASELINE = TARGET_WITHOUT_A_BASELINE.case(
    _(
        "is compared with {round}, and the plan has an outcome of it for the region alone: each unit is held against its "
        "own. Write the units' on the sheet Earlier outcomes, or write a limit, for example minst 80 %."
    )
)

COMPARED_WITH_ANOTHER_LENGTH = Rule(
    "compared-with-another-length",
    WARNING,
    SECRETARIAT,
    _(
        "is compared with {round}, which is about {n} months, and {now} is about {m}: counts and amounts cannot be judged "
        "so. Write a limit, for example at least 80, or a figure in the column Baseline."
    ),
    why=(
        "Twice the months give twice the count: every goal that asks for more would be met, and every goal that asks "
        "for less would fail, by the length of the period alone. Where the history has the same days a year before, "
        "those are compared with."
    ),
    wrong='"Öka" of a count in January to August, compared with T1 2021, which its record says is January to April.',
    right='"Öka" of a count in January to April, compared with T1 2021, which its record says is January to April.',
)

TARGET_IN_ANOTHER_UNIT = Rule(
    "target-in-another-unit",
    WARNING,
    SECRETARIAT,
    _(
        "is not in the measure's unit ({unit}), so no outcome can be held against it. Write both in the same "
        "unit; of a share write the percent sign, and a change of it in percentage points."
    ),
    why="A target in pieces or days says nothing of a share: no unit is ever taken for another.",
    wrong="minst 300 st",
    right="minst 80 %",
)

TARGET_NOT_UNDERSTOOD = Rule(
    "target-not-understood",
    WARNING,
    SECRETARIAT,
    _(
        "is not understood as a target; the measure will not be scored. Write for example: minst 95 %, "
        "Minska, Under 6,5 %."
    ),
    why="A target that is not understood is never guessed at: the measure is shown, and not scored.",
    wrong="så bra som möjligt",
    right="minst 95 %",
)

TARGET_AGAINST_DIRECTION = Rule(
    "target-against-direction",
    WARNING,
    SECRETARIAT,
    _("says the opposite of the column Direction. The target's own words are followed; correct one of them."),
    why="The target's words and the column Direction must point the same way.",
    wrong="minst 80 % with lägre in the column Riktning.",
    right="minst 80 % with högre.",
)

DIRECTION_MISSING = Rule(
    "direction-missing",
    WARNING,
    SECRETARIAT,
    _("does not say whether higher or lower is good; the measure will not be scored. Fill in the column Direction."),
    why="A bare number does not say whether more or less is good.",
    wrong="70 % and an empty Riktning.",
    right="70 % and högre, or minst 70 %.",
)

EARLIER_SHARE_WITHOUT_SIGN = Rule(
    "earlier-share-without-sign",
    WARNING,
    SECRETARIAT,
    _("means {percent} here. Write a percentage with the percent sign: {share}."),
    why="A bare 71 is 7 100 % in a cell for a share: nothing can be compared with it.",
    wrong="71",
    right="71 %",
)

EARLIER_ROUND_NAMES_A_PART = Rule(
    "earlier-round-names-a-part",
    WARNING,
    SECRETARIAT,
    _(
        "is taken for an occasion of its own, and nothing is compared with it. Write {round}, and the figure in the column "
        "{part}."
    ),
    why="An occasion is known by its name: T1 2021 Kv is another one than T1 2021, whose outcomes are then lacking.",
    wrong="T1 2021 Kv, with 71 % under Totalt.",
    right="T1 2021, with 71 % under Kvinnor.",
)

EARLIER_PARTS_NOT_ASKED = Rule(
    "earlier-parts-not-asked",
    WARNING,
    SECRETARIAT,
    _(
        "is not yes, so one figure is asked for, but the outcome of {round} is of parts alone: {parts} ({cell}). Write yes, or "
        "fill in the column Total there."
    ),
    why="One figure for all cannot be compared with one for women and one for men.",
    wrong="nej, and 71 % and 69 % under Kvinnor and Män.",
    right="ja, and 71 % and 69 % under Kvinnor and Män.",
)

KIND_AGAINST_THE_UNIT = Rule(
    "kind-against-the-unit",
    WARNING,
    SECRETARIAT,
    _("cannot be in the unit of measurement {unit}. Correct the kind or the unit."),
    why="A share is in per cent, and what is in per cent is a share or a change: one of the two is wrong.",
    wrong="belopp, with % as the unit of measurement.",
    right="andel utan tak, with % as the unit of measurement.",
)

SHARE_ADDED_UP = Rule(
    "share-added-up",
    WARNING,
    SECRETARIAT,
    _(
        "is a figure of the kind {kind}, which is never added up. Write weighted, with numerator and "
        "denominator, given for the region, or no."
    ),
    why="The sum of two shares is no share of anything; the region's is weighed by numerators and denominators.",
    wrong="summa, of a measure in %.",
    right="viktat, of a measure in %.",
)

KIND_NOT_DECLARED = Rule(
    "kind-not-declared",
    INFO,
    SECRETARIAT,
    _(
        "has a target or an earlier outcome outside 0 to 100 %, and is therefore read as {kind}. Write that "
        "in the column Kind of figure."
    ),
    why="A limit that the plan's own target or earlier outcome breaks is no limit: the kind follows from them.",
    wrong="minst 105 %, with an empty Slag av siffra.",
    right="minst 105 %, with andel utan tak.",
)

UNIT_OF_ITS_OWN = Rule(
    "unit-of-its-own",
    INFO,
    SECRETARIAT,
    _("is no known unit of measurement; the nearest is {unit}. Its parts are added up only where the plan says so."),
    why="Nobody has said whether figures in an unknown unit are counts, and may be added up.",
    wrong="vårdpass",
    right="antal",
)

UNIT_NEARLY_KNOWN = Rule(
    "unit-nearly-known",
    WARNING,
    SECRETARIAT,
    _("is no known unit of measurement. Did you mean {unit}? Other units may be called anything."),
    why=(
        "How figures are read and judged follows from some units: a slip in one of them makes of it a unit of its own."
    ),
    wrong="procnet",
    right="procent",
)

UNKNOWN_SPLIT = Rule(
    "unknown-split",
    ERROR,
    SECRETARIAT,
    _("is no split of the plan. Write yes, no or one of: {names}."),
    why="A split that the plan does not have cannot be asked for.",
    wrong="per sjukhus, where no split has that name.",
    right="ja",
)

SPLIT_NEARLY_KNOWN = UNKNOWN_SPLIT.case(_("is no split of the plan. Did you mean {near}?"))

TAKEN_FROM_NOTHING = Rule(
    "taken-from-nothing",
    ERROR,
    SECRETARIAT,
    _("is no figure of a table. Write table.row.column by their ids, with dots between. Tables of the plan: {tables}."),
    why="An outcome that is taken from nowhere would stand as missing, and nobody would be asked for it.",
    wrong="ekonomi.resultat",
    right="utfall-2022.resultat.avvikelse",
)

TARGET_MISSING = Rule(
    "target-missing",
    ERROR,
    SECRETARIAT,
    _("There is no target, and no measure is a part of this one. Write the target as it was decided."),
    why="Without a target there is nothing to compare the outcome with.",
    wrong="an empty target.",
    right="minst 80 %",
)

CODE_MISSING = Rule(
    "code-missing",
    WARNING,
    SECRETARIAT,
    _(
        "Nothing is written here, so every measure is asked for, also those that are not followed up at this occasion. "
        "Write one of the codes that stand in the column Followed up: {codes}."
    ),
    why=(
        "Measures say by codes when they are followed up. A round without its code asks the units for all of them, and "
        "judges also those that nobody is to give a figure of yet."
    ),
    wrong="Kod left empty, and measures that are followed up at DÅ04 and ÅR.",
    right="DÅ04",
)

NOBODY_ANSWERS = Rule(
    "nobody-answers",
    WARNING,
    SECRETARIAT,
    _("is answered by no unit that gets a template. Name a unit with yes in the column Template."),
    why="A measure that no template asks for would be silently left out.",
    wrong="answered by a unit with nej in the column Mall.",
    right="answered by a unit that gets a template.",
)
