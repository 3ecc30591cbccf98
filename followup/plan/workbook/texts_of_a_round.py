"""Texts of a plan that name its round, its last month or a length of time: of another round they may say the wrong thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.written.day_text import MONTHS
from followup.plan.model import Plan
from followup.plan.sheets import SETTINGS_SHEET, TEXTS_SHEET

OWN_SETTINGS = {"round", "round_code", "compare_with"}
"""Settings that the next round has its own values of."""

LENGTHS = ("månader", "månaderna", "tertial", "tertialet", "tertialen", "halvår", "halvåret", "kvartal", "kvartalet")
"""Words of texts that are about so much of a year."""

OF_A_CASE = {"dnr"}
"""Settings that follow along, and are another's where the next round is a case of its own."""


def names_of_a_round(plan: Plan) -> list[str]:
    """What a text may call the plan's round: T1 2022, DÅ04, april."""
    period = plan.period
    month = MONTHS[period.last.month - 1] if period.last else ""
    return [name for name in (period.round, period.code, month) if name]


def texts_of_a_round(plan: Plan, settings: Mapping[str, object] = MappingProxyType({})) -> Iterator[Place]:
    """The cells whose text names the plan's round or a length of time, in the order of the sheets; of ``settings`` with the
    values that they get.
    """
    names = [*names_of_a_round(plan), *LENGTHS]
    named = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names), re.IGNORECASE)
    for sheet, column in ((SETTINGS_SHEET, "value"), (TEXTS_SHEET, "text")):
        for row in plan.every_row(sheet.key):
            value = settings.get(row.row.key, row[column]) if sheet is SETTINGS_SHEET else row[column]
            if isinstance(value, str) and row.row.key not in OWN_SETTINGS and named.search(value):
                yield row.place(column)


def settings_of_a_case(plan: Plan) -> Iterator[FilledRow]:
    """The settings that say which case in the register the round belongs to."""
    return (row for row in plan.rows("settings") if row.row.key in OF_A_CASE and row["value"] is not None)
