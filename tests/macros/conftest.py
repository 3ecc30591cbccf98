"""One running LibreOffice for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.macros.running_office import Office, run_once_more_after_a_crash


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """LibreOffice, started once and ended with the tests."""
    running = Office(tmp_path_factory.mktemp("profile"))
    yield running
    running.close()


@pytest.fixture(autouse=True)
def _office_is_alive(request: pytest.FixtureRequest) -> None:
    """After a crash the next test, or the same once more, has a new one."""
    if "office" in request.fixturenames and not (running := request.getfixturevalue("office")).is_alive:
        running.start()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A crash of LibreOffice itself lets a test run once more."""
    run_once_more_after_a_crash(items, Path(__file__).parent)
