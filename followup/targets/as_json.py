"""A target or an outcome as scripts read it: the fields of the contract, and those of the facts where they apply."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from followup.targets.model import Figures, Kind, Outcome, Target, TextPart

PARTS = {"K": "women", "M": "men"}


def target_record(target: Target, explained: str) -> dict[str, Any]:
    """The object of ``followup target --format json`` for a target."""
    value: Any = number(target.value)
    if target.kind is Kind.BOOLEAN:
        value = target.yes
    elif target.high is not None:
        value = [value, number(target.high)]
    record = {
        "text": target.text,
        "role": "target",
        "kind": target.kind.value,
        "value": value,
        "strict": target.strict,
        "unit": target.unit or None,
        "baseline": _start(target) or target.baseline or None,
        "deadline": target.deadline or None,
        "period": target.year or None,
        "split": _split(target.split, {}),
        "earlier": [] if target.start is None else [_earlier(target.start)],
        "by_year": {year: number(value) for year, value in target.by_year.items()} or None,
        "masked": False,
        "missing_reason": target.missing or None,
        "direction_in_text": target.direction_in_text,
        "explained": explained,
    }
    more = {
        "year": int(target.year) if target.year.isdigit() else None,
        "levels": {name: _level(target, name) for name in target.levels} or None,
        "parts": [_part(part) for part in target.parts] or None,
        "denominator": number(target.denominator),
        "numerator": number(target.value) if target.denominator is not None else None,
        "two_sided": target.two_sided or None,
        "reference": target.reference or None,
        "approx": target.about or None,
        "better": target.better or None,
        "amount_of": target.amount_of or None,
        "conditions": list(target.conditions) or None,
    }
    return record | {key: value for key, value in more.items() if value is not None}


def outcome_record(outcome: Outcome, explained: str) -> dict[str, Any]:
    """The object of ``followup target --role outcome --format json``."""
    latest = outcome.latest or Figures()
    value: Any = number(latest.total)
    if outcome.kind is Kind.BOOLEAN:
        value = outcome.yes
    elif outcome.high is not None:
        value = [value, number(outcome.high)]
    record = {
        "text": outcome.text,
        "role": "outcome",
        "kind": outcome.kind.value,
        "value": value,
        "strict": outcome.strict,
        "unit": latest.unit or None,
        "baseline": "; ".join(map(_before, outcome.earlier)) or None,
        "deadline": None,
        "period": latest.period or None,
        "split": _split(latest.split, latest.masked),
        "earlier": [_earlier(past) for past in outcome.earlier],
        "by_year": None,
        "masked": outcome.masked or outcome.missing == "masked",
        "missing_reason": outcome.missing or None,
        "direction_in_text": outcome.kind not in (Kind.EQUAL, Kind.UNKNOWN),
        "explained": explained,
    }
    more = {
        "parts": [_part(part) for part in outcome.parts] or None,
        "numerator": number(outcome.numerator),
        "denominator": number(outcome.denominator),
        "window": outcome.window or None,
        "change": outcome.change or None,
        "reference": outcome.reference or None,
        "preliminary": outcome.preliminary or None,
        "approx": (outcome.approximate and outcome.kind is Kind.EQUAL and not outcome.reference) or None,
        "ends": [number(end) for end in outcome.ends] if outcome.ends else None,
        "compared_with": {name: number(value) for name, value in outcome.compared.items()} or None,
        "conditions": list(outcome.conditions) or None,
    }
    return record | {key: value for key, value in more.items() if value is not None}


def number(value: Decimal | None) -> int | float | None:
    """A number as JSON has it: a whole one without decimals."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _start(target: Target) -> str:
    """ "62 %", "2015: 51,6 mnkr"; empty when the text names no figure that the target starts from."""
    if target.start is None or target.start.total is None:
        return ""
    figure = f"{target.start.total.normalize():f} {target.start.unit}".replace(".", ",").strip()
    period = target.start.period or target.baseline
    return f"{period}: {figure}" if period else figure


def _level(target: Target, name: str) -> Any:
    """The lower number of a level, or both where it has two."""
    low = number(target.levels[name])
    interval = target.intervals.get(name)
    return [low, number(interval.high)] if interval is not None and interval.high is not None else low


def _split(split: Mapping[str, Decimal], masked: Mapping[str, str]) -> dict[str, Any] | None:
    parts: dict[str, Any] = {PARTS.get(part, part): number(value) for part, value in split.items()}
    parts |= {PARTS.get(part, part): text for part, text in masked.items() if part}
    return parts or None


def _part(part: TextPart) -> dict[str, Any]:
    record = {"kind": part.kind.value, "group": part.group, "value": number(part.value), "unit": part.unit}
    record |= {"baseline": part.baseline, "strict": part.strict}
    return {key: value for key, value in record.items() if value not in ("", None, False)}


def _earlier(figures: Figures) -> dict[str, Any]:
    return {
        "period": figures.period or None,
        "value": number(figures.total),
        "split": _split(figures.split, figures.masked),
        "unit": figures.unit or None,
    }


def _before(figures: Figures) -> str:
    """ "T1 2021: women 12, men 7"."""
    parts = [f"{name} {value}" for name, value in (_split(figures.split, figures.masked) or {}).items()]
    name = "" if figures.period == "previous" else "total "
    total = [] if figures.total is None else [f"{name}{number(figures.total)}"]
    return f"{figures.period}: {', '.join([*total, *parts])}"
