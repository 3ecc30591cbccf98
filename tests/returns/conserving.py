"""The conservation law as a judge: each cell that people filled in was taken over where it belongs, or is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.house import Finding, Plan, Raw, Submission, reader_of
from tests.returns.perturbations import perturbed
from tests.returns.workbook_model import EVERY_SECTION, Cell, Model, Page, Tag, is_answered, look

Spot = tuple[str, int, int]
WHOLE_ROW, WHOLE_TABLE, WHOLE_SHEETS = "row-twice", "table-twice", ("sheet-of-another-unit", "strange-sheet")


@dataclass
class Judged:
    """Counts of what was filled in, and a line for each fault."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def judge(model: Model, submission: Submission | None, findings: Sequence[Finding]) -> Judged:
    """What became of each cell that people filled in."""
    judged = Judged()
    if submission is None:
        followed = (cell.followed for page in model.pages for cell in page.cells.values())
        judged.counts["refused with the file"] += sum(followed)
        judged.faults += [] if findings else ["refused without a finding"]
        return judged
    if submission.filled != submission.read + submission.refused:
        judged.faults.append(f"filled {submission.filled} != {submission.read} + {submission.refused}")
    places = _places(submission)
    report = Mentions.of(model, places, findings)
    for page in model.visible():
        for (row, column), cell in page.cells.items():
            if cell.followed:
                judged.counts["filled in"] += 1
                spot = (page.name, row, column)
                fate = _fate(cell, spot, places.get(spot), report, model, page)
                judged.counts[fate] += 1
                if fate in FAULTS:
                    judged.faults.append(f"{fate} {spot} {cell} {places.get(spot)}")
        for place in page.comments:
            if (page.name, *place) not in report.cells:
                judged.faults.append(f"comment lost {page.name} {place}")
    return judged


Read = tuple[str, str, str, bool, bool, object]
"""Section, row and column that a cell was read as, whether it was taken over, whether it was one to write in, and the value
that the row has there.
"""

FAULTS = ("lost", "wrong place")


@dataclass(frozen=True)
class Mentions:
    """What the findings name: cells, and rules of whole rows (or -1) of a sheet. ``accounted`` are the answers of
    which one cell at least was taken over or named by itself: the others are copies of it. ``answers`` are answers taken
    over: a copy that says the same of the same row and column holds nothing more."""

    cells: set[Spot]
    wide: set[tuple[str, str, int]]
    accounted: set[int]
    answers: set[tuple[str, str, str, Raw]]

    @staticmethod
    def of(model: Model, places: Mapping[Spot, Read], findings: Sequence[Finding]) -> Mentions:
        """From the findings of one workbook."""
        taken = {spot for spot, place in places.items() if place[3]}
        raws = {(page.name, *place): cell.raw for page in model.pages for place, cell in page.cells.items()}
        answers = {(*places[spot][:3], raws[spot]) for spot in taken if spot in raws}
        cells = {(finding.place.sheet, finding.place.row, finding.place.column) for finding in findings}
        wide = {(finding.rule, finding.place.sheet, row) for finding in findings for row in (finding.place.row, -1)}
        accounted = {
            cell.tag.number
            for page in model.pages
            for place, cell in page.cells.items()
            if cell.tag is not None and cell.followed and (page.name, *place) in taken | cells
        }
        return Mentions(cells, wide, accounted, answers)


def _fate(cell: Cell, spot: Spot, place: Read | None, mentions: Mentions, model: Model, page: Page) -> str:
    assert cell.tag is not None
    if place is not None and place[3]:
        return _fate_of_taken(cell.tag, spot, place, model, page)
    if spot in mentions.cells:
        return "named"
    if any((rule, page.name, -1) in mentions.wide for rule in WHOLE_SHEETS):
        return "named with their sheet"
    copied = (WHOLE_ROW, page.name, spot[1]) in mentions.wide or (WHOLE_TABLE, page.name, -1) in mentions.wide
    rows = {row for section, row, column, raw in mentions.answers if (section, column, raw) == _said_by(cell)}
    same = bool(rows) and cell.tag.row in {*rows, ""}
    if copied and (same or cell.tag.number in mentions.accounted):
        return "named with their copy"
    if cell.formula and place is not None and not place[4]:
        return "a formula where a formula was"
    if place is not None and not place[4] and place[5] == cell.raw and cell.tag.number in mentions.accounted:
        return "a copy where the same is worked out"
    return "lost"


