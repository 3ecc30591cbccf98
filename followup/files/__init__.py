"""The only input and output: workbooks, Word documents, LibreOffice, Excel, and what the wheel carries."""
