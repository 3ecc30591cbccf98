"""What the grammar knows of units, beside what any cell does: which are the same, and how many of one another is."""

from __future__ import annotations

from followup.form.written.units_of_measure import COUNTS as COUNTS
from followup.form.written.units_of_measure import MONEY as MONEY
from followup.form.written.units_of_measure import SPELLINGS as SPELLINGS
from followup.form.written.units_of_measure import canonical_unit as canonical_unit
from followup.form.written.units_of_measure import conversion_factor as conversion_factor

NAMED = frozenset(
    {*SPELLINGS.values(), *MONEY, "dygn", "år", "kg", "ton", "km", "mil", "liter", "nki", "hme", "mdkr"} - {"st"}
)
"""Units that are something else than a count of what the measure counts."""
DURATIONS = frozenset({"dagar", "dygn", "timmar", "min", "veckor", "månader", "år"})
SHARES = frozenset({"%", "‰", "procentenheter"})
NOT_UNITS = frozenset(
    [
        "helst",
        "minst",
        "dock",
        "som",
        "när",
        "där",
        "då",
        "vilket",
        "varav",
        "inklusive",
        "exklusive",
        "totalt",
        "eller",
        "senast",
        "redan",
        "jämnt",
        "stora",
        "nya",
        "olika",
        "snarast",
        "årligen",
        "vid",
        "ej",
        "den",
        "det",
        "de",
        "för",
        "att",
        "om",
    ]
)
"""Words that may follow a number without being what it counts."""
