"""Blocks of documents that are read: each kind as headings, paragraphs, tables and charts."""
