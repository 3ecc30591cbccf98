"""Follow-up in a region: plan to templates, filled-in templates to one workbook and a Word summary."""

__version__ = "0.1.0"
