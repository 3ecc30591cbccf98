"""Texts as they are compared and shown."""
