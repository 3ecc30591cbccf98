"""What a section may declare: fields that several sections use, and traits for the rest."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

import pytest

from tests.house import SECTIONS, Section
from tests.tables import DECLARATIONS, plan_sections

EVERY = (*SECTIONS, *plan_sections(DECLARATIONS))


def default_of(field: Any) -> object:
    """What a section has where it says nothing."""
    return field.default if field.default_factory is MISSING else field.default_factory()


@pytest.mark.parametrize(
    "field", [each for each in fields(Section) if default_of(each) is not MISSING], ids=lambda field: str(field.name)
)
def test_no_field_is_used_by_a_single_section(field: Any) -> None:
    users = [section.key for section in EVERY if getattr(section, field.name) != default_of(field)]
    assert len(users) != 1, "make it a trait"


def test_a_section_has_at_most_one_trait_of_a_kind() -> None:
    for section in EVERY:
        kinds = [type(trait) for trait in section.traits]
        assert len(kinds) == len(set(kinds))


def test_a_trait_is_found_by_its_type() -> None:
    for section in EVERY:
        assert [section.trait(type(trait)) for trait in section.traits] == list(section.traits)
        assert all(section.has(type(trait)) for trait in section.traits)
