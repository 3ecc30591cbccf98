"""What a row of phrases says as an outcome: figures of one occasion or more, for women and men, or a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from followup.frozen import growing
from followup.locale import Message, _
from followup.targets.grammar import times
from followup.targets.grammar import unit_words as units
from followup.targets.grammar.phrase_row import (
    NUMBERED,
    NotUnderstood,
    PhraseRow,
    half_done,
    is_mark,
    refuse_strange,
    row_of,
    split_conditions,
    without_brackets,
)
from followup.targets.grammar.phrases import Amount, Bound, Bracket, By, Change, Mark, No, Phrase, Shift, Span, Time
from followup.targets.meaning.compound import PartFigure, group_figures, letter_of
from followup.targets.meaning.outcome_reached import split_before, split_compared
from followup.targets.meaning.side_notes import About, split_side_notes
from followup.targets.model import Figures, Kind, Outcome

HIGHEST_MASK = 10
"""A bound on a whole number up to this, without a unit other than a count, is a privacy mask: "<5"."""
NEUTRAL = (
    "PART", "BOTH_PARTS", "TARGET_WORD", "AUX", "SHALL", "AND", "SEP", "STOP", "COLON", "EQUALS", "WORD", "IN",
    "OF", "GRADE", "SCALE", "WINDOW", "COUNT_OF", "PRELIMINARY", "AVERAGE", "ABOUT", "COUNT", "YEAR_WORD",
    "PERCENT", "MONEY", "ARROW_UP", "ARROW_DOWN", "ARROW_SAME", "RATE", "AGE", "DURATION", "SCORE", "MEASUREMENT",
    "ALL", "BALANCE", "SECTION", "SERVICE", "PLACE",
)  # fmt: skip


def understand(phrases: Sequence[Phrase], text: str) -> Outcome:
    """The outcome that the phrases make; one that is not understood has its reason."""
    try:
        return _outcome(phrases, text)
    except NotUnderstood as fault:
        return Outcome(text, reason=fault.reason)


def _outcome(phrases: Sequence[Phrase], text: str) -> Outcome:
    refuse_strange(PhraseRow(tuple(without_brackets(phrases))))
    phrases = _minus_at_start(phrases)
    # Groups before all else: in "15,05 % för läkare och 2,82 % för ssk" no figure is the one for all.
    groups = group_figures(phrases)
    if groups:
        shared = {part.unit for part in groups}
        figures = Figures(unit=shared.pop() if len(shared) == 1 else "")
        return Outcome(text, figures, kind=Kind.EQUAL, parts=groups)
    # What was reached first, for it says which number is the figure: "uppgick till 87 %" has none outside its words.
    phrases, about = split_before(phrases)
    phrases, about = split_compared(phrases, about)
    phrases, about = split_side_notes(phrases, about)
    row, conditions = split_conditions(phrases)
    if not row.numbers():
        return _in_a_word(row, text)
    if row.has("THAN_TARGET"):
        return _beside_the_target(row, text)
    _refuse_what_turns(row)
    occasions = _occasions(_complete_units(phrases), text)
    return replace(_put_together(occasions, about, row, text), conditions=conditions)


def _beside_the_target(row: PhraseRow, text: str) -> Outcome:
    """ "0,7 procentenheter bättre än målvärdet": how far from the target it is, not the figure itself."""
    shifts = row.of(Shift)
    if len(row.numbers()) != 1 or len(shifts) != 1 or row.of(No):
        raise NotUnderstood(_("It is not clear what the number is."))
    amount = shifts[0].amount
    away = Figures("", amount.value, unit=amount.unit)
    return Outcome(text, away, kind=Kind.EQUAL, approximate=True, reference="difference to the target")


def _refuse_what_turns(row: PhraseRow) -> None:
    odd = [phrase for phrase in row.phrases if isinstance(phrase, Mark) and phrase.type not in NEUTRAL]
    if (
        odd
        or row.any_of(No, By, Shift, Change)
        or any(isinstance(phrase, Bound) and phrase.what is None for phrase in row.phrases)
    ):
        raise NotUnderstood(_("It is not clear what the number is."))
    for number in row.of(Amount):
        if str(row.before(number)) in NUMBERED and not number.unit:
            raise NotUnderstood(_("It is not clear what the number is."))


def _minus_at_start(phrases: Sequence[Phrase]) -> Sequence[Phrase]:
    """ "– 4,9 procent" is below zero: a dash before the only number of an outcome is a minus sign."""
    if len(phrases) == 2 and is_mark(phrases[0], "SEP") and str(phrases[0]) == "-" and isinstance(phrases[1], Amount):
        return [replace(phrases[1], value=-phrases[1].value)]
    if len(phrases) == 2 and is_mark(phrases[1], "MONEY") and isinstance(phrases[0], Bracket):
        content = phrases[0].content
        if len(content) == 1 and isinstance(content[0], Amount) and not content[0].unit and content[0].value > 0:
            return [replace(content[0], value=-content[0].value, unit=units.canonical_unit(str(phrases[1])))]
    return phrases


def with_letters(outcome: Outcome, letters: Sequence[str]) -> Outcome:
    """The outcome with the plan's own short forms for its parts instead of §0, §1 …"""
    names = {f"§{index}": letter.upper() for index, letter in enumerate(letters)}

    def named(figures: Figures) -> Figures:
        split = {names.get(part, part): value for part, value in figures.split.items()}
        return replace(figures, split=split, masked={names.get(p, p): text for p, text in figures.masked.items()})

    latest = None if outcome.latest is None else named(outcome.latest)
    return replace(outcome, latest=latest, earlier=tuple(named(past) for past in outcome.earlier))


