"""What lists of actions and activities that regions have already call their columns."""

from __future__ import annotations

from followup.plan.lists.core_lists import EVERY_UNIT_WORDS, GOAL_LEVELS, ID_TITLES, NUMBER_TITLES, OWNER_TITLES
from followup.plan.lists.importable import Importable, ImportedColumn, ImportedLevels

ACTIONS_IMPORT = Importable(
    "actions",
    ("åtgärder", "aktiviteter", "handlingsplan"),
    "action",
    (
        ImportedColumn("id", ID_TITLES),
        ImportedColumn("number", NUMBER_TITLES, is_running=True),
        ImportedColumn(
            "action",
            (
                "åtgärd", "åtgärder", "aktivitet", "aktiviteter", "insats", "insatser", "strategisk åtgärd", "strategisk aktivitet",
                "uppdrag", "handling", "action", "activity",
            ),
        ),
        ImportedColumn("how", ("hur", "genomförande", "beskrivning", "så här gör vi", "tillvägagångssätt")),
        ImportedColumn("responsible", ("ansvarig", "ansvarig person", "ansvarig chef", "funktion", "ansvarig funktion", "vem")),
        ImportedColumn("units", OWNER_TITLES, EVERY_UNIT_WORDS),
        ImportedColumn("timeline", ("tidplan", "tid", "när", "period")),
        ImportedColumn("start", ("start", "startdatum", "startar", "börjar", "påbörjas", "från")),
        ImportedColumn("due_by", ("slut", "slutdatum", "klart", "klar", "klart senast", "senast", "färdig", "till", "deadline")),
        ImportedColumn("effect", ("effekt", "förväntad effekt", "förväntat resultat", "nytta", "resultat")),
    ),
    ImportedLevels("goal", "goals", GOAL_LEVELS),
)  # fmt: skip
