"""The plan's workbook: an empty one, and what one of an earlier version lacks."""
