"""What the report says: Region → Report, as headings, paragraphs, tables and charts. No format is known here."""
