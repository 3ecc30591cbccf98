"""The kinds of section: one file of declaration each. The registry is the one list of them."""
