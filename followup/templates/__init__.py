"""From the plan to a unit's form, and from the form to a workbook to send."""
