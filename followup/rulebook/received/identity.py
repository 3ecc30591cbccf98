"""Whose a workbook is, whether it is one of ours, and of which plan."""

from __future__ import annotations

from followup.locale import _
from followup.rulebook.rule import ERROR, INFO, SECRETARIAT, UNIT, WARNING, Rule

IDENTITY_UNCLEAR = Rule(
    "identity-unclear",
    ERROR,
    UNIT,
    _("The workbook says two different things about whose it is. Move the answers to a new template."),
    why="Answers must not be put with a unit by a guess.",
    wrong="one hidden mark says Division Nord and another Division Syd.",
    right="two of the three hidden marks say Division Nord.",
)

IDENTITY_ALONE = Rule(
    "identity-alone",
    WARNING,
    UNIT,
    _("Two of the three marks that tell whose form this is are lost. Check that it is the right unit's."),
    why="One hidden mark may have come along with a copied sheet, so a person should look.",
    wrong="a sheet that was copied to a new workbook.",
    right="the whole workbook.",
)

NOT_OUR_FORM = Rule(
    "not-our-form",
    ERROR,
    UNIT,
    _("is not one of our templates. Send the workbook that you were given."),
    why="A workbook that is not made by us has nothing that can be recognised.",
    wrong="a budget in a workbook of the unit's own.",
    right="the template that the unit was given, filled in.",
)

LOST = _("has our tables, but nothing says any more which unit they are of.")

MARKS_LOST = NOT_OUR_FORM.case(
    _("{lost} Move the answers to a new template.", lost=LOST),
    why="The tables are ours, but no hidden mark says whose; a name that stands in it is a hint, and not enough.",
    wrong="the hidden sheet, the properties and the hidden columns were removed.",
    right="the answers in a new template.",
)

MARKS_LOST_OF_UNIT = MARKS_LOST.case(
    _("{lost} It seems to be {unit}: move the answers to a new template for that unit.", lost=LOST)
)

PLAN_AS_ANSWER = NOT_OUR_FORM.case(
    _("is a plan, not a unit's template. Take it away from here; what is wrong in it followup plan check tells."),
    why="A plan has sheets that look like those of a template, but no answers.",
    wrong="plan.xlsx in the inbox.",
    right="the template of a unit.",
)

DECISIONS_AS_ANSWER = NOT_OUR_FORM.case(
    _("is the workbook of decisions, not a unit's template. It has its place beside plan.xlsx."),
    why="Decisions are read from the workspace, whatever lies in the inbox.",
    wrong="decisions.xlsx in the inbox.",
    right="the template of a unit.",
)

REGIONAL_AS_ANSWER = NOT_OUR_FORM.case(
    _("is the region's own workbook, which followup merge makes of the answers, not a unit's template. Take it away."),
    why="It has all units' tables: nobody's answers are read from it.",
    wrong="regional.xlsx in the inbox.",
    right="the template of a unit.",
)

ANOTHER_REGION = Rule(
    "another-region",
    ERROR,
    UNIT,
    _("is the region of this form; the plan is for {region}."),
    why="Rows of two regions may have the same ids and mean different things.",
    wrong="the template of another region.",
    right="this region's.",
)

ANOTHER_ROUND = Rule(
    "another-round",
    ERROR,
    UNIT,
    _("is the occasion of this form; the plan is for {round}. Send the template of this occasion."),
    why="Last year's template has the same rows and other answers.",
    wrong="the template of T1 2021 in the inbox of T1 2022.",
    right="the template of T1 2022.",
)

UNKNOWN_UNIT = Rule(
    "unknown-unit",
    ERROR,
    SECRETARIAT,
    _("is not a unit of the plan. Is it {unit}?"),
    why="Answers of a unit that the plan does not have would go nowhere.",
    wrong="the template of a unit that was taken out of the plan.",
    right="a unit of the plan.",
)

ANOTHER_PLAN_VERSION = Rule(
    "another-plan-version",
    WARNING,
    SECRETARIAT,
    _("is the plan version of this template; the plan has changed since, and rows were matched by their keys."),
    why="Rows are still matched by their keys, but some may have come and gone.",
    wrong="a template that was made before the plan was changed.",
    right="a template that was made from the plan as it is.",
)

