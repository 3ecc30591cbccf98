"""The first page of a summary: what the report says, by rules from the facts."""
