"""A small plan for scoring, made of tables that each test may replace: three divisions, two perspectives."""

from __future__ import annotations

SETTINGS = {
    "Region": "Region Mellansjö",
    "Kort namn": "mellansjo",
    "Tillfälle": "T1 2022",
    "Kod": "DÅ04",
    "Rapportens titel": "Delårsrapport april 2022",
    "Period från": "2022-01-01",
    "Period till": "2022-04-30",
    "Jämförs med": "T1 2021",
    "Sista svarsdag": "2022-05-13",
    "Språk": "sv",
}

UNITS = """
| Id | Namn | Slag | Överordnad | Avsnitt | Mall |
| region | Region Mellansjö | region | | | nej |
| nord | Division Nord | division | region | Styrmått, Egen bedömning | ja |
| syd | Division Syd | division | region | Styrmått, Egen bedömning | ja |
| vast | Division Väst | division | region | Styrmått, Egen bedömning | ja |
"""

GOALS = """
| Id | Nivå | Namn | Överordnad |
| medborgare | Perspektiv | Medborgare | |
| god-vard | Strategiskt mål | God vård | medborgare |
| vard-i-tid | Framgångsfaktor | Vård i tid | god-vard |
| trygghet | Framgångsfaktor | Trygg vård | god-vard |
| ekonomi | Perspektiv | Ekonomi | |
| ramar | Framgångsfaktor | Verksamhet inom ramarna | ekonomi |
"""

SEX = """
| Id | Namn | Kort |
| women | Kvinnor | K |
| men | Män | M |
"""

SCALES = """
| Skala | Typ | Nivå | Symbol | Ord | Färg |
| måluppfyllelse | måluppfyllelse | uppnått | □ | Uppnått | #2E7D32 |
| måluppfyllelse | måluppfyllelse | delvis | ● | Delvis uppnått | #FFD54F |
| måluppfyllelse | måluppfyllelse | inte uppnått | ▲ | Inte uppnått | #A31515 |
| utveckling | utveckling | ökar | ↑ | Ökar | #1A56A0 |
| utveckling | utveckling | oförändrat | → | Oförändrat | #E8EAED |
| utveckling | utveckling | minskar | ↓ | Minskar | #4C82C3 |
| utveckling | utveckling | åt olika håll | ↕ | Åt olika håll | #3B2A6B |
"""


def plan_text(
    measures: str,
    *,
    earlier: str = "",
    settings: dict[str, str] | None = None,
    units: str = UNITS,
    goals: str = GOALS,
    split: str = SEX,
    scales: str = SCALES,
) -> str:
    """A plan as text: these measures, and earlier outcomes; the other tables are the usual ones unless given."""
    values = {**SETTINGS, **(settings or {})}
    rows = "\n".join(f"| {name} | {value} |" for name, value in values.items())
    sheets = {
        "Uppföljning": f"| Inställning | Värde |\n{rows}",
        "Enheter": units,
        "Målstruktur": goals,
        "Uppdelning": split,
        "Skalor": scales,
        "Styrmått": measures,
        "Tidigare utfall": earlier,
    }
    return "\n".join(f"## {name}\n{table.strip()}\n" for name, table in sheets.items() if table.strip())
