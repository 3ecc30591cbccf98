"""What a received file answered: a Return, data without its form; and a submission, the two beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property

from followup.form.answers.answers import AnsweredTable, Answers
from followup.form.finding import Finding
from followup.form.form import Form, Identity
from followup.form.terms.units import Unit
from followup.frozen import frozen


@frozen
class Return:
    """A unit's answers in one file. ``tables`` are by section key; the counts are of filled-in cells.

    ``saved`` is when it was last saved, as the workbook itself says, empty where it does not; ``size`` is in bytes.
    ``halves`` are name and digest of the files that it was put together from, where the secretariat has decided so.
    ``findings`` are those of reading, before any check of the answers.
    """

    unit: str
    identity: Identity
    file: str
    sha256: str
    tables: Mapping[str, Answers] = field(default_factory=dict)
    filled: int = 0
    read: int = 0
    refused: int = 0
    saved: str = ""
    size: int = 0
    halves: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()


@frozen
class Submission:
    """A return beside the form that it answers: its tables are rows again, which hold no values of their own."""

    returned: Return
    unit: Unit
    form: Form

    @cached_property
    def tables(self) -> Mapping[str, AnsweredTable]:
        """The rows by section key, of the tables that were found."""
        forms = self.form.by_section
        return {
            key: AnsweredTable(forms[key].rows_of(answers.keys), answers)
            for key, answers in self.returned.tables.items()
            if key in forms
        }

    @property
    def identity(self) -> Identity:
        """What the form says that it is of."""
        return self.returned.identity

    @property
    def file(self) -> str:
        """The name of the file; of several, where it was put together."""
        return self.returned.file

    @property
    def sha256(self) -> str:
        """The digest of the file."""
        return self.returned.sha256

    @property
    def halves(self) -> tuple[tuple[str, str], ...]:
        """Name and digest of the files that it was put together from."""
        return self.returned.halves

    @property
    def filled(self) -> int:
        """How many cells were filled in."""
        return self.returned.filled

    @property
    def read(self) -> int:
        """How many of them were taken over."""
        return self.returned.read

    @property
    def refused(self) -> int:
        """How many of them were not."""
        return self.returned.refused

    @property
    def saved(self) -> str:
        """When it was last saved, as the workbook says; empty where it does not."""
        return self.returned.saved

    @property
    def size(self) -> int:
        """The size of the file in bytes."""
        return self.returned.size
