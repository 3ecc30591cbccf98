"""What a kind of section asks for besides: comments, status, sources, titles, judgements, the sign-off."""

from __future__ import annotations

from followup.locale import _
from followup.rulebook.rule import ERROR, UNIT, WARNING, Rule

STATUS_MISSING = Rule(
    "status-missing",
    ERROR,
    UNIT,
    _("Nothing is written here, so the plan is not counted. {help}"),
    why="A plan without a status is left out of every count; none is ever guessed from the comment.",
    wrong="no status, a long comment.",
    right="a status from the list; or, for a plan that is reported elsewhere, where in the register.",
)

COMMENT_MISSING = Rule(
    "comment-missing",
    WARNING,
    UNIT,
    _("There is no comment. Write what has been done, what is left and what hinders."),
    why="A status alone does not tell the reader what has been done, what is left and what hinders.",
    wrong='"Arbetet går delvis bra", no comment.',
    right='"Arbetet går delvis bra", and "Två av fyra utbildningar är ställda in; de hålls i höst."',
)

PLAN_HAS_EXPIRED = Rule(
    "plan-has-expired",
    WARNING,
    UNIT,
    _("is over. Write in the comment when the plan is revised, or that it is closed."),
    why="A plan whose last year is over no longer says what is to be done: it is to be revised or closed.",
    wrong="a plan for 2018–2020, reported on 2021-04-30.",
    right="a plan for 2021–2023; or the old one, with its revision in the comment.",
)

SOURCE_MISSING = Rule(
    "source-missing",
    ERROR,
    UNIT,
    _("There is a figure but no source. Write which register or system it comes from, and when."),
    why="A figure in a report to an authority must be possible to find again.",
    wrong="102 000, no source.",
    right='102 000, "Vårdadministrativa systemet, uttag 2021-01-18".',
)

TEXT_WITHOUT_TITLE = Rule(
    "text-without-title",
    WARNING,
    UNIT,
    _("Nothing is written here although there is a text. Write a short title for it."),
    why="Without a title nobody finds the text in the contents, and it runs into the one above.",
    wrong="a text and no title.",
    right='the title "Öppen tidbok ökade flödet", and the text.',
)

TITLE_WITHOUT_TEXT = Rule(
    "title-without-text",
    WARNING,
    UNIT,
    _("has no text. Write it on the lines below, or delete the title."),
    why="A title with nothing under it looks as if something had fallen away.",
    wrong='the title "Öppen tidbok ökade flödet", and no text.',
    right="the title, and two to four sentences.",
)

SHORTCOMING_NOT_DESCRIBED = Rule(
    "shortcoming-not-described",
    WARNING,
    UNIT,
    _("Nothing is written here although a shortcoming was found. Write what it is, in a sentence or two."),
    why="A shortcoming that is only assessed cannot be understood by those who are to decide about it.",
    wrong='assessed as "brist", and nothing under Brist.',
    right='assessed as "brist", and "Fyra av trettio beslut saknas i diariet" under Brist.',
)

SHORTCOMING_WITHOUT_MEASURE = Rule(
    "shortcoming-without-measure",
    WARNING,
    UNIT,
    _("Nothing is written here although a shortcoming is described. Write what is done about it, and when."),
    why="The board asks what is done about each shortcoming; also a decision to do nothing is an answer.",
    wrong='"Fyra av trettio beslut saknas i diariet", and nothing under Vidtagen åtgärd.',
    right='the same, and "Rutinen gås igenom med alla handläggare i mars".',
)

CONTROL_NOT_DONE = Rule(
    "control-not-done",
    WARNING,
    UNIT,
    _("although the last day, {day}, has passed. Write under the result why, and the new day."),
    why="A control whose last day lies within the period should be done, or the result must say why it is not.",
    wrong='due by 2018-02-28, assessed as "ej genomförd", and nothing under Resultat.',
    right='due by 2018-02-28, assessed as "ej genomförd", and under Resultat why and when it will be.',
)

