"""How what a report says finds room on a page."""