def _said_by(cell: Cell) -> tuple[str, str, Raw]:
    return (cell.tag.section, cell.tag.column, cell.raw) if cell.tag is not None else ("", "", cell.raw)


def _fate_of_taken(tag: Tag, spot: Spot, place: Read, model: Model, page: Page) -> str:
    section, row, column = place[:3]
    if tag.kind == "note":
        return "taken over as typed"
    if (tag.section, tag.column) == (section, column):
        if tag.row in (row, ""):
            return "taken over"
        looks = dict(model.looks[section])
        if looks.get(tag.row) == looks.get(row) and _rows_in_order(model, page).get(spot[1]) == row:
            return "taken over on a row that looks the same"
    if _without_a_trace(page, tag, spot, place):
        return "taken over by its key where nothing shows that it was moved"
    return "wrong place"


def _places(submission: Submission) -> dict[Spot, Read]:
    """The cells that were read, and as what."""
    places: dict[Spot, Read] = {}
    for table in submission.form.tables:
        for row in submission.tables.get(table.section.key, ()):
            for column in table.columns:
                if column.key in row.cells:
                    asked = is_answered(table, row.row, column)
                    taken = asked and row[column.key] is not None and column.key not in row.refused
                    spot = (row.origin.sheet, *row.cells[column.key])
                    if taken or spot not in places:
                        places[spot] = (table.section.key, row.row.key, column.key, taken, asked, row[column.key])
    return places


def _rows_in_order(model: Model, page: Page) -> dict[int, str]:
    """The rows by where they stand, in tables where all rows look as they were laid out, one after the other.

    Two rows with the same labels and figures may have changed places there without a trace: then what a person sees
    beside a label is that row's.
    """
    alike: dict[int, str] = {}
    for section, looks in model.looks.items():
        columns = {page.title_at(at, section): at for at in page.columns_of(section)}
        rows = [row for row in page.rows_of(section) if page.label_at(row, section) is not None]
        tags = {
            cell.tag.column: place[1]
            for place, cell in page.cells.items()
            if cell.tag and cell.tag.section == section and cell.tag.kind in ("label", "figure")
        }
        seen = []
        order = [columns.get(key, tags.get(key, -1)) for key in model.looked_at[section]]
        for row in rows:
            seen.append(look(page, row, order))
        if seen == [look for _key, look in looks][: len(seen)] and len(seen) == len(looks):
            alike |= {row: key for row, (key, _look) in zip(rows, looks, strict=True)}
    return alike


def _without_a_trace(page: Page, tag: Tag, spot: Spot, place: Read) -> bool:
    """Whether only the keys are left to tell by: the label, or the title, is gone, and no other stands by another key."""
    section, row, column = place[:3]
    tags = [(at, cell.tag) for at, cell in page.cells.items() if cell.tag is not None and cell.tag.section == section]
    labels = [(at, each) for at, each in tags if each.kind == "label"]
    titles = [(at, each) for at, each in tags if each.kind == "title"]
    by_row = tag.row in (row, "") or (
        row in _raws(page, row=spot[1])
        and all(at[0] != spot[1] and each.row in _raws(page, row=at[0]) for at, each in labels)
    )
    by_column = tag.column == column or (
        column in _raws(page, column=spot[2])
        and all(at[1] != spot[2] and each.column in _raws(page, column=at[1]) for at, each in titles)
    )
    return tag.section == section and by_row and by_column


def _raws(page: Page, row: int = -1, column: int = -1) -> set[Raw]:
    """What stands in a row or a column."""
    return {cell.raw for at, cell in page.cells.items() if row in (at[0], -1) and column in (at[1], -1)}


def run(first: int, count: int, read_by: Plan | None = None) -> tuple[Counter[str], list[str]]:
    """Many cases, by their seeds; what became of everything, and the faults. Every other is of a second round.

    ``read_by``: a plan to read all of them by, instead of that they were made from.
    """
    counts: Counter[str] = Counter()
    faults = []
    for seed in range(first, first + count):
        names: list[str] = []
        model = perturbed(Random(seed), names, second_round=read_by is None and seed % 2 == 1)
        try:
            judged = judge(model, *reader_of(read_by or model.plan, EVERY_SECTION).read(model.received()))
        except Exception as error:  # no workbook may make the reader fail
            judged = Judged(faults=[f"raised {error!r}"])
        counts += judged.counts
        counts["cases"] += 1
        if judged.faults:
            faults.append(f"{seed}: {', '.join(names)}\n   " + "\n   ".join(judged.faults[:4]))
    return counts, faults
