"""A list that a region has already comes into its plan: read, proposed, confirmed, added."""
