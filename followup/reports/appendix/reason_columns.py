"""The columns of the appendix of reasons: number, the rows, how they are judged, and why."""

from __future__ import annotations

from collections.abc import Sequence

from followup.locale import _
from followup.region.rolling_up import SCALE as GOALS
from followup.reports.appendix.numbered_reasons import JudgedLine, Reason
from followup.reports.subject import Subject
from followup.reports.table import ReportColumn, text_column
from followup.reports.wording.formatting import name_of, row_label
from followup.reports.wording.goal_texts import level_of_goal, reason_of
from followup.reports.wording.judgements import ScaleWords, Step, judgement_columns, scale_title, scales_of

Numbered = tuple[int, Reason]


def reason_columns(subject: Subject, with_unit: bool) -> list[ReportColumn[Numbered]]:
    """The columns; in front of rows stands whose they are where they are of several units."""
    told = _ReasonWords(subject)

    def rows(numbered: Numbered) -> str:
        if not with_unit:
            return _rows_of(numbered[1])
        by_unit: dict[str, list[JudgedLine]] = {}
        for line in numbered[1]:
            by_unit.setdefault(name_of(subject.region, line.unit), []).append(line)
        return "\n".join(f"{unit}: {_rows_of(lines)}" for unit, lines in by_unit.items())

    words = subject.words
    return [
        text_column(words(_("No")), lambda numbered: numbered[0], room=1.0, right=True),
        text_column(words(_("Rows")) if with_unit else words(_("Row")), rows, 5.0),
        *judgement_columns(words, (_("Judgement"), _("Reason")), told.level, told.why, (2.7, 7.3)),
    ]


def _rows_of(lines: Sequence[JudgedLine]) -> str:
    """What rows and goals are called, each once."""
    names = [
        line.goal.goal.name if line.goal is not None else row_label(line.row) if line.row else "" for line in lines
    ]
    return "; ".join(dict.fromkeys(names))


class _ReasonWords:
    """How reasons read."""

    def __init__(self, subject: Subject) -> None:
        self.frame = subject.frame
        scales = [GOALS, *dict.fromkeys(scale for table in subject.region.tables for scale in scales_of(table))]
        self.judged = {scale: ScaleWords(self.frame, scale) for scale in scales}

    def level(self, numbered: Numbered) -> Step:
        """The judgement, with its colour; of a row that is judged on several scales on the first of them."""
        return self._level_of(numbered[1][0])

    def why(self, numbered: Numbered) -> str:
        """The reason; behind it what the row's other scales say, each with its judgement."""
        first, *others = _by_scale(numbered[1])
        return "\n".join([self._titled(first, self._reason_of(first)), *map(self._in_a_line, others)])

    def _level_of(self, line: JudgedLine) -> Step:
        if line.goal is not None:
            return level_of_goal(self.frame, line.goal.stands)
        return self.judged[line.scale].levels(line.judgements)

    def _reason_of(self, line: JudgedLine) -> str:
        if line.goal is not None:
            return "\n".join(reason_of(self.frame, judgement) for judgement in line.judgements)
        return self.judged[line.scale].reasons(line.judgements)

    def _titled(self, line: JudgedLine, text: str) -> str:
        """A text behind the name of its scale, which the one that goals are judged on needs not."""
        if line.goal is not None or line.scale == GOALS:
            return text
        apart = "\n" if "\n" in text else " "
        return f"{scale_title(self.frame, line.scale)}:{apart}{text}"

    def _in_a_line(self, line: JudgedLine) -> str:
        """Judgement and reason of one of several scales."""
        level, reason = self._level_of(line)[0], self._reason_of(line)
        return self._titled(line, f"{level}\n{reason}" if "\n" in level + reason else f"{level}. {reason}")


def _by_scale(reason: Reason) -> list[JudgedLine]:
    """The first line of each scale, in order."""
    firsts: dict[str, JudgedLine] = {}
    for line in reason:
        firsts.setdefault(line.scale, line)
    return list(firsts.values())
