"""What a region follows up: the kinds of tables and documents that a new plan can be begun with."""

from __future__ import annotations

from followup.flow.declarations import declarations
from followup.frozen import frozen
from followup.locale import LANGUAGES, Message, Words, literal


@frozen
class Kind:
    """A kind by its ``name`` on the command line, its ``title`` and the titles of its ``sheets`` of the plan: none for a
    table of ours.
    """

    name: str
    title: Message
    sheets: tuple[Message, ...] = ()


def kinds() -> tuple[Kind, ...]:
    """Every kind, in the order of a form, then the tables of ours."""
    from followup.sections.declared.presets.table_presets import table_presets

    of_plan: list[Kind] = []
    listed: set[str] = set()
    for declaration in declarations():
        sheets = {sheet.key: sheet.title for sheet in declaration.plan}
        if sheets.keys() <= listed:  # none of its own: two sections may be planned on one sheet
            continue
        listed |= sheets.keys()
        title = declaration.title or next(iter(sheets.values()))
        of_plan.append(Kind(declaration.key, title, tuple(sheets.values())))
    return (*of_plan, *(Kind(name, literal(title)) for name, title in table_presets().items()))


def kind_named(text: str) -> Kind | None:
    """The kind that a text names: by its name, else by a title of it in any of our languages."""
    wanted = text.strip().casefold()
    by_title = {
        Words(language)(title).casefold(): kind
        for kind in reversed(kinds())
        for language in LANGUAGES
        for title in (kind.title, *kind.sheets)
    }
    by_name = {kind.name: kind for kind in kinds()}
    return by_name.get(wanted) or by_title.get(wanted)
