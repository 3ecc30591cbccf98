"""What is said of internal control and of agreements, drafted from counts over 0, 1, 2, 12 and 13."""

from __future__ import annotations

import pytest

from followup.documents.drafts.board_report import agreements_in_all, controls_in_all
from tests.form.language import DetachedRow, Frame, Row, SheetOrigin
from tests.house import Value
from tests.tables import SWEDISH

FRAME = Frame()


def control(unit: str, moment: str, assessed: bool, short: bool) -> DetachedRow:
    """A control of an item at a unit."""
    values: dict[str, Value] = {
        "moment": moment,
        "assessed": "a" if assessed else None,
        "shortcoming": "Något fattas" if short else None,
    }
    return DetachedRow(Row(moment), values, SheetOrigin("", unit, ""))


@pytest.mark.parametrize(
    ("controls", "items", "units", "assessed", "short", "text"),
    [
        (1, 1, 1, 0, 0, "Internkontrollen omfattar en kontroll av ett moment hos en enhet. Den har inte bedömts."),
        (2, 2, 1, 0, 0, "Internkontrollen omfattar två kontroller av två moment hos en enhet. Ingen av dem har bedömts."),
        (1, 1, 1, 1, 1, "Internkontrollen omfattar en kontroll av ett moment hos en enhet. "
                        "Den har bedömts, och brister har hittats."),
        (2, 1, 2, 2, 0, "Internkontrollen omfattar två kontroller av ett moment hos två enheter. "
                        "Två har bedömts, och inga brister har hittats."),
        (13, 12, 2, 12, 2, "Internkontrollen omfattar 13 kontroller av tolv moment hos två enheter. "
                           "Tolv har bedömts, och brister har hittats i två av dem."),
    ],
)  # fmt: skip
def test_controls(controls: int, items: int, units: int, assessed: int, short: int, text: str) -> None:
    rows = [control(f"u{at % units}", f"m{at % items}", at < assessed, at < short) for at in range(controls)]
    assert [SWEDISH(message) for message in controls_in_all(rows, FRAME)] == [text]


@pytest.mark.parametrize(
    ("ongoing", "new", "text"),
    [
        (0, 1, "En överenskommelse är ny."),
        (0, 2, "Två överenskommelser är nya."),
        (1, 0, "En överenskommelse pågår."),
        (1, 1, "En överenskommelse pågår, och en är ny."),
        (7, 4, "Sju överenskommelser pågår, och fyra är nya."),
        (12, 13, "Tolv överenskommelser pågår, och 13 är nya."),
    ],
)
def test_agreements(ongoing: int, new: int, text: str) -> None:
    states = ["ongoing"] * ongoing + ["new"] * new
    rows = [DetachedRow(Row(str(at), plan_record={"status": state}), {}) for at, state in enumerate(states)]
    assert [SWEDISH(message) for message in agreements_in_all(rows, FRAME)] == [text]
