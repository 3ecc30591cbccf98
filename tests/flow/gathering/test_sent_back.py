"""Copies that were sent back are read only where their unit has sent another file since."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup.flow.gathering import sent_back
from tests.cli.test_corrected_after_return import MEN, besides, correct, returned_round


def test_no_copy_is_read_where_nothing_has_come_since(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    round_, read = returned_round(tmp_path), list[str]()

    def note(path: Path, _forms: object) -> tuple[None, str]:
        read.append(path.name)
        return None, ""

    monkeypatch.setattr(sent_back, "_read", note)
    assert besides(round_) == [] and read == []
    correct(round_, MEN)
    assert besides(round_) == [] and read == ["Division Nord T1 2022.xlsx"]
