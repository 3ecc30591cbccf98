"""Each rule that is an expression, by its wrong example typed into a real template: the form tells it in the cells where the
check does and colours them, and not where the right one is typed; worked out by LibreOffice.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.every_rule import answers, case
from tests.form.self_check.coloured import colours
from tests.form.self_check.examples_of_rules import Example, Watch, wrong_and_right
from tests.form.self_check.filled import CellFault, Seen, form_faults, planted, worked_out
from tests.form.self_check.test_form import ORANGE, RED
from tests.house import SECTIONS
from tests.office import convert, needs_office
from tests.returns.test_older_plan import template_of
from tests.returns.test_reader import ASKED
from tests.scoring.plans import plan_text
from tests.tables import edited, plan_book, read_back, read_plan
from tests.test_every_rule import CASES, EXPLAINED

pytestmark = [needs_office, pytest.mark.xdist_group("office")]
RULES = {condition.rule.id for section in SECTIONS for condition in section.conditions}
LEFT_TO_THE_CHECK = {"day-far-from-the-round"}
"""Only a comment that names the day explains it, which a formula cannot tell."""

OF_FUNCTIONS = {"UNMET_WITHOUT_COMMENT", "NUMERATOR_EXCEEDS_DENOMINATOR", "PARTS_DO_NOT_ADD_UP", "AMOUNT_IMPLAUSIBLE"}
"""Records of rules with such an id whose example a function tells: of levels, of several rows, of the plan."""

OF_ANOTHER_ROW = {"PLAN_HAS_EXPIRED"}
"""Records whose right example is another row of the register: the old plan stands there still."""


class Both:
    """The workbooks of a rule's wrong and right examples; ``name`` is that of the record, or of the rule."""

    def __init__(self, name: str, rule: str, wrong: list[Example], right: list[Example]) -> None:
        self.name, self.rule, self.wrong, self.right = name, rule, wrong, right


def _from_the_page(watch: Watch) -> Iterator[Both]:
    """What tests/every_rule makes of the examples of the records."""
    for name, explained in EXPLAINED.items():
        if explained.id in RULES and name not in OF_FUNCTIONS:
            yield Both(name, explained.id, *wrong_and_right(watch, CASES[name], explained))


def _of_parts(watch: Watch) -> Both:
    """A count in three cells of one row: women, men and all."""
    people = answers.PEOPLE.format("minst 20", "ja", "ja")
    plan = read_plan(plan_book(plan_text(people)))[0]
    titles = "## Styrmått\n| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |"

    def typed(row: str) -> set[str]:
        path = template_of(plan, answers.NORD, f"{titles}\n| {ASKED} | {row} |")
        return case.rules(read_back(path, by=plan).findings)

    rule = "parts-do-not-add-up"
    return Both(rule, rule, *(watch.examples(typed, [row], rule) for row in ("29 | 24 | 63", "29 | 24 | 53")))


def _of_agreements(watch: Watch, folder: Path) -> Both:
    """A share of an agreement in thousands of kronor too little; else as the example has it."""
    plan, paths = planted("norrbotten-2018-02", folder, 0)
    (filled,) = (path for path in paths if "Närsjukvård" in path.name)

    def typed(share: str) -> set[str]:
        def type_in(book: Any) -> None:
            if share:
                book["Nationella överenskommelser"]["E6"] = float(share)

        return case.rules(read_back(edited(filled, type_in), by=plan).findings)

    def of_share(example: Example) -> Example:
        """Without the amounts of the state, which a function looks at."""
        return Example(example.path, frozenset(seen for seen in example.by_check if seen.cell.startswith("E")))

    rule = "amount-implausible"
    examples = (watch.examples(typed, [share], rule) for share in ("0.045", ""))
    return Both(rule, rule, *([of_share(fault) for fault in several] for several in examples))


class Seeing:
    """The examples of all rules, what their forms say, and the colours of those of the wrong ones."""

    def __init__(self, folder: Path) -> None:
        with pytest.MonkeyPatch.context() as monkeypatch:
            watch = Watch(monkeypatch)
            self.both = [*_from_the_page(watch), _of_parts(watch), _of_agreements(watch, folder)]
        wrong = list(dict.fromkeys(each.path for both in self.both for each in both.wrong))
        every = list(dict.fromkeys([*wrong, *(each.path for both in self.both for each in both.right)]))
        (folder / "again").mkdir()
        (folder / "pages").mkdir()
        self.books = dict(zip(every, worked_out(every, folder / "again"), strict=True))
        pages = zip(wrong, convert(wrong, "html", folder / "pages"), strict=True)
        self.colours = {path: colours(page, path) for path, page in pages}

    def faults_of(self, example: Example, rule: str) -> list[CellFault]:
        """What the form of an example says of a rule."""
        return [fault for fault in form_faults(self.books[example.path]) if fault.rule == rule]

    def by_form(self, example: Example, rule: str) -> set[Seen]:
        """Where it says so, as the check names the cell."""
        return {fault.seen for fault in self.faults_of(example, rule)}


@pytest.fixture(scope="module")
def seeing(tmp_path_factory: pytest.TempPathFactory) -> Seeing:
    return Seeing(tmp_path_factory.mktemp("rules"))


def test_every_rule_that_is_an_expression_has_an_example(seeing: Seeing) -> None:
    assert {both.rule for both in seeing.both} == RULES and len(RULES) >= 19
    assert set(EXPLAINED) >= OF_FUNCTIONS


def test_the_form_tells_a_wrong_example_in_the_cells_where_the_check_does(seeing: Seeing) -> None:
    for both in seeing.both:
        assert any(fault.by_check for fault in both.wrong), both.name
        for fault in both.wrong:
            by_check = frozenset() if both.rule in LEFT_TO_THE_CHECK else fault.by_check
            assert seeing.by_form(fault, both.rule) == by_check, both.name


def test_the_form_does_not_tell_a_right_one(seeing: Seeing) -> None:
    for both in seeing.both:
        for each in both.right:
            assert seeing.by_form(each, both.rule) == each.by_check, both.name
        wrong = set[Seen]().union(*(fault.by_check for fault in both.wrong))
        if both.name not in OF_ANOTHER_ROW:
            assert any(wrong - each.by_check for each in both.right), f"{both.name}: right is as wrong"


def test_the_cells_of_a_wrong_example_are_coloured(seeing: Seeing) -> None:
    for both in seeing.both:
        for fault in both.wrong:
            for faults in seeing.faults_of(fault, both.rule):
                wanted = {"!": RED, "?": ORANGE}.get(faults.code.weight)
                colour = seeing.colours[fault.path].get((faults.sheet, faults.coloured))
                if faults.code.weight in "!?":
                    assert colour == wanted, (both.name, faults)
                else:
                    assert colour not in (RED, ORANGE), "nobody has begun with the row"
