"""Checks and levels that sections share, one idea a file. Each check says why it exists, with a wrong and a right example."""
