"""What the checks of PDF/UA and PDF/A say of a file: the rules that it fails, each with how it fails it."""

from __future__ import annotations

from pathlib import Path

import page

PROFILES = ("ua1", "2b")
"""PDF/UA-1 for people who use screen readers, PDF/A-2b for archives."""


def faults_of(path: Path) -> list[str]:
    """A line for each rule that is failed."""
    reports = [page.validate_pdf(path, profile=profile) for profile in PROFILES]
    return [f"{failure.rule_id}: {failure.message}" for report in reports for failure in report.failures]
