"""An empty plan workbook, with instructions and what most regions need filled in already."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from followup.files.book import Book, Sheet, WorkbookLink
from followup.files.names import sheet_name
from followup.form.form import IDENTITY_NAME, Identity
from followup.form.layout.layout import PrefilledAnswers, lay_out_tables
from followup.form.section import SectionDeclaration, SectionsOfPlan
from followup.form.values import Value
from followup.locale import Words, _, literal
from followup.plan.load import plan_form

STEPS = (
    _("1. Follow-up: which region, which occasion, which period, which deadline."),
    _("2. Units: the region, its divisions and what else answers; yes for those that get a template."),
    _("3. Goal structure: your perspectives, goals and success factors, in your own words."),
    _("4. Measures: every measure with its target as it was decided, and who answers for it."),
    _("5. Production, waiting times and actions: only those that you follow up. A section without rows is left out."),
    _("6. Save, then check with: followup plan check. Each fault is told with its cell."),
    _("7. Make the templates with: followup template. Put what comes back in the folder inbox, then: followup merge."),
)
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
) -> Book:
    """Instructions first, then every sheet of the plan with its help. ``typed`` False leaves even the scales empty; ``rows``
    are typed besides, by sheet. ``wanted`` are the keys of the declarations whose sheets are shown from the start.
    """
    book = Book(words(_("Follow-up plan")), language=words.language)
    book.properties = {IDENTITY_NAME: str(Identity("", "", "", "", "plan"))}
    first = Sheet(sheet_name(words(_("Read me"))), landscape=False)
    book.sheets.append(first)
    answers: dict[str, Mapping[str, Mapping[str, Value]]] = {
        "scales": {f"scale {i}": values for i, values in enumerate(SCALES)},
        "split": {f"part {i}": values for i, values in enumerate(SPLIT)},
        "settings": {"language": {"value": words.language}},
        **rows,
    }
    tables = lay_out_tables(book, plan_form(declarations), words, answers if typed else None)
    first.widths = {0: 3, 1: 34, 2: 90}
    first.put(0, 1, words(_("Follow-up plan")), "title")
    first.put(
        1, 1, words(_("Here the region decides what is followed up, by whom and how.")), "instruction", wrap=False
    )
    for at, step in enumerate(STEPS, start=3):
        first.put(at, 1, words(step), "text", wrap=False)
    at = 4 + len(STEPS)
    first.put(at, 1, words(_("Sheets")), "heading")
    shown = {sheet for of in declarations if isinstance(of, SectionsOfPlan) and of.key in wanted for sheet in of.plan}
    for table in tables:
        at += 1
        if table.table.section in shown:
            book.sheet(table.sheet).state = "visible"
        if book.sheet(table.sheet).state != "visible":  # a link would lead nowhere
            first.put(at, 1, words(_("{sheet} (hidden to begin with)", sheet=literal(table.sheet))), "text")
        else:
            first.put(at, 1, WorkbookLink(table.sheet, sheet=table.sheet), "link")
        if table.table.section.intro is not None:
            first.put(at, 2, words(table.table.section.intro), "text")
    return book
