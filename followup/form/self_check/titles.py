"""What the rules are about that a form judges by itself, for people who ask what it looks at."""

from __future__ import annotations

from followup.locale import Message, _
from followup.rulebook import answers, cells, figures, sections
from followup.rulebook.rule import Rule

TITLES_OF_RULES: tuple[tuple[Rule, Message], ...] = (
    (answers.NOT_ANSWERED, _("cells that must be filled in and are empty")),
    (answers.REQUIRED, _("rows that lack what must stand there")),
    (cells.ERROR_VALUE, _("errors of Excel")),
    (cells.NOT_A_NUMBER, _("words where a figure is asked for")),
    (cells.OUTCOME_NOT_UNDERSTOOD, _("outcomes that are neither a figure nor a reason")),
    (cells.TOO_SMALL, _("figures that are too small")),
    (cells.TOO_LARGE, _("figures that are too large")),
    (cells.PERCENT_TOO_LARGE, _("shares that are too large, most often without a percent sign")),
    (cells.NOT_A_YEAR, _("years that are not likely")),
    (cells.NOT_A_DATE, _("days that are no days")),
    (cells.NOT_IN_THE_LIST, _("words that are not in the list")),
    (answers.TOTAL_DOES_NOT_ADD_UP, _("sums that were written over")),
    (figures.PART_EXCEEDS_WHOLE, _("parts that are more than the whole")),
    (figures.PARTS_DO_NOT_ADD_UP, _("totals that are not the sum of their parts")),
    (figures.SHARE_ABOVE_THE_WHOLE, _("shares above 100 %")),
    (figures.FAR_FROM_LAST_YEAR, _("figures far from last year's")),
    (figures.WEIGHT_MISSING, _("outcomes without numerator or denominator")),
    (figures.AMOUNT_IMPLAUSIBLE, _("amounts that may be a thousand times off")),
    (sections.SOURCE_MISSING, _("figures without a source")),
    (sections.STATUS_MISSING, _("plans without a status")),
    (sections.COMMENT_MISSING, _("rows that need a comment")),
    (answers.COMMENT_SAYS_NOTHING, _("comments that only say that the work goes on")),
    (sections.PLAN_HAS_EXPIRED, _("plans whose last year is over")),
    (answers.DAY_HAS_PASSED, _("actions whose last day has passed")),
    (sections.OWN_JUDGEMENT_INCOMPLETE, _("own judgements without a reason or a name")),
    (sections.SHORTCOMING_NOT_DESCRIBED, _("controls whose shortcoming is not described")),
    (sections.SHORTCOMING_WITHOUT_MEASURE, _("shortcomings without a measure")),
    (sections.CONTROL_NOT_DONE, _("controls that are not done in time")),
    (sections.TEXT_WITHOUT_TITLE, _("texts without a title")),
    (sections.TITLE_WITHOUT_TEXT, _("titles without a text")),
)
