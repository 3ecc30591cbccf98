"""What a stage has made stays as it was made: the next stage makes a value of its own."""

from __future__ import annotations

import ast
import dataclasses
import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from followup.frozen import frozen, growing
from tests.form.language import FormTable, Frame, Row
from tests.house import Region, Round, Unit

HOUSE = Path(__file__).resolve().parents[1] / "followup"


@pytest.mark.parametrize("value", [Round(), Region(Frame()), Frame(), Unit("nord", "Nord"), Row("läkarbesök")])
def test_nothing_in_it_can_be_set_afterwards(value: object) -> None:
    assert dataclasses.is_dataclass(value)
    for field in dataclasses.fields(value):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, field.name, None)


def test_the_tables_of_a_form_are_frozen_too() -> None:
    table = object.__new__(FormTable)
    for field in dataclasses.fields(FormTable):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(table, field.name, None)


def _figure_made_by(decorate: Callable[[type], type]) -> Any:
    @decorate
    class Figure:
        """A figure, with what a class may say of its fields."""

        key: str
        number: int = 1
        parts: list[int] = dataclasses.field(default_factory=list)
        note: str = dataclasses.field(default="", compare=False)
        seen: str = dataclasses.field(default="", hash=False, repr=False)
        doubled: list[int] = dataclasses.field(init=False, default_factory=list)
        unit: str = dataclasses.field(init=False, default="st")

        def __post_init__(self) -> None:
            self.doubled.append(2 * self.number)

    return Figure


@frozen
class Named:
    """By its own hash."""

    name: str

    def __hash__(self) -> int:
        return 7


@frozen
class Told(Named):
    """With what it takes over."""

    told: tuple[str, ...] = ()


OURS, OTHERS = _figure_made_by(frozen), _figure_made_by(dataclasses.dataclass(frozen=True))


@pytest.mark.parametrize(
    "ask",
    [
        repr,
        dataclasses.asdict,
        lambda figure: [field.name for field in dataclasses.fields(figure)],
        lambda figure: figure == type(figure)("a", 3, [4], note="other"),
        lambda figure: figure == type(figure)("a", 3, [5]),
        lambda figure: figure == type(figure)("a", 3, [4], seen="now"),
        lambda figure: figure == "a",
        lambda figure: dataclasses.replace(figure, note="new", parts=[]),
        lambda figure: figure.__match_args__,
        lambda figure: figure.parts is type(figure)("a").parts,
        lambda figure: [type(figure)(key="a").doubled, figure.doubled, figure.unit],
    ],
)
def test_a_frozen_value_is_what_a_frozen_dataclass_is(ask: Callable[[Any], Any]) -> None:
    ours, others = ask(OURS("a", 3, [4])), ask(OTHERS("a", 3, [4]))
    assert ours == others or repr(ours) == repr(others)


@pytest.mark.parametrize("arguments", [(), ("a", 1, [], "", "", [])])
def test_it_takes_the_same_arguments(arguments: tuple[Any, ...]) -> None:
    for figure in (OURS, OTHERS):
        with pytest.raises(TypeError):
            figure(*arguments)


def test_equal_values_have_one_hash_and_what_a_class_defines_itself_is_left() -> None:
    assert hash(Named("a")) == 7
    assert hash(Told("a", ("b",))) == hash(Told("a", ("b",))) != hash(Told("a"))
    assert Named("a") != Told("a")


@frozen(slots=True)
class Place:
    """One of many."""

    sheet: str
    cell: str = "A1"


def test_a_value_with_slots_has_no_more_than_its_fields() -> None:
    place = Place("Mål")
    assert not hasattr(place, "__dict__")
    for copy in (pickle.loads(pickle.dumps(place)), dataclasses.replace(place), Place("Mål", "A1")):
        assert copy == place
        assert repr(copy) == "Place(sheet='Mål', cell='A1')"
    for name in ("cell", "new"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(place, name, "B2")


@frozen
class Made:
    """A value whose default asks for the day, which imports what it needs."""

    day: date = dataclasses.field(default_factory=date.today)


def test_what_makes_a_default_value_may_import() -> None:
    assert Made().day.year >= 2026


def test_it_can_be_sent_to_another_process_and_not_be_changed() -> None:
    told = pickle.loads(pickle.dumps(Told("a", ("b",))))
    assert told == Told("a", ("b",))
    for name in ("name", "new"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(told, name, "b")
    with pytest.raises(dataclasses.FrozenInstanceError):
        del told.name


@frozen(kw_only=True)
class Block:
    """With what is named alone."""

    level: int = 1


@frozen
class Chapter(Block):
    """And what follows it."""

    section: str


def test_what_is_named_alone_stands_behind_what_is_not() -> None:
    assert Chapter("mål", level=2) == Chapter(section="mål", level=2) != Chapter("mål")
    with pytest.raises(TypeError):
        Chapter("mål", 2)  # type: ignore[call-arg]


@frozen(slots=True, order=True)
class Line:
    """One of an order."""

    row: int
    column: int = 0


def test_values_of_an_order_are_sorted_by_their_fields() -> None:
    assert sorted([Line(2), Line(1, 3), Line(1)]) == [Line(1), Line(1, 3), Line(2)]
    assert Line(1) <= Line(1) < Line(2) >= Line(2) > Line(1)
    with pytest.raises(TypeError):
        assert Line(1) < 2  # type: ignore[operator]


@frozen(eq=False)
class Alone:
    """Like no other."""

    name: str


def test_values_without_equality_are_only_themselves() -> None:
    one = Alone("a")
    assert one == one and one != Alone("a") and len({one, Alone("a")}) == 2


@growing(slots=True)
class Filled:
    """Filled in step by step."""

    name: str
    rows: list[int] = dataclasses.field(default_factory=list)


def test_a_growing_value_is_what_a_dataclass_is() -> None:
    filled = Filled("a")
    filled.name, filled.rows[:] = "b", [1]
    assert filled == Filled("b", [1]) and repr(filled) == "Filled(name='b', rows=[1])"
    assert pickle.loads(pickle.dumps(filled)) == filled and not hasattr(filled, "__dict__")
    with pytest.raises(TypeError):
        hash(filled)


WRITERS = {"form", "rules/sums/adding_up.py", "sections/measures/measures.py", "sections/agreements/agreements.py"}
"""Where rows are made: by their own language, and by what adds units up into a row of its own."""


def test_no_step_sets_anything_in_a_row_that_another_has_made() -> None:
    parts = {"at", "cells", "compared_figures", "contributing_rows", "coverages", "line_names"}
    parts |= {"origin", "refused", "row", "table", "values"}
    for path in sorted(HOUSE.rglob("*.py")):
        name = path.relative_to(HOUSE).as_posix()
        if name in WRITERS or name.partition("/")[0] in WRITERS | {"files", "cli"}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for target in _targets(node):
                assert not _sets(target, parts), f"{name}:{target.lineno} sets what a row holds"


def _targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else []


def _sets(target: ast.expr, parts: set[str]) -> bool:
    """Whether an attribute of that name, or a member of one, is set on anything but the object itself, or a sheet."""
    while isinstance(target, ast.Subscript):
        target = target.value
    assignments = (
        isinstance(target, ast.Attribute)
        and isinstance(target.value, ast.Name)
        and target.value.id in ("self", "sheet")
    )
    return isinstance(target, ast.Attribute) and not assignments and target.attr in parts
