"""What was decided besides the plan, as tables: judgements, what was accepted of the answers, which files count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from followup.locale import Words, _
from followup.plan.decisions.choices import FileChoice
from followup.plan.decisions.decisions import Override
from followup.plan.decisions.waivers import Waiver
from followup.region.consolidating import Region
from followup.region.rolling_up import SCALE
from followup.reports.table import ReportColumn, ReportTable, text_column
from followup.reports.wording.formatting import name_in_plan
from followup.reports.wording.goal_texts import level_of_goal
from followup.reports.wording.judgements import level_column


def decision_tables(region: Region) -> Iterator[ReportTable[Override] | ReportTable[Waiver] | ReportTable[FileChoice]]:
    """The decisions in force. What was accepted of the answers is for working material only."""
    decisions, is_working = region.decisions, not region.published
    if decisions.overrides:
        yield overrides_table(region, "")
    if decisions.waivers and is_working:
        yield _waivers_table(region)
    if decisions.files and is_working:
        yield _files_table(region)


def overrides_table(region: Region, caption: str) -> ReportTable[Override]:
    """What, unit, part, judgement, why, who and until when."""
    frame, words = region.frame, region.frame.words
    shorts = {part.key: part.short for part in frame.breakdown}
    columns: list[ReportColumn[Override]] = [
        text_column(words(_("What")), lambda decided: name_in_plan(frame, decided.what), 0.22, 30),
        text_column(words(_("Unit")), lambda decided: _unit_name(region, decided.unit, frame.sender.region), 0.15, 26),
        text_column(words(_("Part")), lambda decided: shorts.get(decided.part, decided.part), 0.06, 10),
        level_column(words(_("Judgement")), lambda decided: level_of_goal(frame, decided.judgement(SCALE)), 0.14, 22),
        text_column(words(_("Why")), lambda decided: decided.why, 0.23, 60),
        text_column(words(_("Decided by")), lambda decided: decided.who, 0.1, 30),
        text_column(words(_("Until")), lambda decided: _shown(decided.until, words), 0.1, 12),
    ]
    return ReportTable(caption, columns, region.decisions.overrides, "r_decisions")


def _waivers_table(region: Region) -> ReportTable[Waiver]:
    words = region.frame.words
    columns: list[ReportColumn[Waiver]] = [
        text_column(words(_("Rule")), lambda decided: decided.rule, width=30),
        text_column(words(_("Unit")), lambda decided: _unit_name(region, decided.unit, decided.unit), width=26),
        text_column(words(_("Row")), lambda decided: decided.row, width=10),
        text_column(words(_("Column or cell")), lambda decided: decided.column, width=22),
        text_column(words(_("Why")), lambda decided: decided.why, width=60),
        text_column(words(_("Decided by")), lambda decided: decided.who, width=30),
        text_column(words(_("Until")), lambda decided: _shown(decided.until, words), width=12),
    ]
    return ReportTable("", columns, region.decisions.waivers, "r_waivers")


def _files_table(region: Region) -> ReportTable[FileChoice]:
    words = region.frame.words
    columns: list[ReportColumn[FileChoice]] = [
        text_column(words(_("File that counts")), lambda decided: decided.file, width=30),
        text_column(words(_("Unit")), lambda decided: _unit_name(region, decided.unit, decided.unit), width=26),
        text_column(words(_("Why")), lambda decided: decided.why, width=60),
        text_column(words(_("Decided by")), lambda decided: decided.who, width=30),
    ]
    return ReportTable("", columns, region.decisions.files, "r_files")


def _unit_name(region: Region, unit: str, otherwise: str) -> str:
    return region.frame.units[unit].name if unit in region.frame.units else otherwise


def _shown(day: date | None, words: Words) -> str:
    return words.show(day) if day else ""
