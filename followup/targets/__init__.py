"""Targets and outcomes as people write them: the grammar, what is understood, and how it is said back."""
