"""Last round's words in a template: whatever they were, they are no answers when it comes back, and make no noise."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.form.language import LastAnswers
from tests.form.test_round_trip import EVERY_SECTION, EXAMPLES, TEXTS, plan, visible_text
from tests.house import Severity, form_for, read_book, reader_of
from tests.tables import laid_out, rows_of

TABLES = {table.section.key: table for table in form_for(plan(), plan().units["nord"], EVERY_SECTION).tables}
PLACES = [
    (key, row.key, column)
    for key, columns in (("actions", ("status", "comment")), ("action_plans", ("comment",)), ("questions", ("answer",)))
    for row in TABLES[key].rows
    for column in columns
]
"""Where a unit may have written something that the next template shows."""


def kept(text: str) -> str:
    """A text as the record of a round keeps it: what a person saw in the cell."""
    return visible_text(text).strip()


class Words(dict[tuple[str, str, str], str]):
    """Texts by section, row and column."""

    def __repr__(self) -> str:
        """Long texts are cut, so that a failing case can be read."""
        return "\n".join(f"{place} {text[:80]!r}" for place, text in self.items())


@EXAMPLES
@given(st.dictionaries(st.sampled_from(PLACES), TEXTS.map(kept).filter(bool), max_size=len(PLACES)).map(Words))
def test_no_words_of_last_round_are_taken_for_somebodys(texts: Words) -> None:
    again = replace(plan(), last_answers={"nord": LastAnswers("T1 2021", texts)})
    book = read_book(laid_out(form_for(again, again.units["nord"], EVERY_SECTION), {}))
    submission, findings = reader_of(again, EVERY_SECTION).read(book)
    assert submission is not None
    assert not [finding for finding in findings if finding.severity is not Severity.INFO], rows_of(findings)
    assert submission.filled == submission.read == submission.refused == 0
