"""The first sheet of the regional workbook: how it goes, on one screen."""
