"""The version of followup: it stands in the record of a merge and in every template."""

__version__ = "0.2.0"
