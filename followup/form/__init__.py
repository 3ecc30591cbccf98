"""The language that forms are declared in: sections, columns, cell types, rows, and what they say when wrong."""
