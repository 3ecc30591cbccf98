"""The language of forms, for tests that declare a section or a cell of their own, or make a row by hand.

One place for where it stands, as ``tests.house`` is for the flow.
"""

from followup.form.answers.answers import AnsweredTable, Answers, SheetSource
from followup.form.answers.answers_builder import AnswersBuilder, gather_rows
from followup.form.answers.runs import runs_of
from followup.form.cells.base import CellType
from followup.form.cells.comment import Comment
from followup.form.cells.day import FIRST, LAST, Day
from followup.form.cells.kinds import FigureKind
from followup.form.cells.number import AnyFigure, Number, Percent
from followup.form.cells.prose import Prose
from followup.form.cells.rough_number import RoughNumber
from followup.form.cells.text import YES_NO, Choice, Name, Names, Text, choice
from followup.form.cells.year import Year
from followup.form.checking.selective import rows_to_check
from followup.form.columns import BY_ROW, Column, ColumnPerPart, ColumnsWhen, Role
from followup.form.conditions import Condition
from followup.form.derived import Derived
from followup.form.form import FormTable, Identity, LastAnswers, ReportedFigure
from followup.form.frame import Frame
from followup.form.layout.table_layout import TableLayout
from followup.form.presenting import BriefRows, UnitFigure, WordChart, WordTable
from followup.form.row_view import RowView
from followup.form.rows import NOWHERE, Branch, DetachedRow, FilledRow, Row, SheetOrigin
from followup.form.section import Check, Grid, Listing
from followup.form.self_check.titles import TITLES_OF_RULES
from followup.form.terms.breakdown import Breakdown, BreakdownPart
from followup.form.terms.concepts import ACTION, ACTION_PLAN, CONTROL, GOAL, JUDGEMENT
from followup.form.terms.judgement import Judgement, JudgementOrigin, Level, Trend
from followup.form.terms.period import Period
from followup.form.terms.scales import ScaleLevel
from followup.form.terms.units import UnitTree
from followup.form.texts.personal_number import masked_numbers_in
from followup.form.texts.row_names import names_of_rows
from followup.form.traits import AskedAfterwards, OnFirstSheet
from followup.form.values import Missing, PartFigures, ProseAnswer, ProseParagraph, RoughFigure, as_prose
from followup.form.written.plain_text import plain
from followup.region.facts.fact import Fact, Facts, Strip
from followup.returns.model import Return
from followup.rulebook.problem import Problem, Remark
from followup.rulebook.rule import UNIT, WARNING, Rule
from followup.targets.cell import OutcomeCell, TargetCell
from followup.targets.done_outcome import DoneCell

__all__ = [
    "ACTION",
    "ACTION_PLAN",
    "BY_ROW",
    "CONTROL",
    "FIRST",
    "GOAL",
    "JUDGEMENT",
    "LAST",
    "NOWHERE",
    "TITLES_OF_RULES",
    "UNIT",
    "WARNING",
    "YES_NO",
    "AnsweredTable",
    "Answers",
    "AnswersBuilder",
    "AnyFigure",
    "AskedAfterwards",
    "Branch",
    "Breakdown",
    "BreakdownPart",
    "BriefRows",
    "CellType",
    "Check",
    "Choice",
    "Column",
    "ColumnPerPart",
    "ColumnsWhen",
    "Comment",
    "Condition",
    "Day",
    "Derived",
    "DetachedRow",
    "DoneCell",
    "Fact",
    "Facts",
    "FigureKind",
    "FilledRow",
    "FormTable",
    "Frame",
    "Grid",
    "Identity",
    "Judgement",
    "JudgementOrigin",
    "LastAnswers",
    "Level",
    "Listing",
    "Missing",
    "Name",
    "Names",
    "Number",
    "OnFirstSheet",
    "OutcomeCell",
    "PartFigures",
    "Percent",
    "Period",
    "Problem",
    "Prose",
    "ProseAnswer",
    "ProseParagraph",
    "Remark",
    "ReportedFigure",
    "Return",
    "Role",
    "RoughFigure",
    "RoughNumber",
    "Row",
    "RowView",
    "Rule",
    "ScaleLevel",
    "SheetOrigin",
    "SheetSource",
    "Strip",
    "TableLayout",
    "TargetCell",
    "Text",
    "Trend",
    "UnitFigure",
    "UnitTree",
    "WordChart",
    "WordTable",
    "Year",
    "as_prose",
    "choice",
    "gather_rows",
    "masked_numbers_in",
    "names_of_rows",
    "plain",
    "rows_to_check",
    "runs_of",
]
