"""The lines of the facts, a file for each kind of thing that they tell."""
