"""Workbooks of Excel as they came back, read from their raw XML."""
