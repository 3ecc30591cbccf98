"""What has been confirmed of lists before, as lines of a plain file: the next list of the same titles asks nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from followup.frozen import frozen
from followup.plan.importing.list_table import ListTable
from followup.plan.importing.mapping import LEFT_OUT, ColumnMapping, field_key, said_title

COLUMNS = ("list", "titles", "kind", "from", "to")
OF_COLUMN, OF_NAME, OF_EVERY_ROW = "column", "name", "every row"


@frozen
class Answers:
    """What somebody has said of a list: ``columns`` are keys of the plan's columns by titles, ``names`` ids by names,
    ``usual`` what every row gets in a column; ``has_all`` that nothing of it is left to ask.
    """

    columns: Mapping[str, str]
    names: Mapping[str, str]
    usual: Mapping[str, str]
    has_all: bool = False


NOTHING_SAID = Answers({}, {}, {})


def layout_of(tables: Iterable[ListTable]) -> str:
    """What tells one layout of a list from another: its titles, in the order of letters."""
    return " | ".join(sorted({said_title(texts[0]) for table in tables for texts in table.titles.values()}))


def answers_in(text: str, name: str, layout: str) -> Answers:
    """What was confirmed of a list of that name and layout; names hold for every layout."""
    found: dict[str, dict[str, str]] = {OF_COLUMN: {}, OF_NAME: {}, OF_EVERY_ROW: {}}
    for line in _lines(text):
        if line["list"] == name and line["kind"] in found and (line["titles"] == layout or line["kind"] == OF_NAME):
            found[line["kind"]][line["from"]] = line["to"]
    return Answers(found[OF_COLUMN], found[OF_NAME], found[OF_EVERY_ROW], has_all=bool(found[OF_COLUMN]))


def titles_said(text: str, name: str) -> dict[str, str]:
    """The keys of the plan's columns by the titles that were confirmed of any layout of such a list."""
    columns = [line for line in _lines(text) if line["list"] == name and line["kind"] == OF_COLUMN]
    return {line["from"]: field_key(line["to"]) for line in columns if line["to"] != LEFT_OUT}


def with_answers(text: str, name: str, layout: str, answers: Answers) -> str:
    """The file with these answers instead of those of the same layout."""
    kept = [
        line
        for line in _lines(text)
        if line["list"] != name
        or (line["titles"] != layout and not (line["kind"] == OF_NAME and line["from"] in answers.names))
    ]
    for kind, said in ((OF_COLUMN, answers.columns), (OF_NAME, answers.names), (OF_EVERY_ROW, answers.usual)):
        kept += [dict(zip(COLUMNS, (name, layout, kind, one, other), strict=True)) for one, other in said.items()]
    file = StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS, delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(kept)
    return file.getvalue()


def said_columns(tables: Sequence[tuple[ListTable, ColumnMapping]]) -> dict[str, str]:
    """The keys of the plan's columns by the titles of every table, as they were confirmed."""
    return {
        said_title(table.titles[at][0]): mapped.said
        for table, mapping in tables
        for at, mapped in mapping.items()
        if not mapped.names
    }


def _lines(text: str) -> list[dict[str, str]]:
    """The lines of the file that are whole; what a person has written otherwise there is passed over."""
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    return [line for line in reader if all(isinstance(line.get(column), str) for column in COLUMNS)]
