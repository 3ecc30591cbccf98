"""What we write ourselves on the first sheet of a template, and above the tables of the others."""

from __future__ import annotations

from collections.abc import Sequence

from followup.form.frame import Frame
from followup.form.history.reported_figures import intro_when_filled
from followup.form.section import Section
from followup.form.terms.units import Unit
from followup.form.traits import ReportsAgain
from followup.locale import Message, _

DEADLINE = _("Last day to answer")
"""It stands out among what is said of the round."""


def facts_of_round(frame: Frame, unit: Unit) -> list[tuple[Message, object]]:
    """What the first sheet says of the round: a title and a value each, of what the plan says."""
    facts: list[tuple[Message, object]] = [
        (_("Region"), frame.sender.region),
        (_("Occasion"), frame.round),
        (_("Period"), _period(frame)),
        (DEADLINE, frame.deadline_of(unit)),
        (_("Questions are answered by"), frame.sender.contact),
        (_("Registration number"), frame.sender.dnr),
    ]
    return [(title, value) for title, value in facts if value]


def _period(frame: Frame) -> str:
    first, last = frame.period.first, frame.period.last
    return f"{first:%Y-%m-%d} – {last:%Y-%m-%d}" if first and last else ""


INSTRUCTIONS = (
    _("1. Fill in the yellow cells on the other sheets; the list below leads to them and shows what is left."),
    _(
        "2. Is a figure missing? Leave its cell empty and say why in the comment on its row: that is an answer too. "
        "Write 0 only for zero."
    ),
    _(
        "3. Grey cells are filled in already or not yours to fill in. If one is wrong, say so in a comment; "
        "do not change it."
    ),
    _(
        "4. Paste values only (Paste special, Values), and leave hidden rows and columns: they say whose answers are whose."
    ),
    _(
        "5. Sign below, save, and send the whole workbook, as an Excel workbook (.xlsx), to who sent it to you. "
        "No patient data."
    ),
)


PROGRESS_TITLES = (
    _("Section"), _("Sheet"), _("To answer"), _("Left"), _("Done"), _("To correct"), _("To explain"),
)  # fmt: skip
LEGEND = (
    (_("Yellow: to fill in"), "input"),
    (_("Grey: filled in, or not yours"), "earlier"),
    (_("Blue: worked out"), "computed"),
    (_("Red: to correct; why stands on the right"), "error"),
    (_("Orange: explain in the comment"), "warning"),
)
"""What the colours mean, with the style of each."""

THE_CHECK_MAY_FIND_MORE = _(
    "To correct and To explain are counted as you fill in. Who receives the workbook checks it, and may find more."
)
HEADINGS = (_("How to fill in"), _("What is left"))
AT_WILL = _("if needed")
"""In the place of a count, for a section in which nothing has to be answered."""


def texts_of_first_sheet(frame: Frame, sections: Sequence[Section], unit: Unit) -> frozenset[str]:
    """What we write ourselves on the first sheet: not to be taken for somebody's answer."""
    words = frame.words
    messages = [
        *INSTRUCTIONS,
        *PROGRESS_TITLES,
        *(meaning for meaning, _style in LEGEND),
        THE_CHECK_MAY_FIND_MORE,
        *HEADINGS,
        AT_WILL,
        *(title for title, _value in facts_of_round(frame, unit)),
    ]
    shown = [value for _title, value in facts_of_round(frame, unit)] + [
        frame.period.deadline
    ]  # before the unit got longer
    texts = [words(message) for message in messages] + [words.show(value) for value in shown if value]
    note = frame.texts.get(("introduction", unit.id.casefold()), "")
    own_texts = [*texts, unit.name, frame.sender.title, frame.round, note]
    return frozenset(" ".join(text.split()) for text in own_texts) | texts_of_sheets(frame, sections)


def texts_of_sheets(frame: Frame, sections: Sequence[Section]) -> frozenset[str]:
    """What we write ourselves above the tables of the other sheets."""
    messages = [
        message
        for section in sections
        for message in (section.title, section.sheet, section.intro)
        if message is not None
    ]
    messages += [intro_when_filled(section) for section in sections if section.has(ReportsAgain)]
    return frozenset(" ".join(frame.words(message).split()) for message in messages)
