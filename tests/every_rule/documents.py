"""Rules of the sheets Dokument and Delar: the shared small plan with a document, and what the example says written in it."""

from __future__ import annotations

from tests.every_rule.case import Case, Do, quoted, rules
from tests.plans import PLAN
from tests.scoring.rounds import plan_findings
from tests.tables import plan_book, read_plan

DOCUMENT = "| lag | Lägesrapport | regionen | arbetsmaterial | summary.docx | |"
PART = "| lag | 1 | Läget | Styrmått | | | | | | tabell |"


def with_document(document: str = DOCUMENT, parts: str = PART) -> str:
    """The plan with a document, and its parts."""
    return f"""{PLAN}
## Dokument
| Id | Titel | För | Skede | Word-mall | Kräver |
{document}

## Delar
| Dokument | Nivå | Rubrik | Vad | Avser | Kolumner | Ordning | Grupp | Filter | Form |
{parts}
"""


def found_in(text: str) -> set[str]:
    """The rules that are found in a plan."""
    return rules(read_plan(plan_book(text))[1])


def with_part(cells: str) -> Do:
    """A part with the text of the example where the braces are."""
    return lambda example: found_in(with_document(parts=cells.format(_text(example))))


def _text(example: str) -> str:
    """What an example quotes, with the quotation marks that it has within it."""
    return example[example.index('"') + 1 : example.rindex('"')] if example.count('"') > 2 else quoted(example)[0]


def both(cells: str) -> Case:
    """The part with the text of each example."""
    return Case(with_part(cells), with_part(cells))


def with_template(example: str) -> set[str]:
    """The document made from the file of the example."""
    text = with_document(DOCUMENT.replace("summary.docx", quoted(example)[0]))
    return {finding["rule"] for finding in plan_findings(plan_book(text))}


def with_needs(example: str) -> set[str]:
    """The document needs the section of the example."""
    return found_in(with_document(DOCUMENT.removesuffix(" |") + f" {quoted(example)[0]} |"))


def with_id(example: str) -> set[str]:
    """The document has the id of the example."""
    return found_in(with_document().replace("| lag |", f"| {quoted(example)[0]} |"))


def without_parts(example: str) -> set[str]:
    """A second document, with or without a row on the sheet of parts."""
    other = DOCUMENT.replace("| lag |", "| annan |")
    parts = PART if "without" in example else f"{PART}\n{PART.replace('| lag |', '| annan |')}"
    return found_in(with_document(f"{DOCUMENT}\n{other}", parts))


def final_with(example: str) -> set[str]:
    """A final document with a second part, of the example."""
    part = PART.replace("Styrmått", quoted(example)[0])
    return found_in(with_document(DOCUMENT.replace("arbetsmaterial", "slutlig"), f"{PART}\n{part}"))


def of_people(masked: str) -> Do:
    """A final document of a table that counts people."""

    def do(_example: str) -> set[str]:
        final = DOCUMENT.replace("arbetsmaterial", "slutlig") + f" {masked} |"
        text = with_document(final, "| lag | 1 | Larm | larm | | | | | | tabell |")
        table = OWN_TABLE.format(title="Larm").replace("| Typ |", "| Typ | Räknar personer |")
        return found_in(
            text.replace("| Kräver |", "| Kräver | Maskerat |") + table.replace("| text |", "| antal | ja |")
        )

    return do


OWN_TABLE = """
## Tabeller
| Id | Titel | Rader |
| larm | {title} | fria |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ |
| larm | plats | Plats | svar | text |
"""


def with_table(title: str, parts: str) -> Do:
    """A plan with a table of its own and the document of these parts."""
    return lambda _example: found_in(with_document(parts=parts) + OWN_TABLE.format(title=title))


CASES = {
    "PART_UNKNOWN": both("| lag | 1 | Läget | {} | | | | | | |"),
    "PART_NEARLY_KNOWN": both("| lag | 1 | Läget | {} | | | | | | |"),
    "PART_SUBJECT_UNKNOWN": both("| lag | 1 | Läget | texter | {} | | | | | |"),
    "PART_COLUMN_UNKNOWN": both("| lag | 1 | Läget | Styrmått | | {} | | | | |"),
    "PART_COLUMN_NEARLY_KNOWN": both("| lag | 1 | Läget | Styrmått | | {} | | | | |"),
    "PART_FILTER_FAULTY": both("| lag | 1 | Läget | Styrmått | | | | | {} | |"),
    "PART_FORM_UNFIT": both("| lag | 1 | Läget | texter | bakgrund | | | | | {} |"),
    "PART_NEEDS_COLUMNS": both("| lag | 1 | Läget | Styrmått | | | | | | {} |"),
    "PART_DRAWS_WORDS": both("| lag | 1 | Läget | Strategiska åtgärder | | Åtgärd, Kommentar | | | | {} |"),
    "DOCUMENT_WITHOUT_PARTS": Case(without_parts, without_parts),
    "DOCUMENT_ID_TAKEN": Case(with_id, with_id),
    "DOCUMENT_TEMPLATE_UNKNOWN": Case(with_template, with_template),
    "DOCUMENT_NEEDS_UNKNOWN": Case(with_needs, with_needs),
    "DOCUMENT_NEEDS_NEARLY_KNOWN": Case(with_needs, with_needs),
    "HEADING_BRACE_UNKNOWN": both("| lag | 1 | {} | Styrmått | | | | | | |"),
    "FINAL_WITH_WORKING_PART": Case(final_with, final_with),
    "FINAL_NOT_MASKED": Case(of_people(""), of_people("alltid")),
    "TABLE_IN_NO_DOCUMENT": Case(
        with_table("Larm", PART), with_table("Larm", f"{PART}\n{PART.replace('Styrmått', 'planens egna tabeller')}")
    ),
    "TABLE_CALLED_AS_ANOTHER": Case(
        with_table("Ekonomi", f"{PART}\n| lag | 1 | Larm | larm | | | | | | tabell |"),
        with_table("Ekonomiskt utfall", f"{PART}\n| lag | 1 | Larm | larm | | | | | | tabell |"),
    ),
}
