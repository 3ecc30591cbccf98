"""The Word document: chapters as a document declares them, each section as its own declaration says it reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from followup.documents.declared import Chapter, Document
from followup.files.book import Cell
from followup.files.docx_write import Text as CellText
from followup.files.docx_write import WordFile
from followup.form.cells.text import Text
from followup.form.columns import Column, Role
from followup.form.judgement import Origin
from followup.form.presenting import ChartOf, TableOf
from followup.locale import Words, _, literal
from followup.outputs.goals import counts_in_symbols, decision_rows, goals_in_a_sentence, shown_judgement
from followup.outputs.overview import counts_by
from followup.outputs.regional import MOST_CHARTS, chart_groups, scale_title, scales_of
from followup.outputs.showing import (
    PUBLISHED,
    WORKING,
    levels_in_order,
    missing_lines,
    name_of,
    row_label,
    show_judgements,
    show_value,
    state_title,
)
from followup.outputs.word_tables import word_table
from followup.plan.model import Plan, Unit
from followup.stages.consolidating import Consolidated
from followup.stages.region import RegionTable, UnitRow

WITH_REASON = (Origin.COMPUTED, Origin.REPLACED)
"""Judgements whose reasons are listed: what the tool worked out, also where a decision stands instead."""


def write_document(declared: Document, result: Consolidated, template: Path, path: Path) -> None:
    """Write a document of the round; an older file of that name stays until the new one is complete."""
    _Writer(declared, result, template).write(path)


class _Writer:
    """One document being written."""

    def __init__(self, declared: Document, result: Consolidated, template: Path) -> None:
        self.declared = declared
        self.result = result
        self.plan: Plan = result.plan
        self.words: Words = result.plan.words
        fields = {
            "title": self.plan.text("title") or self.plan.round,
            "subtitle": f"{self.plan.text('region')} · {self.words(declared.title)}",
            "status": self.words(PUBLISHED if result.published else WORKING),
            "region": self.plan.text("region"),
            "dnr": self.plan.text("dnr"),
        }
        language = {"sv": "sv-SE", "en": "en-GB"}[self.words.language]
        self.file = WordFile(template, fields, language)
        self.lying = False

    def write(self, path: Path) -> None:
        """Introduction, chapters, what is missing, and what the signs mean."""
        self._introduction()
        named = {key for chapter in self.declared.chapters for key in chapter.sections}
        rest = [each for each in self.result.tables if each.section.key not in named and each.section.reading]
        chapters = [*self.declared.chapters, *(Chapter(table.section.title, (table.section.key,)) for table in rest)]
        for chapter in chapters:
            tables = [table for key in chapter.sections for table in self.result.tables if table.section.key == key]
            if tables:
                self._chapter(chapter, tables)
        self._turn(False)
        self._missing()
        self._decisions()
        self._reasons()
        self._signs()
        self.file.save(path)

    def _turn(self, lying: bool) -> None:
        if lying != self.lying:
            self.file.turn(lying)
            self.lying = lying

    def _introduction(self) -> None:
        words, states = self.words, self.result.states
        self.file.heading(words(_("Introduction")), 1)
        text = self.plan.texts.get(("introduction", "sammanställning")) or self.plan.texts.get(
            ("introduction", "summary")
        )
        if text:
            self.file.paragraph(text)
        answered = [state.unit.name for state in states if state.answered]
        absent = [state for state in states if not state.answered]
        told = _("{n} of {of} units have answered: {units}.", n=len(answered), of=len(states), units=tuple(answered))
        self.file.paragraph(words(told) if answered else words(_("No unit has answered.")))
        if absent:
            names = tuple(f"{state.unit.name} ({words(state_title(state)[0])})" for state in absent)
            self.file.paragraph(words(_("Not included: {units}.", units=names)))
        waiting = [state.unit.name for state in states if state.unit.id in self.result.preliminary]
        if waiting:
            self.file.paragraph(words(_("Preliminary, not approved yet: {units}.", units=tuple(waiting))))
        marked = [state.unit.name for state in states if state.state == "with_errors"]
        if marked:
            told = _("Cells that could not be read are left out for: {units}.", units=tuple(marked))
            self.file.paragraph(words(told))

    def _chapter(self, chapter: Chapter, tables: Sequence[RegionTable]) -> None:
        self._turn(chapter.lying)
        title = self.words(chapter.title)
        self.file.heading(title, 1)
        intro = self.plan.texts.get(("introduction", title.casefold()))
        if intro:
            self.file.paragraph(intro)
        for table in tables:
            if chapter.split:
                self.file.heading(self.words(table.section.title), 2)
            self._section(table)

    def _section(self, table: RegionTable) -> None:
        if table.section.goal:
            self._goals()
        for reading in table.section.reading:
            if isinstance(reading, ChartOf):
                self._charts(table, reading)
            elif reading.together:
                self._together(table, reading)
            else:
                self._apart(table, reading)
        for state in self.result.states:
            if not state.answered and table.of(state.unit):
                told = _("{unit}: {state}.", unit=literal(state.unit.name), state=state_title(state)[0])
                self.file.paragraph(self.words(told), "Followup Note")

    def _goals(self) -> None:
        """The region's goals, judged by the plan's rule, with what units and decisions say beside."""
        rows = [row for row in self.result.goals if row.unit is None]
        if not rows:
            return
        titles = [
            self.words(each)
            for each in (_("Goal"), _("Judgements"), _("Judgement"), _("Reason"), _("Units' own judgement"))
        ]
        body = []
        for row in rows:
            text, colour, reason = shown_judgement(self.plan, row.stands)
            if row.override is not None:
                computed, _colour, why = shown_judgement(self.plan, row.computed)
                text = self.words(_("{judgement} (decided)", judgement=text)) + "\n"
                text += self.words(_("({judgement}, computed)", judgement=computed))
                reason += f"\n{why}"
            name = CellText("\u2003" * row.depth + row.goal.name, bold=not row.depth)
            counts = counts_in_symbols(self.plan, row.counts)
            body.append(
                [name, CellText(counts), CellText(text, colour), CellText(reason), CellText(self._own_of(row.goal.id))]
            )
        self.file.paragraph(self.words(goals_in_a_sentence(self.plan, rows)), "Followup Sentence")
        caption = self.words(_("Goals of the region, judged from the measures under them"))
        self.file.caption(self.words(_("Table")), caption)
        self.file.table(titles, body, [share * self.file.width for share in (0.34, 0.13, 0.13, 0.22, 0.18)], caption)

    def _own_of(self, goal: str) -> str:
        lines = []
        for row in self.result.goals:
            if row.goal.id == goal and row.unit is not None and row.own is not None:
                text, _colour, reason = shown_judgement(self.plan, row.own)
                lines.append(f"{row.unit.name}: {text}. {reason}")
        return "\n".join(lines)

    # Tables of one unit each, the region's first.

    def _apart(self, table: RegionTable, reading: TableOf) -> None:
        answered = [state.unit for state in self.result.states if state.answered]
        runs = [(self._name(None), table.region), *((self._name(unit), table.of(unit)) for unit in answered)]
        for name, rows in runs:
            if not rows:
                continue
            self.file.heading(name, 3)
            for row in rows:
                sentence = reading.sentence(row.filled, self.plan) if reading.sentence else None
                if sentence is not None:
                    self.file.paragraph(self.words(sentence), "Followup Sentence")
            caption = reading.caption.filled(**self.plan.period_labels, group=literal(name))
            self._table(table, reading, rows, f"{self.words(caption)}, {name}")
            self._short_note(rows)
            self._comments(table, reading, rows)

    def _name(self, unit: Unit | None) -> str:
        return name_of(self.result, unit)

    def _short_note(self, rows: Sequence[UnitRow]) -> None:
        if any(row.filled.short for row in rows):
            counts = sorted({min(row.filled.short.values()) for row in rows if row.filled.short})
            listed = tuple(_("{have} of {of}", have=have, of=of) for have, of in counts)
            note = _("* incomplete: {counts} contributions could be used.", counts=listed)
            self.file.paragraph(self.words(note), "Followup Note")

    def _comments(self, table: RegionTable, reading: TableOf, rows: Sequence[UnitRow]) -> None:
        """What was written in words on rows whose table has no column for it."""
        shown = {*reading.columns, *reading.tail}
        texts = [c for c in table.columns if c.role is Role.INPUT and isinstance(c.type, Text) and c.key not in shown]
        for row in rows:
            for column in texts:
                if row.filled[column.key] is not None:
                    self.file.paragraph(f"{row_label(row)}: {row.filled.text(column.key)}", "Followup Note")

    # One table for all units, under a heading for each group.

    def _together(self, table: RegionTable, reading: TableOf) -> None:
        answered = {state.unit.id for state in self.result.states if state.answered}
        rows = [row for row in table.rows if row.unit is not None and row.unit.id in answered]
        order = [goal.name for goal in self.plan.goals.values() if not goal.parent]
        order_of = {key: number for number, key in enumerate(dict.fromkeys(row.filled.row.key for row in table.rows))}
        groups = sorted({row.filled.text(reading.group) for row in rows}, key=lambda name: _position(order, name))
        for group in groups if reading.group else [""]:
            inside = [row for row in rows if not reading.group or row.filled.text(reading.group) == group]
            whole = [row for row in table.region if not reading.group or row.filled.text(reading.group) == group]
            shown = sorted([*whole, *inside], key=lambda row: order_of[row.filled.row.key])
            if reading.group:
                self.file.heading(group, 2)
                self._group_text(group, inside, reading)
            caption = reading.caption.filled(**self.plan.period_labels, group=literal(group.lower()))
            self._table(table, reading, shown, self.words(caption), with_unit=True)
            self._short_note(shown)
            self._footnotes(inside)

    def _group_text(self, group: str, rows: Sequence[UnitRow], reading: TableOf) -> None:
        intro = next((goal.intro for goal in self.plan.goals.values() if goal.name == group), "")
        if intro:
            self.file.paragraph(intro)
        if reading.scales:
            self.file.paragraph(self._counts(rows, reading.group, reading.scales[0]), "Followup Sentence")

    def _counts(self, rows: Sequence[UnitRow], group: str, scale: str) -> str:
        """``Av 21 bedömningar: 12 uppnått, 4 inte uppnått, 5 kan inte avgöras.``"""
        counted = next(iter(counts_by(rows, group, scale).values()), None)
        if not counted:
            return ""
        levels = levels_in_order(self.plan, scale, list(counted))
        parts = tuple(f"{level.symbol} {level.word} {counted[level.key]}".strip() for level in levels)
        return self.words(_("Of {n} judgements: {parts}.", n=sum(counted.values()), parts=parts))

    def _footnotes(self, rows: Sequence[UnitRow]) -> None:
        seen = dict.fromkeys(str(row.filled.row.about.get("footnote") or "") for row in rows)
        for key in seen:
            if key in self.plan.footnotes:
                names = dict.fromkeys(row_label(row) for row in rows if row.filled.row.about.get("footnote") == key)
                self.file.paragraph(f"{'; '.join(names)}: {self.plan.footnotes[key]}", "Followup Note")

    # The table itself.

    def _table(
        self, table: RegionTable, reading: TableOf, rows: Sequence[UnitRow], caption: str, with_unit: bool = False
    ) -> None:
        if not rows:
            return
        made = word_table(self.result, table, reading, rows, self.file.width, with_unit)
        self.file.caption(self.words(_("Table")), caption)
        self.file.table(made.titles, made.rows, made.widths, caption)

    # Charts.

    def _charts(self, table: RegionTable, reading: ChartOf) -> None:
        answered = {state.unit.id for state in self.result.states if state.answered}
        unit = ""
        groups = chart_groups(table, reading)
        if len(groups) > MOST_CHARTS:
            told = _(
                "There are {n} series, too many to draw here. Their figures stand in the regional workbook.",
                n=len(groups),
            )
            self.file.paragraph(self.words(told))
            return
        for title, first, last in groups:
            rows = table.rows[first : last + 1]
            owner = rows[0].unit
            if owner is None or owner.id not in answered:
                continue
            if owner.name != unit:
                unit = owner.name
                self.file.heading(self._name(owner), 3)
            self._chart(table, reading, rows, title.removeprefix(f"{unit}: "))

    def _chart(self, table: RegionTable, reading: ChartOf, rows: Sequence[UnitRow], title: str) -> None:
        columns = [column for column in table.columns if {column.key, column.base} & set(reading.values)]
        series = [(self.words(column.title), [_float(row, column) for row in rows]) for column in columns]
        if not any(value is not None for _name, values in series for value in values):
            return
        target = next((column for column in table.columns if column.key == reading.target), None)
        limit = None if target is None else next((v for row in rows if (v := _float(row, target)) is not None), None)
        line = None if target is None or limit is None else (self.words(target.title), limit)
        said = "; ".join(
            f"{name}: " + ", ".join(show_value(row.filled, column, self.plan) or "–" for row in rows)
            for (name, _values), column in zip(series, columns, strict=True)
        )
        self.file.chart(
            reading.kind,
            title=title,
            categories=[row.filled.text(reading.category) for row in rows],
            series=series,
            alt_text=self.words(_("Chart. {title}. {figures}.", title=literal(title), figures=literal(said))),
            number_format=reading.number_format,
            target_line=line,
            width_cm=min(self.file.width, 16.0),
            height_cm=6.5,
        )

    # The last chapters.

    def _missing(self) -> None:
        self.file.heading(self.words(_("What is missing")), 1)
        lines = [self.words(line) for line in missing_lines(self.result.states, self.result.tables, self.plan)]
        errors = (
            []
            if self.result.published
            else [finding for finding in self.result.findings if finding.severity == 0 and finding.place.cell]
        )
        for finding in errors:
            place = finding.place
            told = _(
                "{unit}, {sheet}!{cell}, {column}: “{found}” could not be used.",
                **{"unit": literal(place.unit), "sheet": literal(place.sheet), "cell": place.cell},
                column=literal(place.label),
                found=literal(finding.found),
            )
            lines.append(self.words(told))
        if lines:
            self.file.bullets(lines)
        else:
            self.file.paragraph(self.words(_("Nothing: every unit has answered, and every cell could be read.")))

    def _decisions(self) -> None:
        """The overrides in force: what, who, why."""
        rows = decision_rows(self.result)
        if not rows:
            return
        self.file.heading(self.words(_("Decisions")), 1)
        titles = [
            self.words(each)
            for each in (_("What"), _("Unit"), _("Part"), _("Judgement"), _("Why"), _("Decided by"), _("Until"))
        ]
        body = [[CellText(str(cell.value if isinstance(cell, Cell) else cell or "")) for cell in row] for row in rows]
        caption = self.words(_("Judgements decided instead of the computed ones"))
        self.file.caption(self.words(_("Table")), caption)
        self.file.table(
            titles, body, [share * self.file.width for share in (0.22, 0.15, 0.06, 0.14, 0.23, 0.1, 0.1)], caption
        )

    def _reasons(self) -> None:
        """Why each judgement is what it is: nobody should have to ask."""
        rows = []
        for table in self.result.tables:
            for scale in scales_of(table):
                for row in [*table.region, *table.rows]:
                    shown = show_judgements(self.plan, row.judgements, scale)
                    wanted = any(each.scale == scale and each.origin in WITH_REASON for each in row.judgements)
                    if wanted and self._is_answered(row):
                        rows.append((row_label(row), self._name(row.unit), scale_title(self.plan, scale), shown))
        if not rows:
            return
        self._turn(True)
        self.file.heading(self.words(_("Reasons of the judgements")), 1)
        titles = [self.words(title) for title in (_("Row"), _("Unit"), _("Scale"), _("Judgement"), _("Reason"))]
        body = [
            [
                CellText(label),
                CellText(unit),
                CellText(scale),
                CellText(shown.text, shown.colour),
                CellText(shown.reason),
            ]
            for label, unit, scale, shown in rows
        ]
        self.file.caption(self.words(_("Table")), self.words(_("Every computed judgement and its reason")))
        room = self.file.width
        widths = [share * room for share in (0.28, 0.14, 0.12, 0.14, 0.32)]
        self.file.table(titles, body, widths, self.words(_("Every computed judgement and its reason")))

    def _is_answered(self, row: UnitRow) -> bool:
        unit = row.unit
        return unit is None or any(state.answered for state in self.result.states if state.unit.id == unit.id)

    def _signs(self) -> None:
        scales = [scale for scale in self.plan.scales.values() if scale.levels]
        if not scales:
            return
        self._turn(False)
        self.file.heading(self.words(_("Signs")), 1)
        titles = [self.words(title) for title in (_("Scale"), _("Sign"), _("Word"), _("Meaning"))]
        body = [
            [
                CellText(scale.name),
                CellText(level.symbol, level.colour),
                CellText(level.word, level.colour),
                CellText(level.meaning),
            ]
            for scale in scales
            for level in scale.levels.values()
        ]
        self.file.caption(self.words(_("Table")), self.words(_("Signs, words and what they mean")))
        room = self.file.width
        self.file.table(
            titles,
            body,
            [room * share for share in (0.2, 0.11, 0.24, 0.45)],
            self.words(_("Signs, words and what they mean")),
        )


def _float(row: UnitRow, column: Column) -> float | None:
    number = row.filled.number(column.key)
    return None if number is None else float(number)


def _position(order: Sequence[str], name: str) -> tuple[int, str]:
    return (order.index(name) if name in order else len(order), name)