# Occasions


def _complete_units(phrases: Sequence[Phrase]) -> list[Phrase]:
    """With the unit that stands after a bracket ("72 (69) %") given to its number."""
    done: list[Phrase] = []
    for phrase in row_of(phrases).phrases:
        last = done[-1] if done else None
        if is_mark(phrase, "PERCENT", "MONEY", "SCORE", "DURATION") and isinstance(last, Amount) and not last.unit:
            done[-1] = replace(last, unit=units.canonical_unit(str(phrase)))
        else:
            done.append(phrase)
    return done


@growing
class _Occasion:
    period: str
    figures: list[PartFigure]


def _occasions(phrases: Sequence[Phrase], text: str) -> list[_Occasion]:
    """Figures by occasion, as the times stand before them or after them."""
    row = [
        phrase
        for phrase in phrases
        if isinstance(phrase, Time | Amount | Bound | Span) or is_mark(phrase, "PART", "ALL", "BOTH_PARTS")
    ]
    row = _total_named(row)
    if any(is_mark(phrase, "BOTH_PARTS") for phrase in row):
        raise NotUnderstood(_("It is not clear which number is for whom."))
    if any(isinstance(phrase, Time) and phrase.role in ("since", "between") for phrase in row):
        raise NotUnderstood(_("It is not clear what the number is."))
    chunks = _by_time(row)
    occasions = []
    for period, chunk in chunks:
        occasions.append(_Occasion(period, _figures(chunk)))
    return occasions


def _total_named(row: Sequence[Phrase]) -> list[Phrase]:
    """ "Samtliga 60 %" names the total."""
    return [Mark("PART", "totalt") if is_mark(phrase, "ALL") else phrase for phrase in row]


def _by_time(row: Sequence[Phrase]) -> list[tuple[str, list[Phrase]]]:
    at = [index for index, phrase in enumerate(row) if isinstance(phrase, Time)]
    if not at:
        return [("", list(row))]
    names = [_name(row[index]) for index in at]
    if at[0] == 0:
        ends = [*at[1:], len(row)]
        chunks = [(name, list(row[start + 1 : end])) for name, start, end in zip(names, at, ends, strict=True)]
    elif at[-1] == len(row) - 1:
        starts = [0, *(index + 1 for index in at[:-1])]
        chunks = [(name, list(row[start:end])) for name, start, end in zip(names, starts, at, strict=True)]
    elif len(at) == 1:
        chunks = [("", list(row[: at[0]])), (names[0], list(row[at[0] + 1 :]))]
        raise NotUnderstood(_("It is not clear which number is for which occasion."))
    else:
        raise NotUnderstood(_("It is not clear which number is for which occasion."))
    if any(not chunk for _name_, chunk in chunks) or len(set(names)) < len(names):
        raise NotUnderstood(_("It is not clear which number is for which occasion."))
    return chunks


def _name(time: Phrase) -> str:
    assert isinstance(time, Time)
    if time.until and times.is_year(time.until):
        return f"{time.at}–{time.until}"
    return f"{time.at}–{time.until}" if time.until else time.at


