"""What many tests share: the bundled example, run once in each test process."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.demos import Demo, done, share
from tests.house import choose_language

if TYPE_CHECKING:
    from tests.macros.running_office import Office

# Where Python is told to keep nothing compiled, each process that a test starts would compile the whole program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# What one test has broken is not to be kept for the next; tests of what is kept say so.
os.environ["FOLLOWUP_KEEP"] = "no"
# As the program has it while it runs: what a test has read or parsed is not gone through again and again.
gc.set_threshold(500_000, 50, 50)


@pytest.fixture(autouse=True)
def swedish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test speaks Swedish unless it asks for something else."""
    monkeypatch.setenv("FOLLOWUP_LANGUAGE", "sv")
    monkeypatch.setenv("FOLLOWUP_TRACE", "1")
    choose_language([])
    yield


@pytest.fixture(scope="session", autouse=True)
def shared_examples(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where several processes run the tests, one of them does an example for all."""
    if hasattr(request.config, "workerinput"):
        share(tmp_path_factory.getbasetemp().parent)


@pytest.fixture(scope="session")
def demo() -> Demo:
    """The whole job on the bundled example."""
    return done()


@pytest.fixture(scope="session")
def started_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """LibreOffice, started once in a process and ended with its tests."""
    from tests.macros.running_office import Office

    running = Office(tmp_path_factory.mktemp("profile"))
    yield running
    running.close()


@pytest.fixture
def office(started_office: Office) -> Office:
    """The running LibreOffice; after a crash the next test, or the same once more, has a new one."""
    if not started_office.is_alive:
        started_office.start()
    return started_office
