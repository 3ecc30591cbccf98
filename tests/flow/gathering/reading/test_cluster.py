"""A cluster reads the files as this computer does, or is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from followup.flow.gathering.reading import cluster
from tests.flow.gathering.reading.rounds import merged
from tests.house import command

distributed = pytest.importorskip("distributed", reason="the extra followup[cluster] is not installed")


def test_the_outputs_are_the_same_to_the_byte(
    shared_round: Path, one_by_one: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as dask:
        address = dask.scheduler_address
        assert merged(shared_round, "--dask", address) == one_by_one
        monkeypatch.setattr(cluster, "program", os.getpid)
        code, told = command("status", "--plan", str(shared_round), "--dask", address)
        assert code == 2 and "har inte alla den followup som den här datorn har" in told


def test_where_no_cluster_answers(shared_round: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_TIMEOUT", 0.2)
    for address in ("tcp://127.0.0.1:1", "none://such"):
        code, told = command("status", "--plan", str(shared_round), "--dask", address)
        assert code == 2 and f"Ingen schemaläggare för Dask svarar på {address}" in told
