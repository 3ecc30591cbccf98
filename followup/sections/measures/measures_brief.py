"""What measures in money say on the first page of a summary: who runs a deficit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from followup.form.cells.kinds import FigureKind
from followup.form.frame import Frame
from followup.form.presenting import BriefRows
from followup.form.row_view import RowView
from followup.form.terms.concepts import UNIT
from followup.form.terms.level_sentences import forms_of
from followup.locale import Message, _, literal, n_
from followup.locale.number_words import number_word
from followup.locale.numbers import NO_BREAK_SPACE, show_number
from followup.locale.sentences import listed, sentence

NOUGHT = re.compile(r"(?:minst |lägst |at least )?0(?:[.,]0+)?(?: ?\w+)?", re.IGNORECASE)
"""A target of a result in money: no deficit."""

MOST_NAMES = 4
OUTCOME = "outcome.total"


def deficits(rows: BriefRows, frame: Frame) -> Sequence[Message]:
    """The units below nought on each measure in money whose target is nought, the largest deficit first; none where no
    measure is such. A sum is told only where every unit has a figure.
    """
    sentences: list[Message] = []
    keys = [row.row.key for _unit, of_unit in rows.units for row in of_unit if _is_result(row)]
    for key in dict.fromkeys(keys):
        sentences += _of_measure(key, rows, frame)
    return sentences


def _is_result(row: RowView) -> bool:
    is_amount = row.row.kinds.get("outcome") is FigureKind.AMOUNT
    return is_amount and NOUGHT.fullmatch(row.text("target").strip()) is not None


def _of_measure(key: str, rows: BriefRows, frame: Frame) -> Sequence[Message]:
    words = frame.words
    asked = {unit: row for unit, of_unit in rows.units for row in of_unit if row.row.key == key}
    results = {unit: number for unit, row in asked.items() if (number := row.number(OUTCOME)) is not None}
    if not results:
        return ()
    money = str(next(iter(asked.values())).row.plan_record.get("unit") or "")
    below = sorted((unit for unit in results if results[unit] < 0), key=lambda unit: results[unit])
    short = [unit for unit in asked if unit not in results]
    units = forms_of(words, UNIT)
    if below:
        count = number_word(len(below))
        things = literal(units.singular if len(below) == 1 else units.plural)
        lead = n_(
            "{count} {things} runs a deficit", "{count} {things} run a deficit", len(below), count=count, things=things
        )
        first, *others = below[:MOST_NAMES]
        named = [
            _("{unit} has {amount}", unit=literal(first), amount=literal(show_number(results[first], words.language))),
            *(
                _("{unit} {amount}", unit=literal(unit), amount=literal(show_number(results[unit], words.language)))
                for unit in others
            ),
        ]
        sentences = [sentence(words, lead), _("{units} {money}.", units=listed(named), money=literal(money))]
        if len(below) > MOST_NAMES:
            sentences.append(_("The others have smaller ones."))
    else:
        sentences = [_("No unit that has given its result runs a deficit.")]
    if short or rows.silent:
        missing = listed([literal(unit) for unit in (*short, *rows.silent)])
        sentences.append(_("The result of {units} is missing, so there is no sum of all.", units=missing))
    elif len(results) > 1:
        total = sum(results.values(), Decimal(0))
        sentences.append(_("Together the results come to {amount}.", amount=_amount(total, money, words.language)))
    return sentences


def _amount(value: Decimal, money: str, language: str) -> Message:
    return literal(f"{show_number(value, language)}{NO_BREAK_SPACE}{money}".strip())
