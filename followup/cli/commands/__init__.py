"""A verb each. A command parses and shows; the job itself is in ``flow``."""
