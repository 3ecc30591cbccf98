"""What a controller has noted is there after a merge that was killed while it moved its outputs, or in which it was saved.

A test of ``followup.flow.door.writing``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from followup.flow.door import writing
from tests.cli.test_previous import FIRST
from tests.flow.test_notes import MEASURE, kept, notes_in, set_aside, write
from tests.plans import PLAN
from tests.scoring.rounds import Round, merged_round

FILES: Any = type(writing.Door().together)
"""What moves outputs into place."""


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    """T1 2022 with an answer, merged."""
    return merged_round(tmp_path / "r", PLAN, {"nord": FIRST}, "--today", "2022-05-02")


class Killed(BaseException):
    """As when the computer is switched off: nothing is put back, nothing cleared up."""


@pytest.mark.parametrize("moved", ["before", "after"])
def test_a_note_is_there_after_a_merge_that_was_killed_while_it_moved(
    round_: Round, monkeypatch: pytest.MonkeyPatch, moved: str
) -> None:
    write(round_.regional, {MEASURE: "Ring Nord"})
    edited = round_.regional.read_bytes()
    place = FILES.place

    def killed(files: Any, planned: Any) -> Any:
        if moved == "after":
            place(files, planned)
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(FILES, "place", killed)
        patch.setattr(writing.Door, "_put_back", lambda _door: None)
        patch.setattr(writing.Door, "__exit__", lambda *_error: None)
        round_.merge()
    assert (round_.regional.read_bytes() == edited) is (moved == "before")
    assert kept(round_) == [], "the record was to come last"
    round_.merge()
    assert notes_in(round_.regional) == {MEASURE: "Ring Nord"}
    assert [line["note"] for line in kept(round_)] == ["Ring Nord"]
    assert [path.read_bytes() for path in set_aside(round_)] == [edited]


def test_what_is_saved_while_the_merge_runs_keeps_its_name_and_is_read_by_the_next(
    round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = ("Styrmått", "Division Nord", "budget")
    write(round_.regional, {MEASURE: "Ring Nord"})
    plan = FILES.plan

    def saved_before(files: Any) -> Any:
        write(round_.regional, {other: "Och ekonomen"})
        return plan(files)

    with monkeypatch.context() as patch:
        patch.setattr(FILES, "plan", saved_before)
        round_.merge()
    assert set_aside(round_) == []
    assert notes_in(round_.regional) == {MEASURE: "Ring Nord", other: "Och ekonomen"}
    round_.merge()
    assert notes_in(round_.regional) == {MEASURE: "Ring Nord", other: "Och ekonomen"}
    assert len(set_aside(round_)) == 1
