"""The job without a terminal: what each verb does, as functions of values."""
