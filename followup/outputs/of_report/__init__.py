"""Formats of reports, one a file: each has its name from its file, and a ``FORMAT`` that says how it is written."""
