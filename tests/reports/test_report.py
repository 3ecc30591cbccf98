"""Every kind of block that a document may be declared with is composed, and nothing else is."""

from __future__ import annotations

from followup.reports.report import COMPOSERS


def test_every_kind_of_block_has_what_composes_it() -> None:
    (block,) = {kind.__base__ for kind in COMPOSERS}
    assert block is not None and set(block.__subclasses__()) == set(COMPOSERS)


def test_no_two_kinds_share_one() -> None:
    assert len(set(COMPOSERS.values())) == len(COMPOSERS)
