"""What lists of units and of goals are called, and their columns."""

from __future__ import annotations

from typing import Any

from followup.form.terms.units import REGION
from followup.locale import _
from followup.plan.lists.importable import Importable, ImportedColumn, ImportedLevel, ImportedLevels

ID_TITLES = ("id", "kod", "beteckning", "förkortning", "kortnamn", "code")
NUMBER_TITLES = ("nr", "nr.", "löpnr", "löpnummer", "nummer", "#", "no", "number")
OWNER_TITLES = (
    "ansvarig",
    "ansvar",
    "ansvariga",
    "ansvarig enhet",
    "ansvarig division",
    "ansvarig förvaltning",
    "ansvarig verksamhet",
    "ansvarig nämnd",
    "division",
    "divisioner",
    "förvaltning",
    "förvaltningar",
    "verksamhet",
    "verksamheter",
    "enheter",
    "besvaras av",
    "rapporteras av",
    "rapporterande enhet",
    "rapportör",
    "svarar",
    "uppgiftslämnare",
    "omfattar",
    "gäller för",
    "berörda divisioner",
    "ägare",
    "owner",
    "responsible unit",
    "reported by",
)
"""Who answers: in many lists the same word is of the person."""

EVERY_UNIT_WORDS = tuple(
    (word, "alla")
    for word in (
        "samtliga divisioner",
        "alla divisioner",
        "samtliga förvaltningar",
        "alla förvaltningar",
        "samtliga verksamheter",
        "alla verksamheter",
        "hela regionen",
        "regionövergripande",
        "regiongemensamt",
        "samtliga nämnder",
        "alla nämnder",
    )
)

GOAL_LEVELS = (
    ImportedLevel(
        "perspective",
        _("Perspective"),
        ("perspektiv", "målområde", "fokusområde", "utvecklingsområde", "prioriterat område", "område", "perspective"),
    ),
    ImportedLevel(
        "goal",
        _("Strategic goal"),
        (
            "strategiskt mål",
            "mål",
            "övergripande mål",
            "resultatmål",
            "fullmäktigemål",
            "nämndmål",
            "målsättning",
            "regionmål",
            "inriktningsmål",
            "goal",
            "strategic goal",
            "objective",
        ),
    ),
    ImportedLevel(
        "factor",
        _("Success factor"),
        ("framgångsfaktor", "kritisk framgångsfaktor", "delmål", "effektmål", "prioritering", "success factor"),
    ),
)


def only_region(plan: Any) -> str:
    """The id of the region's own row, or of the one unit of a plan that stands under none and gets no template; empty where
    there is not just one.
    """
    above = [unit for unit in plan.units.values() if not unit.parent and not unit.template]
    regions = [unit for unit in above if unit.kind == REGION] or above
    return regions[0].id if len(regions) == 1 else ""


KINDS_OF_UNITS = (
    "region", "regionen", "division", "divisionen", "förvaltning", "förvaltningen", "område", "området", "verksamhetsområde",
    "verksamhetsområdet", "verksamhet", "verksamheten", "enhet", "enheten", "klinik", "kliniken", "nämnd", "nämnden", "bolag",
    "bolaget",
)  # fmt: skip
"""Words that say what a unit is: Division Närsjukvård is Närsjukvård."""


UNITS_IMPORT = Importable(
    "units",
    ("enheter", "enhet", "organisation"),
    "name",
    (
        ImportedColumn("id", ID_TITLES),
        ImportedColumn(
            "name",
            (
                "namn",
                "enhet",
                "enhetens namn",
                "benämning",
                "division",
                "förvaltning",
                "verksamhet",
                "organisation",
                "unit",
            ),
        ),
        ImportedColumn("kind", ("typ", "enhetstyp", "slag", "nivå")),
        ImportedColumn(
            "parent",
            ("tillhör", "överordnad", "överordnad enhet", "under", "ingår i", "hör till"),
            usual=only_region,
            fills_gaps=True,
        ),
        ImportedColumn("board", ("nämnd", "styrelse", "ansvarig nämnd")),
        ImportedColumn(
            "contact",
            ("kontakt", "kontaktperson", "e-post", "epost", "mejl", "mail", "e-postadress", "email", "adress"),
        ),
        ImportedColumn("template", ("mall", "får mall", "svarar", "rapporterar"), usual="yes"),
    ),
    kinds=KINDS_OF_UNITS,
)
GOALS_IMPORT = Importable(
    "goals",
    ("mål", "målstruktur", "perspektiv"),
    "name",
    (
        ImportedColumn("id", ID_TITLES),
        ImportedColumn("level", ("nivå", "typ", "slag")),
        ImportedColumn("name", ("namn", "benämning", "rubrik", "måltext", "text")),
        ImportedColumn("parent", ("överordnad", "överordnat mål", "under", "tillhör", "hör till")),
        ImportedColumn("intro", ("inledning", "beskrivning", "förklaring", "kommentar")),
    ),
    ImportedLevels("", "goals", GOAL_LEVELS),
)
