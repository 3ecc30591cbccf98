"""From phrases to what a target asks for, or what an outcome says."""
