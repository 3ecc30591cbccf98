"""Blocks of the regional workbook: every row of what there is, to be sorted, filtered and followed to its source."""