TEMPLATE_REFUSED = Rule(
    "template-refused",
    ERROR,
    UNIT,
    _(
        "is a version of the template that is no longer taken. Move the answers to the template that you were sent last."
    ),
    why="A template with a fault in it can be taken back: the plan names its version among those that are refused.",
    wrong="the plan refuses the version of this template.",
    right="the template that was sent after it.",
)

SHEET_OF_ANOTHER_UNIT = Rule(
    "sheet-of-another-unit",
    ERROR,
    UNIT,
    _(
        "is what this sheet was made for, so it was not read. Delete it, or write the answers on the sheet "
        "of {unit}, {round}."
    ),
    why="Answers on a sheet that came from another unit's workbook are that unit's.",
    wrong='the sheet "Produktion" of Division Syd, copied into the workbook of Division Nord.',
    right="only the sheets of Division Nord.",
)

SHEET_OF_NOBODY = SHEET_OF_ANOTHER_UNIT.case(
    _(
        "Nothing says which unit this sheet is of, so it was not read. Write the answers on the sheet of "
        "{unit}, {round}."
    ),
    why="Beside a sheet that was copied to a new workbook another may be of another unit's.",
    wrong="two sheets in a new workbook, of which only one says that it is of Division Nord.",
    right="the whole workbook of Division Nord.",
)

NAME_SAYS_ANOTHER_UNIT = Rule(
    "name-says-another-unit",
    WARNING,
    UNIT,
    _(
        "is named after {other}, but the template in it is that of {unit}, and counts as such. Check that it "
        "is the right file."
    ),
    why="A file sent in another unit's name is most often a template that changed hands; what stands in it decides.",
    wrong='the template of Division Nord, saved as "Division Syd T1 2022.xlsx".',
    right='the template of Division Nord, saved as "Nord klar.xlsx".',
)

NAME_SAYS_ANOTHER_ROUND = Rule(
    "name-says-another-round",
    WARNING,
    UNIT,
    _(
        "is named after {other}, but the template in it is that of {round}, and counts as such. Check that "
        "it is the right file."
    ),
    why="A name with another occasion may hide last year's figures in this year's template.",
    wrong='the template of T1 2022, saved as "Division Nord T1 2021.xlsx".',
    right='the template of T1 2022, saved as "Division Nord T1 2022.xlsx".',
)

NEW = _(
    "{advice} The plan has changed since this template was made; if it is new in the plan, it is not answered here."
)
"""``advice`` is what is told of what is missing."""

ROW_ADDED_SINCE = Rule(
    "row-added-since",
    WARNING,
    SECRETARIAT,
    NEW,
    why="A row that the plan has got since the template was made cannot have been answered.",
    wrong='the plan has got the measure "Väntat högst 90 dagar", the template was made before.',
    right="a template made by today's plan.",
)

COLUMN_ADDED_SINCE = Rule(
    "column-added-since",
    WARNING,
    SECRETARIAT,
    NEW,
    why="A column that the plan has got since, as when figures are to be split, cannot have been answered.",
    wrong="the plan asks for women and men, the template only for a total.",
    right="a template made by today's plan.",
)

TABLE_ADDED_SINCE = Rule(
    "table-added-since",
    WARNING,
    SECRETARIAT,
    NEW,
    why="A whole section that the plan has got since cannot have been answered.",
    wrong="the plan has got waiting times, the template was made before.",
    right="a template made by today's plan.",
)

REWORDED_SINCE = Rule(
    "reworded-since",
    INFO,
    SECRETARIAT,
    _("is not what the plan says now, which was used. The template is older than the plan."),
    why="A label or an earlier figure that the plan has changed since stands in the template as it was.",
    wrong='the template says "minst 80 %", the plan now "minst 85 %".',
    right="a template made by today's plan.",
)

FIGURE_CHANGED_SINCE = REWORDED_SINCE.case(severity=WARNING)

OF_AN_OLDER_PLAN = frozenset(
    rule.id for rule in (ANOTHER_PLAN_VERSION, ROW_ADDED_SINCE, COLUMN_ADDED_SINCE, TABLE_ADDED_SINCE, REWORDED_SINCE)
)
"""The ids of what is said of a template that was made before the plan was changed."""
