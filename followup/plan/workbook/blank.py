"""An empty plan workbook, with instructions and what most regions need filled in already."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from followup.files.book import Book, Sheet, SheetState, WorkbookLink
from followup.files.names import sheet_name
from followup.form.form import IDENTITY_NAME, Identity
from followup.form.layout.layout import PrefilledAnswers, lay_out_tables
from followup.form.layout.table_layout import TableLayout
from followup.form.section import SectionDeclaration
from followup.form.traits import HiddenUntilWanted, OfDocumentsOnly, SeldomFilledIn
from followup.form.values import Value
from followup.locale import Words, _
from followup.plan.load import plan_form, plan_sections

STEPS = (
    _("1. Follow-up: which region, which occasion, which period, which deadline."),
    _("2. Units: the region, its divisions and what else answers; yes for those that get a template."),
    _("3. Goal structure: your perspectives, goals and success factors, in your own words."),
    _("4. Measures: every measure with its target as it was decided, and who answers for it."),
    _("5. Production, waiting times and actions: only those that you follow up. A section without rows is left out."),
    _("6. Save, then check with: followup plan check. Each fault is told with its cell."),
    _("7. Make the templates with: followup template. Put what comes back in the folder inbox, then: followup merge."),
)
HOW_TO_SHOW = _("To see one of them: right-click a tab at the bottom of the window and choose Unhide.")
SCALES: tuple[dict[str, Value], ...] = tuple(
    {
        "scale": scale,
        "kind": kind,
        "level": level,
        "symbol": symbol,
        "word": word,
        "colour": colour,
        "counts_as": counts,
    }
    for scale, kind, level, symbol, word, colour, counts in (
        (_("goal attainment"), "attainment", _("met"), "✓", _("Met"), "#2E7D32", None),
        (_("goal attainment"), "attainment", _("partly"), "●", _("Partly met"), "#FFD54F", None),
        (_("goal attainment"), "attainment", _("not met"), "✗", _("Not met"), "#A31515", None),
        (_("direction of change"), "trend", _("increases"), "↑", _("Increases"), None, None),
        (_("direction of change"), "trend", _("unchanged"), "→", _("Unchanged"), None, None),
        (_("direction of change"), "trend", _("decreases"), "↓", _("Decreases"), None, None),
        (
            _("direction of change"),
            "trend",
            _("in different directions"),
            "↕",
            _("In different directions"),
            None,
            None,
        ),
        (_("status of actions"), "forecast", _("done"), "■", _("done"), "#2E7D32", "done"),
        (_("status of actions"), "forecast", _("under way"), "►", _("under way"), "#BBD7F5", "under_way"),
        (_("status of actions"), "forecast", _("late"), "▼", _("late"), "#A31515", "late"),
        (_("status of actions"), "forecast", _("not started"), "◊", _("not started"), "#F5F6F7", "not_started"),
        (_("status of action plans"), "plan_status", _("well"), "▲", _("The work goes well"), "#2E7D32", None),
        (_("status of action plans"), "plan_status", _("partly"), "◆", _("The work goes partly well"), "#FFD54F", None),
        (
            _("status of action plans"),
            "plan_status",
            _("not as expected"),
            "▽",
            _("The work does not go as expected"),
            "#A31515",
            None,
        ),
    )
)
SPLIT: tuple[dict[str, Value], ...] = (
    {"id": "women", "name": _("Women"), "short": _("W")},
    {"id": "men", "name": _("Men"), "short": _("M")},
)


def blank_plan(
    declarations: Sequence[SectionDeclaration],
    words: Words,
    typed: bool = True,
    rows: PrefilledAnswers = MappingProxyType({}),
    wanted: Collection[str] = (),
    filled: Collection[str] = (),
) -> Book:
    """Instructions first, then every sheet of the plan with its help. ``typed`` False leaves even the scales empty; ``rows``
    are typed besides, by sheet.

    ``wanted`` are the keys of the declarations that somebody wants. Where one of them is followed up, what is not is hidden,
    and so is what is seldom filled in; documents alone hide nothing. Sheets that are to be ``filled`` in, by their names,
    are seen whatever they are.
    """
    book = Book(words(_("Follow-up plan")), language=words.language)
    book.properties = {IDENTITY_NAME: str(Identity("", "", "", "", "plan"))}
    first = Sheet(sheet_name(words(_("Read me"))), landscape=False)
    book.sheets.append(first)
    answers: dict[str, Mapping[str, Mapping[str, Value]]] = {
        "scales": {f"scale {i}": values for i, values in enumerate(SCALES)},
        "split": {f"part {i}": values for i, values in enumerate(SPLIT)},
        **rows,
        "settings": {"language": {"value": words.language}, **rows.get("settings", {})},
    }
    tables = lay_out_tables(book, plan_form(declarations), words, answers if typed else None)
    states = _states(declarations, wanted)
    for table in tables:
        is_filled = table.sheet in filled
        book.sheet(table.sheet).state = "visible" if is_filled else states.get(table.table.section.key, "visible")
    first.widths = {0: 3, 1: 34, 2: 90}
    first.put(0, 1, words(_("Follow-up plan")), "title")
    first.put(
        1, 1, words(_("Here the region decides what is followed up, by whom and how.")), "instruction", wrap=False
    )
    for at, step in enumerate(STEPS, start=3):
        first.put(at, 1, words(step), "text", wrap=False)
    at = 4 + len(STEPS)
    shown = [table for table in tables if book.sheet(table.sheet).state == "visible"]
    first.put(at, 1, words(_("Sheets")), "heading")
    at = _list_sheets(first, at + 1, shown, words, linked=True)
    if hidden := [table for table in tables if table not in shown]:
        first.put(at + 1, 1, words(_("Hidden sheets")), "heading")
        first.put(at + 1, 2, words(HOW_TO_SHOW), "instruction")
        _list_sheets(first, at + 2, hidden, words, linked=False)
    return book


def _states(declarations: Sequence[SectionDeclaration], wanted: Collection[str]) -> Mapping[str, SheetState]:
    """Whether each sheet of the plan is seen, by its key: a sheet of several declarations where one of them is wanted."""
    hidden = {sheet.key: sheet.has(HiddenUntilWanted) for declaration in declarations for sheet in declaration.plan}
    wanted_sheets = {
        sheet.key for declaration in declarations if declaration.key in wanted for sheet in declaration.plan
    }
    folds = any(not sheet.has(OfDocumentsOnly) for of in declarations if of.key in wanted for sheet in of.plan)
    states: dict[str, SheetState] = {
        key: "visible" if key in wanted_sheets or not (seldom or folds) else "hidden" for key, seldom in hidden.items()
    }
    if folds:
        states |= {sheet.key: "hidden" for sheet in plan_sections(declarations) if sheet.has(SeldomFilledIn)}
    return states


def _list_sheets(first: Sheet, at: int, tables: Sequence[TableLayout], words: Words, linked: bool) -> int:
    """A line a sheet, with what it is for; a link to a hidden sheet would lead nowhere. Gives the line after them."""
    for table in tables:
        name = WorkbookLink(table.sheet, sheet=table.sheet) if linked else table.sheet
        first.put(at, 1, name, "link" if linked else "text")
        if table.table.section.intro is not None:
            first.put(at, 2, words(table.table.section.intro), "text")
        at += 1
    return at
