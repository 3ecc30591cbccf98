"""What people and programs do to a workbook, one function each, at random places. Tags move along with the cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.house import ErrorValue, Uncalculated
from tests.returns.workbook_model import Cell, Model, Page, Tag, base
from tests.tables import IDENTITY_NAME, IDENTITY_SHEET

Perturb = Callable[[Random, Model], None]
Spot = tuple[int, int]


def _page(rng: Random, model: Model) -> Page:
    """A sheet that people see, most often one with a table on it, and often the same as before."""
    pages = model.visible()
    same = [page for page in pages if model.focus in page.sections()]
    if same and rng.random() < 0.7:
        return rng.choice(same)
    return rng.choice([page for page in pages if page.sections()] or pages)


def _table(rng: Random, model: Model) -> tuple[Page, str]:
    """A table, by its section; an empty text where the sheet has none left."""
    page = _page(rng, model)
    return page, rng.choice(page.sections() or [""])


def _extent(page: Page) -> Spot:
    rows, columns = zip(*page.cells, strict=True) if page.cells else ((0,), (0,))
    return max(rows), max(columns)


def _moved(page: Page, where: Callable[[Spot], Spot | None]) -> None:
    """Every cell to another place; None deletes it."""
    places = {place: where(place) for place in page.cells}
    page.cells = {new: page.cells[old] for old, new in places.items() if new is not None}
    page.merged = []


# ------------------------------------------------------------------------------------------------- rows and columns


def insert_rows(rng: Random, model: Model) -> None:
    page = _page(rng, model)
    at, count = rng.randint(0, _extent(page)[0] + 1), rng.randint(1, 3)
    _moved(page, lambda place: (place[0] + count * (place[0] >= at), place[1]))


def insert_columns(rng: Random, model: Model) -> None:
    page = _page(rng, model)
    at, count = rng.randint(0, _extent(page)[1] + 1), rng.randint(1, 2)
    _moved(page, lambda place: (place[0], place[1] + count * (place[1] >= at)))


def delete_rows(rng: Random, model: Model) -> None:
    page = _page(rng, model)
    at, count = rng.randint(0, _extent(page)[0]), rng.choice((1, 1, 1, 2, 4))
    _moved(page, lambda place: None if at <= place[0] < at + count else (place[0] - count * (place[0] >= at), place[1]))


def delete_columns(rng: Random, model: Model) -> None:
    page = _page(rng, model)
    at = rng.randint(0, _extent(page)[1])
    _moved(page, lambda place: None if place[1] == at else (place[0], place[1] - (place[1] > at)))


def _reordered(count: int, old: int, new: int) -> dict[int, int]:
    """Where each of a row of places goes when one is cut out and put in elsewhere."""
    order = list(range(count))
    order.insert(new, order.pop(old))
    return {was: now for now, was in enumerate(order)}


def move_rows(rng: Random, model: Model) -> None:
    page = _page(rng, model)
    count = _extent(page)[0] + 1
    to = _reordered(count, rng.randrange(count), rng.randrange(count))
    _moved(page, lambda place: (to[place[0]], place[1]))


def move_columns(rng: Random, model: Model) -> None:
    page = _page(rng, model)
    count = _extent(page)[1] + 1
    to = _reordered(count, rng.randrange(count), rng.randrange(count))
    _moved(page, lambda place: (place[0], to[place[1]]))


def copy_row(rng: Random, model: Model) -> None:
    """A whole row, or only what is seen of it, to the end of the sheet or in between."""
    page, section = _table(rng, model)
    rows = page.rows_of(section)
    if not rows:
        return
    at, first = rng.choice(rows), rng.choice((0, 0, 1))
    copies = {place[1]: replace(cell) for place, cell in page.cells.items() if place[0] == at and place[1] >= first}
    to = _extent(page)[0] + 1 if rng.random() < 0.5 else rng.choice(rows)
    _moved(page, lambda place: (place[0] + (place[0] >= to), place[1]))
    page.cells |= {(to, column): cell for column, cell in copies.items()}


def copy_column(rng: Random, model: Model) -> None:
    page = _page(rng, model)
    height, width = _extent(page)
    at, to = rng.randint(0, width), rng.randint(1, width + 2)
    first = rng.choice((0, 0, rng.randint(0, height)))
    copies = {place[0]: replace(cell) for place, cell in page.cells.items() if place[1] == at and place[0] >= first}
    _moved(page, lambda place: (place[0], place[1] + (place[1] >= to)))
    page.cells |= {(row, to): cell for row, cell in copies.items()}


# ------------------------------------------------------------------------------------------- sorting and moving blocks


def sort_rows(rng: Random, model: Model) -> None:
    """The rows of a table, or some of them; with the keys, without them, or only some columns.

    Not those of the first sheet: it is protected, and Excel refuses to sort cells that are locked.
    """
    page, section = _table(rng, model)
    rows, columns = page.rows_of(section), page.columns_of(section)
    if len(rows) < 2 or page is model.pages[0]:
        return
    first, last = sorted(rng.sample(range(rows[0], rows[-1] + 1), 2)) if rng.random() < 0.4 else (rows[0], rows[-1])
    left, right = columns[0] - 1, columns[-1]
    kind = rng.random()
    if kind < 0.45:
        left = columns[0]
    elif kind > 0.8:
        left, right = sorted((rng.randint(left, right), rng.randint(left, right)))
    block = range(first, last + 1)
    order = list(block)
    rng.shuffle(order)
    _rearranged(page, dict(zip(block, order, strict=True)), {}, (first, last), (left, right))
    _as_seen(page, section, (first, last), (left, right))


def move_columns_without_keys(rng: Random, model: Model) -> None:
    """The columns of a table from the titles down: what is hidden above them stays."""
    page, section = _table(rng, model)
    heads = [
        row
        for (row, _at), cell in page.cells.items()
        if cell.tag and cell.tag.kind == "title" and cell.tag.section == section
    ]
    rows, columns = page.rows_of(section), page.columns_of(section)
    if not heads or not rows or len(columns) < 2 or min(heads) > rows[-1]:
        return
    order = list(columns)
    one, other = rng.sample(range(len(order)), 2)
    order.insert(other, order.pop(one))
    _rearranged(page, {}, dict(zip(columns, order, strict=True)), (min(heads), rows[-1]), (columns[0], columns[-1]))


def _rearranged(page: Page, rows: dict[int, int], columns: dict[int, int], height: Spot, width: Spot) -> None:
    def where(place: Spot) -> Spot:
        if height[0] <= place[0] <= height[1] and width[0] <= place[1] <= width[1]:
            return rows.get(place[0], place[0]), columns.get(place[1], place[1])
        return place

    _moved(page, where)


def _as_seen(page: Page, section: str, height: Spot, width: Spot) -> None:
    """An answer that was parted from its label is from now on the answer of the row that it stands on."""
    labels = [at for at in page.columns_of(section) if _is_label_column(page, at, section)]
    moved = [width[0] <= at <= width[1] for at in labels]
    if not labels:
        return
    for (row, at), cell in page.cells.items():
        inside = width[0] <= at <= width[1]
        if height[0] <= row <= height[1] and cell.tag and cell.tag.kind == "answer" and cell.tag.row:
            if all(move == inside for move in moved):
                continue
            seen = page.label_at(row, section)
            belongs = any(move != inside for move in moved) and len(set(moved)) == 1
            cell.tag = replace(cell.tag, row=seen) if seen and belongs else Tag("note", cell.tag.number)


def _is_label_column(page: Page, at: int, section: str) -> bool:
    tags = (cell.tag for place, cell in page.cells.items() if place[1] == at and cell.tag is not None)
    return any(tag.kind == "label" and tag.section == section for tag in tags)


def shift_cells_down(rng: Random, model: Model) -> None:
    """Cells inserted in the columns that people see: the hidden keys stay where they are."""
    page, section = _table(rng, model)
    rows, columns = page.rows_of(section), page.columns_of(section)
    if rows:
        at = rng.choice(rows)
        _moved(page, lambda place: (place[0] + (place[0] >= at and place[1] >= columns[0]), place[1]))


def cut_and_paste_answers(rng: Random, model: Model) -> None:
    """A block of answers to another place: there they are that place's, by the person's own will."""
    page, section = _table(rng, model)
    rows, columns = page.rows_of(section), page.columns_of(section)
    answers = [
        place
        for place, cell in page.cells.items()
        if cell.tag and cell.tag.kind == "answer" and cell.tag.section == section
    ]
    if not answers:
        return
    (row, column), height = rng.choice(answers), rng.randint(1, 3)
    down, aside = rng.randint(rows[0], rows[-1] + 1) - row, rng.choice((0, 0, 0, rng.choice(columns) - column))
    block = [(row + i, column) for i in range(height) if (row + i, column) in answers]
    taken = {place: page.cells.pop(place) for place in block}
    for (at_row, at_column), cell in taken.items():
        place = at_row + down, at_column + aside
        assert cell.tag is not None
        label, title = page.label_at(place[0], section), page.title_at(place[1], section)
        listed = not cell.tag.row
        known = title is not None and (label is not None or listed) and not _is_ours(page.cells.get(place))
        tag = replace(cell.tag, row=label or "", column=title) if known and title else Tag("note", cell.tag.number)
        same = place in page.cells and _is_ours(page.cells[place]) and page.cells[place].raw == cell.raw
        page.cells[place] = page.cells[place] if same else replace(cell, tag=tag)


def _is_ours(cell: Cell | None) -> bool:
    return cell is not None and not cell.followed


# ---------------------------------------------------------------------------------------------------------- whole sheets


def rename_sheet(rng: Random, model: Model) -> None:
    page = _page(rng, model)
    old, page.name = page.name, f"Blad {rng.randrange(1000)}"
    while sum(item.name == page.name for item in model.pages) > 1:
        page.name += "x"
    model.names = {name: text.replace(f"{old}!", f"'{page.name}'!") for name, text in model.names.items()}


def reorder_sheets(rng: Random, model: Model) -> None:
    rng.shuffle(model.pages)


def delete_sheet(rng: Random, model: Model) -> None:
    model.pages.remove(_page(rng, model))


def copy_sheet(rng: Random, model: Model) -> None:
    page = _page(rng, model)
    model.pages.insert(rng.randint(0, len(model.pages)), page.copy(_new_name(model, page.name)))


def _new_name(model: Model, name: str) -> str:
    number = 2
    while any(page.name == f"{name} ({number})" for page in model.pages):
        number += 1
    return f"{name} ({number})"


def copy_sheet_to_a_new_workbook(rng: Random, model: Model) -> None:
    model.pages = [_page(rng, model)]
    model.properties, model.names = {}, {}


def paste_a_sheet_of_another_unit(rng: Random, model: Model) -> None:
    other = rng.choice([page for page in base("syd").copy().pages if page.sections()])
    page = other.copy(_new_name(model, other.name))
    page.foreign = True
    for cell in page.cells.values():
        model.last += 1
        cell.tag = Tag("note", model.last) if cell.followed else None
    model.pages.insert(rng.randint(0, len(model.pages)), page)


def add_a_sheet_of_notes(rng: Random, model: Model) -> None:
    cells = {(rng.randint(0, 9), rng.randint(0, 5)): model.note(rng) for _i in range(4)}
    model.pages.append(Page(_new_name(model, "Anteckningar"), cells))


# ---------------------------------------------------------------------------------------------------- titles and labels


def _retype(rng: Random, model: Model, kind: str) -> None:
    page, section = _table(rng, model)
    cells = [cell for cell in page.cells.values() if cell.tag and cell.tag.kind == kind and cell.tag.section == section]
    if not cells:
        return
    cell, other = rng.choice(cells), rng.choice(cells)
    if rng.random() < 0.15 and kind == "label":
        cell.raw = other.raw
        return
    note = model.note(rng)
    cell.raw, cell.tag, cell.formula = note.raw, note.tag, False


def retype_a_title(rng: Random, model: Model) -> None:
    _retype(rng, model, "title")


def retype_a_label(rng: Random, model: Model) -> None:
    _retype(rng, model, "label")


def retype_a_figure(rng: Random, model: Model) -> None:
    _retype(rng, model, "figure")


# -------------------------------------------------------------------------------------------------------- what is hidden


def _marks(page: Page) -> list[Spot]:
    return [
        place
        for place, cell in page.cells.items()
        if isinstance(cell.raw, str) and cell.raw.startswith("#") and cell.tag is None
    ]


def lose_a_mark(rng: Random, model: Model) -> None:
    page = _page(rng, model)
    if marks := _marks(page):
        del page.cells[rng.choice(marks)]


def lose_key_rows(rng: Random, model: Model) -> None:
    """The hidden rows of a sheet are deleted, or emptied, mark and all."""
    page = _page(rng, model)
    rows = sorted({row for row, _column in _marks(page)}, reverse=True)
    for row in rows:
        page.cells = {place: cell for place, cell in page.cells.items() if place[0] != row}
        if rng.random() < 0.5:
            _moved(page, lambda place, row=row: (place[0] - (place[0] > row), place[1]))  # type: ignore[misc]


def lose_key_column(rng: Random, model: Model) -> None:
    """The hidden column is deleted, or emptied, marks and all."""
    page = _page(rng, model)
    if marks := _marks(page):
        at = marks[0][1]
        page.cells = {place: cell for place, cell in page.cells.items() if place[1] != at or cell.followed}
        if rng.random() < 0.5 and not any(column == at for _row, column in page.cells):
            _moved(page, lambda place: (place[0], place[1] - (place[1] > at)))


def lose_some_keys(rng: Random, model: Model) -> None:
    """A few of the cells of a hidden row or column are emptied."""
    page = _page(rng, model)
    marks = _marks(page)
    if not marks:
        return
    row, column = rng.choice(marks)
    across = rng.random() < 0.5
    keys = [
        place for place, cell in page.cells.items() if place != (row, column) and not cell.followed and cell.tag is None
    ]
    keys = [place for place in keys if (place[0] == row if across else place[1] == column)]
    for place in rng.sample(keys, min(len(keys), rng.randint(1, 3))):
        del page.cells[place]


def lose_a_place_of_identity(rng: Random, model: Model) -> None:
    """Properties stripped, names lost, broken or foreign, the hidden sheet deleted or shown."""
    kind = rng.randrange(6)
    if kind == 0:
        model.properties = {}
    elif kind == 1:
        model.names = {}
    elif kind == 2:
        model.names = {IDENTITY_NAME: "#REF!"}
    elif kind == 3:
        model.names |= {IDENTITY_NAME: "'[1]Annan bok'!$A$1", "Eget": "Produktion!$B$2"}
    elif kind == 4:
        model.pages = [page for page in model.pages if page.name != IDENTITY_SHEET]
    else:
        model.pages = [replace(page, visible=True) for page in model.pages]


def lose_the_identity_of_a_sheet(rng: Random, model: Model) -> None:
    page = _page(rng, model)
    page.cells = {place: cell for place, cell in page.cells.items() if not str(cell.raw).startswith("followup|")}


# ----------------------------------------------------------------------------------------------------------------- cells


def _answers(rng: Random, model: Model, most: int) -> list[Cell]:
    page = _page(rng, model)
    cells = [cell for cell in page.cells.values() if cell.tag and cell.tag.kind == "answer"]
    return rng.sample(cells, min(len(cells), rng.randint(1, most)))


def values_as_text(rng: Random, model: Model) -> None:
    """As they come from another program: with spaces for thousands, units, percent signs."""
    for cell in _answers(rng, model, 5):
        if isinstance(cell.raw, Decimal):
            whole = cell.raw == cell.raw.to_integral_value()
            space = rng.choice((" ", "\u00a0", "\u202f"))
            grouped = f"{int(cell.raw):,}".replace(",", space) if whole else f"{cell.raw * 100:f}".replace(".", ",")
            cell.raw = grouped + (rng.choice(("", " st", "\u00a0")) if whole else rng.choice(("%", " %")))


def formulas_as_answers(rng: Random, model: Model) -> None:
    for cell in _answers(rng, model, 3):
        cell.formula = True
        cell.raw = rng.choice((cell.raw, cell.raw, Uncalculated("=A1"), ErrorValue("#REF!")))


def error_values(rng: Random, model: Model) -> None:
    for cell in _answers(rng, model, 2):
        cell.raw = ErrorValue(rng.choice(("#REF!", "#N/A", "#DIV/0!")))


def clear_cells(rng: Random, model: Model) -> None:
    page = _page(rng, model)
    places = [place for place, cell in page.cells.items() if cell.followed]
    for place in rng.sample(places, min(len(places), rng.randint(1, 4))):
        del page.cells[place]


def merge_cells(rng: Random, model: Model) -> None:
    page = _page(rng, model)
    if not page.cells:
        return
    row, column = rng.choice(sorted(page.cells))
    last = (row + rng.randint(0, 2), column + rng.randint(0, 2))
    if rng.random() < 0.1:
        last = (1_048_575, column)
    page.merged.append((row, column, *last))
    if rng.random() < 0.5:
        hidden = (place for place in page.cells if row <= place[0] <= last[0] and column <= place[1] <= last[1])
        page.cells = {place: page.cells[place] for place in page.cells.keys() - (set(hidden) - {(row, column)})}


def type_anywhere(rng: Random, model: Model) -> None:
    """Notes beside and below the tables, over answers, labels, titles, keys, sums."""
    page = _page(rng, model)
    height, width = _extent(page)
    for _i in range(rng.randint(1, 5)):
        page.cells[rng.randint(0, height + 3), rng.randint(0, width + 3)] = model.note(rng)


def type_below(rng: Random, model: Model) -> None:
    """More rows under a table, as under a listing that is full."""
    page, section = _table(rng, model)
    rows, columns = page.rows_of(section), page.columns_of(section)
    for column in columns if rows else ():
        if (rows[-1] + 1, column) not in page.cells and rng.random() < 0.6:
            page.cells[rows[-1] + 1, column] = model.note(rng)


def pin_comments(rng: Random, model: Model) -> None:
    page = _page(rng, model)
    height, width = _extent(page)
    for _i in range(rng.randint(1, 3)):
        model.last += 1
        page.comments[rng.randint(0, height), rng.randint(0, width)] = f"Kommentar {model.last}"


HARMLESS: Sequence[Perturb] = (
    insert_rows,
    insert_columns,
    move_rows,
    rename_sheet,
    reorder_sheets,
    values_as_text,
    pin_comments,
)
OTHERS: Sequence[Perturb] = (
    delete_rows,
    delete_columns,
    move_columns,
    copy_row,
    copy_column,
    sort_rows,
    sort_rows,
    sort_rows,
    move_columns_without_keys,
    shift_cells_down,
    cut_and_paste_answers,
    delete_sheet,
    copy_sheet,
    copy_sheet_to_a_new_workbook,
    paste_a_sheet_of_another_unit,
    add_a_sheet_of_notes,
    retype_a_title,
    retype_a_label,
    retype_a_figure,
    lose_a_mark,
    lose_key_rows,
    lose_key_column,
    lose_some_keys,
    lose_a_place_of_identity,
    lose_the_identity_of_a_sheet,
    formulas_as_answers,
    error_values,
    clear_cells,
    merge_cells,
    type_anywhere,
    type_anywhere,
    type_below,
)
ALL: Sequence[Perturb] = (*HARMLESS, *OTHERS)


def perturbed(rng: Random, names: list[str], *, second_round: bool = False) -> Model:
    """A workbook with some of the answers given, after one to six things were done to it."""
    model = (base(second_round=True) if second_round else base()).copy()
    share = rng.choice((0.15, 0.5, 0.85, 1))
    for page in model.pages:
        gone = [place for place, cell in page.cells.items() if cell.followed and rng.random() > share]
        for place in gone:
            del page.cells[place]
    model.focus = rng.choice(["", *model.looks, "made_up"])
    steps: Iterable[Perturb] = rng.choices(ALL, k=rng.randint(1, 6))
    for step in steps:
        if model.visible():
            names.append(step.__name__)
            step(rng, model)
    return model
