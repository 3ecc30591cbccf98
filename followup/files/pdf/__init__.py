"""What LibreOffice leaves out of a tagged PDF that screen readers need, put in."""
