"""Addresses that cells lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from followup.files.addresses import place_of
from followup.files.packages.package import HYPERLINK

Links = dict[tuple[int, int], str]

FOLLOWED = ("https://", "http://", "mailto:")
"""Addresses that are safe to write on; one to a file on somebody's own computer leads nowhere for others."""


def links_on(root: Any, related: Iterable[tuple[str, str, str]]) -> Links:
    """Links by cell, counted from 0, of the sheet with that root; ``related`` is what its part is related to.

    A sheet without links costs nothing. A link over several cells belongs to the first of them.
    """
    targets = {key: target for key, kind, target in related if kind == HYPERLINK}
    return dict(_links(root, targets)) if targets else {}


def _links(root: Any, targets: dict[str, str]) -> Iterator[tuple[tuple[int, int], str]]:
    for link in root.iter("{*}hyperlink"):
        place = place_of(link.get("ref", "").partition(":")[0])
        target = targets.get(_relation_of(link), "")
        if place is not None and target.casefold().startswith(FOLLOWED):
            yield place, target


def _relation_of(element: Any) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.endswith("}id")), "")
