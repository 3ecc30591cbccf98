"""The settings of a Word document: each element has its place among the others."""

from __future__ import annotations

from typing import Any

ORDER = (
    "footnotePr", "endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang",
    "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions",
    "readModeInkLockDown", "smartTagType", "schemaLibrary", "shapeDefaults", "doNotEmbedSmartTags",
    "decimalSymbol", "listSeparator",
)  # fmt: skip
"""What may stand in the settings from the notes on, in its order; before the notes stand some seventy others."""

LATER = "{http://schemas.microsoft.com/"
"""What later versions of Word have added stands last."""


def put_in_settings(settings: Any, element: Any) -> None:
    """Put an element of ours in its place; one of its kind that stands there already is replaced."""
    for old in settings.findall(element.tag):
        settings.remove(old)
    following = ORDER[ORDER.index(_name(element)) + 1 :]
    later = (setting for setting in settings if _name(setting) in following or str(setting.tag).startswith(LATER))
    first = next(later, None)
    if first is None:
        settings.append(element)
    else:
        first.addprevious(element)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
