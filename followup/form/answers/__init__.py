"""The answers of a table as plain columns, and how they come to be."""
