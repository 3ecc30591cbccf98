"""The lines of the facts that tell how rows are judged; and how a judgement, of a row or a goal, stands in a line.

That is its level in words, who judged and why; of a published one no more than may be told.
"""

from __future__ import annotations

from typing import NamedTuple

from followup.form.frame import Frame
from followup.form.terms.judgement import MASKED_REASON, Judgement, JudgementOrigin
from followup.form.values import Masked
from followup.region.facts.fact import DAYS, NO, SOURCE, YES, Strip, values_at
from followup.region.facts.lines.fact_lines import FactLines, columns_of, strip_by_key
from followup.region.facts.row_facts import RowFacts
from followup.region.facts.target_facts import TargetFields, TargetsOfRows
from followup.region.levels_in_words import word_of
from followup.region.measuring import part_of

HIDDEN = Masked("–")
"""What stands instead of an answer, a level or a reason that would tell a masked figure."""


class JudgementColumns(NamedTuple):
    """What a line says of how something was judged on a scale."""

    origin: str
    reason: str
    level: str = ""
    level_word: str = ""
    masked: str = NO
    missing_reason: str = ""


def facts_of_judgements(rows: RowFacts, targets: TargetsOfRows) -> FactLines:
    """A line for each judgement of each row."""
    of_rows = [(number, judgement) for number, row in enumerate(rows.rows) for judgement in row.judgements]
    numbers, judgements = [number for number, _judgement in of_rows], [judgement for _number, judgement in of_rows]
    days = {number: rows.measured.days_of(rows.filled[number]) for number in set(numbers)}
    scales = [judgement.scale for judgement in judgements]
    names = {"column": scales, "scale": scales, "part": [part_of(judgement.part) for judgement in judgements]}
    lines = JudgementLines(rows.frame)
    levels = [lines.columns(judgement, judgement.scale, judgement.origin) for judgement in judgements]
    wanted = [targets.target(rows.filled[number].row, judgement) for number, judgement in of_rows]
    strips = [
        rows.strip(numbers),
        strip_by_key(DAYS, numbers, days),
        Strip(names),
        Strip({"kind": values_at(rows.row_kinds, numbers), "preliminary": rows.approvals(numbers)}),
        Strip(columns_of(JudgementColumns._fields, levels)),
        Strip(columns_of(TargetFields._fields, wanted)),
    ]
    if rows.units.sources:
        parts = [(number, judgement.part) for number, judgement in of_rows]
        places = {
            (number, part): rows.rows[number].source(rows.section.measuring.judged, part) for number, part in set(parts)
        }
        stood = {of: (place.file, place.sheet, place.cell) for of, place in places.items()}
        strips.append(strip_by_key(SOURCE, parts, stood))
    return FactLines(numbers, strips, rows.usual)


class JudgementLines:
    """How judgements of a round stand in lines; what many of them say alike is put into words once."""

    def __init__(self, frame: Frame) -> None:
        self.frame, self.words = frame, frame.words
        self._levels: dict[tuple[str, str], tuple[str, str]] = {}

    def columns(self, judgement: Judgement, scale: str, origin: JudgementOrigin) -> JudgementColumns:
        """How something was judged on a scale."""
        who = str(origin)
        if judgement.level_tells:
            return JudgementColumns(who, self.words(MASKED_REASON), masked=YES, missing_reason=HIDDEN.reason)
        level, word = self._level(scale, judgement.level)
        if judgement.reason_tells:
            return JudgementColumns(who, HIDDEN.reason, level, word, YES, HIDDEN.reason)
        return JudgementColumns(who, self.words.recall(judgement.reason), level, word)

    def _level(self, scale: str, level: str) -> tuple[str, str]:
        if (scale, level) not in self._levels:
            self._levels[scale, level] = (str(level), word_of(self.frame, scale, level))
        return self._levels[scale, level]
