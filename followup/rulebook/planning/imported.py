"""What is to be said of a list that is taken into the plan."""

from __future__ import annotations

from followup.locale import _
from followup.rulebook.rule import INFO, SECRETARIAT, WARNING, Rule

LIST_DIFFERS = Rule(
    "list-differs",
    WARNING,
    SECRETARIAT,
    _(
        "is something else than the plan says: {planned} ({cell}). Nothing was changed; correct the plan by hand where the "
        "list is right."
    ),
    why="What stands in the plan somebody has decided: a list that is taken in adds rows, and changes none.",
    wrong='"minst 90 %" in the list, of a measure whose target in the plan is "minst 80 %".',
    right="the same target in both, or a measure that the plan does not have.",
)

LIST_HAS_MORE = LIST_DIFFERS.case(
    _("is not in the plan, where {cell} is empty. Nothing was changed; write it there."),
    why="A list that is taken in adds rows, and fills no cell of those that stand there.",
    wrong='"anna@region.example" in the list, of a unit that has no contact in the plan.',
    right="the same contact in both.",
)

LISTED_NEARLY_KNOWN = Rule(
    "listed-nearly-known",
    WARNING,
    SECRETARIAT,
    _(
        "is nearly {near}, which the plan has ({cell}), and did not come along. Say whether it is the same, with {same}, or a "
        "new one, with {new}."
    ),
    why="The same unit or measure twice is two templates and two figures for one.",
    wrong='"Division Närsjukvård" in the list, where the plan has "Närsjukvård".',
    right='"Närsjukvård" in both.',
)

LISTED_NEARLY_KNOWN_WITH_MORE = LISTED_NEARLY_KNOWN.case(
    _(
        "is nearly {near}, which the plan has ({cell}, without {columns}), and did not come along. Say whether it is the same, "
        "with {same}, or a new one, with {new}."
    ),
    wrong='"Division Närsjukvård" with a contact in the list, where the plan has "Närsjukvård" without.',
)

LISTED_PARTS_OF_ONE = Rule(
    "listed-parts-of-one",
    WARNING,
    SECRETARIAT,
    _(
        "counts whole things, but the list has {figure} on the same row: units that answer with decimals would be asked about "
        "them. Write average in the column Kind of figure, or another unit of measurement, such as per 1 000."
    ),
    why="Half a fall is a slip, 8,4 falls per 1 000 days are none: which it is the unit of measurement says.",
    wrong='"antal" of "Antal vårdskador per 1 000", with 8,4 under Utfall 2025.',
    right='"per 1 000" of the same.',
)

LISTED_SUM_FOR_EACH = Rule(
    "listed-sum-for-each",
    INFO,
    SECRETARIAT,
    _(
        "is a limit for each unit that answers, as it stands. Where it is for all of them together: move it to the column The "
        "region's target, and write sum in the column Adds up."
    ),
    why="1 200 visits in all are met by nobody where each of three units is held against them.",
    wrong='"minst 1 200" visits, of three units, with the column Regionens mål empty.',
    right='"minst 1 200" of one unit, or in Regionens mål.',
)

LISTED_TWICE = Rule(
    "listed-twice",
    WARNING,
    SECRETARIAT,
    _(
        "stands on another row of the list too ({cell}), with something else beside it. Both came; keep one, or tell them apart."
    ),
    why="Two rows that are called the same are two rows of the plan, and nobody who answers can tell one from the other.",
    wrong='"Sjukfrånvaro" with the target "5 %" and again with "6 %".',
    right='"Sjukfrånvaro, tillsvidareanställda" and "Sjukfrånvaro, visstid"; or one row with both units.',
)

LISTED_NEARLY_TWICE = Rule(
    "listed-nearly-twice",
    WARNING,
    SECRETARIAT,
    _(
        "is nearly {near}, which stands on another row of the list ({cell}). Both came; keep one in the plan if they are the same."
    ),
    why="A space or a letter too many makes two measures or two units of one, and each is asked about by itself.",
    wrong='"Sjukfrånvaro" on one row of the list, and "Sjuk frånvaro" on another.',
    right='"Sjukfrånvaro" on one of them alone.',
)

LISTED_WITHOUT_NAME = Rule(
    "listed-without-name",
    WARNING,
    SECRETARIAT,
    _("stands on a row without a name, which did not come along. Write {title} there, or type the row in the plan."),
    why="A row that is called nothing cannot be asked about.",
    wrong="a row with a target and a unit, where the measure itself is empty.",
    right="the same row with its measure.",
)

LISTED_STRUCK = Rule(
    "listed-struck",
    INFO,
    SECRETARIAT,
    _("is struck out in the list, and did not come along."),
    why="Somebody has crossed it out: it is followed up no more.",
    wrong='"Andel återbesök i tid" with a line through it.',
    right="the same row, not struck out, where it is to come along.",
)

