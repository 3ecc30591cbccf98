"""A list that a region has already, taken into the plan: found, its columns understood, its rows added."""
