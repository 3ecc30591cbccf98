"""Sheets of the regional workbook on which something is chosen from a list, and formulas show what there is of it."""
