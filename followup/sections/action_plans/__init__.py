"""Overarching action plans: a kind of section."""
