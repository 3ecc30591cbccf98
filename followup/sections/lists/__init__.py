"""What lists that regions have already call the columns of a section's sheets in the plan."""
