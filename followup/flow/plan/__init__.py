"""The verbs of the plan: checked, compared, upgraded."""
