"""Sheets and cells added to a workbook in which all else stays as it was stored."""
