"""Goals and measures: a kind of section."""
