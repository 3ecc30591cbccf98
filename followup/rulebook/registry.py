"""All rules. A new record stands in the file of its area; a new file is named here."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from followup.rulebook import answers, cells, declared, figures, privacy, sections, tables, understood
from followup.rulebook.planning import (
    decisions,
    declared_tables,
    documents,
    imported,
    plan,
    plan_measures,
    unit_changes,
    word_templates,
)
from followup.rulebook.received import containers, file_remarks, files, identity, outside, rounds
from followup.rulebook.rule import Rule

AREAS: tuple[ModuleType, ...] = (
    files,
    file_remarks,
    containers,
    identity,
    outside,
    tables,
    cells,
    understood,
    answers,
    figures,
    sections,
    declared,
    privacy,
    rounds,
    decisions,
    plan,
    plan_measures,
    declared_tables,
    unit_changes,
    imported,
    documents,
    word_templates,
)
"""The files of records, in the order of the work: what arrives, what stands in it, what is made of it."""


def _by_name() -> Mapping[str, Rule]:
    return {name: rule for area in AREAS for name, rule in vars(area).items() if isinstance(rule, Rule)}


RECORDS = _by_name()
"""Each record by the name that it is raised by: rules, and cases of rules."""

RULES: Mapping[str, Rule] = {rule.id: rule for rule in reversed(list(RECORDS.values()))}
"""Each rule by its id; of a rule with several cases the first."""
