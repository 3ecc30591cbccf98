"""Expressions as people write them in a plan, with one meaning in Python and in Excel: ``inte tom(own) och
tom(reason)``.

``parse`` reads one, ``names`` says what it is about, ``function_of`` gives its value in Python and ``excel_value`` and
``excel_condition`` the same in a workbook.
"""

from followup.expressions.cell_formulas import Constant as Constant
from followup.expressions.cell_formulas import Operand as Operand
from followup.expressions.cell_formulas import Operands as Operands
from followup.expressions.cell_formulas import sum_of_cells as sum_of_cells
from followup.expressions.cell_values import REFUSED as REFUSED
from followup.expressions.cell_values import Incomplete as Incomplete
from followup.expressions.faults import Fault as Fault
from followup.expressions.model import Call as Call
from followup.expressions.model import Expression as Expression
from followup.expressions.model import Identifier as Identifier
from followup.expressions.model import ResultKind as ResultKind
from followup.expressions.model import Total as Total
from followup.expressions.model import compared_with as compared_with
from followup.expressions.model import names as names
from followup.expressions.model import renamed as renamed
from followup.expressions.model import value_names as value_names
from followup.expressions.parsing import parse as parse
from followup.expressions.parsing import parsed as parsed
from followup.expressions.python import Function as Function
from followup.expressions.python import function_of as function_of
from followup.expressions.to_excel import excel_condition as excel_condition
from followup.expressions.to_excel import excel_truth as excel_truth
from followup.expressions.to_excel import excel_value as excel_value
from followup.expressions.wording import in_words as in_words