def _figures(chunk: Sequence[Phrase]) -> list[PartFigure]:
    """The figures of one occasion: one alone, or one for each part."""
    if len(chunk) == 1 and not isinstance(chunk[0], Mark):
        return [PartFigure(chunk[0])]
    shape = "".join("p" if isinstance(phrase, Mark) else "n" for phrase in chunk)
    parts = [letter_of(str(phrase)) for phrase in chunk if isinstance(phrase, Mark)]
    numbers = [phrase for phrase in chunk if not isinstance(phrase, Mark)]
    if not parts or len(set(parts)) != len(parts):
        raise NotUnderstood(_("It holds a number that is not accounted for."))
    if shape == "pn" * len(parts) or (shape == "np" * len(parts) and len(parts) > 1):
        return [PartFigure(number, part) for part, number in zip(parts, numbers, strict=True)]
    if shape == "n" + "pn" * len(parts) and len(parts) > 1 and "T" not in parts:
        return [PartFigure(numbers[0], "T"), *(PartFigure(n, p) for p, n in zip(parts, numbers[1:], strict=True))]
    raise NotUnderstood(_("It is not clear which number is for whom."))


def _put_together(occasions: Sequence[_Occasion], about: About, row: PhraseRow, text: str) -> Outcome:
    if len(occasions) > 1 and about.earlier:
        raise NotUnderstood(_("It is not clear which number is for which occasion."))
    ordered = _in_time_order(occasions)
    *before, last = ordered
    bounds = [figure.phrase for figure in last.figures if isinstance(figure.phrase, Bound)]
    spans = [figure.phrase for figure in last.figures if isinstance(figure.phrase, Span)]
    amounts = [figure.phrase for figure in last.figures if isinstance(figure.phrase, Amount)]
    latest = _with_units(_as_figures(last), [_as_figures(phrase) for phrase in before])
    whole = Outcome(
        text,
        latest,
        (*(_as_figures(phrase) for phrase in before), *about.earlier),
        approximate=bool(bounds or spans) or any(bool(amount.about) for amount in amounts),
        kind=Kind.EQUAL,
        preliminary=about.preliminary,
        window=about.window,
        change=about.change or _arrow_sign(row),
        numerator=about.numerator,
        denominator=about.denominator,
        compared=about.compared,
        ends=_ends(amounts[0]) if len(last.figures) == 1 and amounts else None,
    )
    if len(last.figures) > 1:
        if any(not _is_mask(bound) for bound in bounds) or spans:
            raise NotUnderstood(_("It holds a limit for a part."))
        return replace(whole, approximate=any(bool(amount.about) for amount in amounts))
    return _alone(whole, last.figures[0].phrase)


MORE_THAN, LESS_THAN = ("drygt",), ("knappt", "nästan", "närmare", "nära")


def _ends(amount: Amount) -> tuple[Decimal, Decimal] | None:
    """What a rounded number may be: "cirka 80" is 75–85, half a step of its first digit; None for an exact one."""
    if not amount.about or not amount.value:
        return None
    # Whoever writes "cirka 80" has rounded to tens, and whoever writes "cirka 800" to hundreds.
    half = Decimal(5).scaleb(amount.value.adjusted() - 1)
    below, above = abs(amount.value) - half, abs(amount.value) + half
    if amount.about in MORE_THAN:
        below = abs(amount.value)
    elif amount.about in LESS_THAN:
        above = abs(amount.value)
    return (below, above) if amount.value > 0 else (-above, -below)


def _alone(whole: Outcome, phrase: Phrase) -> Outcome:
    """One figure: a number, a fraction, a bound or a range."""
    if isinstance(phrase, Span):
        if phrase.low.value >= phrase.high.value:
            raise NotUnderstood(_("The range does not go from low to high."))
        return replace(whole, kind=Kind.RANGE, high=phrase.high.value, ends=(phrase.low.value, phrase.high.value))
    if isinstance(phrase, Bound):
        kind = Kind.AT_LEAST if phrase.least else Kind.AT_MOST
        return replace(whole, kind=kind, strict=phrase.strict)
    assert isinstance(phrase, Amount)
    if phrase.slash:
        raise NotUnderstood(_("It is not clear what the number is."))
    if phrase.of is not None:
        return replace(whole, numerator=phrase.value, denominator=phrase.of)
    return whole


def _arrow_sign(row: PhraseRow) -> str:
    arrows = {"ARROW_UP": "+", "ARROW_DOWN": "-", "ARROW_SAME": "="}
    arrow_marks = row.marks(*arrows)
    return arrows[arrow_marks[0].type] if len(arrow_marks) == 1 else ""


def _in_time_order(occasions: Sequence[_Occasion]) -> list[_Occasion]:
    """The latest last. Occasions whose order is unclear stand as they are written, the last one the latest."""
    # "T1 2022: 14,5 % T1 2021: 15,8 %": the newest may be written first. Where one time has no place in
    # the order none is sorted, or a text would be half in one order and half in another.
    keys = [times.order(occasion.period) for occasion in occasions]
    if len(occasions) > 1 and all(key is not None for key in keys):
        pairs = sorted(zip(keys, range(len(occasions)), strict=True), key=lambda pair: (pair[0] or (), pair[1]))
        return [occasions[index] for _key, index in pairs]
    return list(occasions)


