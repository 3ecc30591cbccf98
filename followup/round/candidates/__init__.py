"""Several files of one unit: how they differ, what may be put together, and which one counts."""
