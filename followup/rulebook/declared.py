"""What the secretariat asks of the answers in a table that the plan itself declares."""

from __future__ import annotations

from followup.locale import _
from followup.rulebook.rule import ERROR, UNIT, WARNING, Rule

BEYOND_DECLARED_LIMIT = Rule(
    "beyond-declared-limit",
    ERROR,
    UNIT,
    _("cannot stand: here it holds that {limit}. Correct the figure, or those that it is held against."),
    why="The secretariat has written in the plan what must hold of the column; a figure that breaks it is wrong somewhere.",
    wrong='12 under Disponibla platser where the plan has "belagda <= disponibla" and 14 are taken.',
    right="14 of 16.",
)

DECLARED_QUESTION = Rule(
    "declared-question",
    WARNING,
    UNIT,
    _("is asked about, since {question}."),
    why="The secretariat wants to know why, where a figure is as unusual as this.",
    wrong='an outcome of 4.0 against a budget of 2.0, where the plan asks about "utfall > budget * 1,5".',
    right="2.4 against 2.0.",
)

ANSWER_THAT_DOES_NOT_APPLY = Rule(
    "answer-that-does-not-apply",
    WARNING,
    UNIT,
    _("is not asked for here: it applies only where {condition}. Delete it, or correct what it depends on."),
    why="An answer to what was not asked is either in the wrong cell, or contradicts another answer.",
    wrong='an action "Nya rutiner" where the risk is 2 and the plan asks for one from "risk >= 9" on.',
    right="no action, or a risk of 12.",
)
