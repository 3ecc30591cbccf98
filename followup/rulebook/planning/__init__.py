"""Rules on what the secretariat writes: the plan, the decisions, Word templates."""
