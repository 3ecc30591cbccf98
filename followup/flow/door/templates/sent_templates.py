"""What goes with templates: drafts of mails with each unit's own attached, and the log of which were made when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from followup.flow.door.placing import WrittenOutputs, put, with_stale_drafts
from followup.flow.gathering.workspace import LOG, Workspace
from followup.flow.listener import Listener
from followup.flow.refusal import folder_not_written
from followup.locale import _, literal, n_

if TYPE_CHECKING:
    from followup.flow.door.writing import Output
    from followup.form.frame import Frame
    from followup.form.terms.units import Unit
    from followup.outputs.records.template_log import LoggedTemplate
    from followup.outputs.to_units.drafts import Draft

DRAFTS = "drafts"
"""The folder of drafts beside the plan, where no other is named."""
DRAFT_KIND = "template_draft"


class SentTemplate(NamedTuple):
    """A unit's template as it was written: under the name that it is to come back with, which may not be that it got."""

    unit: Unit
    name: str
    path: Path


def templates_among(outputs: Sequence[Output], written: WrittenOutputs, frame: Frame) -> list[SentTemplate]:
    """The workbooks among the outputs, each with its unit."""
    from followup.templates.unit_form import template_name

    by_name = {template_name(frame, unit): unit for unit in frame.units.answering}
    placed = zip(outputs, written.paths, strict=True)
    return [SentTemplate(by_name[o.path.name], o.path.name, path) for o, path in placed if o.path.name in by_name]


def send_templates(
    place: Workspace,
    frame: Frame,
    templates: Sequence[SentTemplate],
    drafts: Path | None,
    today: date,
    listener: Listener,
) -> WrittenOutputs:
    """Write the drafts into a folder, where one is named, all or none, and tell of the templates in the log.

    Where no drafts are asked for, those that stand with an older template in them are named.
    """
    from followup.flow.door.writing import Output

    new_drafts = dict(_drafts(frame, templates)) if drafts is not None or place.folder(DRAFTS).is_dir() else {}
    outputs = [
        Output(drafts / draft.name, DRAFT_KIND, partial(_write_bytes, draft.content))
        for draft in (new_drafts.values() if drafts is not None else ())
        if drafts is not None
    ]
    try:
        written = put(outputs, listener)
    except OSError as error:
        raise folder_not_written(drafts or place.root, error) from error
    _log(place, list(_lines(frame, templates, today, drafts is not None)), listener)
    if drafts is None:
        return _with_outdated(written, place.folder(DRAFTS), new_drafts, listener)
    _note_without_address([template.unit for template in templates], listener)
    every = [drafts / draft_name(frame, unit) for unit in frame.units.answering]
    return with_stale_drafts(written, drafts, DRAFT_KIND, every, listener)


def draft_name(frame: Frame, unit: Unit) -> str:
    """What a unit's draft is called."""
    from followup.outputs.to_units.drafts import TEMPLATE, name_of_draft

    return name_of_draft(frame, unit, TEMPLATE)


def _drafts(frame: Frame, templates: Sequence[SentTemplate]) -> Iterator[tuple[str, Draft]]:
    from followup.outputs.to_units.drafts import template_draft

    for template in templates:
        yield template.unit.id, template_draft(frame, template.unit, template.name, template.path.read_bytes())


def _with_outdated(
    written: WrittenOutputs, folder: Path, new_drafts: Mapping[str, Draft], listener: Listener
) -> WrittenOutputs:
    """The same with the drafts that hold another template than the one just made."""
    by_path = {folder / draft.name: draft.content for draft in new_drafts.values()}
    others = [path for path, content in by_path.items() if not path.is_file() or path.read_bytes() == content]
    unmade = [path for path in folder.glob("*.eml") if path not in by_path]
    return with_stale_drafts(written, folder, DRAFT_KIND, [*others, *unmade], listener) if new_drafts else written


def _lines(frame: Frame, templates: Sequence[SentTemplate], today: date, drafted: bool) -> Iterator[LoggedTemplate]:
    from followup.files.disk.atomic_files import sha256_of
    from followup.outputs.records.template_log import LoggedTemplate
    from followup.outputs.to_units.drafts import address_of

    for unit, _name, path in templates:
        address = address_of(unit) if drafted else ""
        day, digest = today.isoformat(), sha256_of(path)
        yield LoggedTemplate(day, frame.round, unit.id, frame.version, path.name, digest, address)


def _log(place: Workspace, templates: Sequence[LoggedTemplate], listener: Listener) -> None:
    """Add the templates to the log; where another program holds it that is told, for the templates stand all the same."""
    from followup.files.disk.append_log import append_lines
    from followup.outputs.records.template_log import TEMPLATES, LoggedTemplate, not_logged

    new = list(not_logged(templates, templates_in_log(place)))
    try:
        if new:
            append_lines(place.folder(LOG) / TEMPLATES, LoggedTemplate._fields, new)
    except OSError:
        message = _(
            "{file} could not be written, so these templates do not stand there. Close it if it is open in Excel.",
            file=literal(f"{LOG}/{TEMPLATES}"),
        )
        listener.note(message, "warning")


def templates_in_log(place: Workspace) -> Sequence[LoggedTemplate]:
    """The templates that the workspace's log tells of, the oldest first."""
    from followup.files.disk.append_log import lines_in
    from followup.outputs.records.template_log import TEMPLATES, LoggedTemplate, logged_templates

    return logged_templates(lines_in(place.folder(LOG) / TEMPLATES, LoggedTemplate._fields))


def _write_bytes(content: bytes, path: Path) -> None:
    path.write_bytes(content)


def _note_without_address(units: Sequence[Unit], listener: Listener) -> None:
    from followup.outputs.to_units.drafts import address_of

    without = [unit.name for unit in units if not address_of(unit)]
    if without:
        message = n_(
            "{n} draft has no address: {units}. Write one in the column Contact on the sheet Units.",
            "{n} drafts have no address: {units}. Write them in the column Contact on the sheet Units.",
            len(without),
            units=literal(", ".join(without)),
        )
        listener.note(message, "warning")
