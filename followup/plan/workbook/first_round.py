"""What a new plan can be given from the start: which region, round, days and units."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from followup.form.terms.units import REGION
from followup.form.values import Value
from followup.frozen import frozen
from followup.locale import Words, _, literal
from followup.plan.rounds.rounds import YEAR
from followup.plan.workbook.next_round import years_later
from followup.plan.workbook.short_ids import short_id


@frozen
class FirstRound:
    """What is known of a region's first round; what is not is left for the plan's first sheet. ``units`` are names, and
    with ``has_list`` some come from a list afterwards.
    """

    region: str = ""
    region_id: str = ""
    round: str = ""
    first: date | None = None
    last: date | None = None
    deadline: date | None = None
    units: tuple[str, ...] = ()
    has_list: bool = False


def rows_of(start: FirstRound, words: Words) -> Mapping[str, Mapping[str, Mapping[str, Value]]]:
    """The rows of the plan that say it, by sheet: the settings, and the units under their region, each with a template.

    Figures are compared with the same days a year before.
    """
    settings = {
        "region": start.region,
        "region_id": start.region_id or short_id(start.region),
        "round": start.round,
        "title": words(_("Follow-up {round}", round=literal(start.round))) if start.round else "",
        "period_from": start.first,
        "period_to": start.last,
        "compare_with": _year_before(start.round),
        "compare_from": years_later(start.first, -1),
        "compare_to": years_later(start.last, -1),
        "deadline": start.deadline,
    }
    return {
        "settings": {key: {"value": value} for key, value in settings.items() if value},
        "units": _unit_rows(start, words),
    }


def _unit_rows(start: FirstRound, words: Words) -> Mapping[str, Mapping[str, Value]]:
    """The region first; a name that stands twice is one unit."""
    names = list(dict.fromkeys(" ".join(name.split()) for name in start.units if name.strip()))
    if not start.region and not names and not start.has_list:
        return {}
    region_id = start.region_id or short_id(start.region) or "region"
    region: dict[str, Value] = {
        "id": region_id,
        "name": start.region or words(_("The region")),
        "kind": REGION,
        "template": "no",
    }
    rows = {region_id: region}
    for name in names:
        unit_id = short_id(name, rows) or short_id(words(_("Unit")), rows)
        rows[unit_id] = {"id": unit_id, "name": name, "parent": region_id, "template": "yes"}
    return rows


def _year_before(round_: str) -> str:
    """The round of that name a year before; empty where no year is named."""
    year = YEAR.search(round_)
    return "" if year is None else YEAR.sub(str(int(year[0]) - 1), round_, count=1)
