"""A test of ``followup.outputs.registry``: what lies in a room of formats is offered to users as one."""

from __future__ import annotations

from followup.outputs.registry import FACTS, REPORTS


def test_each_file_of_a_room_of_formats_is_a_format() -> None:
    assert FACTS.names == ("csv", "parquet")
    assert all(registry[name].suffix for registry in (REPORTS, FACTS) for name in registry.names)
