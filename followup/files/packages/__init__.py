"""Packages (ZIP) of XML parts: weighed, opened, put together again."""
