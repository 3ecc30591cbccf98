"""How units explained what looked unusual in an earlier round: from what its record keeps of findings and answers."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import field
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from followup.frozen import frozen
from followup.history.past_facts import BESIDE_THE_ROUND, TableLines, facts_in
from followup.history.record import FINDINGS, index_in, text_as_written

ACKNOWLEDGED = "info"
"""The severity of a warning that the unit has explained, as findings are kept."""


class Explained(NamedTuple):
    """What was explained: a figure of a unit's row in a column (with its part), and by which rule it was unusual."""

    unit: str
    section: str
    row: str
    column: str
    rule: str


@frozen
class Explanations:
    """Of a ``round``: what was explained, and what the units wrote on those rows by (unit, section, row, column)."""

    round: str = ""
    explained: Collection[Explained] = ()
    texts: Mapping[tuple[str, str, str, str], str] = field(default_factory=dict)

    def under(self, ids: Mapping[str, str]) -> Explanations:
        """The same of units under the ids that they have now, by those that they had."""
        explained = {line._replace(unit=ids[line.unit]) for line in self.explained}
        texts = {(ids[unit], section, row, column): text for (unit, section, row, column), text in self.texts.items()}
        return Explanations(self.round, explained, texts)


NO_EXPLANATIONS = Explanations()


def explanations_in(folder: Path, rules: Collection[str], units: Mapping[str, str]) -> Explanations:
    """What some units, names by id, explained of what these rules found in the round of a record.

    None where a file of it is not as it was written: the record is told of where its figures are read.
    """
    index = index_in(folder)
    if index is None or FINDINGS not in index.files:
        return NO_EXPLANATIONS
    acknowledged = _acknowledged(text_as_written(folder / FINDINGS, index.files[FINDINGS]), rules, set(units.values()))
    facts = facts_in(folder)[0] if acknowledged else None
    if facts is None:
        return NO_EXPLANATIONS
    names = {f",{unit},".encode() for unit in units}
    titles, *lines = TableLines.of(facts.text.encode())
    of_units = b"\n".join([titles, *(line for line in lines if any(name in line for name in names))]).decode()
    explained: set[Explained] = set()
    texts: dict[tuple[str, str, str, str], str] = {}
    for line in csv.DictReader(StringIO(of_units, newline="")):
        if line["kind"] in BESIDE_THE_ROUND or line["scale"]:
            continue
        column = ".".join(filter(None, (line["column"], line["part"])))
        for rule in acknowledged.get((line["unit_name"], line["sheet"], line["cell"]), ()):
            explained.add(Explained(line["unit"], line["section"], line["row"], column, rule))
        if line["text"]:
            texts[line["unit"], line["section"], line["row"], column] = line["text"]
    return Explanations(index.round, explained, texts)


def _acknowledged(text: str, rules: Collection[str], units: Collection[str]) -> Mapping[tuple[str, str, str], set[str]]:
    """The rules that were acknowledged by unit, sheet and cell."""
    acknowledged: dict[tuple[str, str, str], set[str]] = {}
    for line in csv.DictReader(StringIO(text, newline="")):
        if line["severity"] == ACKNOWLEDGED and line["rule"] in rules and line["unit"] in units:
            acknowledged.setdefault((line["unit"], line["sheet"], line["cell"]), set()).add(line["rule"])
    return acknowledged
