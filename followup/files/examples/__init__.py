"""Answers kept as text, and a workbook filled in with them as a person does it."""
