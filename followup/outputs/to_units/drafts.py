"""Drafts of mails: the template to each unit, a reminder to who has not answered, and what is to be corrected to who has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

from followup.files.marking.recognise_marks import holds_texts
from followup.files.names import file_name
from followup.form.finding import Finding
from followup.form.frame import Frame
from followup.form.terms.period_names import round_name
from followup.form.terms.units import Unit
from followup.frozen import frozen
from followup.locale import Message, Words, _, literal, n_
from followup.reports.wording.findings_text import group_findings
from followup.round.queries import AskedQuery
from followup.round.unit_state import UnitState
from followup.rulebook.problem import Severity
from followup.rules.addressees import for_the_unit

REPLIES_TITLE = _("Questions from the secretariat")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
TEMPLATE = _("template")
"""What a draft with a template is called, behind the unit's name."""
WORKBOOK = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@frozen
class Draft:
    """A mail to be looked through and sent by a person: its file name and its bytes."""

    name: str
    content: bytes


def drafts(
    frame: Frame,
    states: Sequence[UnitState],
    findings: Mapping[str, Sequence[Finding]],
    returned: Mapping[str, Sequence[tuple[str, bytes]]],
    today: date,
    queries: Sequence[AskedQuery] = (),
) -> Iterator[Draft]:
    """A draft for each unit that has something left to do; ``findings`` and ``returned`` workbooks by the unit's id. Open
    questions are something to do, where the unit has answered.

    What only the secretariat can decide, such as which of two files counts, makes no draft and stands in none. A unit that
    need not answer gets none.
    """
    for state in states:
        unit = state.unit
        if state.excused:
            continue
        if state.state == "missing":
            subject, body = _reminder(frame, state, today)
            yield _draft(frame, unit, subject, body, _("reminder"))
        elif state.state != "conflict":
            for_unit, workbooks = for_the_unit(findings.get(unit.id, ())), returned.get(unit.id, ())
            least = Severity.ERROR if state.answered else Severity.WARNING  # what nobody could read must come again
            asked = _Questions(frame.words, [one for one in queries if one.unit is unit and one.is_open], workbooks)
            if any(finding.severity <= least for finding in for_unit):
                subject, body = _return(frame, unit, for_unit, bool(workbooks))
                yield _draft(frame, unit, subject, [*body[:-1], *asked.lines, body[-1]], _("to correct"), workbooks)
            elif asked.queries and state.answered:
                yield _draft(frame, unit, *asked.mail(frame, unit), _("to answer"), workbooks)


@frozen
class _Questions:
    """The open questions to one unit, as a mail has them, with the workbooks that go with it."""

    words: Words
    queries: Sequence[AskedQuery]
    workbooks: Sequence[tuple[str, bytes]]

    @property
    def lines(self) -> list[str]:
        """The questions and where to reply; nothing where there are none."""
        if not self.queries:
            return []
        in_workbook = any(
            holds_texts(content, [one.query.key for one in self.queries]) for _name, content in self.workbooks
        )
        where = _("Reply in the attached workbook, in the yellow cells of the sheet {sheet}.", sheet=REPLIES_TITLE)
        title = n_("A question", "Questions", len(self.queries))
        texts = [": ".join(text for text in (one.query.about, one.query.question) if text) for one in self.queries]
        how = where if in_workbook else _("Reply to this mail.")
        return ["\n".join([self.words(title), *(f"- {text}" for text in texts)]), self.words(how)]

    def mail(self, frame: Frame, unit: Unit) -> tuple[Message, list[str]]:
        """A mail with nothing but questions."""
        thanks = n_(
            "Thank you for the follow-up for {round}. We have a question about it.",
            "Thank you for the follow-up for {round}. We have questions about it.",
            len(self.queries),
            round=round_name(frame.round),
        )
        subject = _("Questions: {round}, {unit}", round=literal(frame.round), unit=literal(unit.name))
        return subject, [self.words(thanks), *self.lines]


