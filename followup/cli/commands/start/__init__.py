"""The verbs that one begins with."""
