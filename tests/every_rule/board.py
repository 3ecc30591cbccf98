"""Rules of revisions of the plan, and of what is handed in for the board: control, agreements, texts, attachments."""

from __future__ import annotations

import functools
import re

from followup.plan.attachments import attachments_with
from followup.plan.decisions.text_order import TextPlacing, placings_without_effect
from tests.every_rule.case import Case, literal, quoted, rules, same
from tests.house import Place, Plan
from tests.plans import PLAN
from tests.returns.test_older_plan import template_of
from tests.revision.test_revising import KARIES, revised, with_changes, with_column
from tests.round.rounds_of_files import collected
from tests.sections.test_board_sections import SHEETS, TEXT
from tests.tables import plan_book, read_plan

NAME = "Division Nord T1 2022"


@functools.cache
def board_plan() -> Plan:
    """The shared plan with what is handed in for the board."""
    return read_plan(plan_book(TEXT))[0]


def handed_in(table: str) -> set[str]:
    """The rules found in the north's answers."""
    return rules(collected(template_of(board_plan(), NAME, table), by=board_plan()).findings)


def control(
    assessed: str, shortcoming: str = "", measure: str = "", result: str = "", moment: str = "Rutiner"
) -> set[str]:
    """One control item answered."""
    titles = "| Kontrollmoment | Resultat av kontrollen | Bedömning av kontrollen | Brist | Vidtagen åtgärd |"
    return handed_in(f"## Internkontroll\n{titles}\n| {moment} | {result} | {assessed} | {shortcoming} | {measure} |")


def shortcoming(example: str) -> set[str]:
    """Assessed as the example says, with the shortcoming that it quotes."""
    assessed, *text = quoted(example)
    return control(assessed, *text)


def measure(example: str) -> set[str]:
    """A shortcoming, and what is done about it where the example says it."""
    text = quoted(example)[0]
    return control("brist", "Fyra saknas", text if example.startswith("the same") else "")


def control_done(example: str) -> set[str]:
    """The item whose last day has passed, not done; with a result or without."""
    why = "" if "nothing" in example else "Kontrollanten var sjuk; den görs i maj."
    return control("inte genomförd", result=why, moment="Bisysslor")


def text(title: str, body: str) -> set[str]:
    """A text under a heading."""
    head = "## Texter till rapporten\n| Rubrik | Nr | Titel | Under texten före | Text |"
    return handed_in(f"{head}\n| Aktuella händelser | 1 | {title} | | {body} |")


def titled(example: str) -> set[str]:
    """Title and text, as far as the example has them."""
    body = "" if "no text" in example else "Kön blev kortare. Fler bokar själva."
    return text("" if "no title" in example else (quoted(example) or ["Öppen tidbok"])[0], body)


def amount(example: str) -> set[str]:
    """The amount as the state's share of this year."""
    written = example.strip(".").replace(", with an increase of", ", ökning med")
    return rules(
        read_plan(plan_book(TEXT.replace("1,4 mkr, ökning med 529 mkr", written).replace("trettio", "30 mkr")))[1]
    )


def attached(is_there: bool) -> set[str]:
    """The plan's attachments, and the folder with all of them or with none."""
    files = {"Mars på året.pdf": 2, "April.pdf": 1} if is_there else {}
    return rules(attachments_with(board_plan(), files)[1])


def placed(example: str) -> set[str]:
    """The first text that the example quotes is given a place; there is one text."""
    decided = TextPlacing(quoted(example)[0], "", None, True, Place("decisions.xlsx"))
    return rules(list(placings_without_effect([decided], [("nord", ("Öppen tidbok ökade flödet",))])))


def between(new: str, old: str = PLAN) -> set[str]:
    """What is found when one plan follows the other."""
    return rules(revised(new, old).findings)


def renamed(example: str) -> set[str]:
    """The measure by the first id that the example quotes before, and by the last one after."""
    ids = quoted(example)
    return between(*(PLAN.replace("| karies |", f"| {id_} |") for id_ in (ids[-1], ids[0])))


def rounds(**columns: str) -> set[str]:
    """First and last round of a measure."""
    plan = PLAN
    for title, value in columns.items():
        plan = with_column(title.replace("_", " "), plan, karies=value)
    return rules(read_plan(plan_book(plan))[1])


def from_to(example: str) -> set[str]:
    """``valid from T2 2020, valid to T1 2020``."""
    first, last = re.findall(r"T\d \d{4}", example)
    return rounds(Gäller_från=first, Gäller_till=last)


def goal_struck(example: str) -> set[str]:
    """A goal that is struck, and what the example says of the measure under it; the action is struck too."""
    last = re.findall(r"T\d \d{4}", example)[0]
    plan = with_column("Gäller till", PLAN, "Målstruktur", ramar=last)
    plan = with_column("Gäller till", plan, "Åtgärder", hyr=last)
    last_round = "" if "has no last occasion" in example else last
    return rules(read_plan(plan_book(with_column("Gäller till", plan, budget=last_round)))[1])


STRUCK = with_column("Gäller till", PLAN, karies="T1 2021")
REASON = "| vår | karies | stryks | Kan inte mätas. | var | |"
CASES = {
    "SHORTCOMING_NOT_DESCRIBED": same(shortcoming),
    "SHORTCOMING_WITHOUT_MEASURE": same(measure),
    "CONTROL_NOT_DONE": same(control_done),
    "SCALE_MISSING": Case(
        lambda _example: rules(read_plan(plan_book(PLAN + SHEETS))[1]),
        lambda _example: rules(read_plan(plan_book(TEXT))[1]),
    ),
    "TEXT_WITHOUT_TITLE": same(titled),
    "TITLE_WITHOUT_TEXT": same(titled),
    "AMOUNT_IMPLAUSIBLE": same(amount),
    "AMOUNT_NOT_UNDERSTOOD": same(amount),
    "ATTACHMENT_MISSING": Case(lambda _example: attached(False), lambda _example: attached(True)),
    "NO_SUCH_TEXT": same(placed),
    "CHANGE_WITHOUT_REASON": Case(
        lambda _example: between(STRUCK), lambda _example: between(with_changes(STRUCK, REASON))
    ),
    "REASON_WITHOUT_CHANGE": Case(
        lambda _example: between(with_changes(PLAN, REASON)), lambda _example: between(with_changes(STRUCK, REASON))
    ),
    "HISTORY_IS_LOST": Case(lambda _example: between(PLAN.replace(KARIES, "")), lambda _example: between(STRUCK)),
    "SAME_UNDER_NEW_ID": same(renamed),
    "ROUND_WITHOUT_YEAR": literal(lambda example: rounds(Gäller_från=example)),
    "VALID_BACKWARDS": same(from_to),
    "UNDER_WHAT_IS_STRUCK": same(goal_struck),
}
