"""The tables of a form laid out on sheets, with their formulas."""
