"""Whether a figure reaches its target, where it goes, and what becomes of the goal above it."""
