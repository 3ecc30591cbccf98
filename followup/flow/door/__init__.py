"""How outputs are put in place: all or none, and nothing that a person has edited replaced."""
