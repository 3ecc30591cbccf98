"""The names of rows: which of them a text may mean, which are nearly the same, and ids made of them."""
