"""What the tests that press buttons in LibreOffice share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.macros.running_office import run_once_more_after_a_crash


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A crash of LibreOffice itself lets a test run once more."""
    run_once_more_after_a_crash(items, Path(__file__).parent)
