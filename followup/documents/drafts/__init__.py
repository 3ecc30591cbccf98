"""Sentences that are worked out from the rows of a section: drafts, to be read through."""
