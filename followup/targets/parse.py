"""From text to target or outcome. Lark and its grammar are loaded when the first text needs them."""

from __future__ import annotations

import functools
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.form.cells.written import MINUS, plain
from followup.targets.model import Figures, Kind, Outcome, Target

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

LONGEST = 300
MISSING = re.compile(
    r"(data|uppgift(er)?|underlag|resultat|statistik|siffror|mätning)?\s*(saknas|finns ej|finns inte)( \w+){0,4}"
    r"|ej aktuellt?|inte aktuellt?|mäts (ej|inte)( \w+){0,4}|ej mätt|redovisas (ej|inte)( \w+){0,4}|e/?t|n/?a|[-–—]",
    re.IGNORECASE,
)


def parse_target(text: str) -> Target:
    """What a target asks for; kind ``unknown`` when that is not certain. Any text gives an answer."""
    text = plain(text)
    tree = _tree(text, "target")
    return Target(text) if tree is None else _target(text, tree)


def parse_outcome(text: str) -> Outcome:
    """What an outcome cell says. Any text gives an answer; one that is not understood has neither figures nor reason."""
    text = plain(text)
    if MISSING.fullmatch(text.rstrip(".")):
        return Outcome(text, missing_reason=text)
    tree = _tree(text, "outcome")
    return Outcome(text) if tree is None else _outcome(text, tree)


@functools.cache
def _parser() -> Lark:
    from lark import Lark

    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, start=["target", "outcome"], parser="earley", lexer="dynamic", ambiguity="resolve")


def _tree(text: str, start: str) -> Tree[Token] | None:
    from lark.exceptions import LarkError

    if not text or len(text) > LONGEST:
        return None
    try:
        return _parser().parse(text.translate(MINUS), start=start)
    except LarkError:
        return None


def _target(text: str, tree: Tree[Token]) -> Target:
    body: Any = tree.children[0]
    words = {token.type for token in body.scan_values(lambda _token: True)}
    kind = {"at_most": Kind.AT_MOST, "at_least": Kind.AT_LEAST, "bare": Kind.EQUAL}.get(body.data)
    value, unit = _quantity(next(iter(body.find_data("quantity")), None))
    split: dict[str, Decimal] = {}
    for parted in body.find_data("splitted"):
        split = _parts(parted)
        value = None
    if kind is None:
        kind = _change("INCREASE" in words, value is not None)
    return Target(
        text,
        kind,
        value,
        strict=bool({"UNDER", "OVER"} & words),
        unit=unit,
        baseline=_text(next(iter(body.find_data("baseline")), None)),
        deadline=_text(next(iter(body.find_data("deadline")), None)),
        year=_text(next((child for child in body.children if getattr(child, "data", "") == "year"), None)),
        split=split,
    )


def _change(up: bool, by_a_number: bool) -> Kind:
    if by_a_number:
        return Kind.INCREASE_BY if up else Kind.DECREASE_BY
    return Kind.INCREASE if up else Kind.DECREASE


def _outcome(text: str, tree: Tree[Token]) -> Outcome:
    occasions = [_figures(each) for name in ("occasion", "dated", "scoped") for each in tree.find_data(name)]
    occasions.sort(key=lambda figures: text.find(figures.period) if figures.period else -1)
    if not occasions:
        return Outcome(text)
    unit = next((figures.unit for figures in occasions if figures.unit), "")
    latest = occasions[-1]
    if not latest.unit:
        latest = Figures(latest.period, latest.total, latest.split, unit)
    approximate = any(True for _ in tree.find_data("approximate"))
    return Outcome(text, latest, tuple(occasions[:-1]), approximate=approximate)


def _figures(tree: Tree[Token]) -> Figures:
    period = _text(next(iter(tree.find_data("period")), None)).rstrip(":").strip()
    parted = next(iter(tree.find_data("figures")), None)
    first = next(iter(tree.find_data("quantity")), None)
    value, unit = _quantity(first)
    if parted is not None:
        return Figures(period, None, _parts(parted), unit)
    return Figures(period, value, {}, unit)


def _parts(tree: Tree[Token]) -> dict[str, Decimal]:
    parts: dict[str, Decimal] = {}
    letter = ""
    for child in tree.children:
        data = getattr(child, "data", "")
        if data == "part":
            letter = _text(child)[:1].upper()
        elif data == "quantity":
            value, _unit = _quantity(child)
            if value is not None:
                parts[letter] = value
    return parts


def _quantity(tree: Any) -> tuple[Decimal | None, str]:
    if tree is None:
        return None, ""
    digits = "".join(_text(each) for each in tree.find_data("number")).replace(" ", "").replace(",", ".")
    unit = _text(next(iter(tree.find_data("unit")), None))
    return Decimal(digits), "%" if unit.casefold() in ("%", "procent") else unit


def _text(tree: Any) -> str:
    if tree is None:
        return ""
    return " ".join(str(token) for token in tree.scan_values(lambda _token: True))
