"""One running LibreOffice for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.macros.running_office import Office


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """LibreOffice, started once and ended with the tests."""
    running = Office(tmp_path_factory.mktemp("profile"))
    yield running
    running.close()
