"""Formats of the facts, one a file: each has its name from its file, and a ``FORMAT`` that says how it is written."""
