"""Workbooks of Excel, written."""
