"""Which pages of a document lie: what would leave most of a page empty beside one that lies, lies too."""

from __future__ import annotations

from followup.reports.layout.turning import turned
from followup.reports.parts import Heading, PageLayout, Part, ReportParagraph
from followup.reports.table import ReportTable, text_column

SHORT: list[Part] = [Heading("Kort", 1), ReportParagraph("En mening.")]
LONG: list[Part] = [Heading("Lång", 1), *(ReportParagraph("En mening.") for _number in range(60))]
TABLE: list[Part] = [Heading("Bred", 1), ReportTable("Bred", [text_column("T", str)], range(30))]
STANDS, LIES = PageLayout(), PageLayout(wide=True)


def pages(*parts: Part) -> list[tuple[str, bool]]:
    """The headings, each with whether its page lies."""
    lies, found = False, []
    for part in turned(parts):
        if isinstance(part, PageLayout):
            lies = part.wide
        elif isinstance(part, Heading):
            found.append((part.text, lies))
    return found


def test_a_long_text_stands_whatever_lies_beside_it() -> None:
    assert pages(STANDS, *LONG, LIES, *TABLE, STANDS, *LONG) == [("Lång", False), ("Bred", True), ("Lång", False)]


def test_a_short_one_lies_with_its_neighbour() -> None:
    assert pages(STANDS, *SHORT, LIES, *TABLE) == [("Kort", True), ("Bred", True)]
    assert pages(LIES, *TABLE, STANDS, *SHORT, LIES, *TABLE) == [("Bred", True), ("Kort", True), ("Bred", True)]
    assert pages(LIES, *TABLE, STANDS, *SHORT) == [("Bred", True), ("Kort", True)]


def test_what_the_plan_says_of_a_page_holds() -> None:
    assert pages(PageLayout(declared=True), *SHORT, LIES, *TABLE) == [("Kort", False), ("Bred", True)]


def test_short_ones_in_a_row_are_a_long_one() -> None:
    assert pages(*[part for _number in range(5) for part in (STANDS, *SHORT)], LIES, *TABLE)[0] == ("Kort", True)
    assert pages(*[part for _number in range(12) for part in (STANDS, *SHORT)], LIES, *TABLE)[0] == ("Kort", False)
