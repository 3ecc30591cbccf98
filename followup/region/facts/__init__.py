"""All that a region says, as one long table."""
