"""The form checks itself while it is filled in, without macros: by formulas that Excel and LibreOffice work out.

To the right of each table stand two hidden columns with codes of what is wrong on each row, and a narrow one that says
it. The same codes colour the cells, are counted on the first sheet and are read by the macros.
"""