LISTED_HIDDEN = Rule(
    "listed-hidden",
    WARNING,
    SECRETARIAT,
    _(
        "stands on a row that is hidden in the list, and came along all the same. Delete it from the plan if it is not wanted."
    ),
    why="A filter hides rows that are wanted, and people hide those that are not: nobody but you can tell.",
    wrong="a list with a filter on one division.",
    right="a list in which all rows are shown.",
)

LISTED_OUTSIDE = Rule(
    "listed-outside",
    INFO,
    SECRETARIAT,
    _("was taken for a total, a note or a heading without rows, and did not come along."),
    why="Under a list stand sums and footnotes, which are no rows of it.",
    wrong='"Summa" under the last row, or "Källa: årsredovisningen".',
    right="a row with a name and a value beside it.",
)

LISTED_ID_TAKEN = Rule(
    "listed-id-taken",
    WARNING,
    SECRETARIAT,
    _("is the id of another row of the plan. The new row got {id}."),
    why="An id belongs to one row for ever: earlier figures are known by it.",
    wrong='"M1" in the list of "Sjukfrånvaro", where M1 is "Vårdskador" in the plan.',
    right="an id that no other row has, or none: then one is made of the name.",
)

LISTED_FIGURE_UNSURE = Rule(
    "listed-figure-unsure",
    WARNING,
    SECRETARIAT,
    _(
        "may be a percentage or not: it did not come along. Write it on the sheet {sheet}, a percentage with the percent sign."
    ),
    why="A share of a measure that counts is a figure of something else: an earlier outcome that is wrong makes every trend wrong.",
    wrong="7,1 % under Utfall 2025, of a measure whose unit of measurement is antal.",
    right="7,1 % of one whose unit is %.",
)

LISTED_FIGURE_WITHOUT_SIGN = LISTED_FIGURE_UNSURE.case(
    _(
        "has no percent sign: it did not come along. Write {percent} if 91.2 in the column is 91.2 %, {share} if 0.912 is, or "
        "write it on the sheet {sheet} with the percent sign."
    ),
    why="1 of a measure in per cent is 1 % or 100 %: an earlier outcome that is wrong makes every trend wrong.",
    wrong="1 under Utfall 2025, of a measure whose unit of measurement is %.",
    right="1 % in the same cell, or a column of which all figures are between 1 and 100.",
)

LISTED_FIGURES_AS_SHARES = Rule(
    "listed-figures-as-shares",
    INFO,
    SECRETARIAT,
    _("has earlier outcomes without a percent sign; so many were read as percentages: {count} ({figure} → {share})."),
    why="Most lists write 91,2 or 0,912 of measures in per cent. What a column writes its figures and their targets tell.",
    wrong="7,1 under Utfall 2025, of a measure in per cent whose target is 5 %.",
    right="7,1 % in the same cell.",
)

LISTED_FIGURE_IN_ANOTHER_UNIT = LISTED_FIGURE_UNSURE.case(
    _(
        "is of a measure that has another unit of measurement in the list than in the plan: it did not come along. Write it "
        "on the sheet {sheet}, in the plan's."
    ),
    why="What was tkr in the list and mnkr in the plan would be wrong a thousand times over.",
    wrong="-34 500 under Utfall 2025 in a list in tkr, of a measure that is in mnkr in the plan.",
    right="-34,5 in a list in mnkr.",
)

LISTED_FIGURE_OF_NOBODY = Rule(
    "listed-figure-of-nobody",
    WARNING,
    SECRETARIAT,
    _("is nobody's: several units answer, and the plan has no row for the region itself. It did not come along."),
    why="A figure that nobody knows whose it is would be compared with another's.",
    wrong="an outcome for the whole region, in a plan whose units have no region above them.",
    right="the same, where the sheet of units has a row of the kind region without a template.",
)

LISTED_OUTCOME_IN_WORDS = Rule(
    "listed-outcome-in-words",
    INFO,
    SECRETARIAT,
    _("is an earlier outcome in words, which no answer is compared with. It did not come along, and is not needed."),
    why="Whether something is done by its day does not depend on whether it was done before.",
    wrong='"nej" under Utfall 2025, of a measure that is to be done by a day.',
    right="an empty cell.",
)

SHOWN_ROUNDED = Rule(
    "shown-rounded",
    WARNING,
    SECRETARIAT,
    _("is shown as {shown}, but holds {exact}, which is what came. Correct the plan if what was shown was decided."),
    why="What people saw when they decided is rounded by the cell's format; what the cell holds is another figure.",
    wrong="0,9534 in a cell that shows 95 %.",
    right="0,95 in the same cell.",
)
