"""The verbs of followup excel."""
