"""Values, judgements, goals, changes and findings put into words: once, for every output."""
