"""A unit's own appendix to the report of the round: one document a unit."""

from __future__ import annotations

from followup.documents.declared import Chapter, Closing, Document, GoalModel, Opening, PartHeading
from followup.locale import _

PRODUCTION = ("visits", "episodes", "contracted")

APPENDIX = Document(
    "appendix",
    _("Appendix: production and goal attainment"),
    "appendix.docx",
    (
        Opening(),
        PartHeading(_("Production and access"), (*PRODUCTION, "access")),
        Chapter(_("Production"), PRODUCTION, headings=True, level=2),
        Chapter(_("Access"), ("access",), level=2),
        PartHeading(_("Goal attainment by perspective"), ("measures",)),
        GoalModel((("measures", "factor"), ("actions", "goal"))),
        Chapter(None, ("measures",), landscape=True, in_words=True),
        Chapter(_("Follow-up of the unit's strategic actions"), ("actions",), landscape=True),
        Closing(("missing", "reasons", "signs")),
    ),
    needs=("measures", "actions"),
    each_unit=True,
)
