"""Rules on received files: what they are, whose, and which of them counts."""