def _as_figures(occasion: _Occasion) -> Figures:
    split: dict[str, Decimal] = {}
    masked: dict[str, str] = {}
    total: Decimal | None = None
    unit = ""
    for figure in occasion.figures:
        part = "" if figure.part == "T" else figure.part
        value, its_unit = _value(figure.phrase)
        unit = unit or its_unit
        if its_unit and its_unit != unit:
            raise NotUnderstood(_("The figures have different units."))
        if isinstance(figure.phrase, Bound) and _is_mask(figure.phrase):
            masked[part] = f"<{value.normalize():f}" if figure.phrase.strict else f"≤{value.normalize():f}"
            if part:
                continue
        if part:
            split[part] = value
        else:
            total = value
    return Figures(occasion.period, total, split, unit, masked)


def _value(phrase: Phrase) -> tuple[Decimal, str]:
    what = phrase.what if isinstance(phrase, Bound) else phrase
    if isinstance(what, Span):
        return what.low.value, what.high.unit
    if not isinstance(what, Amount) or what.year:
        raise NotUnderstood(_("It is not clear what the number is."))
    return what.value, what.unit


def _is_mask(bound: Bound) -> bool:
    what = bound.what
    if not isinstance(what, Amount) or bound.least or what.unit in units.SHARES:
        return False
    # "< 2,5" and "< 3 dagar" are figures that met a limit, and "< 100" is too many to hide anybody.
    return what.value == what.value.to_integral_value() and 0 < what.value <= HIGHEST_MASK and not what.duration


def _with_units(latest: Figures, before: Sequence[Figures]) -> Figures:
    """A unit that was written once goes for all ("15,8 % … 14,5")."""
    unit = latest.unit or next((phrase.unit for phrase in before if phrase.unit), "")
    return replace(latest, unit=unit)


# Words


def _in_a_word(row: PhraseRow, text: str) -> Outcome:
    words = row.marks("YES", "NOT_DONE", "DONE")
    if words and not row.has("ALL", "NONE", "OR", "SHALL") and len(row.words) <= 6 and not half_done(row):
        return Outcome(text, kind=Kind.BOOLEAN, yes=words[0].type != "NOT_DONE" and not row.of(No))
    # Short texts only: "Bättre än riket för några av måtten men sämre för andra" has the word too.
    if row.has("REFERENCE", "TOP") and len(row.words) <= 3 and not row.of(No):
        return Outcome(text, kind=Kind.REFERENCE, reference=str(row.marks("REFERENCE", "TOP")[0]))
    place = [str(mark) for mark in row.marks("PLACE") if any(letter.isdigit() for letter in str(mark))]
    if place:
        digits = "".join(letter for letter in place[0] if letter.isdigit())
        return Outcome(text, Figures("", Decimal(digits), unit="plats"), kind=Kind.EQUAL)
    # "Inga kliniker har svarat ännu" is no 0.
    if row.has("NONE") and len(row.words) <= 2 and not row.any_of(No, Change):
        return Outcome(text, Figures("", Decimal(0)), kind=Kind.EQUAL)
    return _changed_or_year(row, text)


def _changed_or_year(row: PhraseRow, text: str) -> Outcome:
    changes = row.of(Change)
    if (
        changes
        and len({change.up for change in changes}) == 1
        and not changes[0].held
        and not row.of(No)
        and len(row.words) <= 4
    ):
        return Outcome(text, kind=Kind.INCREASE if changes[0].up else Kind.DECREASE)
    if row.has("UNCHANGED", "ARROW_SAME") and len(row.words) <= 3 and not changes and not row.of(No):
        return Outcome(text, kind=Kind.EQUAL, change="=")
    arrows = {arrow.type for arrow in row.marks("ARROW_UP", "ARROW_DOWN")}
    if len(arrows) == 1 and not row.words:
        return Outcome(text, kind=Kind.INCREASE if arrows == {"ARROW_UP"} else Kind.DECREASE)
    years = [time for time in row.of(Time) if times.is_year(time.at) and not (time.role or time.until or time.earlier)]
    if years and len(row.phrases) == 1 and text.strip(" .") == years[0].at:
        return Outcome(text, Figures("", Decimal(years[0].at)), kind=Kind.EQUAL)
    raise NotUnderstood(_not_a_figure())


def _not_a_figure() -> Message:
    return _("Nothing in it is a figure.")