UNMET_WITHOUT_COMMENT = COMMENT_MISSING.case(
    _("The target is not met and there is no comment. Write why, or choose the chapter where it is told."),
    why="A target that is not met needs a word on why, in the row or in a chapter of the main report.",
    wrong="41 % against 100 %, no comment.",
    right='41 % against 100 %, "Fler remisser och färre operationstider under våren."',
)

MORE_WORDS_THAN_ASKED = Rule(
    "more-words-than-asked",
    WARNING,
    UNIT,
    _("are more than the {most} that are asked for. Shorten the answer."),
    why="The reader has asked for a short answer; what is too long is cut by somebody who knows less of the matter.",
    wrong="412 words where at most 250 are asked for.",
    right="240 words.",
)

PERSPECTIVE_NOT_MENTIONED = Rule(
    "perspective-not-mentioned",
    WARNING,
    UNIT,
    _(
        "is not mentioned in the answer; these words were looked for: {words}. Write how it looks, or why "
        "the perspective does not apply."
    ),
    why="An agreement may ask that equal health is looked at wherever it applies: silence says neither yes nor no.",
    wrong='"Väntetiderna har blivit kortare.", where equal health between women and men must be looked at.',
    right='"Väntetiderna har blivit kortare, för kvinnor mer än för män."; or why the perspective does not apply.',
)

OWN_JUDGEMENT_INCOMPLETE = Rule(
    "own-judgement-incomplete",
    WARNING,
    UNIT,
    _("There is a judgement but no reason. Write why."),
    why="A judgement that nobody stands for, or that says no reason, cannot be weighed against the computed one.",
    wrong='"Delvis uppnått", nothing more.',
    right='"Delvis uppnått", verksamhetschef, "Målet nås på tre av fyra orter."',
)

OWN_JUDGEMENT_WITHOUT_OWNER = OWN_JUDGEMENT_INCOMPLETE.case(
    _("There is a judgement but nobody stands for it. Write who, by role.")
)

HALF_A_SIGNATURE = Rule(
    "half-a-signature",
    WARNING,
    UNIT,
    _("Somebody has signed, but no name is written. Write who."),
    why="A name without a day, or a day without a name, says neither who stands for the answers nor since when.",
    wrong="approved by Karin Ek, no date.",
    right="approved by Karin Ek, 2022-05-12.",
)

SIGNATURE_WITHOUT_DAY = HALF_A_SIGNATURE.case(
    _("There is a name but no date. Write the day as year-month-day: 2022-04-30.")
)

APPROVED_ON_A_DAY_TO_COME = Rule(
    "approved-on-a-day-to-come",
    WARNING,
    UNIT,
    _("is a day to come ({today} today). Write the day when the answers were approved."),
    why="Nobody has approved anything tomorrow: most often the year or the month is mistyped.",
    wrong="approved on 2023-05-12, read on 2022-05-13.",
    right="approved on 2022-05-12, read on 2022-05-13.",
)

APPROVED_BEFORE_THE_END = Rule(
    "approved-before-the-end",
    WARNING,
    UNIT,
    _("is before the last day of the period, {end}. Check the day, and approve the answers again."),
    why=(
        "Figures of a period cannot be approved before it is over: the form may be an old one that was filled in again."
    ),
    wrong="approved on 2022-04-12, the period ends on 2022-04-30.",
    right="approved on 2022-05-12, the period ends on 2022-04-30.",
)

CHANGED_AFTER_APPROVAL = Rule(
    "changed-after-approval",
    WARNING,
    UNIT,
    _("approved other answers than these; they were changed afterwards. Let them be approved again."),
    why="An approval stands for what was approved: other answers under the same name and day have not been seen.",
    wrong="approved by Karin Ek on 2022-05-12; on 2022-05-16 the same approval comes with other figures.",
    right="the new figures come with a new day.",
)
