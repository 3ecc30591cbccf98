"""Template: one workbook a unit, and a Word form for those who answer in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.flow.declarations import sections_of
from followup.flow.door.placing import WrittenOutputs, put
from followup.flow.door.templates.sent_templates import send_templates, templates_among
from followup.flow.door.templates.word_templates import cannot_be_used
from followup.flow.gathering.closed import note_closed
from followup.flow.gathering.history import note_faulty_records
from followup.flow.gathering.plans import load_valid_plan
from followup.flow.gathering.premises import read_premises
from followup.flow.gathering.workspace import Workspace, job_in, look_of, template_file
from followup.flow.listener import SILENT, Listener
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import _, literal
from followup.locale.nearest import did_you_mean

if TYPE_CHECKING:
    from followup.files.xlsx_writing.base_look import BaseLook
    from followup.files.xlsx_writing.common_rows import CommonRows
    from followup.flow.door.writing import Output
    from followup.flow.gathering.carried import CarriedFile
    from followup.form.form import Form
    from followup.form.frame import Frame
    from followup.form.layout.layout import PrefilledAnswers
    from followup.form.terms.units import Unit
    from followup.plan.model import Plan
    from followup.templates.forms import Forms
    from followup.templates.template import CommonForms


@frozen
class TemplateRequest:
    """What is asked of templates: for which ``units``, by id or name, or for all, and the folder for them.

    With ``word`` also Word forms, with ``macros`` also workbooks with buttons. ``carry`` are forms that were filled in
    earlier: their units' templates get their answers, and no other units get any unless they are named. ``drafts`` is a
    folder for a draft mail to each unit with its template attached.
    """

    units: Sequence[str] = ()
    into: Path | None = None
    word: bool = False
    macros: bool = False
    carry: Sequence[Path] = ()
    drafts: Path | None = None
    today: date | None = None


@frozen
class Templates:
    """The templates of a plan's units, and where they and their Word forms stand; ``count`` is of the workbooks.

    ``carried`` are the files whose answers some of them got, with what could not be carried over. ``drafts`` are the mails
    that were written.
    """

    plan: Plan
    written: WrittenOutputs
    count: int
    carried: Sequence[CarriedFile] = ()
    drafts: WrittenOutputs = field(default_factory=WrittenOutputs)


def template(place: Workspace, ask: TemplateRequest | None = None, listener: Listener = SILENT) -> Templates:
    """Make a template for each unit that is asked for; all or none of them is written."""
    from followup.flow.gathering.carried import read_carried
    from followup.templates.forms import Forms

    ask = ask or TemplateRequest()
    plan = load_valid_plan(place, listener)
    note_closed(place, listener, plan.round)
    premises = read_premises(job_in(place, listener, ask.today), plan)
    note_faulty_records(premises.history, listener)
    plan = premises.decided.with_deadlines
    folder, forms = ask.into or place.folder("templates"), Forms(plan, sections_of(plan))
    carried = read_carried(ask.carry, plan, forms)
    chosen = units_named(plan, ask.units, listener) or tuple(carried)
    _refuse_unnamed(carried, chosen, plan)
    answers = {unit: file.carried.answers for unit, file in carried.items()}
    outputs = template_outputs(place, forms, folder, chosen, ask.macros, listener, answers)
    count = sum(output.path.suffix == ".xlsx" for output in outputs)
    if ask.word:
        outputs += word_form_outputs(place, forms, folder, chosen)
    written = put(outputs, listener)
    sent = templates_among(outputs, written, plan.frame)
    drafts = send_templates(place, plan.frame, sent, ask.drafts, premises.job.today, listener)
    return Templates(plan, written, count, tuple(carried.values()), drafts)


def _refuse_unnamed(carried: Mapping[str, CarriedFile], chosen: Sequence[str], plan: Plan) -> None:
    """CouldNotRun where a file is of another unit than those that were named."""
    for unit, file in carried.items():
        if unit not in chosen:
            name = literal(plan.units[unit].name)
            raise CouldNotRun(_("{file} is of {unit}, which --unit does not name.", file=literal(file.file), unit=name))


def units_named(plan: Plan, texts: Sequence[str], listener: Listener) -> tuple[str, ...]:
    """The ids of the units that texts name by id or name, of one with another id than in earlier rounds also by that;
    CouldNotRun for one that names none, or several.
    """
    return tuple(_unit_named(plan, text, listener) for text in texts)


def _unit_named(plan: Plan, text: str, listener: Listener) -> str:
    from followup.plan.references import fault_of_reference
    from followup.plan.unit_changes.unit_changes import former_id, renamed_unit, units_instead

    meant = plan.meant(text, "units")
    if len(meant) == 1:
        return meant[0]
    former = former_id(plan, text) if not meant else ""
    if former and (now := renamed_unit(plan, former)):
        listener.note(_("{unit} is {now} now.", unit=literal(text), now=literal(plan.units[now].name)))
        return now
    if former:
        instead = literal(", ".join(unit.id for unit in units_instead(plan, former)))
        raise CouldNotRun(_("{unit} is no unit any more. Name instead: {units}.", unit=literal(text), units=instead))
    if meant:
        fault = fault_of_reference(text, plan.directories["units"]).advice
        raise CouldNotRun(_("“{unit}” {fault}", unit=literal(text), fault=fault))
    refusal = _("There is no unit {unit} in the plan.", unit=literal(text))
    ids = literal(", ".join(unit.id for unit in plan.units.answering))
    raise CouldNotRun(did_you_mean(refusal, plan.nearest(text, "units"), _("Units that answer: {known}.", known=ids)))


def template_outputs(
    place: Workspace,
    forms: Forms,
    into: Path,
    units: Sequence[str],
    macros: bool,
    listener: Listener,
    answers: Mapping[str, PrefilledAnswers],
) -> list[Output]:
    """The templates of the units, or of all, with those ``answers`` that there are by unit; with ``macros`` each also as
    .xlsm, the same book with buttons.
    """
    from followup.files.xlsx_writing.common_rows import CommonRows
    from followup.templates.template import CommonForms

    materials = _Materials(forms.frame, look_of(place, listener), CommonForms(), CommonRows())
    outputs = [
        output
        for unit, form in _forms(forms, units, listener)
        for output in _template_outputs(unit, form, materials, into, macros, answers.get(unit.id))
    ]
    if not outputs and forms:
        raise CouldNotRun(
            _(
                "No unit has anything to fill in yet: write on the plan's sheets what is followed up, and who answers it."
            )
        )
    if not outputs:
        raise CouldNotRun(
            _("No unit of the plan gets a template: write yes in the column Template on the sheet Units.")
        )
    return outputs


def _forms(forms: Forms, units: Sequence[str], listener: Listener) -> Iterator[tuple[Unit, Form]]:
    """The units that have something to fill in, each with its form."""
    from followup.form.traits import OnFirstSheet

    for unit in forms.frame.units.answering:
        if units and unit.id not in units:
            continue
        form = forms[unit.id]
        if all(table.section.has(OnFirstSheet) for table in form.tables):
            name = literal(unit.name)
            listener.note(_("{unit} has nothing to fill in; it gets no template.", unit=name), "warning")
        else:
            yield unit, form


@frozen
class _Materials:
    """What the templates of a round are made with, and what those that are written have in common."""

    frame: Frame
    look: BaseLook
    forms: CommonForms
    rows: CommonRows


def _template_outputs(
    unit: Unit, form: Form, materials: _Materials, into: Path, macros: bool, answers: PrefilledAnswers | None
) -> Iterator[Output]:
    from followup.flow.door.writing import Output
    from followup.templates.unit_form import template_name

    path = into / template_name(materials.frame, unit)
    write = partial(_write_template, form, unit, materials, answers)
    yield Output(path, "template", write)
    if macros:
        yield Output(path.with_suffix(".xlsm"), "template", partial(write, macros=True))


def _write_template(
    form: Form, unit: Unit, materials: _Materials, answers: PrefilledAnswers | None, path: Path, macros: bool = False
) -> object:
    from followup.files.xlsx_writing.xlsx_write import write_book
    from followup.templates.template import lay_out_form

    book = lay_out_form(form, materials.frame, unit, answers, materials.forms)
    if macros:
        from followup.templates.template_buttons import put_macros

        put_macros(book, materials.frame.words)
    return write_book(book, path, materials.look, materials.rows)


def word_form_outputs(place: Workspace, forms: Forms, into: Path, units: Sequence[str]) -> list[Output]:
    """A Word form for each unit that is asked for answers in words, named as its workbook is."""
    from followup.flow.door.writing import Output
    from followup.templates.unit_form import template_name
    from followup.templates.word_form import word_form

    frame = forms.frame
    letter, words, outputs = template_file(place, "agreement-letter.docx"), frame.words, []
    for unit in frame.units.answering:
        form = forms[unit.id]
        word_form_of_unit = word_form(form, frame) if not units or unit.id in units else None
        if word_form_of_unit is None:
            continue
        path = into / Path(template_name(frame, unit)).with_suffix(".docx").name
        write = partial(
            _write_word_form,
            letter,
            fields=_letter_fields(form, frame, unit),
            language="sv-SE" if words.language == "sv" else "en-GB",
            identity=str(form.identity),
            texts=word_form_of_unit.texts(words, frame.deadline_of(unit), frame.sender.contact),
            questions=word_form_of_unit.parts,
        )
        outputs.append(Output(path, "word_form", write))
    return outputs


def _letter_fields(form: Form, frame: Frame, unit: Unit) -> dict[str, str]:
    fields = {"document": frame.words(form.title), "region": frame.sender.region, "unit": unit.name}
    return fields | {"dnr": frame.sender.dnr, "title": frame.sender.title, "contact": "", "date": "", "period_to": ""}


def _write_word_form(letter: Path, path: Path, **form: Any) -> None:
    from followup.files.word.docx_write import TemplateFault
    from followup.files.word_form.docx_form import write_word_form

    try:
        write_word_form(letter, path, **form)
    except TemplateFault as error:
        raise cannot_be_used(letter.name) from error
