"""A cluster of Dask that reads files: all that we know of it is its address."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.flow.gathering.reading.crew import AHEAD, Crew
from followup.flow.gathering.reading.guarded import end_guards
from followup.flow.refusal import CouldNotRun
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.files.processes.messages import Understanding

INSTALL = 'pip install "followup[cluster]"'
CONNECT_TIMEOUT = 20
"""Seconds for the scheduler to answer."""


@contextmanager
def crew_at(address: str, understanding: Understanding) -> Iterator[Crew]:
    """The workers of the scheduler at an address, with the plan at each. They need not see the inbox.

    CouldNotRun where there are none, or where the program there is another one than here: it could read files otherwise.
    """
    client = _client(address)
    try:
        _refuse_another_program(client, address)
        threads = sum(client.nthreads().values())
        (shared,) = client.scatter([understanding], broadcast=True)
        yield Crew(client.get_executor(pure=False), AHEAD * threads, shared, sends_content=True)
    finally:
        with suppress(Exception):  # a cluster that is gone by now has nothing left to end
            client.run(end_guards)
        with suppress(Exception):
            client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as missing:
        message = _("Dask is needed for this. Install the extra: {command}", command=literal(INSTALL))
        raise CouldNotRun(message) from missing
    try:
        return Client(address, timeout=CONNECT_TIMEOUT, set_as_default=False)  # type: ignore[no-untyped-call]
    except Exception as fault:  # of the network, of a name that there is not, of an address that is none
        message = _(
            "No Dask scheduler answers at {address}. Check the address, or leave out --dask to read the files here.",
            address=literal(address),
        )
        raise CouldNotRun(message) from fault


def _refuse_another_program(client: Any, address: str) -> None:
    programs, cause = {""}, None
    try:
        programs = set(client.run(program).values())
    except Exception as fault:  # what is not installed there cannot be run there
        cause = fault
    if not programs:
        none = _("The cluster at {address} has no workers. Start some, or leave out --dask to read the files here.")
        raise CouldNotRun(none.filled(address=literal(address)))
    if programs != {program()}:
        message = _(
            "The workers of the cluster at {address} do not all have the followup that this computer has. Install the same "
            "there, or leave out --dask to read the files here."
        )
        raise CouldNotRun(message.filled(address=literal(address))) from cause


@cache
def program() -> str:
    """A digest of all the code of this program, by its content: the same wherever it is installed."""
    package = Path(__file__).parents[3]
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".lark"):
            digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
