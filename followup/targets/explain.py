"""How a target or an outcome is understood, in plain words.

``show_target`` says a target so that it is read again as the same target; ``explain`` adds what a person should know of it.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from followup.locale import Message, _, literal
from followup.targets.grammar import times
from followup.targets.model import Figures, Interval, Kind, Outcome, Target

PARTS = {"K": _("women"), "M": _("men"), "": _("in total")}
LEVELS = {
    "high": _("high"),
    "moderate": _("moderate"),
    "low": _("low"),
    "green": _("green"),
    "yellow": _("yellow"),
    "red": _("red"),
}
AMOUNTS = {
    "deficit": _("{value} of deficit"),
    "fall": _("{value} of decline"),
    "saving": _("{value} of saving"),
}
"""What a number is the size of."""
CHANGES = (Kind.INCREASE, Kind.DECREASE, Kind.INCREASE_BY, Kind.DECREASE_BY)
AS_WRITTEN = (Kind.UNKNOWN, Kind.REFERENCE)


def explain(target: Target) -> Message:
    """How a target is understood: "minst 95 %, senast december"; or why it is not."""
    if target.kind is Kind.UNKNOWN:
        return _("Cannot be decided. {reason}", reason=target.reason or literal(""))
    if target.kind is Kind.REFERENCE:
        return _("a comparison with others: “{target}”", target=literal(target.text))
    if target.parts:
        return _("several demands in one: “{target}”", target=literal(target.text))
    if target.kind is Kind.EQUAL and not target.direction_in_text:
        return _("{target} (the text does not say which way is good)", target=show_target(target))
    return show_target(target)


def show_target(target: Target) -> Message:
    """A target in one way of writing it; one that compares with others, or holds several demands, as it was written."""
    if target.kind in AS_WRITTEN or target.parts:
        return literal(target.text)
    sentence = _core(target)
    for condition in _beside(target):
        sentence = _("{target}, {beside}", target=sentence, beside=condition)
    return sentence


def _core(target: Target) -> Message:
    if target.kind is Kind.BOOLEAN:
        return _("yes") if target.yes else _("no")
    if target.kind is Kind.DEADLINE:
        return _("no later than {time}", time=times.in_words(target.deadline))
    if target.by_year and set(target.by_year.values()) != {target.value}:
        return _listed([(times.in_words(year), value) for year, value in target.by_year.items()], target)
    if target.intervals:
        named = [(LEVELS[name], interval_in_words(target, interval)) for name, interval in target.intervals.items()]
        figures = tuple(_("{name}: {target}", name=name, target=figure) for name, figure in named)
        return _("{targets}", targets=figures)
    if target.levels:
        return _listed(
            [(LEVELS[name], value) for name, value in target.levels.items()], replace(target, kind=Kind.EQUAL)
        )
    if target.split:
        return _for_parts(target)
    return _one(target, target.value)


def interval_in_words(target: Target, interval: Interval) -> Message:
    """The figures of one level."""
    one = replace(target, kind=interval.kind, value=interval.value, high=interval.high, strict=interval.strict)
    return _one(one, interval.value)


def _for_parts(target: Target) -> Message:
    values = set(target.split.values())
    if target.value is not None and values == {target.value}:
        return _("{target} for both women and men", target=_one(target, target.value))
    named = [(PARTS.get(part, literal(part)), value) for part, value in target.split.items()]
    if target.value is not None:
        named.insert(0, (PARTS[""], target.value))
    return _listed(named, target)


def _listed(named: list[tuple[Message, Decimal]], target: Target) -> Message:
    figures = tuple(_("{name}: {target}", name=name, target=_one(target, value)) for name, value in named)
    return _("{targets}", targets=figures)


def _beside(target: Target) -> list[Message]:
    """What stands beside the demand itself: when, and since when."""
    conditions = []
    if target.year:
        conditions.append(
            _("year {year}", year=target.year) if times.is_year(target.year) else times.in_words(target.year)
        )
    if target.by_year and set(target.by_year.values()) == {target.value}:
        conditions = [*conditions, *(times.in_words(year) for year in target.by_year)]
    if target.deadline and target.kind is not Kind.DEADLINE:
        conditions.append(_("no later than {time}", time=times.in_words(target.deadline)))
    if target.baseline:
        conditions.append(_("compared with {time}", time=times.in_words(target.baseline)))
    return conditions


def _one(target: Target, value: Decimal | None) -> Message:
    """The demand on one figure."""
    if target.balance:
        return _("a balanced budget")
    changes = _changes(target, value)
    if target.amount_of == "deficit" and (value is None or target.kind in CHANGES):
        return _smaller_deficit(target, value)
    if target.two_sided and (value is None or target.kind in CHANGES):
        return _smaller_difference(target, value)
    if target.kind in (Kind.INCREASE, Kind.DECREASE) and value == 0:
        return _("{change} to come nearer zero", change=changes[target.kind])
    if target.kind in changes:
        return changes[target.kind]
    if value is None:
        held = {Kind.AT_LEAST: _("not decrease"), Kind.AT_MOST: _("not increase")}
        return held.get(target.kind, _("unchanged"))
    if target.kind is Kind.RANGE and target.high is not None:
        return _("between {low} and {high}", low=literal(_written(value)), high=_quantity(target, target.high))
    return _limit(target, _quantity(target, value))


def _smaller_deficit(target: Target, value: Decimal | None) -> Message:
    if target.kind is Kind.AT_MOST:
        return _("the deficit not to increase")
    if value is None:
        return _("decrease the deficit")
    return _("decrease the deficit by {value}", value=_size(target, value))


def _smaller_difference(target: Target, value: Decimal | None) -> Message:
    if target.kind in (Kind.AT_MOST, Kind.EQUAL):
        return _("the difference not to increase")
    if value is None:
        return _("decrease the difference")
    return _("decrease the difference by {value}", value=_size(target, value))


def _changes(target: Target, value: Decimal | None) -> dict[Kind, Message]:
    """Each kind of change in words: more or less, or only better or worse."""
    size = _size(target, value)
    if not target.better:
        return {
            Kind.INCREASE: _("increase"),
            Kind.DECREASE: _("decrease"),
            Kind.INCREASE_BY: _("increase by {value}", value=size),
            Kind.DECREASE_BY: _("decrease by {value}", value=size),
        }
    return {
        Kind.INCREASE: _("be improved"),
        Kind.DECREASE: _("be worsened"),
        Kind.INCREASE_BY: _("be improved by {value}", value=size),
        Kind.DECREASE_BY: _("be worsened by {value}", value=size),
        Kind.AT_LEAST: _("be improved to {value}", value=size),
        Kind.AT_MOST: _("be worsened to {value}", value=size),
    }


def _limit(target: Target, value: Message) -> Message:
    if target.two_sided:
        value = _("{value} deviation either way", value=value)
    elif target.amount_of:
        value = AMOUNTS[target.amount_of].filled(value=value)
    if target.kind is Kind.AT_LEAST:
        return _("more than {value}", value=value) if target.strict else _("at least {value}", value=value)
    if target.kind is Kind.AT_MOST:
        return _("less than {value}", value=value) if target.strict else _("at most {value}", value=value)
    return value


def _size(target: Target, value: Decimal | None) -> Message:
    if value is None:
        return literal("")
    if target.high is not None:
        return literal(f"{_written(value)}–{_written(target.high)} {target.unit}".strip())
    quantity = _quantity(target, value)
    return _("more than {value}", value=quantity) if target.strict else quantity


def _quantity(target: Target, value: Decimal) -> Message:
    number = _written(value)
    if target.denominator is not None:
        number = f"{number} av {_written(target.denominator)}"
    quantity = literal(_with_unit(number, target.unit))
    return _("about {value}", value=quantity) if target.about else quantity


def _with_unit(number: str, unit: str) -> str:
    """The number and its unit; "/år" alone is what it is counted by."""
    return f"{number} per {unit[1:]}" if unit.startswith("/") else f"{number} {unit}".strip()


def _written(value: Decimal) -> str:
    """A number in Swedish, in all its decimals: the unit beside it is Swedish too."""
    whole, _point, decimals = f"{value:f}".partition(".")
    digits = f"{int(whole):,}".replace(",", " ") if whole.lstrip("-") != "0" else whole
    return f"{digits},{decimals}" if decimals.strip("0") else digits


# Outcomes


def explain_outcome(outcome: Outcome) -> Message:
    """How an outcome is understood: "T1 2022: women 29, men 4; before: T1 2021: women 12, men 7"."""
    if outcome.missing_reason:
        return _("no figure: “{reason}”", reason=literal(outcome.missing_reason))
    if not outcome.understood:
        return _("Cannot be decided. {reason}", reason=outcome.reason or literal(""))
    if outcome.kind is Kind.BOOLEAN:
        return _("yes") if outcome.yes else _("no")
    if outcome.latest is None or outcome.parts:
        return literal(outcome.text)
    sentence = _figures(outcome, outcome.latest)
    if outcome.earlier:
        sentence = _(
            "{now}; before: {before}", now=sentence, before=tuple(_figures(outcome, past) for past in outcome.earlier)
        )
    return sentence


def _figures(outcome: Outcome, figures: Figures) -> Message:
    parts = [
        (PARTS.get(part, literal(part)), literal(_amount(value, figures.unit))) for part, value in figures.split.items()
    ]
    parts += [
        (PARTS.get(part, literal(part)), _("masked ({text})", text=literal(text)))
        for part, text in figures.masked.items()
        if part
    ]
    sentences: list[Message] = []
    if figures.total is not None:
        sentences.append(
            _total(outcome, figures) if figures is outcome.latest else literal(_amount(figures.total, figures.unit))
        )
    sentences += [_("{part} {figure}", part=part, figure=figure) for part, figure in parts]
    listed = _("{targets}", targets=tuple(sentences))
    if figures.period in ("", "previous"):
        return listed
    return _("{name}: {target}", name=times.in_words(figures.period), target=listed)


def _total(outcome: Outcome, figures: Figures) -> Message:
    assert figures.total is not None
    value = literal(_amount(figures.total, figures.unit))
    if "" in figures.masked:
        return _("masked ({text})", text=literal(figures.masked[""]))
    if outcome.kind is Kind.AT_LEAST:
        return _("more than {value}", value=value) if outcome.strict else _("at least {value}", value=value)
    if outcome.kind is Kind.AT_MOST:
        return _("less than {value}", value=value) if outcome.strict else _("at most {value}", value=value)
    if outcome.high is not None:
        high = literal(_amount(outcome.high, figures.unit))
        return _("between {low} and {high}", low=literal(_written(figures.total)), high=high)
    return _("about {value}", value=value) if outcome.approximate else value


def _amount(value: Decimal, unit: str) -> str:
    return _with_unit(_written(value), unit)
