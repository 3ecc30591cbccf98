"""What a received file answered: a Return, data without its form; and a submission, the two beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from followup.form.answers.answers import AnsweredTable, Answers
from followup.form.answers.answers_builder import AnswersBuilder
from followup.form.answers.completing import complete
from followup.form.columns import Role
from followup.form.finding import Finding
from followup.form.form import Form, FormTable, Identity
from followup.form.section import EarlierFigures
from followup.form.terms.units import Unit


@dataclass(frozen=True)
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


@dataclass(frozen=True)
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


def relabelled(submission: Submission, form: Form) -> Submission:
    """The submission beside another form: read against the template, shown with earlier figures.

    What was worked out of earlier figures is worked out again.
    """
    tables = dict(submission.returned.tables)
    for key, answers in submission.returned.tables.items():
        table = form.by_section.get(key)
        if table is not None and table.section.has(EarlierFigures):
            tables[key] = _as_the_form_has_them(answers, table)
    return Submission(replace(submission.returned, tables=tables), submission.unit, form)


def _as_the_form_has_them(answers: Answers, table: FormTable) -> Answers:
    """The answers with labels and earlier figures left to the form, and worked out anew."""
    form_columns = {column.key for column in table.columns if column.role in (Role.LABEL, Role.EARLIER)}
    own_values = {key: values for key, values in answers.values.items() if key not in form_columns}
    builder = AnswersBuilder.of(AnsweredTable(table.rows_of(answers.keys), replace(answers, values=own_values)))
    complete(builder.rows, table.columns, builder.values, builder.coverages)
    return builder.build().answers
