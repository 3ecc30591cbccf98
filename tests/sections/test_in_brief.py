"""What waiting times and production say on the first page: never more than the figures do.

A test of ``followup.sections.in_brief``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from followup.sections.in_brief import changes_in_brief, waiting_times
from tests.form.language import BriefRows, DetachedRow, Frame, Period, Row
from tests.house import literal
from tests.tables import SWEDISH

PERIOD = Period(
    first=date(2022, 1, 1), last=date(2022, 4, 30), compared_first=date(2021, 1, 1), compared_last=date(2021, 4, 30)
)
FRAME = Frame(period=PERIOD)


def of_series(series: str, month: str, share: str, target: str = "0.9") -> DetachedRow:
    """A month of a series; a share "-" was not given."""
    values = {"series": series, "month": month, "target": Decimal(target) if target else None}
    return DetachedRow(Row(series), {**values, "share.total": None if share == "-" else Decimal(share)})


def said_of_waiting(*units: tuple[str, Sequence[DetachedRow]]) -> str:
    """The paragraph, in Swedish."""
    rows = BriefRows(literal("Tillgänglighet"), units)
    return " ".join(SWEDISH(sentence) for sentence in waiting_times(rows, FRAME))


def test_targets_that_nobody_reaches() -> None:
    nord, syd = [of_series("Besök", "2022-04", "0.66")], [of_series("Besök", "2022-04", "0.41")]
    assert said_of_waiting(("Nord", nord), ("Syd", syd)) == (
        "Väntetidsmålen nås inte. Besök: målet på 90 procent nås inte av någon av två enheter. "
        "Närmast är Nord (66 procent), längst ifrån Syd (41 procent)."
    )


def test_targets_that_all_reach_and_that_some_reach() -> None:
    nord, syd = [of_series("Besök", "2022-04", "0.95")], [of_series("Besök", "2022-04", "0.9")]
    assert said_of_waiting(("Nord", nord), ("Syd", syd)) == (
        "Väntetidsmålen nås. Besök: målet på 90 procent nås av alla två enheter."
    )
    syd = [of_series("Besök", "2022-04", "0.899")]
    assert said_of_waiting(("Nord", nord), ("Syd", syd)) == (
        "Väntetidsmålen nås bara delvis. Besök: målet på 90 procent nås av en av två enheter. "
        "Längst ifrån är Syd (89,9 procent)."
    )


def test_the_last_month_is_told_and_who_lacks_it() -> None:
    nord = [of_series("Besök", "2022-03", "0.99"), of_series("Besök", "2022-04", "0.5")]
    syd = [of_series("Besök", "2022-03", "0.99"), of_series("Besök", "2022-04", "-")]
    assert said_of_waiting(("Nord", nord), ("Syd", syd)) == (
        "Väntetidsmålen nås inte. Besök: målet på 90 procent nås inte av någon av en enhet. "
        "Längst ifrån är Nord (50 procent). Från övriga saknas uppgift för samma månad."
    )


def test_nothing_is_said_without_figures_or_targets() -> None:
    assert said_of_waiting(("Nord", [of_series("Besök", "2022-04", "-")])) == ""
    assert said_of_waiting(("Nord", [of_series("Besök", "2022-04", "0.5", "")])) == ""


def a_sum(label: str, now: str, before: str, short: bool = False) -> DetachedRow:
    """A row of the region that others are the parts of."""
    row = DetachedRow(Row(label, sums=("part",)), {"row": label, "now": Decimal(now), "before": Decimal(before)})
    row.coverages = {"now": (1, 2)} if short else {}
    return row


def said_of_production(*region: DetachedRow) -> str:
    """The paragraph, in Swedish, with usual spaces."""
    rows = BriefRows(literal("Vårdtillfällen"), [], region)
    return " ".join(
        SWEDISH(sentence) for sentence in changes_in_brief("row", "now", "before", "")(rows, FRAME)
    ).replace("\u00a0", " ")


def test_production_that_rose_fell_and_is_the_same() -> None:
    assert said_of_production(a_sum("Läkarbesök", "190842", "183671")) == (
        "Läkarbesöken ökade med 3,9 procent jämfört med samma period 2021, till 190 842."
    )
    assert said_of_production(a_sum("Totalt", "98", "100")) == (
        "Vårdtillfällena minskade med 2,0 procent jämfört med samma period 2021, till 98."
    )
    assert said_of_production(a_sum("Övriga besök", "5", "5")) == "Övriga besök var 5, mot 5 samma period 2021."


def test_what_lacks_a_figure_neither_rises_nor_falls() -> None:
    whole, short = a_sum("Läkarbesök", "12", "10"), a_sum("Övriga besök", "3", "10", short=True)
    assert said_of_production(whole, short) == (
        "Läkarbesöken ökade med 20,0 procent jämfört med samma period 2021, till 12. "
        "Uppgifter saknas, så följande kan inte jämföras: övriga besök."
    )
    assert said_of_production(short) == "Vårdtillfällen kan inte jämföras. Uppgifter saknas för övriga besök."
    assert said_of_production() == ""
