"""Every word, list and pattern that the macros of a workbook need, from the catalogue and from the modules that read.

Nothing is written twice: what Python refuses or says, the macros refuse and say by the same lists.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from followup.files.marks import CHECKED_MARK, CLOSING, OPENING
from followup.files.vba_patterns import program
from followup.form.cells import amount, day, roughly, units, written_day
from followup.form.cells.number import DOUBTS, MADE_A_DATE, NO_NUMBER, NOT_A_SHARE
from followup.form.cells.text import AROUND
from followup.form.personal_number import NUMBER
from followup.locale import Message, Words, _, literal
from followup.rulebook.answers import (
    COMPUTED_OVERWRITTEN,
    NOT_ASKED_FOR,
    PREFILLED_FIGURE_CHANGED,
    REQUIRED,
    TEXT_RUNS_ON,
    TOTAL_DOES_NOT_ADD_UP,
)
from followup.rulebook.cells import ERROR_VALUE, NOT_A_YEAR, PERCENT_TOO_LARGE, TOO_LARGE, TOO_SMALL
from followup.rulebook.privacy import PERSONAL_NUMBER
from followup.rulebook.problem import Severity
from followup.rulebook.tables import (
    ANSWER_ON_ROW_COPY,
    COLUMN_MISSING,
    HEADER_CHANGED,
    ROW_MISSING,
    ROW_TWICE,
    ROW_UNKNOWN,
    TABLE_MISSING,
    TABLE_TWICE,
)
from followup.rulebook.understood import TEXT_FILLS_THE_CELL
from followup.rules.comments import ONLY_GOES_ON
from followup.rules.naming_words import ENDINGS
from followup.targets import missing
from followup.targets.cell import NEITHER

NOTHING = literal("")
NOT_LOOKED_AT = _(
    "This is what the workbook can look at by itself. Whether outcomes written in sentences are understood, whether a "
    "target is met and figures are likely, what others have answered, earlier occasions and rows or columns that lost "
    "their hidden keys are looked at when the workbook has come in."
)
TEXTS: dict[str, Message] = {
    "TextNothingLeft": _("Nothing is left to correct. Save the workbook and send it."),
    "TextLeft": _("{errors} to correct and {warnings} to look at. The check list shows where."),
    "TextNothingEmpty": _("No cell that must be filled in is empty."),
    "TextSavedAs": _("Saved to send: {path}"),
    "TextNoRules": _("The hidden table of rules is gone. The workbook can be filled in and sent all the same."),
    "TextFailed": _("It could not be done. The workbook can be filled in and sent all the same. ({why})"),
    "TextReportTitle": _("Check list"),
    "TextToCorrect": Severity.ERROR.title,
    "TextToCheck": Severity.WARNING.title,
    "TextNotLookedAt": NOT_LOOKED_AT,
    "WhyNotANumber": NO_NUMBER,
    "WhyNotAShare": NOT_A_SHARE,
    "WhyMadeADate": MADE_A_DATE,
    "WhyNotInFull": _("is not written in full. Is it {number}?"),
    "WhyAnotherUnit": _("is in {unit}, which is not what is asked for here."),
    "WhyNoSign": _("has no percent sign."),
    "WhyNoSignEither": _("has no percent sign: it can be read as {one} or as {other}."),
    "WhyNotADay": day.NO_DATE,
    "WhyUnlikelyDay": day.UNLIKELY,
    "WhyNoYear": day.NO_YEAR,
    "WhyCountedDay": _("is a number; in Excel it most often stands for {day}, but not always."),
    "WhyTwoDays": _("can be read as {one} or as {other}."),
    "WhyNoDayThere": _("is no date. Leave the cell empty if there is none."),
    "WhyNotListed": _("is not in the list."),
    "WhyNotListedNoAnswer": _("is not in the list. Leave the cell empty if there is no answer."),
    "WhyNeither": NEITHER,
    "WhyNotJudged": _("holds figures in words that are only read when the workbook has come in. {help}"),
    "WhySeveralFigures": _("holds several figures. Write one figure here."),
}
"""What the macros say, by the name of the function that gives it in VBA; braces are filled in there."""

SAID_BY_RULES = {
    "WhyFillsTheCell": TEXT_FILLS_THE_CELL,
    "WhyTextRunsOn": TEXT_RUNS_ON,
    "WhyHeaderChanged": HEADER_CHANGED,
    "WhyColumnMissing": COLUMN_MISSING,
    "WhyRowMissing": ROW_MISSING,
    "WhyRowTwice": ROW_TWICE,
    "WhyAnswerTwice": ANSWER_ON_ROW_COPY,
    "WhyRowUnknown": ROW_UNKNOWN,
    "WhyFigureChanged": PREFILLED_FIGURE_CHANGED,
    "WhyNotAskedFor": NOT_ASKED_FOR,
    "WhyTotal": TOTAL_DOES_NOT_ADD_UP,
    "WhyOverwritten": COMPUTED_OVERWRITTEN,
    "WhyTableMissing": TABLE_MISSING,
    "WhyTableTwice": TABLE_TWICE,
    "WhyRequired": REQUIRED,
}
"""What rules of the reader say, with their braces open."""

WITHOUT_HELP = {
    "WhyErrorValue": ERROR_VALUE,
    "WhyNotAYear": NOT_A_YEAR,
    "WhyLess": TOO_SMALL,
    "WhyMore": TOO_LARGE,
    "WhyTooLargeShare": PERCENT_TOO_LARGE,
}
"""What the macros put the help of the cell behind themselves."""

REPORT_COLUMNS = (_("What"), _("Sheet"), _("Cell"), _("About"), _("What stands there"), _("What to do"), _("Rule"))
ONE_PART = re.compile(
    r"[ ,;/|]*(?:och )?([a-zåäö]+)[.:= ]*([+-]?[0-9](?:[0-9 .,]*[0-9])?(?: ?(?:%|procent|[mtk]?n?kr|mdkr|st)(?![a-zåäö]))?)"
)
"""A part and its figure, of "K: 41 % M: 38 %"."""

PATTERNS: dict[str, tuple[re.Pattern[str], ...]] = {
    "PatternAmount": (amount.AMOUNT,),
    "PatternBetween": (amount.BETWEEN,),
    "PatternBrackets": (amount.BRACKETS,),
    "PatternAbout": (amount.ABOUT,),
    "PatternLimit": (amount.LIMIT,),
    "PatternNamedFigures": (amount.NAMED_FIGURES,),
    "PatternEither": (amount.EITHER,),
    "PatternUnitWithDigits": (amount.UNIT_WITH_DIGITS,),
    "PatternYearFirst": (written_day.YEAR_FIRST,),
    "PatternYearFirstShort": (written_day.YEAR_FIRST_SHORT,),
    "PatternYearLast": (written_day.YEAR_LAST,),
    "PatternDayInWords": (written_day.IN_WORDS,),
    "PatternShortDay": (written_day.SHORT,),
    "PatternWithoutYear": (day.WITHOUT_YEAR,),
    "PatternRough": (roughly.ROUGH,),
    "PatternScore": (roughly.SCORE,),
    "PatternMissing": missing.PATTERNS,
    "PatternPersonalNumber": (NUMBER,),
    "PatternOnePart": (ONE_PART,),
}
NAMED_PATTERNS = {"OnlyGoesOn": ONLY_GOES_ON}
"""Those that checks name in what they state."""


ONLY_CHECKED = (amount.Why.LINES, amount.Why.TIME)
"""Doubts that the macros have no word for: to them a line break is a space, and a time several figures."""


def texts(words: Words) -> dict[str, str]:
    """Every text, list and pattern by the name of the function that gives it."""
    said = {key: _open(words, rule.message) for key, rule in SAID_BY_RULES.items()}
    said |= {key: words(rule.message).replace(" {help}", "") for key, rule in WITHOUT_HELP.items()}
    why = {f"Why{_name(doubt.value)}": words(text) for doubt, text in DOUBTS.items() if doubt not in ONLY_CHECKED}
    lists = {key: "\n".join(each) for key, each in _lists().items()}
    certain = "\n".join(program(each) for each in amount.CERTAIN)
    named = "\n".join(f"{name}\t{program(pattern)}" for name, pattern in NAMED_PATTERNS.items())
    marks = {"MarkOfReport": CHECKED_MARK, "MarkOfNote": OPENING, "EndOfNote": CLOSING, "TextLanguage": words.language}
    marks["TextActsOnItself"] = "yes"  # an add-in says otherwise
    return {
        **{key: words(text) for key, text in TEXTS.items()},
        **{
            "TextReportColumns": "\n".join(map(words, REPORT_COLUMNS)),
            "WhyPersonalNumber": words(PERSONAL_NUMBER.message),
        },
        **said,
        **why,
        **lists,
        **{key: program(*each) for key, each in PATTERNS.items()},
        **{"PatternsCertain": certain, "PatternsNamed": named, **marks},
    }


def _open(words: Words, message: Message) -> str:
    """The sentence with its braces as they are."""
    return words(Message(message.id, plural=message.plural))


def _name(words: str) -> str:
    return "".join(word.capitalize() for word in words.split())


def _lists() -> Mapping[str, list[str]]:
    """Words that the macros compare with, one a line; with a tab between a word and what it means."""
    from followup.targets.number_words import NUMBER_WORDS

    return {
        "WordsNoAnswer": sorted(amount.NO_ANSWER),
        "WordsSameUnit": _pairs(units.SAME),
        "WordsUnits": sorted({*units.SAME.values(), *units.COUNTED}),
        "WordsMoney": _pairs({unit: f"{times:f}" for unit, times in units.MONEY.items()}),
        "WordsInACell": _pairs(units.IN_A_CELL),
        "WordsCounted": sorted(units.COUNTED),
        "WordsNumbers": sorted(NUMBER_WORDS),
        "WordsEndings": [ending for ending in ENDINGS if ending],
        "WordsMonths": list(written_day.MONTHS),
        "WordsEnglishMonths": _pairs({month: str(number) for month, number in written_day.ENGLISH.items()}),
        "WordsMinus": [",".join(map(str, amount.MINUS))],
        "WordsApostrophes": [",".join(map(str, amount.APOSTROPHES))],
        "WordsDashes": [",".join(str(ord(sign)) for sign in "‐‑‒–—―−﹣－⁃")],
        "WordsQuotes": [",".join(str(ord(sign)) for sign in "“”„\"«»'‘’´`")],
        "WordsOtherDigits": [_other_digits()],
        "WordsAround": [AROUND],
        "WordsWomen": ["k", "kvinna", "kvinnor", "flicka", "flickor", "f", "tjejer", "damer"],
        "WordsMen": ["m", "man", "män", "pojke", "pojkar", "p", "killar", "herrar"],
    }


def _pairs(known: Mapping[str, str]) -> list[str]:
    return [f"{word}\t{meaning}" for word, meaning in known.items()]


def _other_digits() -> str:
    """The ranges of signs that count, but are none of 0 to 9."""
    codes = [code for code in range(128, 0x10000) if chr(code).isnumeric()]
    starts = [code for code in codes if code - 1 not in codes]
    ends = [code for code in codes if code + 1 not in codes]
    return ",".join(f"{first}-{last}" if last > first else str(first) for first, last in zip(starts, ends, strict=True))
