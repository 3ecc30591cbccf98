"""Shapes of tables: laid out in a workbook, and found again in one that came back.

Each table has a hidden key column to its left and a hidden key row above its header. The corner holds a mark with
the section's key. Places in a workbook are never remembered: the keys are looked for.
"""
