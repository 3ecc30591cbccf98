"""The outputs of a merge: all of them put in place at once, with what is kept of them and what they change."""
