"""The plan as it was read, kept, with how its targets were understood: it is read again only when it or the program has
changed.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from followup.files.disk.kept import keep, kept, may_keep, program_digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.form.finding import Finding
    from followup.locale import Words
    from followup.plan.model import Plan


def kept_plan(path: Path, words: Words) -> tuple[Plan, list[Finding]] | None:
    """The plan that is kept of this file as it is now, and what was found in it; None where there is none, or
    somebody has the file open."""
    from followup.files.containers.inbox import open_elsewhere_remark
    from followup.files.disk.ordinary_file import digest_of
    from followup.files.size_limits import OWN

    digest = digest_of(path, OWN.file).sha256 if may_keep() else ""
    data = kept(_name(path), _key(path, digest, words)) if digest else None
    if data is None or open_elsewhere_remark(path) is not None:
        return None
    from followup.flow.declarations import declarations
    from followup.plan.plan_bytes import plan_from_bytes

    try:
        plan = plan_from_bytes(data, declarations())
    except ValueError:
        return None
    _recall_targets(path)
    return plan


def keep_plan(path: Path, digest: str, words: Words, plan: Plan, findings: Sequence[Finding]) -> None:
    """Keep a plan as it was read of a file with this digest."""
    from followup.plan.plan_bytes import plan_to_bytes
    from followup.rulebook.received.file_remarks import OPEN_ELSEWHERE
    from followup.targets.parse import understood_targets
    from followup.targets.target_bytes import targets_to_bytes

    if not may_keep() or any(finding.rule == OPEN_ELSEWHERE.id for finding in findings):
        return
    try:
        data = plan_to_bytes(plan, findings)
    except KeyError:
        return  # a value that has no form as bytes: the plan is read anew each time
    keep(_name(path), _key(path, digest, words), data)
    keep(_name_of_targets(path), program_digest(), targets_to_bytes(understood_targets()))


def _recall_targets(path: Path) -> None:
    from followup.targets.parse import recall_targets
    from followup.targets.target_bytes import targets_from_bytes

    data = kept(_name_of_targets(path), program_digest())
    with contextlib.suppress(ValueError):
        recall_targets(targets_from_bytes(data) if data is not None else {})


def _key(path: Path, digest: str, words: Words) -> str:
    return f"{program_digest()} {digest} {path.name} {words.language}"


def _name(path: Path) -> str:
    return f"plan {path.absolute()}"


def _name_of_targets(path: Path) -> str:
    return f"targets of {path.absolute()}"
