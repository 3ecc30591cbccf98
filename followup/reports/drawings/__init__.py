"""What a report draws of a section's rows: values that any format renders."""
