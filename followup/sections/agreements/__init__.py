"""National agreements: two kinds of section."""
