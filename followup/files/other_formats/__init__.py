"""Workbooks of other programs and of older formats, read."""