def template_draft(frame: Frame, unit: Unit, name: str, template: bytes) -> Draft:
    """A draft with the unit's template attached, under the ``name`` that it is to come back with."""
    words, period, deadline = frame.words, frame.period, frame.deadline_of(unit)
    lines = [
        _(
            "Here is the template from {unit} for the follow-up {round}.",
            unit=literal(unit.name),
            round=round_name(frame.round),
        )
    ]
    if period.first is not None and period.last is not None:
        first, last = literal(period.first.isoformat()), literal(period.last.isoformat())
        lines.append(_("It is about the period {first} – {last}.", first=first, last=last))
    if deadline is not None:
        lines.append(_("The last day to answer is {day}.", day=literal(deadline.isoformat())))
    lines.append(
        _(
            "Save the workbook, fill in its yellow cells, sign on the first sheet, and send it back in a reply to this "
            "mail as an Excel workbook (.xlsx). No patient data."
        )
    )
    titles = {"round": literal(frame.round), "unit": literal(unit.name)}
    subject = (
        _("Template: {round}, {unit}", **titles)
        if deadline is None
        else _("Template: {round}, {unit}, answer by {day}", **titles, day=literal(deadline.isoformat()))
    )
    return _draft(frame, unit, subject, [words(line) for line in lines], TEMPLATE, [(name, template)])


def address_of(unit: Unit) -> str:
    """The first address in the unit's contact; empty where there is none."""
    match = ADDRESS.search(unit.contact)
    return match[0] if match else ""


def _reminder(frame: Frame, state: UnitState, today: date) -> tuple[Message, list[str]]:
    words, deadline = frame.words, frame.deadline_of(state.unit)
    late = deadline is not None and deadline < today
    lines = [
        _(
            "We have not yet received the follow-up for {round} from {unit}.",
            round=round_name(frame.round),
            unit=literal(state.unit.name),
        )
    ]
    if state.untouched:
        lines = [
            _(
                "The template from {unit} came back without answers: {file}.",
                unit=literal(state.unit.name),
                file=literal(state.file),
            )
        ]
    if deadline is not None:
        day = literal(deadline.isoformat())
        lines.append(
            _("The last day to answer was {day}.", day=day) if late else _("The last day to answer is {day}.", day=day)
        )
    closes = frame.closes_for(state.unit)
    if closes is not None and closes >= today:
        lines.append(_("Answers that come after {day} may not be included.", day=literal(closes.isoformat())))
    lines.append(
        _("Fill in the template that you were given, and send it back. If you have sent it already: send it again.")
    )
    subject = _("Reminder: {round}, {unit}", round=literal(frame.round), unit=literal(state.unit.name))
    return subject, [words(line) for line in lines]


def _return(frame: Frame, unit: Unit, findings: Sequence[Finding], attached: bool) -> tuple[Message, list[str]]:
    words = frame.words
    lines = [
        words(
            _(
                "Thank you for the follow-up for {round}. Some of it needs to be corrected.",
                round=round_name(frame.round),
            )
        )
    ]
    if attached:
        lines.append(words(_("Your workbook is attached, with the cells marked. Correct it there and send it back.")))
    for severity in (Severity.ERROR, Severity.WARNING):
        texts = [text for kind, text in group_findings(findings, words) if kind is severity]
        if texts:
            lines.append("\n".join([words(severity.title), *(f"- {text}" for text in texts)]))
    lines.append(words(_("Always send the whole workbook back, not only the cells that you have changed.")))
    return _("To correct: {round}, {unit}", round=literal(frame.round), unit=literal(unit.name)), lines


def _draft(
    frame: Frame,
    unit: Unit,
    subject: Message,
    body: Sequence[str],
    kind: Message,
    workbooks: Sequence[tuple[str, bytes]] = (),
) -> Draft:
    """The mail as Outlook opens it for editing: ``X-Unsent`` says that nobody has sent it."""
    words = frame.words
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = " ".join(words(subject).split())
    if address := address_of(unit):
        mail["To"] = address
    mail["X-Unsent"] = "1"
    greeting, regards = words(_("Hello!")), words(_("Kind regards"))
    regards = "\n".join([regards, *_signature(frame)])
    mail.set_content("\n\n".join([greeting, *body, regards]) + "\n", cte="quoted-printable")
    for name, content in workbooks:
        mail.add_attachment(content, maintype="application", subtype=WORKBOOK, filename=name)
    if workbooks:
        mail.set_boundary("followup-draft-boundary")  # else it differs from run to run
    return Draft(name_of_draft(frame, unit, kind), bytes(mail))


def _signature(frame: Frame) -> Sequence[str]:
    """Who the mail is from: who answers questions, else the desk that sends it; and the region."""
    sender = frame.sender
    return [text for text in dict.fromkeys((sender.contact or sender.desk, sender.region)) if text]


def name_of_draft(frame: Frame, unit: Unit, kind: Message) -> str:
    """What a unit's draft of a kind is called."""
    return file_name(f"{frame.units.file_stem(unit)} {frame.words(kind)}") + ".eml"
