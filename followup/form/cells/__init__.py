"""Cell types, both ways: what a cell accepts, how it is shown, and one help text for both."""
