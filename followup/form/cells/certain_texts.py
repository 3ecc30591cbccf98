"""Texts in a cell that a formula can tell to be no number, no day, or no word of a list: what people write there.

They look at a text as it stands, and say nothing of one that is read otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from followup.form.cells.certain import EMPTY, ListOf, quoted_text
from followup.locale.numbers import NO_BREAK_SPACE

LETTERS = "abcdefghijklmnopqrstuvwxyzåäö<>~≈≤≥"
"""What no number begins with, but for the words of a sign."""


DIGIT_SIGNS = "0123456789"
DIGITS = "{0,1,2,3,4,5,6,7,8,9}"


def begins_with_a_word(cell: str) -> str:
    """A text that begins with a letter, or with a sign for a limit: "ca 1100", "enligt bilaga", "<5"; not "minus 5"."""
    unsigned = f'TRIM(SUBSTITUTE(SUBSTITUTE(LOWER({cell}),"minus",""),"plus",""))'
    return f"AND(ISTEXT({cell}),ISNUMBER(FIND(LEFT({unsigned}&0),{quoted_text(LETTERS)})))"


SPACES = (" ", NO_BREAK_SPACE)
OF_NUMBERS = f"{DIGIT_SIGNS}.,' {NO_BREAK_SPACE}"
"""Digits and what sets them apart."""

SIGNS = "+-\u2212\u2013\u2010\u2011\ufe63\uff0d"
"""What may stand before a number: plus, and all that is taken for a minus."""

FIRST_OF_NUMBERS = OF_NUMBERS.replace("'", "") + SIGNS

READ_OTHERWISE = (
    *("minus", "plus", "#"),  # signs in words, and errors that were copied
    *(f"{word}:" for word in ("err", "error", "fel", "virhe", "feil", "fejl")),
    *"\u0085\u00ad\u1680\u2028\u2029\u202f\u205f\u2060\u3000\ufeff",
    *map(chr, range(0x2000, 0x2010)),  # spaces and marks of direction; the hyphen behind them is no such sign
    *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    *"\u00df\u017f\u212a\u212b\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06",  # read as other letters
    *"\u0300\u0301\u0308\u030a",  # put together with the letter before
    *"\u00b4\u02bc\u2019`",  # read as an apostrophe
)
"""What is left out, exchanged or understood in words when a text is read: of a text with it a formula says nothing."""

ROWS = "_check!$A$2:$A$99"
"""Only its numbers are used: the places of the signs in a text that are looked at, the first apart."""


def is_read_as_it_stands(cell: str, list_of: ListOf) -> str:
    """Whether a text holds nothing that is read otherwise."""
    return f"SUMPRODUCT(1*ISNUMBER(FIND({list_of(READ_OTHERWISE)},LOWER({cell}))))=0"


def signs_besides(text: str, known_signs: str) -> str:
    """How many signs of a text, the first apart, are none of those that are known, noughts among them.

    Noughts fill it up: programs do not agree on where nothing at all is found.
    """
    return f"SUMPRODUCT(1*ISERROR(FIND(MID({text}&REPT(0,99),ROW({ROWS}),1),{quoted_text(known_signs)})))"


def text_without(text: str, words: Iterable[str]) -> str:
    """The formula of a text without some signs."""
    for sign in words:
        text = f"SUBSTITUTE({text},{quoted_text(sign)},{EMPTY})"
    return text


def is_among(text: str, words: Iterable[str], list_of: ListOf) -> str:
    """Whether a text is one of some words, in small letters, an empty one too.

    They stand together in one cell, which is written faster than a cell each.
    """
    together = list_of([BAR + "".join(f"{word}{BAR}" for word in words)])
    return f'ISNUMBER(FIND("{BAR}"&{text}&"{BAR}",{together}))'


BAR = "|"


def behind_number(unit: str) -> str:
    """A unit as it is left when a number with it is cut: its last signs, as many as are none of numbers."""
    bare = "".join(sign for sign in unit.lower() if sign not in (*SPACES, "."))
    return bare[len(bare) - sum(sign not in OF_NUMBERS for sign in unit) :]


def is_not_followed_by(cell: str, units: Iterable[str], list_of: ListOf) -> str:
    """Whether a text is no number with one of the ``units`` behind it, or with nothing: they are ``behind_number``.

    It is cut as many signs from its end as are none of numbers; a sign elsewhere makes that another text.
    """
    count = signs_besides(f'TRIM(SUBSTITUTE(CLEAN({cell}),"{NO_BREAK_SPACE}"," "))', OF_NUMBERS)
    bare = text_without(f"LOWER(CLEAN({cell}))", (*SPACES, "."))
    return f"NOT({is_among(f'RIGHT({bare},{count})', units, list_of)})"


def is_no_number(cell: str, units: Sequence[str], list_of: ListOf) -> str:
    """A text that is no number: "ca 1100", "12,", "12-15", "45 tusen".

    The ``units`` are all that may stand behind one; none where they cannot be listed, and then the end is not looked at.
    An empty text is no answer: programs do not agree on where nothing is found, so it is not looked for.
    """
    faults = [f"ISERROR(FIND(LEFT(CLEAN({cell})),{quoted_text(FIRST_OF_NUMBERS)}))", f'RIGHT({cell})=","']
    if units:
        faults.append(is_not_followed_by(cell, units, list_of))
    text = f"ISTEXT({cell})*LEN({cell})"
    return f"IF({text},IF({is_read_as_it_stands(cell, list_of)},OR({','.join(faults)}),FALSE),FALSE)"


def is_no_rough_number(cell: str, units: Sequence[str], list_of: ListOf) -> str:
    """As ``is_no_number``, of a text that begins with a digit: others may begin with a word that says how exact it is."""
    words = is_a_word_without_digits(cell)
    if not units:
        return words
    begins = f"AND(ISNUMBER(-LEFT({cell})),{is_read_as_it_stands(cell, list_of)})"
    return f"IF(ISTEXT({cell}),IF({begins},{is_not_followed_by(cell, (*units, *ABOUT), list_of)},{words}),FALSE)"


ABOUT = ("-tal", "-talet")
"""Ett 60-tal."""


def is_two_readings(cell: str, marks: str) -> str:
    """A text of digits alone with one of the ``marks`` before the last three, which may be thousands or decimals: "45.467".

    A nought at the front makes them decimals. 1 is divided by the first digit, and that is an error of 0 and of any sign.
    """
    mark = f"ISNUMBER(FIND(LEFT(RIGHT({cell},4)),{quoted_text(marks)}))"
    digits = (
        f"ISNUMBER(1/LEFT({cell})),ISNUMBER(-RIGHT({cell})),ISNUMBER(-(LEFT({cell},LEN({cell})-4)&RIGHT({cell},3)))"
    )
    return f"AND(ISTEXT({cell}),LEN({cell})>4,LEN({cell})<8,{mark},{digits})"


def is_a_range(cell: str) -> str:
    """A text of digits with a dash between, or behind them: "12-15", "41-43 %". With decimals it is left to the check: a
    comma may stand before the dash, and then it is none.
    """
    dashes = "{" + ",".join(quoted_text(sign) for sign in SIGNS[1:4]) + "}"
    one = f'{signs_besides(cell, DIGIT_SIGNS + "".join(SPACES))}=1+(RIGHT({cell})="%")'
    return (
        f"IF(ISTEXT({cell}),AND(ISNUMBER(-LEFT({cell})),{one},SUMPRODUCT(1*ISNUMBER(FIND({dashes},{cell})))=1),FALSE)"
    )


def is_a_percentage(cell: str) -> str:
    """A text of digits with a percent sign behind them: "81 %". With decimals it may be read in two ways."""
    signs = f'RIGHT(TRIM({cell}))="%",{signs_besides(cell, DIGIT_SIGNS + "".join(SPACES))}=1'
    return f"IF(ISTEXT({cell}),AND(ISNUMBER(-LEFT(TRIM({cell}))),{signs}),FALSE)"


def is_no_day_in_words(cell: str, list_of: ListOf) -> str:
    """A text with letters that names no month: "våren 2022", "vecka 12", "Q3 2022"."""
    months = "{" + ",".join(map(quoted_text, MONTHS)) + "}"
    other = f"AND({signs_besides(f'LOWER(CLEAN({cell}))', OF_DAYS)}>0,SUMPRODUCT(1*ISNUMBER(FIND({months},LOWER({cell}))))=0)"
    return f"IF(ISTEXT({cell}),IF({is_read_as_it_stands(cell, list_of)},{other},FALSE),FALSE)"


MONTHS = ("jan", "feb", "mar", "apr", "maj", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec")
"""How a month in words begins, in Swedish and English."""

OF_DAYS = f"{OF_NUMBERS}{SIGNS}/:tz"
"""What stands in a day in digits, and in a time of day behind it."""


def is_a_word_without_digits(cell: str) -> str:
    """A text that begins with a letter and holds no digit."""
    return f"AND({begins_with_a_word(cell)},SUMPRODUCT(1*ISNUMBER(FIND({DIGITS},{cell})))=0)"


def has_digits_without_percent(cell: str) -> str:
    """A text with a digit and neither a percent sign nor the first letter of "procent" and "pct"; nor a colon, for it may
    be an error that was copied: Err:502.
    """
    no_percent = f'ISERROR(FIND("%",{cell})),ISERROR(FIND("p",LOWER({cell}))),ISERROR(FIND(":",{cell}))'
    return f"AND(ISTEXT({cell}),SUMPRODUCT(1*ISNUMBER(FIND({DIGITS},{cell})))>0,{no_percent})"


def is_one_of(cell: str, words: Iterable[str], list_of: ListOf) -> str:
    """A text that says just what one of some words in small letters says; capitals do not matter."""
    return f"AND(ISTEXT({cell}),{is_among(f'LOWER(TRIM({cell}))', words, list_of)})"


HIDDEN = "\u00a0\u00ad\u2003\u2007\u2009\u200b\u202f\u2060\ufe0f\ufeff"
"""Spaces and signs without width that come along when something is pasted."""

BARE = '!"()*,.:;[]' + "'”“’ "
"""What may stand around a word without changing it, and the space between two."""


def bared(text: str) -> str:
    """A text in small letters without what may stand around a word, wherever it stands: "Klar." as "klar"."""
    return text.casefold().translate(NOTHING_BARE)


NOTHING_BARE = str.maketrans("", "", BARE + HIDDEN)


def is_none_of(cell: str, words: Iterable[str], list_of: ListOf) -> str:
    """Something that says none of some words, which are ``bared``; nothing at all is no fault, nor are signs alone."""
    bare = text_without(f"LOWER(CLEAN({cell}))", BARE + HIDDEN)
    return f"NOT({is_among(bare, ['', *words], list_of)})"


def accepted_words(keys_by_word: Iterable[tuple[str, str]]) -> list[str]:
    """All that is taken for a word, ``bared``, of (word, key): each, and a sign before a word of its key, as "✓ klar"."""
    by_key: dict[str, list[str]] = {}
    for word, key in keys_by_word:
        by_key.setdefault(key, []).append(word)
    alone = [word for words in by_key.values() for word in words]
    both = [one + other for words in by_key.values() for one in words for other in words if " " not in one]
    return list(dict.fromkeys(word for word in map(bared, [*alone, *both]) if word))
